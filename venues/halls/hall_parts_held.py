"""What follows when a hall gets other parts: its bookings hold them, or the change is refused."""

from django.utils.translation import gettext as _

from summit import writing
from venues.halls import holding
from venues.halls.booking import HallBooking
from venues.halls.booking_words import shown


def hold_again(hall, user) -> list[str]:
    """Let every standing booking of ``hall`` hold exactly its parts, in the caller's transaction.

    Returns a sentence for each pair that clashes; where there is one, the caller rolls back.
    """
    refused = []
    for booking in hall.bookings.standing().for_list().order_by("starts_at", "pk"):
        try:
            holding.hold(booking)
        except holding.Taken:
            refused += [said(booking, other, user) for other in in_the_way(booking, hall)]
    return refused


def in_the_way(booking, hall):
    """The bookings of other halls that hold a part of ``hall`` at the time of ``booking``."""
    others = HallBooking.objects.of(hall.summit).standing().exclude(hall=hall)
    together = others.between(booking.occupied_from, booking.occupied_until)
    return together.filter(held_parts__part__halls=hall).distinct().for_list().order_by("starts_at", "pk")


def said(booking, other, user) -> str:
    words = {"ours": told(booking, user), "theirs": told(other, user)}
    return _("%(ours)s would clash with %(theirs)s. Move one of them first.") % words


def told(booking, user) -> str:
    """``“Opening session” (Djoliba A, Mon 22 Dec, 09:00)``."""
    when = writing.short_time(booking.starts_at, booking.summit)
    return _("“%(what)s” (%(where)s)") % {
        "what": shown(booking, user),
        "where": writing.listed((booking.hall, when)),
    }
