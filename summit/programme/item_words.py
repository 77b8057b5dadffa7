"""How an item's times and place are said."""

import datetime as dt

from django.utils.translation import gettext as _

from summit import writing

MIDNIGHT = dt.time()


def hours(item) -> str:
    """``09:00 – 10:00``; with the day where it ends on another one; ``all day`` from midnight to midnight."""
    start, end = (writing.in_zone(at, item.summit) for at in (item.starts_at, item.ends_at))
    if start.time() == end.time() == MIDNIGHT:
        last = end.date() - dt.timedelta(days=1)
        if last == start.date():
            return _("all day")
        return _("until %(day)s") % {"day": writing.short_day(last)}
    same = start.date() == end.date()
    return f"{writing.hour(start)} – {writing.hour(end) if same else writing.short_time(end, item.summit)}"


def span(item) -> str:
    """``lun. 22 déc., 09:00 – 10:00``"""
    return writing.short_day(day_of(item)) + writing.comma() + hours(item)


def day_of(item) -> dt.date:
    return writing.in_zone(item.starts_at, item.summit).date()


def place(item) -> str:
    """Room and site as one line, the site once."""
    room, site = str(item.place), str(item.site or "")
    return writing.listed((room, "" if site and site in room else site))
