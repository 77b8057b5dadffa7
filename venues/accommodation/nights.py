"""Rooms by night: what each hotel keeps, what is held of it, how many people need one, and where it is short.

Everything is counted in a number of queries that neither hotels nor nights nor people raise.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count

from delegations.roster.models import Membership
from venues.accommodation.assignment import HOLDING, HeldNight, RoomAssignment
from venues.accommodation.block import BlockNight, RoomBlock
from venues.accommodation.entitled import in_need
from venues.accommodation.entitlement import EntitlementRule
from venues.accommodation.hotel import Hotel, RoomType
from venues.accommodation.night_needs import Need, needs_of

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """Rooms kept and held, night by night in the order of the table; of a hotel, a type or all."""

    kept: list[int]
    held: list[int]
    hotel: Hotel | None = None

    @property
    def free(self) -> list[int]:
        return [kept - held for kept, held in zip(self.kept, self.held, strict=True)]


@dataclass(frozen=True, kw_only=True)
class Shortage:
    """On its worst night ``waiting`` people wait for a room of the type (None: of any) and ``free`` are left."""

    room_type: RoomType | None
    night: dt.date
    waiting: int
    free: int
    people: tuple[int, ...] = ()

    @property
    def missing(self) -> int:
        return self.waiting - self.free


@dataclass(frozen=True, kw_only=True)
class Unused:
    """Rooms of a block that nobody has, to be given back or paid after ``day``."""

    block: RoomBlock
    day: dt.date
    rooms: int
    room_nights: int


@dataclass(frozen=True, kw_only=True)
class Table:
    """The nights of a summit. ``need`` counts people and crews; ``without`` has the keys of who waits for a bed."""

    nights: list[dt.date]
    hotels: list[Line]
    total: Line
    best: tuple[RoomType, Line] | None
    need: list[int]
    without: frozenset[int]
    shortages: list[Shortage] = field(default_factory=list)
    unused: list[Unused] = field(default_factory=list)

    @property
    def lacking(self) -> list[int]:
        """Rooms too few on each night, were every kept room given."""
        return [
            max(need - max(kept, held), 0)
            for need, kept, held in zip(self.need, self.total.kept, self.total.held, strict=True)
        ]

    def of_hotel(self, hotel) -> Line | None:
        return next((line for line in self.hotels if line.hotel == hotel), None)


def table(summit, user, *, today: dt.date | None = None) -> Table:
    """All figures of the overview as ``user`` may read them; nine queries."""
    blocks = {one.pk: one for one in RoomBlock.objects.of(summit).select_related("hotel", "room_type")}
    counted = counted_nights(summit)
    people = list(in_need(summit).values_list("pk", "delegation_id", "is_head", "rank_class_id"))
    stays = needs_of([(key, delegation) for key, delegation, _head, _rank in people], summit)
    others, bedded, requested = lodged(summit)
    every = [*stays.values(), *others]
    nights = span(summit, (night for _block, night, _kept, _held in counted), every)
    at = {night: place for place, night in enumerate(nights)}
    by_hotel, by_type, total, by_block = added_up(counted, blocks, at)
    waiting = {key: need for key, need in stays.items() if key not in bedded}
    types = wanted_types(summit, people, waiting)
    first = min((one.room_type for one in blocks.values()), key=lambda one: (one.order, one.pk), default=None)
    return Table(
        nights=nights,
        hotels=[
            Line(*by_hotel.get(hotel.pk, empty(nights)), hotel)
            for hotel in Hotel.objects.visible_to(user).select_related("zone")
            if hotel.state == Hotel.State.OPEN or hotel.pk in by_hotel
        ],
        total=Line(*total),
        best=(first, Line(*by_type[first.pk])) if first and first.is_suite and first.pk in by_type else None,
        need=per_night(every, at),
        without=frozenset(waiting),
        shortages=shortages(waiting, requested, types, by_type, Line(*total), at),
        unused=unused(by_block, blocks, nights, today) if today else [],
    )


def counted_nights(summit) -> list[tuple[int, dt.date, int, int]]:
    """``(block, night, kept, held)`` of every night of every block: two queries."""
    rows = HeldNight.objects.filter(summit=summit, state__in=HOLDING).order_by()
    held = dict(rows.values_list("night").annotate(rooms=Count("pk")))
    kept = BlockNight.objects.filter(summit=summit, block__summit=summit).order_by()
    rooms = kept.values_list("pk", "block", "night", "rooms")
    return [(block, night, count, held.get(key, 0)) for key, block, night, count in rows_of(rooms)]


def rows_of(rows):
    return rows.iterator(chunk_size=5000)


def lodged(summit) -> tuple[list[Need], set[int], list[tuple[int | None, int, Need]]]:
    """The crews' nights, the keys of the guests who have a bed, and ``(guest, type, nights)`` of what is asked for."""
    state = RoomAssignment.State
    rows = RoomAssignment.objects.of(summit).filter(state__in=(state.REQUESTED, state.CHECKED_OUT, *HOLDING))
    crews, bedded, requested = [], set(), []
    found = rows.order_by().values_list("occupant", "room_type", "check_in", "check_out", "state")
    for occupant, room_type, check_in, check_out, stands in rows_of(found):
        need = Need(check_in, check_out)
        if occupant is None:
            crews.append(need)
        else:
            bedded.add(occupant)
        if stands == state.REQUESTED:
            requested.append((occupant, room_type, need))
    return crews, bedded, requested


def span(summit, kept: Iterable[dt.date], needs: Sequence[Need]) -> list[dt.date]:
    """Every night from the first that is kept or needed to the last; the summit's own where there is none."""
    days = {summit.starts_on - DAY, summit.ends_on, *kept}
    days |= {need.check_in for need in needs} | {need.check_out - DAY for need in needs}
    first, last = min(days), max(days)
    return [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]


def empty(nights) -> tuple[list[int], list[int]]:
    return [0] * len(nights), [0] * len(nights)


def added_up(counted, blocks, at):
    """Kept and held by hotel, by type and in all, and by block."""
    by_hotel, by_type, by_block = (defaultdict(lambda: empty(at)) for _each in range(3))
    total = empty(at)
    for key, night, kept, held in counted:
        block, place = blocks[key], at[night]
        sums = (by_hotel[block.hotel_id], by_type[block.room_type_id], by_block[key], total)
        for kept_of, held_of in sums:
            kept_of[place] += kept
            held_of[place] += held
    return by_hotel, by_type, total, by_block


def per_night(needs: Iterable[Need], at) -> list[int]:
    """How many are there on each night, by who comes and who goes."""
    change = [0] * (len(at) + 1)
    nights = list(at)
    for check_in, check_out in needs:
        change[at[check_in]] += 1
        change[at[check_out - DAY] + 1] -= 1
    counts, now = [], 0
    for place in range(len(nights)):
        now += change[place]
        counts.append(now)
    return counts


def wanted_types(summit, people, waiting) -> dict[int, int]:
    """The type that a rule gives to each head who waits: one query."""
    rules = dict(EntitlementRule.objects.of(summit).values_list("led_by", "room_type"))
    heads = ((key, rank) for key, _delegation, is_head, rank in people if is_head and key in waiting)
    found = {key: rules.get(rank) or rules.get(None) for key, rank in heads}
    return {key: room_type for key, room_type in found.items() if room_type}


def shortages(waiting, requested, types, by_type, total, at) -> list[Shortage]:
    """By type the worst night on which more wait for it than are left, the best type first; at last of any type."""
    asked: dict[int | None, list[tuple[int | None, Need]]] = defaultdict(list)
    for key, need in waiting.items():
        asked[types.get(key)].append((key, need))
    for key, room_type, need in requested:
        asked[room_type].append((key, need))
    every = [one for rows in asked.values() for one in rows]
    rows = {one.pk: one for one in RoomType.objects.filter(pk__in=[key for key in asked if key])}
    typed = sorted(rows.values(), key=lambda one: (one.order, one.pk))
    found = [short(one, asked[one.pk], Line(*by_type.get(one.pk, empty(at))), at) for one in typed]
    return [one for one in (*found, short(None, every, total, at)) if one]


def short(room_type, asked, line, at) -> Shortage | None:
    counts, free = per_night((need for _key, need in asked), at), [max(one, 0) for one in line.free]
    worst = max(range(len(counts)), key=lambda place: counts[place] - free[place])
    if counts[worst] <= free[worst]:
        return None
    night = list(at)[worst]
    there = tuple(key for key, need in asked if key and need.check_in <= night < need.check_out)
    return Shortage(room_type=room_type, night=night, waiting=counts[worst], free=free[worst], people=there)


def unused(by_block, blocks, nights, today) -> list[Unused]:
    """Blocks that still keep rooms for nobody, the one that ends first at the head."""
    found = []
    for key, (kept, held) in by_block.items():
        block = blocks[key]
        day = block.release_on or block.cut_off
        if day is None or day < today or block.state not in RoomBlock.GIVEN_FROM:
            continue
        free = [k - h for night, k, h in zip(nights, kept, held, strict=True) if night >= today and k > h]
        if free:
            found.append(Unused(block=block, day=day, rooms=max(free), room_nights=sum(free)))
    return sorted(found, key=lambda one: (one.day, one.block.code))


def named(keys: Iterable[int], user) -> dict[int, Membership]:
    """Those of the people whom ``user`` may know, with what a line about them shows: one query."""
    rows = Membership.objects.visible_to(user).filter(pk__in=list(keys))
    return {row.pk: row for row in rows.select_related("person", "delegation", "rank_class")}
