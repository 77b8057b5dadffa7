"""The movements of a delegation as an iCalendar file (RFC 5545), times in the summit's zone."""

import datetime as dt

import icalendar
from django.utils.translation import gettext as _

from delegations.travel import movement_words as words
from delegations.travel.movement import Movement
from delegations.travel.movements import stand_of
from summit import writing

PRODUCT = "-//Summit desk//Movements//EN"
LASTS = dt.timedelta(minutes=60)  # a movement has no end of its own
REFRESH = dt.timedelta(minutes=15)


def calendar_of(delegation, rows) -> bytes:
    """One event for each movement, cancelled ones too: a calendar only forgets what it is told to.

    No person is named: the group goes by its principal's office or by the delegation.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", str(delegation))
    calendar.add("x-wr-timezone", delegation.summit.zone)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for row in rows:
        calendar.add_component(event_of(row))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def event_of(row) -> icalendar.Event:
    event, zone = icalendar.Event(), row.summit.tz
    start = row.best_time.astimezone(zone)
    event.add("uid", f"movement-{row.public_id}@{row.summit.code}.summit")
    event.add("sequence", row.revision)
    event.add("dtstamp", row.updated_at.astimezone(dt.UTC))
    event.add("last-modified", row.updated_at.astimezone(dt.UTC))
    event.add("dtstart", start)
    event.add("dtend", start + LASTS)
    event.add("summary", writing.listed((row.get_direction_display(), words.group(row, names=False))))
    event.add("description", description(row))
    if place := writing.listed((row.site or "", row.lounge)):
        event.add("location", place)
    event.add("status", "CANCELLED" if row.state == Movement.State.CANCELLED else "CONFIRMED")
    return event


def description(row) -> str:
    """Flight, places, stand, vehicles, and the plan where the time differs from it."""
    held = stand_of(row)
    said = [
        writing.listed((words.carried_by(row), row.origin, row.destination)),
        str(row.state_words),
        _("Stand %(stand)s") % {"stand": held.stand.code} if held else "",
        row.vehicles,
    ]
    if row.best_time != row.planned_at:
        planned = writing.short_time(row.planned_at, row.summit)
        said.append(_("Planned %(time)s") % {"time": planned})
    return "\n".join(filter(None, said))
