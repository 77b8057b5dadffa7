"""What the bookings hang into menu, search, desk, findings, impact and the page of a meeting."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from summit import clock, desk, navigation, search, writing
from summit.days import day_bounds
from summit.meetings import beside
from summit.meetings.models import Meeting
from venues.halls import booking_findings, booking_freeing, booking_impact, booking_search, holds  # noqa: F401 - loading them fills the registries
from venues.halls.booking import HallBooking
from venues.halls.booking_words import span

navigation.add(
    "places", gettext_lazy("Hall bookings"), "hall-bookings", right="venues.view_every_booking", order=14
)


def hit(booking):
    return booking.what, writing.listed((booking.hall, span(booking), booking.get_state_display()))


search.searchable(
    HallBooking, gettext_lazy("Hall bookings"), hit, narrow=booking_search.found, first=("-starts_at",)
)


@beside.link
def hall_of(user, meeting):
    """The hall of a meeting, or the way to one while it is still to come."""
    rows = HallBooking.objects.visible_to(user).standing().filter(meeting=meeting)
    booking = rows.select_related("hall").order_by("starts_at", "pk").first()
    if booking:
        return beside.Link(booking.get_absolute_url(), str(booking.hall), "building")
    ahead = meeting.state == Meeting.State.CONVENED and meeting.over_at > clock.now()
    if not ahead or not user.has_perm("venues.add_booking"):
        return None
    address = f"{reverse('hall-booking-new')}?meeting={meeting.public_id}"
    return beside.Link(address, gettext_lazy("Book a hall"), "building")


@desk.panel
def ending_today(user, today):
    """The person's own options that end today: one query."""
    if not user.has_perm("venues.add_booking"):
        return None
    start, end = day_bounds(user.summit, today)
    rows = HallBooking.objects.visible_to(user).filter(
        state=HallBooking.State.HELD, asked_by=user, hold_until__gte=start, hold_until__lt=end
    )
    lines = [
        desk.Line(
            at=row.hold_until,
            strong=_("Your option ends"),
            title=row.what,
            detail=str(row.hall),
            url=row.get_absolute_url(),
        )
        for row in rows.for_list().order_by("hold_until")
    ]
    return desk.Panel(today=lines) if lines else None
