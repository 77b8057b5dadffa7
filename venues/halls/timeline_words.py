"""The sentence above the timeline: how much is booked, and what somebody has to settle."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from summit import writing
from summit.findings import ALERT
from venues.halls import booking_checks as checks
from venues.halls.booking import HallBooking
from venues.halls.booking_checks import ON_PAGE

# What a timeline shows; seats, booths and equipment are said on the booking's page.
SETTLED = (checks.hall_closed, checks.serves_cancelled, checks.times_differ, checks.option_ends)
READS = "venues.add_booking"
LOOKS = ("late", "wait")


def said(grid) -> str:
    """``11 bookings, 3 options.``"""
    booked = len(grid.session(HallBooking.State.CONFIRMED)) + len(grid.session(HallBooking.State.USED))
    options = len(grid.session(HallBooking.State.HELD))
    if not booked + options:
        return _("No hall is booked then.")
    parts = []
    if booked:
        parts.append(ngettext("%(count)d booking", "%(count)d bookings", booked) % {"count": booked})
    if options:
        parts.append(ngettext("%(count)d option", "%(count)d options", options) % {"count": options})
    return f"{writing.listed(parts)}."


@dataclass(frozen=True)
class Settling:
    """One thing that somebody has to decide, and where."""

    words: str
    url: str
    look: str


def to_settle(grid, user) -> list[Settling]:
    """Sessions to come that no longer hold as they are booked, for who books halls: no query."""
    if not user.has_perm(READS):
        return []
    found = []
    for row in grid.bookings:
        if row.purpose != HallBooking.Kind.SESSION or row.ends_at <= grid.now:
            continue
        if user.has_perm("venues.view_booking", row):
            found += settling(row, with_day=grid.asked.days > 1)
    return sorted(found, key=lambda one: LOOKS.index(one.look))


def settling(row, *, with_day) -> list[Settling]:
    """What is said of one booking; the findings say the same."""
    said = ((check.look(row), check.level) for check in ON_PAGE if check.look in SETTLED)
    hour = writing.hour(writing.in_zone(row.starts_at, row.summit))
    time = writing.short_time(row.starts_at, row.summit) if with_day else hour
    words = {"what": row.what, "hall": row.hall, "time": time}
    return [
        Settling(
            words=_("%(what)s, %(hall)s, %(time)s: %(said)s") % (words | {"said": sentence}),
            url=row.get_absolute_url(),
            look="late" if level == ALERT else "wait",
        )
        for sentence, level in said
        if sentence
    ]
