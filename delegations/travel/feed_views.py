"""The calendar of a liaison officer: made, renewed and ended on the phone page, read by a secret address."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from delegations.roster.delegation import Delegation
from delegations.travel import board_mine, feed_calendar, feed_links
from delegations.travel.movements import rows_for
from summit import calendars
from summit.policy import fetch, public, requires


@requires("delegations.time_movement")
@require_POST
def make(request):
    """A new address, shown this once; the one before it ends."""
    delegation = of_request(request)
    with transaction.atomic():
        secret = feed_links.renew(delegation, request.user)
    url = request.build_absolute_uri(reverse("movement-feed", args=[secret]))
    return board_mine.show(request, delegation, secret=url)


@requires("delegations.time_movement")
@require_POST
def end(request):
    """The calendar's address opens no more."""
    delegation = of_request(request)
    with transaction.atomic():
        feed_links.end(delegation, request.user)
    messages.success(request, _("The address of the calendar opens no more."))
    return redirect(f"{reverse('arrivals-mine')}?delegation={delegation.public_id}")


def of_request(request) -> Delegation:
    wanted = request.POST.get("delegation", "")
    return fetch(request, Delegation.objects.for_list(), public_id=wanted)


@public
@require_safe
def feed(request, secret):
    """The delegation's movements as an iCalendar file; 404 for every address that does not open."""
    return calendars.answer(request, feed_links.opened(secret), movements_of)


def movements_of(delegation, officer) -> bytes:
    rows = rows_for(officer).filter(delegation=delegation).order_by("planned_at", "pk")
    return feed_calendar.calendar_of(delegation, rows)
