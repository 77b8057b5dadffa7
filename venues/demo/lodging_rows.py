"""Who sleeps where in the demo: rooms given in the order of the blocks, as soon as names and contracts are there."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from delegations.demo.story import moment
from delegations.roster.models import Membership
from delegations.travel.models import Flight, Passenger
from summit import audit
from summit.demo.ground import lasting_id
from venues.accommodation import entitled, stays
from venues.accommodation.models import Bed, HeldBed, HeldNight, LodgingVersion, Room, RoomAssignment
from venues.demo.hall_rows import told

State = RoomAssignment.State
DAY = dt.timedelta(days=1)
WORK = dt.timedelta(
    hours=8
)  # a room is given on the afternoon of the day on which name and contract are there
NO_SHOW = ("BFA", "L", 5, moment("2025-12-21T09:00"))
LATE = ("NER", "E", 3)  # the last three find a room in the afternoon of the 22nd only
LODGED_CREWS = ("VS-05", "VS-06", "VS-08", "VS-09")  # the fifth crew still asks
WAVERING = ("BCI", 11)  # whose last guests are confirmed in the afternoon only
FOUND = moment("2025-12-22T14:00")


@dataclass
class Desk:
    """What is still free while rooms are given, and the rows that will be written."""

    ground: object
    instant: dt.datetime
    blocks: dict
    contracted: dict
    left: dict = field(default_factory=dict)  # by block: the nights that it keeps, by day
    places: dict = field(default_factory=lambda: defaultdict(int))  # rooms taken, by night of a block
    rooms: dict = field(default_factory=lambda: defaultdict(list))  # by hotel and type, the next one last
    lodgings: list = field(default_factory=list)
    acts: list = field(default_factory=list)


def lay(ground, blocks, instant) -> None:
    """Write the lodgings with beds, nights and history as they stood at ``instant``."""
    if not blocks:
        return
    desk = open_desk(ground, blocks, instant)
    rows = Membership.objects.of(ground.summit).live().select_related("category", "delegation", "summit")
    members = list(entitled.by_rank(rows.exclude(delegation__code__in=["MLI", "CDB"])))
    spans, covers = planned(members), entitled.covers(members)
    numbers: dict = defaultdict(int)
    counts = defaultdict(int)
    for one in members:
        counts[one.delegation.code, one.category.code] += 1
    for member in members:
        key = (member.delegation.code, member.category.code)
        numbers[key] += 1
        late = key == LATE[:2] and numbers[key] > counts[key] - LATE[2]
        give(desk, member, spans[member.pk], covers[member.pk], (*key, numbers[key]), late)
    for flight in Flight.objects.of(ground.summit).filter(code__in=LODGED_CREWS).order_by("code"):
        for place in range(flight.crew):
            lodge_crew(desk, flight, place)
    write(desk)


def open_desk(ground, blocks, instant) -> Desk:
    contracted = {row["code"]: moment(row["contracted"]) for row in told("hotels")["blocks"]}
    desk = Desk(ground, instant, blocks, contracted)
    for code, block in blocks.items():
        if contracted[code] <= instant and block.state != "released":
            desk.left[code] = {night.night: night for night in block.nights.all()}
    for room in Room.objects.of(ground.summit).order_by("-hotel", "-sort_key"):
        desk.rooms[room.hotel_id, room.room_type_id].append(room)
    return desk


def planned(members) -> dict:
    """First night and day of leaving as the officers knew them when they gave the room: before a flight moved."""
    spans = {key: (stay.check_in, stay.check_out) for key, stay in stays.stays(members).items()}
    arrivals = Passenger.objects.filter(membership__in=spans, movement__direction="arrival")
    first: dict = {}
    for key, at in arrivals.values_list("membership", "movement__planned_at"):
        first[key] = min(at.date(), first.get(key, at.date()))
    return {
        key: (first.get(key, span[0]), max(span[1], first.get(key, span[0]) + DAY))
        for key, span in spans.items()
    }


def give(desk, member, span, cover, key, late) -> None:
    """Give ``member`` the first block of its category that keeps a room for all nights."""
    takes = told("hotels")["taking"]
    code = first_free(desk, takes.get(f"{key[1]}:{key[0]}") or takes.get(key[1], ()), span)
    if code is None:
        return
    given = FOUND if late else max(member.created_at, desk.contracted[code]) + WORK
    fields = {
        "public_id": lasting_id("lodging", member.public_id),
        "delegation": member.delegation,
        "occupant": member,
        "paid_by": cover.paid_by,
        "paid_because": cover.because[:200],
    }
    sure = FOUND if key[0] == WAVERING[0] and key[2] > WAVERING[1] else given + 2 * DAY
    lodge(desk, code, span, given, fields, sure=sure, comes=key != NO_SHOW[:3])


def lodge_crew(desk, flight, place) -> None:
    """A room for one of a crew, at its delegation's cost."""
    stay = stays.crew_stay(flight)
    span = (stay.check_in, stay.check_out)
    code = first_free(desk, told("hotels")["taking"]["crews"], span)
    if code is None:
        return
    fields = {
        "public_id": lasting_id("lodging", f"{flight.code}:{place}"),
        "delegation": flight.delegation,
        "crew_of": flight,
        "paid_by": "own",
    }
    lodge(desk, code, span, desk.contracted[code] + WORK, fields)


def first_free(desk, codes, span) -> str | None:
    """The first of the blocks that keeps a free room for every night of ``span``."""
    nights = nights_between(*span)
    for code in codes:
        free = desk.left.get(code, {})
        if all(night in free and desk.places[free[night].pk] < free[night].rooms for night in nights):
            return code
    return None


def nights_between(first, last) -> list[dt.date]:
    return [first + DAY * number for number in range((last - first).days)]


def lodge(desk, code, span, given, fields, *, sure=None, comes=True) -> None:
    """A room of the block from ``given`` on, with all that has become of it by the moment of the demo."""
    if given > desk.instant:
        return
    block = desk.blocks[code]
    lodging = RoomAssignment(
        summit=desk.ground.summit,
        hotel=block.hotel,
        room_type=block.room_type,
        block=block,
        check_in=span[0],
        check_out=span[1],
        created_at=given,
        updated_at=given,
        **fields,
    )
    pass_through(desk, lodging, given, sure or given + 2 * DAY, comes)
    if lodging.state != State.PROPOSED:
        lodging.room = desk.rooms[block.hotel_id, block.room_type_id].pop()
    lodging.places = {}
    for night in nights_between(*span):
        row = desk.left[code][night]
        desk.places[row.pk] += 1
        lodging.places[night] = (row, desk.places[row.pk])
    desk.lodgings.append(lodging)


def pass_through(desk, lodging, given, sure, comes) -> None:
    """The states that it has passed by now, with their moments in the audit."""
    officer = desk.ground.people["lodging"]
    desk.acts.append((given, lodging, "create", officer, None))
    noon, evening = dt.time(11, tzinfo=dt.UTC), dt.time(20, tzinfo=dt.UTC)
    came = dt.datetime.combine(lodging.check_in, evening)
    steps = [(min(sure, came - DAY / 4), "confirm", State.CONFIRMED)]
    if not comes:
        steps.append((NO_SHOW[3], "no_show", State.NO_SHOW))
    else:
        steps.append((came, "check_in", State.CHECKED_IN))
        steps.append((dt.datetime.combine(lodging.check_out, noon), "check_out", State.CHECKED_OUT))
    lodging.state, lodging.passed = State.PROPOSED, [(given, State.PROPOSED)]
    for when, verb, state in steps:
        if given <= when <= desk.instant:
            desk.acts.append((when, lodging, verb, officer, {"state": [lodging.state, state]}))
            lodging.state = state
            lodging.passed.append((when, state))


def write(desk) -> None:
    """All rows at once; the database refuses a bed or a night that is given twice."""
    summit = desk.ground.summit
    RoomAssignment.objects.bulk_create(desk.lodgings)
    HeldNight.objects.bulk_create(
        HeldNight(summit=summit, lodging=row, night=night, place=place)
        for row in desk.lodgings
        for night, place in row.places.values()
    )
    by_room = {row.room_id: row for row in desk.lodgings if row.room_id}
    HeldBed.objects.bulk_create(
        HeldBed(summit=summit, lodging=by_room[bed.room_id], bed=bed)
        for bed in Bed.objects.filter(room__in=by_room).order_by("pk")
    )
    LodgingVersion.objects.bulk_create(
        LodgingVersion(
            summit=summit,
            lodging=row,
            at=when,
            state=state,
            room_id=row.room_id if state != State.PROPOSED else None,
            **{name: getattr(row, name) for name in ("hotel", "room_type", "check_in", "check_out")},
        )
        for row in desk.lodgings
        for when, state in row.passed
    )
    audit.record_past(sorted(desk.acts, key=lambda act: act[0]))
