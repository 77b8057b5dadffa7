"""Moving a booking to another hall or time, as one act; the database has the last word."""

import copy
import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from summit import audit, clock, notices
from summit.constraints import queue
from summit.forms import readable
from venues.halls import booking_needs as needs
from venues.halls import holding, holds
from venues.halls.booking import HallBooking
from venues.halls.booking_words import span
from venues.halls.hall import Hall, HallPart

MOVED = ("hall", "layout", "starts_at", "ends_at", "occupied_from", "occupied_until", "hold_until")
TOLD = ("hall", "starts_at", "ends_at")
FAR = dt.timedelta(days=366)  # from the summit: a wrong year is noticed before it holds a hall


class Stale(Exception):
    """Somebody changed the booking after it was looked at."""


def move(booking, *, by, revision, hall=None, starts_at=None):
    """Let ``booking`` take place in another hall, at another time or both; returns it as it then is.

    Length, set-up and clearing stay, and so does the layout where the other hall has it.
    ``revision`` is the one that ``by`` looked at. Raises ``holding.Taken``, whose ``wanted`` is the
    booking as it was to be (for ``booking_words.refusal``), also where another hall has too few
    seats, ``Stale`` and ``PermissionDenied``; nothing is changed then.
    """
    if not by.has_perm("venues.edit_booking", booking) or not fits(booking, hall, starts_at):
        raise PermissionDenied
    holds.let_go(booking.summit)  # an option whose hour is past is in nobody's way
    wanted = as_moved(booking, hall or booking.hall, starts_at or booking.starts_at)
    changes = {
        name: [readable(getattr(booking, name)), readable(getattr(wanted, name))]
        for name in TOLD
        if getattr(booking, name) != getattr(wanted, name)
    }
    try:
        keep_seated(wanted, was=booking)
        with transaction.atomic(), holding.refusing():
            rewrite(wanted, revision)
            audit.record(wanted, "move", by=by, changes=changes)
            tell_who_asked(wanted, by=by)
    except holding.Taken as refused:
        refused.wanted = wanted
        raise
    return wanted


def fits(booking, hall, starts_at) -> bool:
    """Whether the booking may be put there and then at all: an open hall of its summit, near it in time."""
    if starts_at is not None and abs(starts_at.date() - booking.summit.starts_on) > FAR:
        return False
    return hall is None or (hall.summit_id == booking.summit_id and hall.state == Hall.State.OPEN)


def keep_seated(wanted, *, was):
    """Raises ``holding.Taken`` where the booking goes to another hall that has too few seats."""
    if wanted.hall_id != was.hall_id and not needs.seated(wanted):
        raise holding.Taken


def as_moved(booking, hall, starts_at):
    """The booking as it would be there and then; not stored."""
    wanted = copy.copy(booking)
    wanted.ends_at = starts_at + (booking.ends_at - booking.starts_at)
    wanted.starts_at = starts_at
    if hall.pk != booking.hall_id:
        wanted.layout = needs.layout_in(hall, booking.layout)
        wanted.hall = hall
    if wanted.hold_until is not None:  # an option ends when it begins, at the latest
        wanted.hold_until = min(wanted.hold_until, starts_at)
    wanted.fill_keys()
    return wanted


def rewrite(wanted, revision):
    """One conditional UPDATE between letting the old parts go and holding the new ones."""
    make_room(wanted)
    now = clock.now()
    values = {name: getattr(wanted, name) for name in MOVED}
    rows = HallBooking.objects.filter(pk=wanted.pk, revision=revision, state=wanted.state)
    if not rows.update(**values, revision=F("revision") + 1, updated_at=now):
        raise Stale
    wanted.revision, wanted.updated_at = revision + 1, now
    holding.hold(wanted)


def make_room(booking) -> None:
    """Before a booking is stored with its hall and times: queue for the parts, let go those of another hall.

    In the caller's transaction. Who wants the same parts waits here; without a queue two writers
    would wait for each other inside PostgreSQL's constraint, which ends one of them with an error.
    """
    if booking.pk:
        queue(HallBooking.objects.filter(pk=booking.pk))
    holding.lock(booking.hall)  # its parts stay what they are until the end
    parts = set(booking.hall.made_of.values_list("part", flat=True))
    left = set(booking.held_parts.values_list("part", flat=True)) - parts if booking.pk else set()
    queue(HallPart.objects.filter(pk__in=parts | left))  # both, or two who change places would meet half way
    if left:  # else moving the times first would meet what is there in the hall that is left
        booking.held_parts.filter(part__in=left).delete()


def tell_who_asked(booking, *, by):
    """Tell the person who booked it, unless it is the one who moved it."""
    if booking.asked_by_id == by.pk:
        return

    def subject():
        return _("%(what)s: now in %(hall)s, %(time)s") % {
            "what": booking.what,
            "hall": booking.hall,
            "time": span(booking),
        }

    notices.notify(
        [booking.asked_by],
        key=f"hallbooking:{booking.public_id}:move:{booking.revision}",
        subject=subject,
        text=lambda: _("Moved by %(who)s.") % {"who": by},
        url=booking.get_absolute_url(),
        summit=booking.summit,
    )
