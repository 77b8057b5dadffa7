"""Addresses of the overview, the floors, the rooming lists and the hotels' own side."""

from django.urls import path

from venues.accommodation import (
    floor_moving,
    floor_page,
    link_issuing,
    link_page,
    list_page,
    overview_page,
)

urlpatterns = [
    path("hotels/", overview_page.hotels, name="hotels"),
    path("hotels/<slug:public_id>/floors/", floor_page.floors, name="hotel-floors"),
    path("hotels/<slug:public_id>/floors/<slug:lodging>/move/", floor_moving.move, name="hotel-floors-move"),
    path("hotels/<slug:public_id>/list/", list_page.rooming_list, name="rooming-list"),
    path("hotels/<slug:public_id>/list.<slug:form>", list_page.file, name="rooming-list-file"),
    path("hotels/<slug:public_id>/links/", link_issuing.links, name="hotel-links"),
    path("hotels/<slug:public_id>/links/<slug:link>/revoke/", link_issuing.revoke, name="hotel-link-revoke"),
    path("hotel-side/<str:secret>/", link_page.home, name="hotel-side"),
    path("hotel-side/<str:secret>/open/", link_page.open_, name="hotel-side-open"),
    path("hotel-side/<str:secret>/guests/<slug:lodging>/number/", link_page.number, name="hotel-side-number"),
    path("hotel-side/<str:secret>/guests/<slug:lodging>/<slug:name>/", link_page.act, name="hotel-side-act"),
]
