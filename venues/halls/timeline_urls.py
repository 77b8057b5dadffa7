"""Addresses of the timeline of the halls."""

from django.urls import path

from venues.halls import timeline_moving, timeline_page

urlpatterns = [
    path("halls/", timeline_page.halls, name="halls"),
    path("halls/bookings/<slug:public_id>/move/", timeline_moving.move, name="hall-bookings-move"),
]
