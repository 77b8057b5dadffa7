"""What somebody should look at among the bookings of halls.

Who may book a hall reads them, for they name what takes place.
"""

import datetime as dt

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from summit import clock, writing
from summit.findings import NOTICE, WARNING, Finding, finding
from summit.meetings.models import Meeting
from venues.halls.booking import HallBooking
from venues.halls.booking_checks import CHECKS, with_needs
from venues.halls.booking_words import span
from venues.halls.hall import Hall

READS = "venues.add_booking"
SOON = dt.timedelta(days=7)
OF_WHO_ASKED = ("halls.serves_cancelled", "halls.times_differ", "halls.option_ends")


def to_come(summit):
    """Sessions that hold a hall and are not over."""
    rows = HallBooking.objects.of(summit).standing().filter(purpose=HallBooking.Kind.SESSION)
    return with_needs(rows.filter(ends_at__gt=clock.now())).order_by("starts_at", "pk")


def registered(check):
    """A finding for every booking at which ``check`` has something to say."""

    @finding(check.code)
    def of_summit(summit, today):
        said = set()
        for booking in to_come(summit):
            sentence = check.look(booking)
            once = booking.hall_id if check.level == NOTICE else booking.pk  # a notice is about the hall
            if sentence and once not in said:
                said.add(once)
                yield found(check, booking, sentence)

    return of_summit


def found(check, booking, sentence) -> Finding:
    words = {"what": booking.what, "when": span(booking), "said": sentence}
    asked = check.code in OF_WHO_ASKED
    return Finding(
        level=check.level,
        code=check.code,
        subject=booking.hall.code,
        message=_("%(what)s, %(when)s: %(said)s") % words,
        owner=str(booking.asked_by) if asked else _("Conference officer"),
        url=booking.get_absolute_url(),
        right=READS,
    )


for each in CHECKS:
    registered(each)


@finding("halls.meeting_without")
def meeting_without(summit, today):
    """Meetings convened for the coming week that have no hall, where there are halls at all."""
    now = clock.now()
    held = HallBooking.objects.standing().filter(meeting=OuterRef("pk"))
    near = Meeting.objects.of(summit).upcoming().filter(starts_at__range=(now, now + SOON))
    for meeting in near.filter(~Exists(held), Exists(Hall.objects.of(summit).in_use())):
        yield Finding(
            level=WARNING,
            code="halls.meeting_without",
            subject=meeting.code,
            message=_("%(title)s, %(time)s: no hall is booked.")
            % {"title": meeting.title, "time": writing.short_time(meeting.starts_at, summit)},
            owner=_("Conference officer"),
            url=f"{reverse('hall-booking-new')}?meeting={meeting.public_id}",
            right=READS,
        )
