"""iCalendar files (RFC 5545) that a calendar reads from a secret address and asks for again."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from typing import Any

import icalendar
from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from summit.exports.responses import TYPES

REFRESH = dt.timedelta(minutes=15)
MINUTES = 5  # a calendar need not ask more often
CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"


def event(row, name: str, *, start, end, summary, description="", place="", status=CONFIRMED):
    """One event of ``row`` (of a summit, with a revision), its times on the summit's clocks.

    ``name`` and the row's public id make the identity by which a calendar finds it again.
    """
    found, summit = icalendar.Event(), row.summit
    found.add("uid", f"{name}-{row.public_id}@{summit.code}.summit")
    found.add("sequence", row.revision)
    found.add("dtstamp", row.updated_at.astimezone(dt.UTC))
    found.add("last-modified", row.updated_at.astimezone(dt.UTC))
    for field, moment in (("dtstart", start), ("dtend", end)):
        # Named by hand: the library takes every zone that lies at UTC, as Bamako does, for UTC itself.
        found.add(field, moment.astimezone(summit.tz).replace(tzinfo=None), parameters={"TZID": summit.zone})
    found.add("summary", summary)
    if description:
        found.add("description", description)
    if place:
        found.add("location", place)
    found.add("status", status)
    return found


def written(events: Iterable[icalendar.Event], *, name: str, summit, product: str) -> bytes:
    """The file, with the description of every zone that its times name."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//Summit desk//{product}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", summit.zone)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for one in events:
        calendar.add_component(one)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def answer(request, found: tuple[Any, Any] | None, content_of: Callable[[Any, Any], bytes]):
    """The calendar of a feed that was opened: ``found`` is ``(row, officer)`` or None.

    ``content_of(row, officer)`` writes it in the officer's language. What has not changed is not
    sent again. Raises ``Http404`` for every address that does not open.
    """
    if found is None:
        raise Http404
    row, officer = found
    with translation.override(officer.language):
        content = content_of(row, officer)
    etag = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    response = HttpResponse(content, content_type=TYPES["ics"], headers={"ETag": etag})
    return closed(get_conditional_response(request, etag=etag, response=response))


def closed(response):
    """Kept by the calendar that asked and by nobody on the way."""
    response.headers["Cache-Control"] = f"private, max-age={MINUTES * 60}"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
