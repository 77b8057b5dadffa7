"""Which halls and which times are free, and the ways out where a booking is refused."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from summit import clock, writing
from summit.days import day_bounds
from venues.halls import booking_needs as needs
from venues.halls.booking import STANDING, BookedPart, HallBooking
from venues.halls.hall import Hall, HallEquipment, PartOfHall

GRID = dt.timedelta(minutes=5)  # proposed times fall on it
WAYS_OUT = 3


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """A hall and times that are free: ``words`` names it, ``facts`` says what changes with it, as (label, value)."""

    hall: Hall
    starts_at: dt.datetime
    ends_at: dt.datetime
    words: str
    facts: tuple[tuple[str | Promise, str], ...] = ()

    @property
    def key(self) -> str:
        """The alternative as a form sends it back; ``chosen()`` reads it."""
        moments = (moment.astimezone(dt.UTC).isoformat() for moment in (self.starts_at, self.ends_at))
        return "|".join((self.hall.public_id, *moments))


def chosen(key: str) -> tuple[str, dt.datetime, dt.datetime] | None:
    """The hall's public id and the times of an ``Alternative.key``; None where it makes no sense."""
    hall, *moments = key.split("|")
    try:
        starts_at, ends_at = (dt.datetime.fromisoformat(moment) for moment in moments)
    except ValueError:
        return None
    sensible = all(at.tzinfo and 1900 < at.year < 9000 for at in (starts_at, ends_at))
    return (hall, starts_at, ends_at) if sensible else None


# -- what is held --------------------------------------------------------------------------


def parts_held(start, end, *, but=None):
    """What is held of any part during [start, end), save by the booking ``but``."""
    rows = BookedPart.objects.filter(state__in=STANDING, occupied_from__lt=end, occupied_until__gt=start)
    return rows.exclude(booking=but.pk) if but is not None and but.pk else rows


def taken(hall, start, end, *, but=None):
    """Standing bookings on any part of the hall that overlap [start, end), their buffers included."""
    held = parts_held(start, end, but=but).filter(part__in=hall.made_of.values("part"))
    rows = HallBooking.objects.filter(pk__in=held.values("booking"))
    return rows.for_list().order_by("occupied_from", "pk")


def free_halls(summit, start, end, *, seats=0, booths=0, equipment=(), but=None):
    """Open halls all of whose parts are free during [start, end), the smallest that fits first."""
    held = PartOfHall.objects.filter(part__in=parts_held(start, end, but=but).values("part"))
    halls = Hall.objects.of(summit).in_use().filter(seats__gte=seats or 0, booths__gte=booths)
    for item in equipment:
        halls = halls.filter(Exists(HallEquipment.objects.filter(hall=OuterRef("pk"), item=item)))
    halls = halls.filter(Exists(PartOfHall.objects.filter(hall=OuterRef("pk"))))
    return halls.exclude(pk__in=held.values("hall")).for_list().order_by("seats", "order", "sort_key")


# -- free times ----------------------------------------------------------------------------


def free_times(hall, length, *, near, setup, clearing, but=None) -> list[dt.datetime]:
    """Moments at which something of ``length`` can begin in the hall, on the summit's day of ``near``.

    The nearest first; ``setup`` and ``clearing`` are minutes. None of them is past, unless ``near`` is.
    """
    return common_times([hall], length, near=near, setup=setup, clearing=clearing, but=but)


def common_times(halls, length, *, near, setup=0, clearing=0, but=None) -> list[dt.datetime]:
    """The same for several halls of one summit at once."""
    before, after = dt.timedelta(minutes=setup), dt.timedelta(minutes=clearing)
    summit = halls[0].summit
    day_starts, day_ends = day_bounds(summit, near.astimezone(summit.tz).date())
    made_of = PartOfHall.objects.filter(hall__in=[hall.pk for hall in halls])
    held = parts_held(day_starts - before, day_ends + length + after, but=but)
    held = held.filter(part__in=made_of.values("part"))
    spans = list(held.values_list("occupied_from", "occupied_until").distinct())
    edges = {near} | {
        edge
        for span in spans
        for edge in (on_grid(span[1] + before, up=True), on_grid(span[0] - after - length))
    }
    earliest = max(day_starts, min(near, clock.now()))
    fits = [
        at
        for at in edges
        if earliest <= at < day_ends and not overlapping(spans, at - before, at + length + after)
    ]
    return sorted(fits, key=lambda at: (abs(at - near), at))


def overlapping(spans, start, end) -> bool:
    return any(held_from < end and held_until > start for held_from, held_until in spans)


def on_grid(moment, *, up=False):
    """The moment, or the last one before it (``up``: the next one after it), that falls on the grid."""
    past = dt.timedelta(seconds=moment.timestamp() % GRID.total_seconds())
    return moment - past + (GRID if up and past else dt.timedelta())


# -- ways out ------------------------------------------------------------------------------


def alternatives(booking) -> list[Alternative]:
    """Free halls at the booking's time and free times in its hall, the nearest first, at most three.

    ``booking`` is as it is wanted, stored or not; it is never in its own way.
    """
    halls, times = list(other_halls(booking)[:2]), list(other_times(booking)[:2])
    ways = [way for pair in zip(halls, times, strict=False) for way in pair]
    ways += halls[len(times) :] + times[len(halls) :]
    return ways[:WAYS_OUT]


def other_halls(booking) -> list[Alternative]:
    """Free at the same time and large enough: those that lack nothing first, then those of the same site."""
    booking.fill_keys()
    free = free_halls(booking.summit, booking.occupied_from, booking.occupied_until, but=booking)
    kind = booking.layout.layout if booking.layout_id else ""
    fitting = [
        hall
        for hall in free.exclude(pk=booking.hall_id).prefetch_related("equipment")
        if needs.seats_in(hall, kind) >= (booking.seats_asked or 0)
    ]
    fitting.sort(key=lambda hall: (len(unmet(booking, hall)), hall.site_id != booking.hall.site_id))
    return [
        Alternative(
            hall=hall,
            starts_at=booking.starts_at,
            ends_at=booking.ends_at,
            words=_("%(hall)s, same time") % {"hall": hall},
            facts=facts_of(booking, hall),
        )
        for hall in fitting
    ]


def unmet(booking, hall) -> list[needs.Need]:
    return [need for need in needs.of(booking, hall) if not need.met]


def facts_of(booking, hall) -> tuple[tuple[str, str], ...]:
    """Seats against those wanted, another site, and what would be missing."""
    seats = writing.number(needs.seats_in(hall, booking.layout.layout if booking.layout_id else ""))
    if booking.seats_asked:
        seats = _("%(seats)s for %(wanted)s") % {
            "seats": seats,
            "wanted": writing.number(booking.seats_asked),
        }
    facts = [(_("Seats"), seats)]
    if hall.site_id != booking.hall.site_id:
        facts.append((_("Site"), str(hall.site)))
    if lacking := writing.listed(need.label for need in unmet(booking, hall)):
        facts.append((_("Missing"), lacking))
    return tuple(facts)


def other_times(booking) -> list[Alternative]:
    """Free in the same hall on the same day."""
    if booking.hall.state != Hall.State.OPEN:
        return []
    length = booking.ends_at - booking.starts_at
    found = free_times(
        booking.hall,
        length,
        near=booking.starts_at,
        setup=booking.setup_minutes,
        clearing=booking.clearing_minutes,
        but=booking,
    )
    return [at_time(booking, at, length) for at in found if at != booking.starts_at]


def at_time(booking, at, length) -> Alternative:
    said = how_much_later(int((at - booking.starts_at).total_seconds() // 60))
    hours = hours_of(at, at + length, booking.summit)
    return Alternative(
        hall=booking.hall,
        starts_at=at,
        ends_at=at + length,
        words=writing.listed((booking.hall, hours)),
        facts=((_("Begins"), said),),
    )


def how_much_later(minutes: int) -> str:
    """``30 minutes later``, ``2 h 15 earlier``."""
    if abs(minutes) < 60:
        later = ngettext("%(count)d minute later", "%(count)d minutes later", abs(minutes))
        earlier = ngettext("%(count)d minute earlier", "%(count)d minutes earlier", abs(minutes))
        return (later if minutes > 0 else earlier) % {"count": abs(minutes)}
    said = _("%(hours)d h %(minutes)02d later") if minutes > 0 else _("%(hours)d h %(minutes)02d earlier")
    return said % dict(zip(("hours", "minutes"), divmod(abs(minutes), 60), strict=True))


def hours_of(starts_at, ends_at, summit) -> str:
    """``13:15 – 14:05`` on the summit's clocks."""
    return " – ".join(writing.hour(writing.in_zone(moment, summit)) for moment in (starts_at, ends_at))
