"""Taking a calendar into the programme: read, planned and written in one transaction.

The figures are exact: ``events = created + updated + unchanged + distinct rejected events``. So an event
whose LOCATION is no hall is rejected as ``unknown_hall`` and makes no item, while one that finds its
hall taken makes an item without a hall and is told as a conflict.
"""

import hashlib
import json
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from summit import audit, clock
from summit.constraints import queue
from summit.event.models import Summit
from summit.forms import derived, readable
from summit.programme.models import ItemPerson, ProgrammeItem
from venues.halls import booking_moving, holding
from venues.halls import booking_needs as needs
from venues.halls.booking import HOLDS_FOR, BookedPart, HallBooking
from venues.halls.booking_freeing import let_go
from venues.halls.calendar_places import Held, Occupancy
from venues.halls.calendar_planning import CHANGED, NEW, UNCHANGED, Plan, hall_conflict, plan
from venues.halls.calendar_reading import read, untitled
from venues.halls.hall import Hall, HallPart, PartOfHall

AT_ONCE = 500
BOOKED = ("hall", "starts_at", "ends_at")


def foresee(content: bytes, summit, *, by) -> Plan:
    """What the calendar would do; nothing is written. Raises ``summit.imports.Refused``."""
    return plan(read(content, summit), summit, by)


def take_over(content: bytes, summit, *, by, filename: str = "", seen: str | None = None) -> Plan:
    """Write the calendar and tell what became of it.

    ``seen`` is the ``digest`` of what a person agreed to: where that is no longer so, the new plan
    comes back with ``done`` false and nothing is written. Raises ``summit.imports.Refused``.
    """
    calendar = read(content, summit)
    with transaction.atomic():
        wait_for(plan(calendar, summit, by))
        made = plan(calendar, summit, by)
        if seen is None or seen == digest(made):
            write(made, by, filename)
            made.done = True
    return made


def wait_for(made: Plan) -> None:
    """Wait for whoever writes the same programme, bookings or halls, and keep them until the end."""
    halls = {line.hall.pk for line in made.lines if line.books}
    bookings = {move.booking.pk for line in made.lines for move in line.moves}
    halls |= {pk for line in made.lines for move in line.moves for pk in (move.hall.pk, move.booking.hall_id)}
    queue(Summit.objects.filter(pk=made.summit.pk))
    queue(ProgrammeItem.objects.filter(pk__in=[line.item.pk for line in made.lines if line.item]))
    queue(HallBooking.objects.filter(pk__in=bookings))
    queue(Hall.objects.filter(pk__in=halls))
    parts = PartOfHall.objects.filter(hall__in=halls).values("part")
    queue(HallPart.objects.filter(pk__in=parts))


# -- figures -------------------------------------------------------------------------------


def figures(made: Plan) -> dict[str, Any]:
    """The answer of the command; its keys are fixed."""
    return {
        "events": made.calendar.size,
        "created": made.count(NEW),
        "updated": made.count(CHANGED),
        "unchanged": made.count(UNCHANGED),
        "rejected": [{"uid": one.uid, "code": one.code, "message": one.message} for one in made.faults],
        "conflicts": [one.as_json for one in made.conflicts],
    }


def digest(made: Plan) -> str:
    """What two plans that do the same have in common, whatever their language."""
    told = figures(made) | {"rejected": [[one.uid, one.code] for one in made.faults]}
    told["lines"] = [
        [line.event.identity, line.verdict, sorted(line.values), line.books, len(line.moves)]
        for line in made.lines
    ]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


# -- writing -------------------------------------------------------------------------------


def write(made: Plan, by, filename) -> None:
    create_items(made, [line for line in made.lines if line.verdict == NEW], by, filename)
    for line in made.lines:
        if line.values:
            change_item(line, by, filename)
        if line.cancels:
            cancel_item(line, by)
    name_people([line for line in made.lines if line.verdict == NEW or line.names_people], by, filename)
    moves = [(line, move) for line in made.lines for move in line.moves]
    BookedPart.objects.filter(booking__in=[move.booking.pk for _line, move in moves]).delete()
    for line in made.lines:
        for move in line.moves:
            follow(made, line, move, by)
    book(made, [line for line in made.lines if line.books], by, filename)


def create_items(made: Plan, lines, by, filename) -> None:
    for line in lines:
        event = line.event
        line.item = ProgrammeItem(
            summit=made.summit,
            title=LazyI18nString(event.titles or untitled()),
            starts_at=event.start,
            ends_at=event.end,
            site=line.hall.site if line.hall else None,
            place=LazyI18nString(event.places),
            notes=event.notes,
            uid=event.identity,
        )
        line.item.fill_keys()
    ProgrammeItem.objects.bulk_create([line.item for line in lines], batch_size=AT_ONCE)
    audit.record_many([line.item for line in lines], "import", by=by, note=filename, changes=first_values)


def first_values(item):
    return {name: [None, readable(getattr(item, name))] for name in ("title", "starts_at", "ends_at", "site")}


def change_item(line, by, filename) -> None:
    item = line.item
    changes = {name: [readable(getattr(item, name)), readable(value)] for name, value in line.values.items()}
    for name, value in line.values.items():
        setattr(item, name, value)
    values = line.values | derived(item)
    now = clock.now()
    ProgrammeItem.objects.filter(pk=item.pk).update(**values, revision=F("revision") + 1, updated_at=now)
    item.revision, item.updated_at = item.revision + 1, now
    audit.record(item, "import", by=by, note=filename, changes=changes)


def cancel_item(line, by) -> None:
    """The item, and with it the halls that it holds."""
    reason = _("Cancelled in the calendar that was imported.")
    line.item.workflow.run(line.item, "cancel", by=by, note=reason)


def name_people(lines, by, filename) -> None:
    """Whom the calendar names takes the place of whom it named before."""
    ItemPerson.objects.filter(item__in=[line.item.pk for line in lines if line.names_people]).delete()
    ItemPerson.objects.bulk_create(
        [
            ItemPerson(
                summit_id=line.item.summit_id,
                item=line.item,
                key=one.key,
                name=one.name,
                email=one.email,
                role=one.role,
            )
            for line in lines
            for one in line.event.people
        ],
        batch_size=AT_ONCE,
    )
    only = [line.item for line in lines if line.names_people and not line.values]
    audit.record_many(only, "import", by=by, note=filename)


# -- halls ---------------------------------------------------------------------------------


def book(made: Plan, lines, by, filename) -> None:
    """Book the halls, all together; where one was taken meanwhile each by itself, and that one goes without."""
    bookings = [booking_of(line, by) for line in lines]
    try:
        hold(bookings)
        held = bookings
    except holding.Taken:
        held = []
        for line in lines:
            booking = booking_of(line, by)
            try:
                hold([booking])
                held.append(booking)
            except holding.Taken:
                line.books = False
                made.conflicts.append(lost(made, line, line.hall, booking, by))
    audit.record_many(held, "import", by=by, note=filename, changes=booked)


def booking_of(line, by) -> HallBooking:
    """Confirmed by those who give halls, an option by the others; not stored."""
    gives = by.has_perm("venues.confirm_booking")
    booking = HallBooking(
        summit=line.item.summit,
        hall=line.hall,
        item=line.item,
        starts_at=line.event.start,
        ends_at=line.event.end,
        setup_minutes=line.hall.setup_minutes,
        clearing_minutes=line.hall.clearing_minutes,
        hold_until=None if gives else clock.now() + HOLDS_FOR,
        asked_by=by,
        state=HallBooking.State.CONFIRMED if gives else HallBooking.State.HELD,
    )
    booking.fill_keys()
    return booking


def hold(bookings) -> None:
    """Store new bookings with the parts of their halls. Raises ``Taken``, and then none of them is stored."""
    with holding.refusing(), transaction.atomic():
        HallBooking.objects.bulk_create(bookings, batch_size=AT_ONCE)
        parts = [
            BookedPart(summit_id=one.summit_id, booking=one, part_id=part)
            for one in bookings
            for part in one.hall.part_ids
        ]
        BookedPart.objects.bulk_create(parts, batch_size=AT_ONCE)


def booked(booking):
    return {name: [None, readable(getattr(booking, name))] for name in BOOKED}


def follow(made: Plan, line, move, by) -> None:
    """Let a booking go with its event. One that finds no place is given up: its time is over."""
    booking, was = move.booking, {name: readable(getattr(move.booking, name)) for name in BOOKED}
    if not move.lost:
        if booking.hall_id != move.hall.pk:
            booking.hall, booking.layout = move.hall, needs.layout_in(move.hall, booking.layout)
        booking.starts_at, booking.ends_at = line.event.start, line.event.end
        booking.fill_keys()
        try:
            with holding.refusing(), transaction.atomic():
                store(booking)
        except holding.Taken:
            move.lost = True
            made.conflicts.append(lost(made, line, move.hall, booking, by))
    if move.lost:
        let_go(booking, by, _("The event moved and its hall is taken then."))
        return
    now = {name: readable(getattr(booking, name)) for name in BOOKED}
    changes = {name: [was[name], now[name]] for name in BOOKED if was[name] != now[name]}
    audit.record(booking, "move", by=by, changes=changes)
    booking_moving.tell_who_asked(booking, by=by)


def store(booking) -> None:
    now = clock.now()
    values = {name: getattr(booking, name) for name in booking_moving.MOVED}
    HallBooking.objects.filter(pk=booking.pk).update(**values, revision=F("revision") + 1, updated_at=now)
    booking.revision, booking.updated_at = booking.revision + 1, now
    holding.hold(booking)


def lost(made: Plan, line, hall, booking, by):
    """The conflict of an event whose hall was taken between the plan and the writing."""
    booking.fill_keys()
    span = (booking.occupied_from, booking.occupied_until)
    hall.part_ids = list(hall.made_of.values_list("part", flat=True))
    way = Occupancy(made.summit, span, by).holder(hall, *span)
    return hall_conflict(line.event, hall, way or Held(*span, label=""), made.summit)
