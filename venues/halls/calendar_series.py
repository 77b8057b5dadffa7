"""The instances of a series: RRULE, RDATE and EXDATE (RFC 5545, 3.8.5)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from dateutil.rrule import rrulestr
from django.utils.translation import gettext_lazy as _

from venues.halls.calendar_lines import Component, Property
from venues.halls.calendar_times import (
    Faulty,
    Length,
    Moment,
    Zones,
    length_between,
    length_of,
    moment_of,
)

MOST_INSTANCES = 800
MOST_STEPS = 30_000  # instances before the horizon that are passed over
RHYTHMS = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
PARTS = {
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO",
    "BYSETPOS", "BYHOUR", "BYMINUTE",
}  # fmt: skip
# The calendar repeats itself every 400 years, to the weekday. A rule that never comes true is followed to
# the year 9999: begun so much later it is given up twenty times sooner.
AHEAD = 19 * 400
ONE_DAY = dt.timedelta(days=1)
NO_ZONE = Property({}, "")


@dataclass(frozen=True)
class Instance:
    """One instance: where it begins and, where an RDATE says so, how long it lasts."""

    start: Moment
    length: Length | None = None


@dataclass(frozen=True)
class Horizon:
    """The days within which a series without an end is looked at, on the summit's clocks."""

    first: dt.datetime
    last: dt.datetime

    @classmethod
    def of(cls, summit) -> "Horizon":
        """From a year before the summit until the end of the year in which it closes."""
        first = summit.starts_on - dt.timedelta(days=365)
        return cls(
            dt.datetime(first.year, first.month, first.day),  # noqa: DTZ001 - wall clocks are compared
            dt.datetime(summit.ends_on.year, 12, 31, 23, 59, 59),  # noqa: DTZ001 - the same
        )


def is_series(event: Component) -> bool:
    return bool(event.every("RRULE") or event.every("RDATE"))


def instances(event: Component, start: Moment, zones: Zones, horizon: Horizon) -> list[Instance]:
    """All instances in order of time, those taken out by EXDATE and EXRULE left out.

    DTSTART is the first one whatever the rule says. A series without an end is cut at both ends of
    the horizon. Raises ``Faulty``: an unreadable rule, or more than ``MOST_INSTANCES``.
    """
    rules = [Rule.of(prop.value, start, zones) for prop in event.every("RRULE")]
    begun_long_ago = start.wall < horizon.first and any(rule.endless(horizon) for rule in rules)
    found = {} if begun_long_ago else {start.at: Instance(start)}
    for rule in rules:
        for wall in rule.walls(start, horizon):
            found.setdefault(start.moved(wall).at, Instance(start.moved(wall)))
            too_many(found)
    for one in added(event, zones):
        found[one.start.at] = one
        too_many(found)
    moments, days = taken_out(event, start, zones, horizon)
    return [
        one for at, one in sorted(found.items()) if at not in moments and one.start.wall.date() not in days
    ]


def too_many(found) -> None:
    if len(found) > MOST_INSTANCES:
        raise Faulty(
            "too_many",
            _("The series has more than %(limit)d instances. Give it an end.") % {"limit": MOST_INSTANCES},
        )


def added(event, zones) -> Iterator[Instance]:
    for prop in event.every("RDATE"):
        for value in filter(None, prop.value.split(",")):
            begins, _slash, until = value.partition("/")
            start = moment_of(prop, zones, begins)
            if not until:
                yield Instance(start)
            elif until.strip().upper().startswith("P"):
                yield Instance(start, length_of(until))
            else:
                yield Instance(start, length_between(start, moment_of(prop, zones, until)))


def taken_out(event, start, zones, horizon) -> tuple[set[dt.datetime], set[dt.date]]:
    """Moments and whole days on which nothing takes place."""
    moments, days = set(), set()
    for prop in event.every("EXDATE"):
        for value in filter(None, prop.value.split(",")):
            one = moment_of(prop, zones, value)
            if one.day and not start.day:
                days.add(one.wall.date())
            else:
                moments.add(one.at)
    for prop in event.every("EXRULE"):
        rule = Rule.of(prop.value, start, zones)
        moments |= {start.moved(wall).at for wall in rule.walls(start, horizon)}
    return moments, days


@dataclass(frozen=True)
class Rule:
    """One RRULE: its parts without COUNT and UNTIL, which are followed here; 0 and None where there is none."""

    parts: dict[str, str]
    count: int
    until: dt.datetime | None

    @classmethod
    def of(cls, text: str, start: Moment, zones: Zones) -> "Rule":
        parts = parts_of(text)
        return cls(parts, int(parts.pop("COUNT", 0)), last_of(parts.pop("UNTIL", ""), start, zones))

    def endless(self, horizon: Horizon) -> bool:
        far = self.until is None or self.until > horizon.last + 2 * 365 * ONE_DAY
        return far and not self.count

    def walls(self, start: Moment, horizon: Horizon) -> Iterator[dt.datetime]:
        """The wall clock of each instance, DTSTART's own included where the rule gives it."""
        endless = self.endless(horizon)
        first = horizon.first if endless else start.wall
        last = horizon.last if endless else self.until
        for number, wall in enumerate(steps(self.parts, start.wall), start=1):
            if number > MOST_STEPS or (last and wall > last):
                return
            if wall >= first:
                yield wall
            if self.count and number >= self.count:
                return


def steps(parts, first: dt.datetime) -> Iterator[dt.datetime]:
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        for found in rrulestr(text, dtstart=first.replace(year=first.year + AHEAD)):
            yield found.replace(year=found.year - AHEAD)
    except (ValueError, TypeError, OverflowError, IndexError, KeyError, AttributeError):
        raise bad_rule(text) from None


def parts_of(rule: str) -> dict[str, str]:
    """The parts of a rule. Raises ``Faulty`` where it repeats within a day or in a way nobody plans by."""
    parts = dict(part.strip().partition("=")[::2] for part in rule.upper().split(";") if part.strip())
    numbers = [parts[name] for name in ("INTERVAL", "COUNT") if name in parts]
    counted = all(text.isascii() and text.isdigit() and 0 < int(text) < 100_000 for text in numbers)
    if parts.get("FREQ") not in RHYTHMS or not parts.keys() <= PARTS or not counted:
        raise bad_rule(rule)
    return parts


def last_of(text: str, start: Moment, zones: Zones) -> dt.datetime | None:
    """UNTIL on the wall clock of the series; a day is meant to its end."""
    if not text:
        return None
    until = moment_of(NO_ZONE, zones, text)
    if until.day:
        return until.wall + ONE_DAY - dt.timedelta(seconds=1)
    if until.zone is dt.UTC:
        return until.at.astimezone(start.zone).replace(tzinfo=None)
    return until.wall


def bad_rule(text: str) -> Faulty:
    return Faulty("bad_rule", _("The rule of repetition “%(text)s” cannot be read.") % {"text": text[:80]})
