"""Halls, bookings and inspections for tests: what is not said is sensible and unique."""

import datetime as dt
from itertools import count

from summit.programme.models import ProgrammeItem
from tests import factories
from tests.factories import named, the_summit
from venues.halls import holding
from venues.halls.models import (
    Hall,
    HallBooking,
    HallLayout,
    HallPart,
    PartOfHall,
    SiteDecision,
    SiteInspection,
    SiteReserve,
)

number = count(301)  # beyond what tests name themselves
NINE = dt.datetime(2025, 12, 22, 9, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def make_part(code="", *, site=None, summit=None, **fields):
    code = code or f"P{next(number)}"
    site = site or factories.make_site(summit=summit)
    fields = {"name": named(f"Part {code}")} | fields
    return HallPart.objects.create(summit=site.summit, site=site, code=code, **fields)


def make_hall(code="", *, parts=(), site=None, summit=None, layouts=(), **fields):
    """A hall of the parts given, or of one of its own."""
    code = code or f"H{next(number)}"
    site = site or (parts[0].site if parts else factories.make_site(summit=summit))
    defaults = {"name": named(f"Hall {code}"), "seats": 100}
    hall = Hall.objects.create(summit=site.summit, site=site, code=code, **(defaults | fields))
    for part in parts or [make_part(f"{code}-P", site=site)]:
        PartOfHall.objects.create(summit=hall.summit, hall=hall, part=part)
    for layout, seats in layouts:
        HallLayout.objects.create(summit=hall.summit, hall=hall, layout=layout, seats=seats)
    return hall


def make_item(title="", *, summit=None, starts_at=NINE, hours=1, **fields):
    fields = {"ends_at": starts_at + hours * HOUR} | fields
    title = named(title or f"Item {next(number)}")
    return ProgrammeItem.objects.create(summit=the_summit(summit), title=title, starts_at=starts_at, **fields)


def make_booking(hall=None, title="", *, starts_at=NINE, hours=1, state="confirmed", by=None, **fields):
    """A booking that holds its hall; raises ``holding.Taken``."""
    hall = hall or make_hall()
    by = by or factories.make_person(f"booker{next(number)}", "officer", "venues", summit=hall.summit)
    fields = {"ends_at": starts_at + hours * HOUR, "setup_minutes": 15, "clearing_minutes": 15} | fields
    if state == "held":
        fields = {"hold_until": starts_at - 24 * HOUR} | fields
    if not fields.keys() & {"meeting", "item"}:
        fields["title"] = named(title or f"Booking {next(number)}")
    booking = HallBooking.objects.create(
        summit=hall.summit, hall=hall, starts_at=starts_at, asked_by=by, state=state, **fields
    )
    holding.hold(booking)
    return booking


def make_inspection(site=None, visited_on=dt.date(2025, 12, 13), *, completion=90, **fields):
    site = site or factories.make_site()
    defaults = {"team": "Directorate of Protocol"}
    return SiteInspection.objects.create(
        summit=site.summit, site=site, visited_on=visited_on, completion=completion, **(defaults | fields)
    )


def make_reserve(inspection=None, text="", *, ministry=None, due_on=dt.date(2025, 12, 18), **fields):
    inspection = inspection or make_inspection()
    ministry = ministry or factories.make_ministry(summit=inspection.summit)
    fields = {"number": inspection.reserves.count() + 1} | fields
    return SiteReserve.objects.create(
        summit=inspection.summit,
        inspection=inspection,
        text=text or "Finish the lighting",
        ministry=ministry,
        due_on=due_on,
        **fields,
    )


def make_decision(site=None, decide_on=dt.date(2025, 12, 19), **fields):
    site = site or factories.make_site()
    return SiteDecision.objects.create(summit=site.summit, site=site, decide_on=decide_on, **fields)
