"""A calendar as events that can become items of the programme, and what is wrong with the others.

An event that repeats counts once for each of its instances.
"""

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from venues.halls import calendar_lines as lines
from venues.halls import calendar_series as series
from venues.halls.calendar_identity import marked, newest, shortened
from venues.halls.calendar_lines import Component, Property
from venues.halls.calendar_people import Named, people_of
from venues.halls.calendar_times import Faulty, Length, Moment, Zones, length_between, length_of, moment_of

NO_END = dt.timedelta(hours=1)  # how long an event lasts that tells no end
LONGEST_TITLE, LONGEST_PLACE, LONGEST_NOTES = 900, 600, 4000
MOST_PEOPLE = 20_000
ARABIC = re.compile("[\u0600-\u06ff]")
UNTITLED = gettext_lazy("Untitled")
TWICE = gettext_lazy("Another event of the calendar has the same identity.")


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event or one instance of a series; ``titles`` and ``places`` are texts by language."""

    identity: str
    uid: str
    number: int
    start: dt.datetime
    end: dt.datetime
    titles: dict[str, str]  # none where the calendar tells none
    places: dict[str, str]
    notes: str = ""
    people: tuple[Named, ...] = ()
    cancelled: bool = False
    busy: bool = True  # whether its people are held by it (TRANSP)

    @property
    def title(self) -> str:
        return next(iter(self.titles.values()), str(UNTITLED))

    @property
    def place(self) -> str:
        return next(iter(self.places.values()), "")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is wrong with an event that is not taken; several may be wrong with the same ``key``."""

    uid: str
    code: str
    message: str
    key: Any
    title: str = ""
    start: dt.datetime | None = None


@dataclass
class Calendar:
    """What a file holds; ``size`` is the number of its events, rejected ones included."""

    events: list[Event] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def rejected(self) -> int:
        return len({fault.key for fault in self.faults})

    @property
    def size(self) -> int:
        return len(self.events) + self.rejected


def read(content: bytes, summit) -> Calendar:
    """Raises ``summit.imports.Refused`` where the file is no calendar as a whole."""
    parsed = lines.parse(content)
    return Reader(summit, parsed).calendar()


class Reader:
    """Reads the events of one file, each by itself: what is wrong with one harms no other."""

    def __init__(self, summit, parsed: lines.Parsed):
        self.summit, self.parsed = summit, parsed
        self.zones = Zones(summit.tz, parsed.zones)
        self.horizon = series.Horizon.of(summit)
        self.found = Calendar()
        self.seen: set[str] = set()
        others = [code for code in summit.languages if code != "ar"]
        self.usual = (others or [settings.LANGUAGE_CODE])[0]

    def calendar(self) -> Calendar:
        of_uid: dict[str, list[Component]] = {}
        for event in self.parsed.events:
            if uid := event.text("UID"):
                of_uid.setdefault(uid, []).append(event)
            else:
                self.read_nameless(event)
        for uid, events in of_uid.items():
            self.read_series(uid, events)
            self.bounded()
        self.found.events.sort(key=lambda event: (event.start, event.number))
        return self.found

    def bounded(self):
        people = sum(len(event.people) for event in self.found.events)
        if self.found.size > lines.MOST_EVENTS or people > MOST_PEOPLE:
            raise lines.too_many()

    def fault(self, event, uid, code, message, *, key=None):
        title = next(iter(self.texts(event, "SUMMARY", LONGEST_TITLE).values()), "")
        found = Fault(uid=uid, code=code, message=str(message), key=key or event.number, title=title)
        self.found.faults.append(replace(found, start=self.begins(event)))

    def begins(self, event) -> dt.datetime | None:
        """Where the event says it begins, for a reader who looks for it; None where it cannot be read."""
        try:
            return moment_of(event.first("DTSTART"), self.zones).at if event.every("DTSTART") else None
        except Faulty:
            return None

    def read_nameless(self, event):
        """An event without a UID could not be found again; what else is wrong with it is said as well."""
        self.fault(event, "", "no_uid", _("The event has no identity (UID)."))
        try:
            self.times(event)
        except Faulty as fault:
            self.fault(event, "", fault.code, fault.message)

    def read_series(self, uid, events):
        """A series with the instances that differ from it (RECURRENCE-ID), or the one event of this UID."""
        changed = self.changed_instances(uid, [one for one in events if one.every("RECURRENCE-ID")])
        main = [one for one in events if not one.every("RECURRENCE-ID")]
        for one in self.superseded(main):
            self.fault(one, uid, "duplicate", TWICE)
        if main:
            self.read_main(uid, newest(main), changed)
        for start, one in changed.items():
            self.take(uid, one, marked(uid, start), None)

    def superseded(self, events):
        return [one for one in events if one is not newest(events)] if events else []

    def changed_instances(self, uid, events) -> dict[Moment, Component]:
        """The components that stand for one instance each, by the moment that the series gave it."""
        found: dict[Moment, list[Component]] = {}
        for one in events:
            try:
                found.setdefault(self.instance_meant(one), []).append(one)
            except Faulty as fault:
                self.fault(one, uid, fault.code, fault.message)
        for several in found.values():
            for one in self.superseded(several):
                self.fault(one, uid, "duplicate", TWICE)
        return {start: newest(several) for start, several in found.items()}

    def instance_meant(self, event) -> Moment:
        prop = event.first("RECURRENCE-ID")
        if prop.params.get("RANGE"):
            raise Faulty("range", _("A change of an instance and all that follow it cannot be read."))
        return moment_of(prop, self.zones)

    def read_main(self, uid, event, changed):
        if not series.is_series(event):
            self.take(uid, event, uid, None)
            return
        try:
            start, _length = self.times(event)
            instances = series.instances(event, start, self.zones, self.horizon)
        except Faulty as fault:
            self.fault(event, uid, fault.code, fault.message)
            return
        moments = {one.at for one in changed if not one.day}
        days = {one.wall.date() for one in changed if one.day}
        for one in instances:
            if one.start.at not in moments and one.start.wall.date() not in days:
                self.take(uid, event, marked(uid, one.start), one)

    def take(self, uid, event, identity, instance):
        """Keep the event, or say what is wrong with it."""
        try:
            self.once(shortened(identity))
            start, length = self.times(event)
            if instance is not None:
                start, length = instance.start, instance.length or length
            ends = end_of(start, length)
        except Faulty as fault:
            self.fault(event, identity, fault.code, fault.message, key=(event.number, identity))
            return
        self.found.events.append(self.event(event, uid, identity, start.at, ends))

    def once(self, identity):
        if identity in self.seen:
            raise Faulty("duplicate", TWICE)
        self.seen.add(identity)

    def event(self, event, uid, identity, begins, ends) -> Event:
        return Event(
            identity=shortened(identity),
            uid=uid,
            number=event.number,
            start=begins,
            end=ends if ends > begins else begins + NO_END,
            titles=self.texts(event, "SUMMARY", LONGEST_TITLE),
            places=self.texts(event, "LOCATION", LONGEST_PLACE),
            notes=event.text("DESCRIPTION")[:LONGEST_NOTES].strip(),
            people=people_of(event),
            cancelled=event.cancelling or event.text("STATUS").upper() == "CANCELLED",
            busy=event.text("TRANSP").upper() != "TRANSPARENT",
        )

    def times(self, event) -> tuple[Moment, Length]:
        """When the event begins and how long it lasts; without an end a day or an hour. Raises ``Faulty``."""
        prop = event.first("DTSTART")
        if prop is None:
            raise Faulty("no_start", _("The event does not say when it begins (DTSTART)."))
        start = moment_of(prop, self.zones)
        whole_day = Length(days=1) if start.day else Length()
        if end := event.first("DTEND"):
            length = length_between(start, moment_of(end, self.zones))
        elif event.every("DURATION"):
            length = length_of(event.text("DURATION"))
        else:
            length = whole_day
        end_of(start, length)
        return start, length if length != Length() else whole_day

    def texts(self, event, name, longest) -> dict[str, str]:
        """The wordings of a property by language; a text without one is Arabic by its letters or in the usual one."""
        found: dict[str, str] = {}
        for prop in event.every(name):
            if text := shown(prop, longest):
                found.setdefault(self.language(prop, text), text)
        return found

    def language(self, prop: Property, text: str) -> str:
        said = prop.params.get("LANGUAGE", "").split("-")[0].lower()
        if said in dict(settings.LANGUAGES):
            return said
        return "ar" if ARABIC.search(text) else self.usual


def end_of(start: Moment, length: Length) -> dt.datetime:
    """Raises ``Faulty`` where it lies before the start."""
    end = length.after(start)
    if end < start.at:
        raise Faulty("ends_before_start", _("The event ends before it begins."))
    return end


def shown(prop: Property, longest: int) -> str:
    """A text of one line, no longer than its field."""
    text = " ".join(prop.text.split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def untitled() -> dict[str, str]:
    texts = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            texts[code] = str(UNTITLED)
    return texts
