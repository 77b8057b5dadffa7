"""The bookings of a hall as an iCalendar file (RFC 5545), times in the summit's zone."""

from django.db.models import Q
from django.utils.translation import gettext as _

from summit import calendars, writing
from venues.halls import booking_words, free
from venues.halls.booking import BookedPart, HallBooking

STATUS = {
    "held": calendars.TENTATIVE,
    "confirmed": calendars.CONFIRMED,
    "used": calendars.CONFIRMED,
    "freed": calendars.CANCELLED,
    "cancelled": calendars.CANCELLED,
}


def calendar_of(hall, reader) -> bytes:
    """One event for each booking of the hall or of a part of it, as far as ``reader`` may know it: one query.

    Those that hold it no more stay in it: a calendar only forgets what it is told to. Set-up and
    clearing stand in the description; the event is what people come to.
    """
    events = (event_of(row, hall, reader) for row in bookings_of(hall))
    return calendars.written(events, name=str(hall), summit=hall.summit, product="Halls")


def bookings_of(hall):
    held = BookedPart.objects.filter(part__in=hall.made_of.values("part"))
    rows = HallBooking.objects.of(hall.summit).filter(Q(hall=hall) | Q(pk__in=held.values("booking")))
    return rows.for_list().order_by("starts_at", "pk")


def event_of(row, hall, reader):
    return calendars.event(
        row,
        "booking",
        start=row.starts_at,
        end=row.ends_at,
        summary=booking_words.shown(row, reader),
        description=description(row),
        place=writing.listed((row.hall, row.hall.site)),
        status=STATUS[row.state],
    )


def description(row) -> str:
    """Its state, and from when until when the hall is occupied."""
    hours = free.hours_of(row.occupied_from, row.occupied_until, row.summit)
    around = _("With set-up and clearing %(hours)s.") % {"hours": hours}
    buffered = row.setup_minutes or row.clearing_minutes
    return "\n".join(filter(None, (str(row.get_state_display()), around if buffered else "")))
