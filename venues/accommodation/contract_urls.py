"""Addresses of hotels, their floors and rooms, blocks and entitlements."""

from django.urls import path

from venues.accommodation import (
    block_form,
    block_list,
    block_page,
    entitlement_pages,
    hotel_form,
    hotel_list,
    hotel_page,
    room_form,
    room_pages,
    type_pages,
    withdrawing_page,
)

urlpatterns = [
    path("hotels/list/", hotel_list.hotels, name="hotel-list"),
    path("hotels/new/", hotel_form.new, name="hotel-new"),
    path("hotels/types/", type_pages.types, name="room-types"),
    path("hotels/types/new/", type_pages.new, name="room-type-new"),
    path("hotels/types/<slug:public_id>/edit/", type_pages.edit, name="room-type-edit"),
    path("hotels/entitlements/", entitlement_pages.entitlements, name="entitlements"),
    path("hotels/entitlements/rules/new/", entitlement_pages.new_rule, name="entitlement-new"),
    path(
        "hotels/entitlements/rules/<slug:public_id>/edit/",
        entitlement_pages.edit_rule,
        name="entitlement-edit",
    ),
    path(
        "hotels/entitlements/exceptions/new/",
        entitlement_pages.new_exception,
        name="entitlement-exception-new",
    ),
    path(
        "hotels/entitlements/exceptions/<slug:public_id>/edit/",
        entitlement_pages.edit_exception,
        name="entitlement-exception-edit",
    ),
    path(
        "hotels/entitlements/exceptions/<slug:public_id>/lift/",
        entitlement_pages.lift,
        name="entitlement-exception-lift",
    ),
    path("hotels/blocks/", block_list.blocks, name="room-blocks"),
    path("hotels/blocks/new/", block_form.new, name="room-block-new"),
    path("hotels/blocks/<slug:public_id>/", block_page.block, name="room-block"),
    path("hotels/blocks/<slug:public_id>/edit/", block_form.edit, name="room-block-edit"),
    path("hotels/blocks/<slug:public_id>/withdraw/", withdrawing_page.withdraw, name="room-block-withdraw"),
    path("hotels/rooms/<slug:public_id>/", room_pages.room, name="room"),
    path("hotels/rooms/<slug:public_id>/edit/", room_form.edit, name="room-edit"),
    path("hotels/floors/<slug:public_id>/edit/", hotel_form.floor, name="hotel-floor-edit"),
    path("hotels/<slug:public_id>/", hotel_page.hotel, name="hotel"),
    path("hotels/<slug:public_id>/edit/", hotel_form.edit, name="hotel-edit"),
    path("hotels/<slug:public_id>/rooms/", room_pages.rooms, name="hotel-rooms"),
]
