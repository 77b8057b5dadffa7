"""The rooming list of a hotel: on the page, as a workbook and on paper; whole, or what changed since a moment."""

import datetime as dt

from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe

from summit import audit, clock, exports
from summit.policy import fetch, requires
from venues.accommodation import list_paper, list_rows
from venues.accommodation.hotel import Hotel

SENT = "send_list"  # the audit's word for a list that left the house
SENDS = "venues.note_lodging"
FORMS = {"xlsx": list_paper.workbook, "pdf": list_paper.on_paper}


@requires("venues.view_hotel")
@require_safe
def rooming_list(request, public_id):
    """``?since=2025-12-19T18:00`` shows what has changed since then."""
    hotel = fetch(request, Hotel.objects.for_list(), public_id=public_id)
    moment = moment_of(request.GET.get("since", ""), hotel.summit)
    rows = rows_of(hotel, request.user, moment)
    context = {
        "hotel": hotel,
        "rows": rows,
        "moment": moment,
        "since": moment.isoformat() if moment else "",
        "counts": counts(rows),
        "nameless": sum(not row.lodging.room_id for row in rows if row.change != list_rows.CANCELLED),
        "last": last_sent(hotel),
        "sends": request.user.has_perm(SENDS),
        "links": request.user.has_perm("venues.edit_hotel", hotel),
    }
    return render(request, "venues/accommodation/rooming.html", context)


def rows_of(hotel, user, moment):
    return list_rows.since(hotel, user, moment) if moment else list_rows.whole(hotel, user)


def counts(rows) -> dict[str, int]:
    return {
        name: sum(row.change == name for row in rows)
        for name in (list_rows.NEW, list_rows.CHANGED, list_rows.CANCELLED)
    }


def moment_of(text: str, summit) -> dt.datetime | None:
    """A moment of the address on the summit's clocks; None where none is asked. Raises ``Http404``."""
    if not text:
        return None
    try:
        moment = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        moment = None
    if moment is None or not 2 <= moment.year <= 9998:
        raise Http404
    return timezone.make_aware(moment, summit.tz) if timezone.is_naive(moment) else moment


def last_sent(hotel) -> dt.datetime | None:
    """When a list of this hotel last left the house."""
    entry = audit.history(hotel).filter(verb=SENT).first()
    return entry.at if entry else None


@requires(SENDS)
@require_POST
def file(request, public_id, form):
    """The list as a file in the hotel's language; the audit keeps the moment for the next one's changes."""
    hotel = fetch(request, Hotel.objects.for_list(), public_id=public_id)
    if form not in FORMS:
        raise Http404
    moment = moment_of(request.POST.get("since", ""), hotel.summit)
    with transaction.atomic(), translation.override(hotel.language):
        audit.record(hotel, SENT, by=request.user, changes={"what": [None, form]})
        rows = rows_of(hotel, request.user, moment)
        content = FORMS[form](hotel, rows, moment=moment, now=clock.now())
    name = f"{hotel.code}-{clock.today(hotel.summit):%Y-%m-%d}{'-changes' if moment else ''}.{form}"
    return exports.attachment(content, name, form)
