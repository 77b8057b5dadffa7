"""Addresses of the bookings of halls."""

from django.urls import path

from venues.halls import booking_edit, booking_list, booking_page, booking_windows

urlpatterns = [
    path("halls/bookings/", booking_list.bookings, name="hall-bookings"),
    path("halls/bookings/new/", booking_edit.new, name="hall-booking-new"),
    path("halls/bookings/<slug:public_id>/", booking_page.booking, name="hall-booking"),
    path("halls/bookings/<slug:public_id>/edit/", booking_edit.edit, name="hall-booking-edit"),
    path("halls/sweeps/new/", booking_windows.sweep, name="sweep-new"),
    path("halls/closures/new/", booking_windows.closure, name="hall-closure-new"),
]
