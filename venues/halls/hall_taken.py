"""What takes place in halls, in any of their parts: now, today and next."""

from dataclasses import dataclass
from typing import Any

from summit import clock, writing
from summit.days import day_bounds
from venues.halls.booking import STANDING, BookedPart, HallBooking
from venues.halls.booking_words import shown, span
from venues.halls.hall import Hall

MOST = 12


@dataclass(frozen=True)
class Taking:
    """A booking as the reader may know it.

    ``url`` is empty where its page is closed to the reader; ``elsewhere`` is the hall that was booked,
    where it is another one.
    """

    row: HallBooking
    said: str
    url: str
    elsewhere: Hall | None

    @property
    def times(self) -> str:
        return span(self.row)


def taking(row, hall, user) -> Taking:
    url = row.get_absolute_url() if user.has_perm("venues.view_booking", row) else ""
    return Taking(row, shown(row, user), url, row.hall if row.hall_id != hall.pk else None)


def ahead(hall, user, *, today) -> list[Taking]:
    """The first bookings from the beginning of ``today`` on, earliest first: one query."""
    start, _end = day_bounds(hall.summit, today)
    held = BookedPart.objects.filter(part__halls=hall, occupied_until__gt=start)
    rows = HallBooking.objects.of(hall.summit).standing().filter(pk__in=held.values("booking"))
    found = rows.for_list().order_by("occupied_from", "pk")[:MOST]
    return [taking(row, hall, user) for row in found]


def now_and_next(takings, now) -> tuple[Taking | None, Taking | None]:
    """What takes place now, and what comes next."""
    going = (one for one in takings if one.row.occupied_from <= now < one.row.occupied_until)
    coming = (one for one in takings if one.row.occupied_from > now)
    return next(going, None), next(coming, None)


def brief(moment, summit) -> str:
    """The hour alone where the moment is today, else day and hour."""
    local = writing.in_zone(moment, summit)
    return writing.hour(local) if local.date() == clock.today(summit) else writing.short_time(moment, summit)


@dataclass(frozen=True)
class Present:
    """A hall at this moment: ``state`` is free, taken or closed."""

    hall: Any
    state: str
    taking: Taking | None = None

    @property
    def look(self) -> str:
        return {"free": "done", "taken": "doing", "closed": "void"}[self.state]


def present(halls, user, *, now) -> list[Present]:
    """Each of ``halls`` (with its parts) as it is now: one query for all."""
    holding = BookedPart.objects.filter(
        part__halls__in=[hall.pk for hall in halls],
        state__in=STANDING,
        occupied_from__lte=now,
        occupied_until__gt=now,
    )
    rows = HallBooking.objects.filter(pk__in=holding.values("booking")).for_list()
    held = {one.part_id: row for row in rows.prefetch_related("held_parts") for one in row.held_parts.all()}
    return [present_one(hall, held, user) for hall in halls]


def present_one(hall, held, user) -> Present:
    if hall.state == Hall.State.CLOSED:
        return Present(hall, "closed")
    row = next((held[part.pk] for part in hall.parts.all() if part.pk in held), None)
    if row is None:
        return Present(hall, "free")
    return Present(hall, "taken", taking(row, hall, user))
