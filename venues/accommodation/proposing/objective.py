"""What makes one proposal better than another, in whole points; fewer are better.

In the order of their weight: guests without a room, by rank; rooms of another kind than asked for
and suites given to nobody who needs one; delegations divided over hotels; minutes to the site;
price. The first is always worth more than all that follows for the same guest.
"""

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from typing import Any

from venues.accommodation.proposing.world import Block, Guest, World

WITHOUT_ROOM = 100_000  # for each guest, times the weight of the rank
WITHOUT_SUITE = 2_000  # who is to have a suite and gets a plain room, times the weight
OTHER_TYPE = 500  # another type than asked for, times the weight
SUITE_GIVEN_AWAY = 3_000  # a suite for somebody who needs none
WITH_STEPS = 20_000  # who needs a room without steps and gets a hotel and type that has none
DIVIDED = 2_000  # each hotel of a delegation beyond its first
MINUTE = 1  # for each guest and minute to the site; a principal's count three times
PRINCIPAL_MINUTE = 3
DEAREST = 10  # for each night at the highest price of the currency; others in proportion
UNTOLD_MINUTES = 60
MOST_CLASSES, HEAD_TIMES = 10, 2

Choice = Mapping[Any, Block | None]  # by the guest's key


def weight(rank: int | None, *, is_head: bool = False) -> int:
    """What a guest of the ``rank``-th class counts: 10 for the first, 1 from the tenth on; a head twice that."""
    base = 1 if rank is None else max(1, MOST_CLASSES + 1 - max(1, rank))
    return base * HEAD_TIMES if is_head else base


@dataclass(frozen=True, slots=True)
class Terms:
    """The points of a choice, by reason."""

    unlodged: int = 0
    misfit: int = 0
    divided: int = 0
    minutes: int = 0
    price: int = 0

    @property
    def total(self) -> int:
        return sum(astuple(self))


class Objective:
    """The points of one world; prices are measured by the dearest block of the same currency."""

    def __init__(self, world: World):
        self.world = world
        self.dearest: dict[str, float] = {}
        for block in world.blocks:
            if block.rate:
                self.dearest[block.currency] = max(self.dearest.get(block.currency, 0), block.rate)
        self.without_steps = {(room.hotel, room.room_type) for room in world.rooms if room.accessible}
        self.numbered = {(room.hotel, room.room_type) for room in world.rooms}

    def misfit(self, guest: Guest, block: Block) -> int:
        points = 0
        if (
            block.is_suite
            and not guest.principal
            and not guest.wants_suite
            and guest.wants != block.room_type
        ):
            points += SUITE_GIVEN_AWAY
        if guest.wants_suite and not block.is_suite:
            points += WITHOUT_SUITE * guest.weight
        elif guest.wants is not None and guest.wants != block.room_type:
            points += OTHER_TYPE * guest.weight
        place = (block.hotel, block.room_type)
        if guest.accessible and place in self.numbered and place not in self.without_steps:
            points += WITH_STEPS
        return points

    def minutes(self, guest: Guest, block: Block) -> int:
        each = PRINCIPAL_MINUTE if guest.principal else MINUTE
        return each * (UNTOLD_MINUTES if block.minutes is None else block.minutes)

    def price(self, guest: Guest, block: Block) -> int:
        """A price that nobody told counts as the dearest."""
        nights, dearest = (guest.check_out - guest.check_in).days, self.dearest.get(block.currency)
        share = block.rate / dearest if dearest and block.rate is not None else 1
        return round(DEAREST * nights * share)

    def points(self, guest: Guest, block: Block) -> int:
        """All that follows from putting this guest there, but for the division of the delegation."""
        return self.misfit(guest, block) + self.minutes(guest, block) + self.price(guest, block)

    def terms(self, choice: Choice) -> Terms:
        """The points of a whole choice; the same for the optimum and for the bar beside it."""
        unlodged = misfit = minutes = price = 0
        hotels: dict[Any, set[int]] = {}
        for guest in self.world.guests:
            block = choice[guest.key]
            if block is None:
                unlodged += WITHOUT_ROOM * guest.weight
                continue
            misfit += self.misfit(guest, block)
            minutes += self.minutes(guest, block)
            price += self.price(guest, block)
            hotels.setdefault(guest.delegation, set()).add(block.hotel)
        return Terms(unlodged, misfit, DIVIDED * self._divided(hotels), minutes, price)

    def _divided(self, hotels: Mapping[Any, set[int]]) -> int:
        """How many hotels more than one the delegations have by this choice."""
        home = self.world.at_home
        return sum(len(used - home[one]) if home.get(one) else len(used) - 1 for one, used in hotels.items())
