"""Days on the clocks of a summit: where one begins and ends, and the one that an address asks for."""

import datetime as dt

from django.http import Http404
from django.utils.dateparse import parse_date


def day_bounds(summit, day: dt.date, days: int = 1) -> tuple[dt.datetime, dt.datetime]:
    """The first moment of ``day`` on the summit's clocks and the first one ``days`` later."""
    start = dt.datetime.combine(day, dt.time.min, tzinfo=summit.tz)
    return start, dt.datetime.combine(day + dt.timedelta(days=days), dt.time.min, tzinfo=summit.tz)


def wanted_day(request, today: dt.date) -> dt.date:
    """The day in the address, ``?day=2025-12-22``; ``today`` where none is. Raises ``Http404`` where it makes no sense."""
    text = request.GET.get("day", "")
    try:
        day = parse_date(text) if text else today
    except ValueError:
        day = None
    if day is None or not 2 <= day.year <= 9998:
        raise Http404
    return day
