"""What is unwise about one booking: said on its page, and gathered as findings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from summit import clock, writing
from summit.findings import ALERT, NOTICE, WARNING
from venues.halls import booking_needs as needs
from venues.halls import holds
from venues.halls.booking import HallBooking
from venues.halls.hall import Hall


@dataclass(frozen=True)
class Check:
    """``look(booking)`` gives the sentence, or nothing; ``code`` is the finding's. Asks no query on ``with_needs`` rows."""

    code: str
    level: str
    look: Callable[[HallBooking], str]


def with_needs(rows):
    """Bookings with everything that is compared."""
    return rows.for_list().prefetch_related("hall__layouts", "hall__equipment")


def seats_over(booking) -> str:
    need = needs.seats(booking, booking.hall)
    if need is None or need.met:
        return ""
    return _("%(asked)s seats are wanted and there are %(there)s.") % {
        "asked": need.asked,
        "there": need.there,
    }


def booths_few(booking) -> str:
    need = needs.booths(booking, booking.hall)
    if need is None or need.met:
        return ""
    count = booking.hall.booths
    said = ngettext(
        "Interpretation is wanted for %(languages)s, and there is %(count)d booth.",
        "Interpretation is wanted for %(languages)s, and there are %(count)d booths.",
        count,
    )
    return said % {"languages": needs.language_names(booking.languages), "count": count}


def equipment_missing(booking) -> str:
    missing = writing.listed(needs.missing_equipment(booking, booking.hall))
    return _("Wanted and not there: %(missing)s.") % {"missing": missing} if missing else ""


def no_power(booking) -> str:
    return "" if needs.power(booking.hall).met else _("No generator takes over when the power fails.")


def hall_closed(booking) -> str:
    return _("The hall is closed. Move the booking.") if booking.hall.state == Hall.State.CLOSED else ""


def served(booking):
    return booking.meeting if booking.meeting_id else booking.item if booking.item_id else None


def times_differ(booking) -> str:
    """The meeting or the item has moved out of the time for which the hall is booked."""
    row = served(booking)
    if row is None or row.state == "cancelled":
        return ""
    ends_at = row.ends_at or row.starts_at
    if booking.starts_at <= row.starts_at and ends_at <= booking.ends_at:
        return ""
    return _("It takes place %(time)s, and the hall is booked for another time.") % {
        "time": writing.short_time(row.starts_at, booking.summit)
    }


def serves_cancelled(booking) -> str:
    row = served(booking)
    if row is None or row.state != "cancelled":
        return ""
    return _("What it was booked for is cancelled. Free the hall.")


def option_ends(booking) -> str:
    if booking.state != HallBooking.State.HELD:
        return ""
    left = booking.hold_until - clock.now()
    if left.total_seconds() > max(holds.WARNED_BEFORE) * 3600:
        return ""
    return _("The option ends %(time)s and is not confirmed.") % {
        "time": writing.short_time(booking.hold_until, booking.summit)
    }


CHECKS = (
    Check("halls.seats_over", ALERT, seats_over),
    Check("halls.serves_cancelled", WARNING, serves_cancelled),
    Check("halls.times_differ", WARNING, times_differ),
    Check("halls.option_ends", WARNING, option_ends),
    Check("halls.booths_few", WARNING, booths_few),
    Check("halls.equipment_missing", WARNING, equipment_missing),
    Check("halls.no_power", NOTICE, no_power),
)
# Said on the booking's page; as a finding it is the hall's own.
ON_PAGE = (Check("halls.closed_but_booked", ALERT, hall_closed), *CHECKS)


def warnings(booking) -> Iterator[tuple[str, str]]:
    """``(level, sentence)`` of a session that is to come, the worst first."""
    if booking.purpose != HallBooking.Kind.SESSION or not booking.stands or booking.ends_at < clock.now():
        return
    for check in ON_PAGE:
        if sentence := check.look(booking):
            yield check.level, sentence
