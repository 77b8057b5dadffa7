"""Addresses of lodgings: who sleeps where."""

from django.urls import path

from venues.accommodation import lodging_edit, lodging_follow, lodging_list, lodging_page, lodging_without

urlpatterns = [
    path("hotels/lodgings/", lodging_list.lodgings, name="lodgings"),
    path("hotels/lodgings/confirm/", lodging_list.confirm, name="lodgings-confirm"),
    path("hotels/lodgings/new/", lodging_edit.new, name="lodging-new"),
    path("hotels/lodgings/<slug:public_id>/", lodging_page.lodging, name="lodging"),
    path("hotels/lodgings/<slug:public_id>/edit/", lodging_edit.edit, name="lodging-edit"),
    path("hotels/lodgings/<slug:public_id>/move/", lodging_edit.move, name="lodging-move"),
    path("hotels/lodgings/<slug:public_id>/follow/", lodging_follow.follow, name="lodging-follow"),
    path("hotels/without/", lodging_without.without_bed_page, name="without-bed"),
]
