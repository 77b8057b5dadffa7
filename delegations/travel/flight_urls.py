"""Addresses of special flights, stands and weapons."""

from django.urls import include, path

from delegations.travel import flight_page, flights, stand_plan, weapon_views

urlpatterns = [
    path("flights/", flights.flights, name="flights"),
    path("flights/new/", flight_page.new, name="flight-new"),
    path("flights/<slug:public_id>/", flight_page.flight, name="flight"),
    path("flights/<slug:public_id>/edit/", flight_page.edit, name="flight-edit"),
    path("flights/<slug:public_id>/show/", flight_page.show_restricted, name="flight-reveal"),
    path("flights/<slug:public_id>/stand/", stand_plan.give, name="allocation-new"),
    path("allocations/<slug:public_id>/edit/", stand_plan.edit, name="allocation-edit"),
    path("stands/plan/", stand_plan.plan, name="stand-plan"),
    path("", include("delegations.travel.stand_register")),
    path("weapons/", weapon_views.declarations, name="weapons-list"),
    path("weapons/new/", weapon_views.new, name="weapons-new"),
    path("weapons/<slug:public_id>/", weapon_views.declaration, name="weapons"),
    path("weapons/<slug:public_id>/edit/", weapon_views.edit, name="weapons-edit"),
    path("weapons/<slug:public_id>/show/", weapon_views.reveal, name="weapons-reveal"),
    path("weapons/<slug:public_id>/count/", weapon_views.count, name="weapon-count"),
    path("weapons/<slug:public_id>/lines/new/", weapon_views.new_line, name="weapon-new"),
    path("weapon-lines/<slug:public_id>/edit/", weapon_views.edit_line, name="weapon-edit"),
]
