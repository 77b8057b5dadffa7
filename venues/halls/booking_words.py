"""What is said of a booking, as far as its reader may know it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from summit import writing
from venues.halls import booking_needs as needs
from venues.halls import free

NAMED = 2  # bookings that a refusal names; of the others it says how many


def shown(booking, user) -> str:
    """What takes place, or ``taken`` where the reader may not know; asks no query on a row of ``for_list()``."""
    return booking.what if user.has_perm("venues.view_booking", booking) else pgettext("hall", "taken")


def refusal(booking, user) -> str:
    """Why ``booking`` cannot be had as it is wanted: what holds the hall then, as far as ``user`` may know.

    ``booking`` carries the hall and the times that are wanted, stored or not (``Taken.wanted`` of a move).
    """
    booking.fill_keys()
    others = list(free.taken(booking.hall, booking.occupied_from, booking.occupied_until, but=booking))
    if not others and not needs.seated(booking):
        return needs.too_few_seats(booking)
    if not others:  # who was faster has let it go again
        return _("%(hall)s was taken at the moment of saving. Save again.") % {"hall": booking.hall}
    said = [held(other, user, wanted=booking) for other in others[:NAMED]]
    if more := len(others) - NAMED if len(others) > NAMED else 0:
        said.append(
            ngettext("And %(count)d more booking.", "And %(count)d more bookings.", more) % {"count": more}
        )
    return " ".join(said)


def held(booking, user, *, wanted) -> str:
    """One sentence: ``Salon 1 is taken from 12:00 until 13:12, clearing included: Mali - Niger.``"""
    words = {
        "hall": booking.hall,
        "start": moment(booking.occupied_from, wanted),
        "end": moment(booking.occupied_until, wanted),
        "what": booking.what,
    }
    if not user.has_perm("venues.view_booking", booking):
        return _("%(hall)s is taken from %(start)s until %(end)s.") % words
    if booking.state == booking.State.HELD:
        words["until"] = writing.short_time(booking.hold_until, booking.summit)
        return (
            _("%(hall)s is held from %(start)s until %(end)s as an option that ends %(until)s: %(what)s.")
            % words
        )
    return (
        _("%(hall)s is taken from %(start)s until %(end)s, set-up and clearing included: %(what)s.") % words
    )


def moment(at, wanted) -> str:
    """The hour alone on the day that is wanted, day and hour on another."""
    local = writing.in_zone(at, wanted.summit)
    same = local.date() == writing.in_zone(wanted.starts_at, wanted.summit).date()
    return writing.hour(local) if same else writing.short_time(at, wanted.summit)


def span(booking) -> str:
    """``lun. 22 déc., 09:00 – 10:00``; both days where it crosses midnight."""
    return between(booking.starts_at, booking.ends_at, booking.summit)


def between(start, end, summit) -> str:
    same = len({writing.in_zone(at, summit).date() for at in (start, end)}) == 1
    until = writing.hour(writing.in_zone(end, summit)) if same else writing.short_time(end, summit)
    return f"{writing.short_time(start, summit)} – {until}"
