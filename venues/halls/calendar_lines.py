"""The text of an iCalendar file (RFC 5545) as components with their properties; nothing is understood yet.

Lines that make no sense are left out: what an event lacks then is said of the event. A file whose
components do not close is refused, for half a calendar would look like a whole one.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _
from icalendar.parser.content_line import Contentline
from icalendar.parser.property import unescape_backslash

from summit import writing
from summit.imports import Refused

FILE_BYTES = 5 * 1024 * 1024
MOST_EVENTS = 3000
MOST_ZONES = 60
DEEPEST = 4
FOLD = re.compile(rb"\r?\n[ \t]")  # joined as bytes: some programs fold inside a letter
FOLDED_TEXT = re.compile(r"\r?\n[ \t]")
LINE_END = re.compile(r"\r\n|\n|\r")  # and nothing else that Python takes for the end of a line
UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# What is read of each kind of component; everything else of a calendar says nothing to us.
READ = {
    "VCALENDAR": {"METHOD"},
    "VEVENT": {
        "UID", "DTSTART", "DTEND", "DURATION", "SUMMARY", "LOCATION", "DESCRIPTION", "STATUS", "TRANSP",
        "SEQUENCE", "RECURRENCE-ID", "RRULE", "EXRULE", "RDATE", "EXDATE", "ATTENDEE", "ORGANIZER",
    },
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"},
    "DAYLIGHT": {"DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"},
}  # fmt: skip


class Property(NamedTuple):
    """One line: ``value`` as it stands in the file, escapes and all."""

    params: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        return UNWANTED.sub("", unescape_backslash(self.value)).strip()


@dataclass
class Component:
    """One BEGIN to its END; ``number`` counts the events of the file from 1."""

    name: str
    number: int = 0
    cancelling: bool = False  # it stands in a calendar that only takes back (METHOD:CANCEL)
    properties: dict[str, list[Property]] = field(default_factory=dict)
    parts: list["Component"] = field(default_factory=list)

    def every(self, name: str) -> list[Property]:
        return self.properties.get(name, [])

    def first(self, name: str) -> Property | None:
        return next(iter(self.every(name)), None)

    def text(self, name: str) -> str:
        found = self.first(name)
        return found.text if found else ""


@dataclass
class Parsed:
    """The events and the time zones of a file, in its order."""

    events: list[Component] = field(default_factory=list)
    zones: list[Component] = field(default_factory=list)


def parse(content: bytes) -> Parsed:
    """Raises ``Refused`` with a code and a sentence where the file is no whole calendar."""
    lines = [line for line in LINE_END.split(unfolded(content)) if line.strip()]
    if not lines or lines[0].strip().upper() != "BEGIN:VCALENDAR":
        raise Refused("not_a_calendar", _("This is no calendar. Send a file of type iCalendar (.ics)."))
    parsed, open_ones = Parsed(), []
    for line in lines:
        head, colon, value = line.partition(":")
        mark = head.strip().upper()
        if mark == "BEGIN":
            begin(value.strip().upper(), open_ones, parsed)
        elif mark == "END":
            end(value.strip().upper(), open_ones)
        elif open_ones and colon:
            add(open_ones[-1], line, head, value)
    if open_ones:
        raise damaged()
    return parsed


def unfolded(content: bytes) -> str:
    """The text with its folded lines joined. Raises ``Refused`` where it is too large or not Unicode."""
    if len(content) > FILE_BYTES:
        limit = writing.size(FILE_BYTES)
        raise Refused("too_large", _("The calendar is larger than %(limit)s.") % {"limit": limit})
    if not content.strip():
        raise Refused("empty", _("The file is empty."))
    try:
        if content.startswith(UTF_16):
            return FOLDED_TEXT.sub("", content.decode("utf-16"))
        return FOLD.sub(b"", content).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(
            "encoding", _("The letters of this calendar cannot be read. Export it again as UTF-8.")
        ) from None


def damaged() -> Refused:
    return Refused("damaged", _("This calendar is damaged or incomplete. Export it again."))


def begin(name, open_ones, parsed) -> None:
    component = Component(name)
    if len(open_ones) >= DEEPEST or bool(open_ones) == (name == "VCALENDAR"):
        raise damaged()
    if name == "VEVENT":
        parsed.events.append(component)
        component.number = len(parsed.events)
        component.cancelling = open_ones[0].text("METHOD").upper() == "CANCEL"
    elif name == "VTIMEZONE":
        parsed.zones.append(component)
    elif open_ones:
        open_ones[-1].parts.append(component)
    if len(parsed.events) > MOST_EVENTS or len(parsed.zones) > MOST_ZONES:
        raise too_many()
    open_ones.append(component)


def too_many() -> Refused:
    limit = writing.number(MOST_EVENTS)
    sentence = _("The calendar holds too much: at most %(limit)s events are taken at once. Send it in parts.")
    return Refused("too_many", sentence % {"limit": limit})


def end(name, open_ones) -> None:
    if not open_ones or open_ones.pop().name != name:
        raise damaged()


def add(component, line, head, value) -> None:
    """Keep a property that is read; the library takes apart the lines that are not plain."""
    name = head.partition(";")[0].strip().upper()
    if name not in READ.get(component.name, ()):
        return
    params: dict[str, str] = {}
    if '"' in head or "^" in head:
        try:
            _name, found, value = Contentline(line).raw_parts()
        except ValueError:
            return
        params = {
            key.upper(): said if isinstance(said, str) else ",".join(said) for key, said in found.items()
        }
    else:
        for one in head.split(";")[1:]:
            key, _equals, said = one.partition("=")
            params[key.strip().upper()] = said.strip()
    component.properties.setdefault(name, []).append(Property(params, value))
