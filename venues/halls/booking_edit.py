"""Booking a hall and changing a booking."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from summit.editing import edit_page
from summit.policy import fetch, requires
from summit.steps import moved_on
from venues.halls import holds
from venues.halls.booking import HallBooking
from venues.halls.booking_choices import proposed
from venues.halls.booking_form import BookingForm


@requires("venues.add_booking")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """``?hall=…&starts=…&meeting=…&item=…`` propose what the form begins with."""
    user = request.user
    row = HallBooking(summit=user.summit, asked_by=user)
    form = BookingForm(posted(request), instance=row, user=user, initial=proposed(user, request.GET))
    return show(request, form, title=_("Book a hall"), cancel_url=reverse("hall-bookings"))


@requires("venues.edit_booking")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, public_id):
    row = fetch(request, HallBooking.objects.for_list(), public_id=public_id)
    if not request.user.has_perm("venues.edit_booking", row):
        if row.state in ("held", "confirmed"):
            raise PermissionDenied
        return moved_on(request, row)  # freed or ended while somebody was writing
    form = BookingForm(posted(request), instance=row, user=request.user)
    return show(
        request, form, title=_("Change the booking"), cancel_url=row.get_absolute_url(), subject=row.what
    )


def posted(request):
    """What was sent, if anything; an option whose hour is past is then in nobody's way."""
    if request.method != "POST":
        return None
    holds.let_go(request.user.summit)
    return request.POST


def show(request, form, *, title, cancel_url, subject=""):
    return edit_page(
        request,
        form,
        title=title,
        cancel_url=cancel_url,
        explanation=subject,
        template="venues/halls/booking_form.html",
    )
