"""The hotel's own side: its guests, and one tap for each thing that it tells the committee."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from summit import audit, clock
from summit.links.sides import days_left
from venues.accommodation import link_acts
from venues.accommodation.assignment import RoomAssignment
from venues.accommodation.link_access import has_opened, hotel_side, page, remember

READS = ("GET", "HEAD")
State = RoomAssignment.State


@hotel_side(*READS, opened=False)
def home(request, visit):
    if not has_opened(request, visit):
        return page(request, visit, "link_door", days=days_left(visit.link))
    today = clock.today(visit.hotel.summit)
    rows = link_acts.rows_of(visit.hotel, today)
    live = [row for row in rows if row.lodging.state not in (State.CHECKED_OUT, State.NO_SHOW)]
    context = {
        "rows": live,
        "gone": [row for row in rows if row not in live],
        "today": today,
        "to_confirm": sum(row.lodging.state == State.PROPOSED for row in live),
        "nameless": sum(not row.lodging.room_id for row in live),
        "arriving": sum(row.lodging.check_in == today for row in live),
    }
    return page(request, visit, "link_home", **context)


@hotel_side("POST", opened=False)
def open_(request, visit):
    """“I am …”: the recipient's word, kept in this browser until the evening."""
    with transaction.atomic():
        audit.record(visit.hotel, "open_side", by=visit.link)
    return remember(redirect(visit.url("hotel-side")), visit)


@hotel_side("POST")
def act(request, visit, lodging, name):
    """Confirm, arrived, left, absent: one tap and no question."""
    if name not in link_acts.STEPS:
        raise Http404
    row = of_hotel(visit, lodging)
    return answered(request, visit, row, lambda: link_acts.take(visit, row, name, clock.today(row.summit)))


@hotel_side("POST")
def number(request, visit, lodging):
    row = of_hotel(visit, lodging)
    revision = request.POST.get("revision", "")
    if not revision.isdecimal():
        raise Http404
    said = request.POST.get("number", "")[:20]
    return answered(request, visit, row, lambda: link_acts.number(visit, row, said, int(revision)))


def of_hotel(visit, public_id):
    return get_object_or_404(link_acts.lodgings(visit.hotel), public_id=public_id)


def answered(request, visit, row, do):
    """Do it and go back to the guest on the list, with the sentence why not where it is refused."""
    try:
        with transaction.atomic():
            do()
    except link_acts.Refused as refused:
        messages.error(request, str(refused))
    return redirect(f"{visit.url('hotel-side')}#g-{row.public_id}")
