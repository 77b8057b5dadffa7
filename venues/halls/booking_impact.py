"""What a move of the summit leaves behind among the bookings, and whom a booking touches."""

from django.utils.translation import gettext as _

from summit import writing
from summit.accounts.models import User
from summit.impact import Broken, affected, breaks
from venues.halls.booking import HallBooking


@breaks("summit.starts_on")
def halls(change):
    """Halls are booked at hours of the clock and have to be moved by hand."""
    for booking in HallBooking.objects.of(change.row).standing().for_list().order_by("starts_at", "pk"):
        yield Broken(
            subject=booking.hall.code,
            message=_("%(what)s stays on %(date)s.")
            % {"what": booking.what, "date": writing.short_time(booking.starts_at, change.row)},
            owner=str(booking.asked_by),
            url=booking.get_absolute_url(),
        )


@affected("hallbooking")
def people_of_booking(booking):
    """Who asked for the hall."""
    return User.objects.active().filter(pk=booking.asked_by_id)


@affected("meeting")
def people_of_meeting(meeting):
    """Those who booked halls for the meeting."""
    return who_asked(HallBooking.objects.filter(meeting=meeting))


@affected("programmeitem")
def people_of_item(item):
    """Those who booked halls for the item."""
    return who_asked(HallBooking.objects.filter(item=item))


def who_asked(bookings):
    return User.objects.active().filter(pk__in=bookings.standing().values("asked_by"))
