"""What a proposal is made from: guests, blocks with their free rooms, floors and rooms. No names of people."""

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Who needs a room of its own for [check_in, check_out); the nights are whole.

    ``order`` is the place by rank, the best first; ``weight`` says how much the guest counts
    (``objective.weight``). ``wants`` is a type of room, ``wants_suite`` any suite. A principal and
    security may be put on a secured floor.
    """

    key: Hashable
    delegation: Hashable
    order: int
    check_in: dt.date
    check_out: dt.date
    weight: int = 1
    wants: int | None = None
    wants_suite: bool = False
    principal: bool = False
    security: bool = False
    accessible: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Rooms of one type in one hotel; ``free`` says how many for each night."""

    key: int
    hotel: int
    room_type: int
    free: Mapping[dt.date, int]
    is_suite: bool = False
    minutes: int | None = None
    rate: float | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    key: int
    hotel: int
    level: int = 0
    secured: bool = False
    kept_for: Hashable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A numbered room; ``taken`` are the spans [from, until) in which somebody holds a bed of it."""

    key: int
    hotel: int
    floor: int
    room_type: int
    accessible: bool = False
    adjoins: int | None = None
    taken: Sequence[tuple[dt.date, dt.date]] = ()


@dataclass(frozen=True)
class World:
    """All that a proposal knows. ``at_home`` are the hotels in which a delegation sleeps already."""

    guests: Sequence[Guest]
    blocks: Sequence[Block]
    floors: Sequence[Floor] = ()
    rooms: Sequence[Room] = ()
    at_home: Mapping[Hashable, frozenset[int]] = field(default_factory=dict)

    @cached_property
    def nights(self) -> list[dt.date]:
        """The nights from the first arrival to the last departure; places in it are the nights' numbers."""
        if not self.guests:
            return []
        first = min(guest.check_in for guest in self.guests)
        last = max(guest.check_out for guest in self.guests)
        return [first + n * DAY for n in range((last - first).days)]

    def span(self, check_in: dt.date, check_out: dt.date) -> range:
        """The numbers of the nights of [check_in, check_out), as far as they are in ``nights``."""
        first, count = self.nights[0], len(self.nights)
        return range(max(0, (check_in - first).days), min(count, (check_out - first).days))


@dataclass(frozen=True, slots=True)
class Placed:
    """What one guest gets: a block and perhaps a room, and the code of what is not as it should be."""

    guest: Guest
    block: Block | None
    room: Room | None = None
    unmet: str = ""
