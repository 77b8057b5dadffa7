"""Moments and lengths of a calendar: time zones, whole days, floating hours (RFC 5545, 3.3.4 to 3.3.6, 3.6.5)."""

import datetime as dt
import functools
import io
import re
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass

from dateutil.tz import tzical
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from venues.halls.calendar_lines import Component, Property

EARLIEST, LATEST = 1970, 2200  # years
STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII | re.IGNORECASE)
LENGTH = re.compile(
    r"([+-]?)P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?",
    re.ASCII | re.IGNORECASE,
)
DAY = dt.timedelta(days=1)
# A zone whose clocks change by any other rule would cost more than any real one.
ZONE_RULE = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "WKST"}
MOST_CHANGES = 200


class Faulty(Exception):
    """Why an event cannot be taken, with a code for programs and a sentence for people."""

    def __init__(self, code: str, message: str | Promise):
        super().__init__(code)
        self.code, self.message = code, message


@dataclass(frozen=True)
class Moment:
    """``wall`` on the clocks of ``zone``; a whole day (``day``) begins at its midnight."""

    wall: dt.datetime
    zone: dt.tzinfo
    day: bool = False

    @property
    def at(self) -> dt.datetime:
        """In UTC. An hour that the clocks skip is counted from before the change, one that they repeat is the first."""
        return self.wall.replace(tzinfo=self.zone).astimezone(dt.UTC)

    def moved(self, wall: dt.datetime) -> "Moment":
        return Moment(wall, self.zone, self.day)


@dataclass(frozen=True)
class Length:
    """``days`` of the calendar, however long, and then ``exact`` time."""

    days: int = 0
    exact: dt.timedelta = dt.timedelta()

    def after(self, start: Moment) -> dt.datetime:
        return start.moved(start.wall + self.days * DAY).at + self.exact


class Zones:
    """The zones that a file names: its own definitions, the world's names, and ``home`` for all the others."""

    def __init__(self, home: dt.tzinfo, definitions: Sequence[Component] = ()):
        self.home = home
        self.definitions = {one.text("TZID"): one for one in definitions}
        self.known: dict[str, dt.tzinfo | None] = {"": home}

    def named(self, name: str) -> dt.tzinfo:
        """Raises ``Faulty``."""
        if name not in self.known:
            self.known[name] = self._found(name)
        if (zone := self.known[name]) is None:
            raise Faulty("unknown_zone", _("The time zone “%(name)s” is not known.") % {"name": name[:80]})
        return zone

    def _found(self, name):
        if name in world():
            return zoneinfo.ZoneInfo(name)
        if name in self.definitions:
            return defined(self.definitions[name])
        last = name.strip("/").split("/")
        ends = ["/".join(last[-parts:]) for parts in (3, 2, 1)]  # /vendor/version/Europe/Paris
        meant = [WINDOWS_TO_OLSON.get(name, ""), *(ends if name.startswith("/") else [])]
        return next((zoneinfo.ZoneInfo(one) for one in meant if one in world()), None)


@functools.cache
def world() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def defined(component: Component) -> dt.tzinfo | None:
    """The zone of a VTIMEZONE; None where it cannot be read."""
    lines = ["BEGIN:VTIMEZONE", "TZID:its own"]
    for part in component.parts:
        lines += [f"BEGIN:{part.name}", *observance(part), f"END:{part.name}"]
    lines.append("END:VTIMEZONE")
    if not all(yearly(prop.value) for part in component.parts for prop in part.every("RRULE")):
        return None
    try:
        return tzical(io.StringIO("\n".join(lines))).get()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def observance(part: Component) -> list[str]:
    """The lines of one observance without what the reader of zones does not know."""
    start = part.text("DTSTART")
    start = start if "T" in start.upper() else f"{start}T000000"
    offsets = [f"{name}:{part.text(name)}" for name in ("TZOFFSETFROM", "TZOFFSETTO")]
    changes = [f"RRULE:{prop.value}" for prop in part.every("RRULE")]
    dates = [one for prop in part.every("RDATE") for one in prop.value.split(",")]
    return [f"DTSTART:{start}", *offsets, *changes, *(f"RDATE:{one}" for one in dates[:MOST_CHANGES])]


def yearly(rule: str) -> bool:
    parts = dict(part.upper().partition("=")[::2] for part in rule.split(";") if part)
    return parts.get("FREQ") == "YEARLY" and parts.keys() <= ZONE_RULE


# -- values --------------------------------------------------------------------------------


def moment_of(prop: Property, zones: Zones, value: str | None = None) -> Moment:
    """The moment that a property tells; ``value`` is one of several in its line. Raises ``Faulty``."""
    text = (prop.value if value is None else value).strip()
    found = STAMP.fullmatch(text)
    if found is None or not EARLIEST <= int(found[1]) <= LATEST:
        raise unreadable(text)
    numbers = [int(part) for part in found.groups()[:6] if part is not None]
    if len(numbers) > 3:
        numbers[5] = min(numbers[5], 59)  # a leap second
    try:
        wall = dt.datetime(*numbers)  # noqa: DTZ001 - the zone stands beside it
    except ValueError:
        raise unreadable(text) from None
    if len(numbers) == 3:
        return Moment(wall, zones.home, day=True)
    return Moment(wall, dt.UTC if found[7] else zones.named(prop.params.get("TZID", "")))


def unreadable(text: str) -> Faulty:
    return Faulty("bad_time", _("“%(text)s” is no date or time.") % {"text": text[:40]})


def length_of(text: str) -> Length:
    """The length that a DURATION tells: days of the calendar, hours by the clock. Raises ``Faulty``."""
    found = LENGTH.fullmatch(text.strip())
    if found is None or not any(found.groups()[1:]):
        raise Faulty("bad_time", _("“%(text)s” is no duration.") % {"text": text[:40]})
    sign = -1 if found[1] == "-" else 1
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    exact = dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if 7 * weeks + days + exact.days > 366:
        raise Faulty("too_long", _("It lasts more than a year."))
    return Length(sign * (7 * weeks + days), sign * exact)


def length_between(start: Moment, end: Moment) -> Length:
    """From DTSTART to DTEND: whole days stay whole days whatever the clocks do (RFC 5545, 3.8.5.3)."""
    if start.day and end.day:
        return Length(days=(end.wall - start.wall).days)
    return Length(exact=end.at - start.at)
