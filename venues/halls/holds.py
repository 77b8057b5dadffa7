"""Options end by themselves: who asked is warned twice, then the hall is free for others."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from summit import clock, writing
from summit.accounts.models import User
from summit.event.models import Summit
from summit.jobs import periodic
from summit.notices import notify
from summit.workflow import OutOfStep
from venues.halls.booking import HallBooking
from venues.halls.booking_words import span

WARNED_BEFORE = (24, 2)  # hours before the end of an option
RUNNING = ("preparation", "open", "live")


@periodic(seconds=60, name="halls.options")
def run_all() -> int:
    """Let ended options go and warn of those that end soon; returns how many of both."""
    return sum(let_go(summit) + warn(summit) for summit in Summit.objects.filter(state__in=RUNNING))


def let_go(summit) -> int:
    """Let every option of the summit go whose hour is past; returns how many. May run twice at once."""
    return sum(ended(pk) for pk in ending(summit, clock.now()).values_list("pk", flat=True))


def ending(summit, until):
    """Options that end at ``until`` or before."""
    return HallBooking.objects.of(summit).filter(state=HallBooking.State.HELD, hold_until__lte=until)


@transaction.atomic
def ended(pk) -> bool:
    """Let one option go, unless somebody confirmed, freed or prolonged it meanwhile."""
    rows = HallBooking.objects.filter(pk=pk, state=HallBooking.State.HELD, hold_until__lte=clock.now())
    booking = rows.select_for_update(of=("self",)).select_related("hall", "summit", "asked_by").first()
    if booking is None:
        return False
    try:
        booking.workflow.run(booking, "expire", by=User.objects.system())
    except OutOfStep:
        return False
    return True


def warn(summit) -> int:
    """Tell who asked for an option that it ends within a day, and again within two hours; each once."""
    now = clock.now()
    rows = ending(summit, now + dt.timedelta(hours=max(WARNED_BEFORE))).filter(hold_until__gt=now)
    rows = rows.filter(asked_by__is_active=True).for_list().order_by("hold_until")
    return sum(tell(row, hours) for row in rows for hours in reached(row, now))


def reached(booking, now) -> Iterator[int]:
    """The nearest warning that is due; none that was due when the option was made."""
    left = booking.hold_until - now
    due = [hours for hours in WARNED_BEFORE if left <= dt.timedelta(hours=hours)]
    nearest = dt.timedelta(hours=min(due, default=0))
    if due and booking.hold_until - booking.created_at > nearest:
        yield min(due)


@transaction.atomic
def tell(booking, hours) -> int:
    until = booking.hold_until

    def subject():
        words = {"hall": booking.hall, "time": writing.short_time(until, booking.summit)}
        return _("Your option on %(hall)s ends %(time)s") % words

    def text():
        said = ngettext(
            "In less than %(count)d hour the hall is free for others, unless the booking is confirmed.",
            "In less than %(count)d hours the hall is free for others, unless the booking is confirmed.",
            hours,
        )
        return f"{booking.what}\n{span(booking)}\n\n{said % {'count': hours}}"

    return notify(
        [booking.asked_by],
        key=f"hallbooking:{booking.public_id}:ends:{hours}:{until.isoformat()}",  # a later end is told anew
        subject=subject,
        text=text,
        url=booking.get_absolute_url(),
        summit=booking.summit,
    )
