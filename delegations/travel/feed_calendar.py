"""The movements of a delegation as an iCalendar file (RFC 5545), times in the summit's zone."""

import datetime as dt

from django.utils.translation import gettext as _

from delegations.travel import movement_words as words
from delegations.travel.movement import Movement
from delegations.travel.movements import stand_of
from summit import calendars, writing

LASTS = dt.timedelta(minutes=60)  # a movement has no end of its own


def calendar_of(delegation, rows) -> bytes:
    """One event for each movement, cancelled ones too: a calendar only forgets what it is told to.

    No person is named: the group goes by its principal's office or by the delegation.
    """
    events = (event_of(row) for row in rows)
    return calendars.written(events, name=str(delegation), summit=delegation.summit, product="Movements")


def event_of(row):
    cancelled = row.state == Movement.State.CANCELLED
    return calendars.event(
        row,
        "movement",
        start=row.best_time,
        end=row.best_time + LASTS,
        summary=writing.listed((row.get_direction_display(), words.group(row, names=False))),
        description=description(row),
        place=writing.listed((row.site or "", row.lounge)),
        status=calendars.CANCELLED if cancelled else calendars.CONFIRMED,
    )


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
