"""What becomes of each event of a calendar: set-wise, in a number of queries that no file changes.

What the calendar does not speak of stays: an event without LOCATION, DESCRIPTION or ATTENDEE leaves
place, notes and people of its item as they are, and so do languages that it does not write.
An item that was cancelled here stays cancelled. A hall that somebody freed is not booked again
unless the event moved, and a hall that an officer chose instead is kept.
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from summit.programme.models import ItemPerson, ProgrammeItem
from venues.halls.booking import LONGEST_BUFFER, STANDING, HallBooking
from venues.halls.calendar_identity import bare
from venues.halls.calendar_persons import Conflict, Engagement, by_key, double, elsewhere
from venues.halls.calendar_places import Halls, Held, Occupancy, label
from venues.halls.calendar_reading import Calendar, Event, Fault
from venues.halls.calendar_times import Faulty
from venues.halls.hall import Hall

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
MARGIN = dt.timedelta(minutes=LONGEST_BUFFER)


@dataclass
class Move:
    """That a booking follows its event; ``lost`` once it found no place there."""

    booking: HallBooking
    hall: Hall
    lost: bool = False


@dataclass
class Line:
    """One event, the item that it is or becomes, and what is to be written."""

    event: Event
    hall: Hall | None
    item: ProgrammeItem | None = None
    new: bool = False
    values: dict[str, Any] = field(default_factory=dict)  # fields of the item that change
    names_people: bool = False  # its people are written anew
    cancels: bool = False
    books: bool = False
    refused: bool = False  # its hall is taken
    moves: list[Move] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        if self.new:
            return UNCHANGED if self.event.cancelled else NEW
        touched = self.values or self.names_people or self.cancels or self.books or self.moves
        return CHANGED if touched else UNCHANGED

    @property
    def takes_place(self) -> bool:
        gone = self.item is not None and self.item.state == ProgrammeItem.State.CANCELLED
        return not (self.event.cancelled or gone)

    @property
    def standing(self) -> list[HallBooking]:
        """The bookings of its item that hold a hall."""
        bookings = self.item.hall_bookings.all() if self.item else []
        return [one for one in bookings if one.state in STANDING and one.purpose == HallBooking.Kind.SESSION]


@dataclass
class Plan:
    """What a calendar does to the programme, before or after it was done."""

    summit: Any
    calendar: Calendar
    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    done: bool = False

    def count(self, verdict: str) -> int:
        return sum(line.verdict == verdict for line in self.lines)

    @property
    def rejected(self) -> int:
        return len({fault.key for fault in self.faults})


def plan(calendar: Calendar, summit, by) -> Plan:
    """Raises ``summit.imports.Refused`` where more overlaps than anybody could look through."""
    made = Plan(summit, calendar, faults=list(calendar.faults))
    known = known_items(summit, [event.identity for event in calendar.events])
    halls = Halls(summit)
    for event in calendar.events:
        try:
            hall = None if event.cancelled else halls.called(event.places.values())
            item = known.get(event.identity)
            line = Line(event, hall, item, new=item is None)
            work_out(line, by)
        except Faulty as fault:
            made.faults.append(rejected(event, fault))
        else:
            made.lines.append(line)
    window = window_of(made.lines)
    house(made, halls, Occupancy(summit, window, by))
    made.conflicts += double(engagements(made, window))
    return made


def rejected(event: Event, fault: Faulty) -> Fault:
    return Fault(
        uid=event.identity,
        code=fault.code,
        message=str(fault.message),
        key=(event.number, event.identity),
        title=event.title,
        start=event.start,
    )


def known_items(summit, identities) -> dict[str, ProgrammeItem]:
    """The items that the identities mean, also those that our own calendar names: three queries."""
    own = re.compile(rf"item-([a-z0-9]{{12}})@{re.escape(summit.code)}\.summit")
    public = {found[1]: text for text in identities if (found := own.fullmatch(text))}
    bookings = HallBooking.objects.select_related("hall__site", "layout", "asked_by", "summit").order_by("pk")
    rows = ProgrammeItem.objects.of(summit).filter(Q(uid__in=identities) | Q(public_id__in=public))
    rows = rows.select_related("site", "summit").prefetch_related(
        Prefetch("people", ItemPerson.objects.order_by("pk")), Prefetch("hall_bookings", bookings)
    )
    return {row.uid or public[row.public_id]: row for row in rows}


def window_of(lines) -> tuple[dt.datetime, dt.datetime] | None:
    """The time that the events touch, set-up and clearing included."""
    moments = [moment for line in lines for moment in (line.event.start, line.event.end)]
    moments += [at for line in lines if line.item for at in (line.item.starts_at, line.item.ends_at)]
    return (min(moments) - MARGIN, max(moments) + MARGIN) if moments else None


# -- one event -----------------------------------------------------------------------------


def work_out(line: Line, by) -> None:
    """What is to be written of one event. Raises ``Faulty`` where its hall is not the person's to move."""
    if line.item is None:
        line.books = line.hall is not None
        return
    if line.item.state == ProgrammeItem.State.CANCELLED:
        return
    if line.event.cancelled:
        line.cancels = True
        allowed(by, "venues.free_booking", line.standing)
        return
    line.values = differences(line)
    line.names_people = people_differ(line)
    follow(line)
    allowed(by, "venues.edit_booking", [move.booking for move in line.moves])


def allowed(by, right, bookings) -> None:
    if not all(by.has_perm(right, booking) for booking in bookings):
        raise Faulty(
            "not_allowed",
            _("Its hall was booked by somebody else. Ask the conference service to change the booking."),
        )


def differences(line: Line) -> dict[str, Any]:
    """The fields of the item that the event tells otherwise."""
    event, item = line.event, line.item
    told: dict[str, Any] = {"starts_at": event.start, "ends_at": event.end}
    told["title"] = merged(item.title, event.titles)
    if event.notes:
        told["notes"] = event.notes
    place = merged(item.place, event.places)
    own_hall = not item.place and any(one.hall_id == line.hall.pk for one in line.standing if line.hall)
    if place != item.place and not own_hall:
        told["place"] = place
        if line.hall:
            told["site"] = line.hall.site
    return {name: value for name, value in told.items() if getattr(item, name) != value}


def merged(text: LazyI18nString, told: dict[str, str]) -> LazyI18nString:
    """The text with the languages that the calendar writes; the very same where it writes nothing new."""
    data = text.data if isinstance(text.data, dict) else {}
    if all(data.get(code) == said for code, said in told.items()):
        return text
    return LazyI18nString({code: said for code, said in data.items() if said} | told)


def people_differ(line: Line) -> bool:
    if not line.event.people:
        return False
    stored = {(one.key, one.name, one.email, one.role) for one in line.item.people.all()}
    return stored != {(one.key, one.name, one.email, one.role) for one in line.event.people}


def follow(line: Line) -> None:
    """What the hall's booking has to do when the event moved in time or place."""
    moved_in_time = line.values.keys() & {"starts_at", "ends_at"}
    moved_in_place = "place" in line.values and line.hall is not None
    standing = line.standing
    if not standing:
        ended = line.item.hall_bookings.all()
        line.books = line.hall is not None and (not ended or bool(moved_in_time or moved_in_place))
        return
    for booking in standing:
        of_item = (booking.starts_at, booking.ends_at) == (line.item.starts_at, line.item.ends_at)
        hall = line.hall if moved_in_place and len(standing) == 1 else booking.hall
        if (moved_in_time and of_item) or hall.pk != booking.hall_id:
            line.moves.append(Move(booking, hall))


# -- all of them ---------------------------------------------------------------------------


def house(made: Plan, halls: Halls, occupancy: Occupancy) -> None:
    """Foresee which bookings find their hall free; those that begin first choose first."""
    leaving = {move.booking.pk for line in made.lines for move in line.moves}
    leaving |= {booking.pk for line in made.lines if line.cancels for booking in line.standing}
    occupancy.release(leaving)
    for line in made.lines:
        for move in line.moves:
            buffers = (move.booking.setup_minutes, move.booking.clearing_minutes)
            move.lost = not placed(made, line, halls.every[move.hall.pk], buffers, occupancy)
        if line.books:
            buffers = (line.hall.setup_minutes, line.hall.clearing_minutes)
            line.books = placed(made, line, line.hall, buffers, occupancy)


def placed(made, line, hall, buffers, occupancy) -> bool:
    """Whether the hall is free for the event; if so it is held, else the conflict is noted."""
    setup, clearing = (dt.timedelta(minutes=minutes) for minutes in buffers)
    start, end = line.event.start - setup, line.event.end + clearing
    if way := occupancy.holder(hall, start, end):
        made.conflicts.append(hall_conflict(line.event, hall, way, made.summit))
        line.refused = True
        return False
    name = label(line.event.uid, line.event.start, made.summit.tz)
    occupancy.hold(hall, Held(start, end, name, line.event.title))
    return True


def hall_conflict(event: Event, hall: Hall, way: Held, summit) -> Conflict:
    return Conflict(
        kind="hall",
        subject=hall.code,
        shown=str(hall),
        first=way.label,
        second=label(event.uid, event.start, summit.tz),
        start=event.start,
        titles=(way.title, event.title),
    )


def engagements(made: Plan, window) -> dict[str, list[Engagement]]:
    """Where the people of the file are expected, and where else they are."""
    pairs = []
    for line in made.lines:
        if not line.takes_place or not line.event.busy:
            continue
        event, people = line.event, line.event.people or (line.item.people.all() if line.item else ())
        name = label(event.uid, event.start, made.summit.tz)
        pairs += [
            (one.key, Engagement(event.start, event.end, name, event.title, one.name or one.email, True))
            for one in people
            if one.key
        ]
    named = {key for key, _engagement in pairs}
    items = {line.item.pk for line in made.lines if line.item}
    for row in elsewhere(made.summit, window, items) if named else []:
        if row.key in named:
            pairs.append((row.key, engagement_of(row)))
    return by_key(pairs)


def engagement_of(row: ItemPerson) -> Engagement:
    item = row.item
    name = label(bare(item.uid) or item.public_id, item.starts_at, row.summit.tz)
    return Engagement(item.starts_at, item.ends_at, name, str(item.title), str(row), False)
