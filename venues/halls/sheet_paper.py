"""The day of a hall for its door: the next item large, the rest of the day below, in all languages at once.

It hangs where everybody passes: titles and hours, no person, no remark; of a sweep or a closure
only that the hall is closed; of an option nothing.
"""

import datetime as dt

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language_info, pgettext
from django.utils.translation import gettext as _

from summit import writing
from summit.days import day_bounds
from summit.exports import pdf
from venues.halls import booking_words, free
from venues.halls.booking import HallBooking

TEMPLATE = "print/hallsheet.typ"
ON_A_DOOR = (HallBooking.State.CONFIRMED, HallBooking.State.USED)


def on_paper(hall, day: dt.date, *, reader, languages, now) -> bytes:
    """The sheet as a PDF, its frame in the first of the languages: one query."""
    rows = rows_of(hall, day)
    coming = next((row for row in rows if row.ends_at > now), None)
    first, *_rest = languages
    with translation.override(first):
        data = {
            "title": headline(hall, day),
            "summit": str(hall.summit.name),
            "minute": f"{writing.short_time(now, hall.summit)} ({hall.summit.zone})",
            "demo": settings.DEMO,
            "names": said(languages[1:], lambda: headline(hall, day)),
            "place": said(languages, lambda: place_of(hall)),
            "next": item(coming, day, reader, languages) if coming else None,
            "label": said(languages, lambda: label(coming, now)),
            "rest": [item(row, day, reader, languages) for row in rows if row is not coming],
        }
        return pdf.render(TEMPLATE, data, lang=first)


def rows_of(hall, day) -> list[HallBooking]:
    """What takes place in the hall or in a part of it that day, in order of time."""
    start, end = day_bounds(hall.summit, day)
    rows = free.taken(hall, start, end).filter(state__in=ON_A_DOOR, starts_at__lt=end, ends_at__gt=start)
    return list(rows.order_by("starts_at", "pk"))


def said(languages, words) -> list[dict]:
    """``words()`` in each language; what reads the same in two of them is said once."""
    found: dict[str, bool] = {}
    for code in languages:
        with translation.override(code):
            found.setdefault(words(), get_language_info(code)["bidi"])
    return [{"text": text, "rtl": rtl} for text, rtl in found.items() if text]


def headline(hall, day) -> str:
    return writing.listed((hall, writing.long_date(day)))


def place_of(hall) -> str:
    """The site, and the access zone that a badge must open."""
    zone = _("zone %(zone)s") % {"zone": hall.zone} if hall.zone_id else ""
    return writing.listed((hall.site, zone))


def label(coming, now) -> str:
    if coming is None:
        return _("Nothing more takes place here on this day.")
    return pgettext("hall", "Now") if coming.starts_at <= now else pgettext("hall", "Next")


def item(row, day, reader, languages) -> dict:
    return {"hours": hours(row, day), "titles": said(languages, lambda: title(row, reader))}


def title(row, reader) -> str:
    if row.purpose != HallBooking.Kind.SESSION:
        return pgettext("hall", "Closed")
    return booking_words.shown(row, reader)


def hours(row, day) -> str:
    """``22:00 – 01:30 (23 déc.)``: the other day is said where it crosses midnight."""
    moments = (writing.in_zone(at, row.summit) for at in (row.starts_at, row.ends_at))
    return " – ".join(
        writing.hour(at) + ("" if at.date() == day else f" ({writing.short_date(at.date())})")
        for at in moments
    )
