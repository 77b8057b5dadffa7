"""Guests who are alike, and how many of them each block, floor and night takes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from venues.accommodation.proposing.world import Guest, World


@dataclass(frozen=True, slots=True)
class Group:
    """Guests of one delegation with the same nights and wishes, the best rank first.

    Their weights differ only where none of them asks for a type of room: then they tell who stays
    out, and nothing else.
    """

    guests: tuple[Guest, ...]
    nights: range

    @property
    def one(self) -> Guest:
        return self.guests[0]


@dataclass(frozen=True, slots=True)
class Limit:
    """No more than ``rooms[night]`` of the ``groups`` (by number) sleep in the ``blocks`` (by number)."""

    blocks: frozenset[int]
    groups: frozenset[int]
    rooms: list[int]


def grouped(world: World) -> list[Group]:
    alike: dict[tuple, list[Guest]] = {}
    for guest in sorted(world.guests, key=lambda guest: (-guest.weight, guest.order)):
        alike.setdefault(likeness(guest), []).append(guest)
    return [
        Group(tuple(guests), world.span(guests[0].check_in, guests[0].check_out)) for guests in alike.values()
    ]


def likeness(guest: Guest) -> tuple:
    asks = guest.wants is not None or guest.wants_suite
    return (
        guest.delegation, guest.check_in, guest.check_out, guest.wants, guest.wants_suite, guest.principal,
        guest.security, guest.accessible, guest.weight if asks else 0,
    )  # fmt: skip


class Limits:
    """The limits of a world: free rooms of each block, and rooms on floors that are not open to everybody."""

    def __init__(self, world: World, groups: Sequence[Group]):
        self.world, self.groups = world, groups
        self.count = len(world.nights)

    @cached_property
    def all(self) -> list[Limit]:
        everybody = frozenset(range(len(self.groups)))
        blocks = [
            Limit(frozenset([at]), everybody, [block.free.get(night, 0) for night in self.world.nights])
            for at, block in enumerate(self.world.blocks)
        ]
        return [*blocks, *self._of_floors()]

    def _of_floors(self) -> Iterator[Limit]:
        """For each hotel and type of which some rooms stand on floors that are secured or kept for a delegation."""
        floors = {floor.key: floor for floor in self.world.floors}
        places: dict[tuple[int, int], list] = {}
        for room in self.world.rooms:
            places.setdefault((room.hotel, room.room_type), []).append(room)
        for place, rooms in places.items():
            reserved = [room for room in rooms if floors[room.floor].secured or floors[room.floor].kept_for]
            if reserved:
                yield from self._of_place(place, rooms, floors)

    def _of_place(self, place, rooms, floors) -> Iterator[Limit]:
        at = frozenset(n for n, one in enumerate(self.world.blocks) if (one.hotel, one.room_type) == place)
        kept: dict = {}
        free, open_to_all = [0] * self.count, [0] * self.count
        for room in rooms:
            floor = floors[room.floor]
            counts = [free]
            if floor.kept_for and not floor.secured:
                counts.append(kept.setdefault(floor.kept_for, [0] * self.count))
            elif not floor.secured:
                counts.append(open_to_all)
            for night in self._free_nights(room):
                for count in counts:
                    count[night] += 1
        for night, day in enumerate(
            self.world.nights
        ):  # rooms that the block has and nobody has numbered yet
            of_blocks = sum(self.world.blocks[n].free.get(day, 0) for n in at)
            open_to_all[night] += max(0, of_blocks - free[night])
        ordinary = {
            n for n, group in enumerate(self.groups) if not (group.one.principal or group.one.security)
        }
        others = frozenset(n for n in ordinary if self.groups[n].one.delegation not in kept)
        yield Limit(at, others, open_to_all)
        for delegation, own in kept.items():
            theirs = {n for n in ordinary if self.groups[n].one.delegation == delegation}
            yield Limit(at, others | theirs, [a + b for a, b in zip(open_to_all, own, strict=True)])

    def _free_nights(self, room) -> list[int]:
        taken = {night for start, end in room.taken for night in self.world.span(start, end)}
        return [night for night in range(self.count) if night not in taken]
