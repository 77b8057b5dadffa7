"""A hotel withdraws rooms of a block: who is concerned, where they could sleep, and moving them as one act."""

import datetime as dt
import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace

from django.db import transaction

from summit import audit, clock
from venues.accommodation import block_nights, giving, rooming
from venues.accommodation.assignment import HOLDING, HeldNight, RoomAssignment
from venues.accommodation.block import BlockNight, RoomBlock
from venues.accommodation.block_words import runs
from venues.accommodation.hotel import Hotel
from venues.accommodation.hotel_figures import FAR_AWAY

UNRANKED = 9_999


class PlanMoved(Exception):
    """Rooms were given or freed since the proposal was looked at."""


@dataclass(frozen=True)
class Leaving:
    """One lodging that has to go: to ``block``, or nowhere because of ``full``, nights on which no block has a room."""

    lodging: RoomAssignment
    first: dt.date
    block: RoomBlock | None
    full: tuple[dt.date, ...] = ()


@dataclass(frozen=True)
class Together:
    """Those who share a room, or somebody alone; ``days`` are the nights on which they hold one place in the block."""

    lodgings: list[RoomAssignment]
    days: set[dt.date]

    @property
    def rank(self) -> tuple:
        """That of the first of them."""
        return by_rank(self.lodgings[0])


@dataclass(frozen=True)
class Plan:
    """What a withdrawal means. ``wanted`` is what the hotel still keeps by night, ``leaving`` best rank first.

    ``over`` says by night how many rooms stay given beyond it, because somebody has nowhere to go.
    """

    block: RoomBlock
    before: dict[dt.date, int]
    wanted: dict[dt.date, int]
    leaving: list[Leaving]
    over: dict[dt.date, int]

    @property
    def moving(self) -> list[Leaving]:
        return [one for one in self.leaving if one.block]

    @property
    def stranded(self) -> list[Leaving]:
        return [one for one in self.leaving if not one.block]

    @property
    def after(self) -> dict[dt.date, int]:
        """What the block keeps by night once it is done."""
        return {day: left + self.over.get(day, 0) for day, left in self.wanted.items()}

    @property
    def changes(self) -> bool:
        """Whether there is anything to do at all."""
        return self.after != self.before

    @property
    def seal(self) -> str:
        """Alike as long as the same people go to the same places: what was looked at is what is done."""
        told = [(one.lodging.pk, one.lodging.revision, one.block and one.block.pk) for one in self.leaving]
        shown = repr((sorted(self.wanted.items()), sorted(self.over.items()), told))
        return hashlib.sha256(shown.encode()).hexdigest()[:16]


def look(block: RoomBlock, nights: Collection[dt.date], rooms: int) -> Plan:
    """What it means that the hotel withdraws ``rooms`` on each of ``nights``. Same queries for any number."""
    before = block_nights.kept(block)
    wanted = {day: max(0, kept - rooms) if day in nights else kept for day, kept in before.items()}
    held = block_nights.held(block)
    over = {day: held.get(day, 0) - left for day, left in wanted.items() if held.get(day, 0) > left}
    groups = who_leaves(block, over) if over else []
    leaving = placed(block, groups)
    gone = {one.lodging.pk for one in leaving if one.block}
    for group in groups:
        for day in group.days & over.keys() if group.lodgings[0].pk in gone else ():
            over[day] -= 1
    over = {day: count for day, count in over.items() if count > 0}
    return Plan(block, before, wanted, leaving, over)


def who_leaves(block, too_many) -> list[Together]:
    """The lodgings that free the nights, the lowest rank first, so that principals stay where they are."""
    left, chosen = dict(too_many), []
    for group in sorted(in_rooms(block), key=lambda group: group.rank, reverse=True):
        if any(left.get(day, 0) > 0 for day in group.days):
            chosen.append(group)
            for day in group.days & left.keys():
                left[day] -= 1
    return sorted(chosen, key=lambda group: group.rank)


def in_rooms(block) -> list[Together]:
    """The lodgings of ``block`` that still can move, those who share a room together."""
    rows = block.lodgings.filter(state__in=HOLDING, check_out__gt=clock.today(block.summit))
    rows = rows.select_related(
        "occupant__person", "occupant__rank_class", "delegation", "crew_of", "hotel", "room", "room_type",
        "block", "summit",
    )  # fmt: skip
    found: dict[object, list[RoomAssignment]] = {}
    for row in rows.order_by("pk"):
        found.setdefault(("alone", row.pk) if row.alone or row.room_id is None else row.room_id, []).append(
            row
        )
    held = nights_held(block)
    return [
        Together(sorted(group, key=by_rank), {day for row in group for day in held.get(row.pk, ())})
        for group in found.values()
    ]


def nights_held(block) -> dict[int, list[dt.date]]:
    held: dict[int, list[dt.date]] = {}
    rows = HeldNight.objects.filter(night__block=block, state__in=HOLDING)
    for lodging, day in rows.values_list("lodging", "night__night"):
        held.setdefault(lodging, []).append(day)
    return held


def by_rank(lodging) -> tuple:
    """The best first: heads, then the class, then the order of the list; crews come last."""
    member = lodging.occupant
    if member is None:
        return (1, UNRANKED, UNRANKED, lodging.pk)
    order = member.rank_class.order if member.rank_class_id else UNRANKED
    return (0 if member.is_head else 1, order, member.list_order, lodging.pk)


def placed(block, groups) -> list[Leaving]:
    """A place for each, the best rank first, in the hotel that is the nearest to the main site."""
    if not groups:
        return []
    others = elsewhere(block)
    free = free_places(others)
    found = []
    for group in groups:
        trial = {pk: dict(left) for pk, left in free.items()}
        lines = [place(lodging, others, trial) for lodging in group.lodgings]
        if all(one.block for one in lines):
            free = trial
        else:  # the place in the block is free only when all have left, so they stay together
            lines = [replace(one, block=None) for one in lines]
        found += lines
    return found


def place(lodging, others, free) -> Leaving:
    """The first block with a room for all nights, which is then taken from ``free``."""
    first = lodging.check_in
    if lodging.state == RoomAssignment.State.CHECKED_IN:
        first = max(first, clock.today(lodging.summit))
    days = nights_in(lodging, first)
    goal = next((one for one in others if all(free[one.pk].get(day, 0) > 0 for day in days)), None)
    for day in days if goal else ():
        free[goal.pk][day] -= 1
    full = () if goal else tuple(d for d in days if not any(left.get(d, 0) > 0 for left in free.values()))
    return Leaving(lodging, first, goal, full)


def nights_in(lodging, first) -> list[dt.date]:
    return [day for day in rooming.nights_of(lodging) if day >= first]


def elsewhere(block) -> list[RoomBlock]:
    """The open blocks of the same type, the nearest hotel to the main site first."""
    rows = RoomBlock.objects.of(block.summit).open().filter(room_type=block.room_type_id)
    rows = rows.filter(hotel__state=Hotel.State.OPEN).exclude(pk=block.pk).for_list()
    return sorted(rows, key=lambda one: (minutes_of(one.hotel), one.hotel.sort_key, one.code))


def minutes_of(hotel) -> int:
    return FAR_AWAY if hotel.minutes is None else hotel.minutes


def free_places(blocks) -> dict[int, dict[dt.date, int]]:
    free: dict[int, dict[dt.date, int]] = {one.pk: {} for one in blocks}
    for block, day, rooms in BlockNight.objects.filter(block__in=free).values_list("block", "night", "rooms"):
        free[block][day] = rooms
    held = HeldNight.objects.filter(night__block__in=free, state__in=HOLDING)
    for block, day in held.values_list("night__block", "night__night"):
        free[block][day] -= 1
    return free


@transaction.atomic
def withdraw(block: RoomBlock, nights: Collection[dt.date], rooms: int, *, seal: str, by, note: str) -> Plan:
    """Move everybody who has a place elsewhere and lower the nights, all or nothing; returns what was done.

    Who has nowhere to go stays, and the nights then keep their room. Raises ``PlanMoved`` where
    the proposal is no longer the one that was looked at.
    """
    plan = look(block, nights, rooms)
    if plan.seal != seal:
        raise PlanMoved
    try:
        for one in plan.moving:
            goal = one.block
            giving.move(one.lodging, by=by, note=note, revision=one.lodging.revision, hotel=goal.hotel,
                        block=goal, room=None)  # fmt: skip
        block_nights.write(block, plan.after)
    except (rooming.Taken, rooming.BlockFull, giving.StaleRevision, block_nights.BelowHeld) as faster:
        raise PlanMoved from faster
    changes = {
        "kept_nights": [runs(plan.before), runs({day: left for day, left in plan.after.items() if left})]
    }
    audit.record(block, "withdraw_rooms", by=by, note=note, changes=changes)
    return plan
