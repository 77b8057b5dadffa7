"""The day of the tests of the timeline: Monday 22 December 2025, 10:20 in Bamako."""

import datetime as dt

from venues.halls import timeline_rows
from venues.halls.timeline_rows import Asked

NOW = dt.datetime(2025, 12, 22, 10, 20, tzinfo=dt.UTC)
DAY = {"day": "2025-12-22"}


def at(hour, minute=0, day=22):
    return dt.datetime(2025, 12, day, hour, minute, tzinfo=dt.UTC)


def grid(user, **asked):
    """The timeline of that day as the user reads it."""
    return timeline_rows.grid(user, Asked(**({"day": NOW.date()} | asked)), now=NOW)
