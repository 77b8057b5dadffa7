"""The calendar of a hall: its secret address is made and ended by who reads it, and opens without a password."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from summit import calendars
from summit.policy import fetch, public, requires
from venues.halls import feed_calendar, feed_links
from venues.halls.hall import Hall


@requires("venues.view_hall")
@require_POST
def make(request, public_id):
    """A new address, shown this once; the one before it ends."""
    hall = fetch(request, Hall.objects.for_list(), public_id=public_id)
    with transaction.atomic():
        secret = feed_links.renew(hall, request.user)
    url = request.build_absolute_uri(reverse("hall-feed", args=[secret]))
    context = {"hall": hall, "secret": url, "feed": feed_links.live(hall, request.user)}
    response = render(request, "venues/halls/feed.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@requires("venues.view_hall")
@require_POST
def end(request, public_id):
    """The calendar's address opens no more."""
    hall = fetch(request, Hall.objects.for_list(), public_id=public_id)
    with transaction.atomic():
        feed_links.end(hall, request.user)
    messages.success(request, _("The address of the calendar opens no more."))
    return redirect(hall)


@public
@require_safe
def feed(request, secret):
    """The hall's bookings as an iCalendar file; 404 for every address that does not open."""
    return calendars.answer(request, feed_links.opened(secret), feed_calendar.calendar_of)
