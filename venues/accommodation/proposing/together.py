"""A good choice to begin the search with: whole delegations are taken out and put back, a few at a time.

The program alone finds it hard to bring a delegation together, since each single move costs.
Deterministic: the same world gives the same choice, unless time runs out.
"""

import random
import time
from collections.abc import Hashable, Sequence

from venues.accommodation.proposing.counting import Counts
from venues.accommodation.proposing.groups import Group, Limit
from venues.accommodation.proposing.objective import DIVIDED, WITHOUT_ROOM, Objective
from venues.accommodation.proposing.world import World

ROUNDS, MOST_ROUNDS = 100, 4000  # tries for each delegation, and in all
AT_ONCE = 6  # delegations taken out in one of them at most
SAME = 0.5  # how often nobody new is lodged

Stays = list[tuple[int, int, int]]  # (number of the group, number of the block, guests)


class Together:
    """What every delegation has, what is left of every limit, and what it costs by delegation."""

    def __init__(self, world: World, groups: Sequence[Group], limits: Sequence[Limit], objective: Objective):
        self.world, self.groups, self.limits = world, groups, limits
        self.left = [list(limit.rooms) for limit in limits]
        self.points = [[objective.points(group.one, block) for block in world.blocks] for group in groups]
        self.blocks_of: dict[int, list[int]] = {}
        for at, block in enumerate(world.blocks):
            self.blocks_of.setdefault(block.hotel, []).append(at)
        self.binding = [
            [
                [n for n, limit in enumerate(limits) if at in limit.blocks and number in limit.groups]
                for at in range(len(world.blocks))
            ]
            for number in range(len(groups))
        ]
        self.members: dict[Hashable, list[int]] = {}
        for number, group in enumerate(groups):
            self.members.setdefault(group.one.delegation, []).append(number)
        for numbers in self.members.values():
            numbers.sort(key=lambda number: (-groups[number].one.weight, number))
        self.ways = [
            {hotel: sorted(blocks, key=points.__getitem__) for hotel, blocks in self.blocks_of.items()}
            for points in self.points
        ]
        self.out_points = [self._out_points(group) for group in groups]
        self.stays: dict[Hashable, Stays] = {one: [] for one in self.members}
        self.cost: dict[Hashable, int] = {}

    @staticmethod
    def _out_points(group) -> list[int]:
        """What it costs to leave 0, 1, 2 … of a group without a room, the lightest first."""
        points = [0]
        for weight in sorted(guest.weight for guest in group.guests):
            points.append(points[-1] + WITHOUT_ROOM * weight)
        return points

    def begin(self, counts: Counts) -> None:
        for (number, at), count in sorted(counts.items()):
            self.stays[self.groups[number].one.delegation].append((number, at, count))
        for one, stays in self.stays.items():
            self._change(stays, -1)
            self.cost[one] = self._cost(one, stays)

    @property
    def counts(self) -> Counts:
        found: dict[tuple[int, int], int] = {}
        for stays in self.stays.values():
            for number, at, count in stays:
                found[number, at] = found.get((number, at), 0) + count
        return found

    @property
    def total(self) -> int:
        return sum(self.cost.values())

    def improve(self, *, seconds: float, bound: float) -> None:
        """Take out and put back until the rounds or the seconds are spent, or nothing better than ``bound`` is left.

        Only what costs no more stays.
        """
        chance, until = random.Random(0), time.monotonic() + seconds  # noqa: S311 - no secret
        everyone = list(self.members)
        for _round in range(min(MOST_ROUNDS, ROUNDS * len(everyone))):
            if time.monotonic() > until or self.total < bound + 1:
                return
            some = chance.sample(everyone, min(len(everyone), chance.randint(1, AT_ONCE)))
            divided = [one for one in everyone if len(self._hotels(self.stays[one])) > 1]
            if divided and (first := chance.choice(divided)) not in some:  # there is something to win
                some[0] = first
            self._try(some, same=chance.random() < SAME)

    def _try(self, some, *, same: bool) -> None:
        """With ``same`` nobody is lodged who was not: where rooms are scarce others would lose theirs by it."""
        was = {one: (self.stays[one], self.cost[one]) for one in some}
        for one in some:
            self._change(self.stays[one], 1)
        for one in some:
            self.stays[one] = self._put(one, self._lodged(self.stays[one]) if same else None)
            self.cost[one] = self._cost(one, self.stays[one])
        if sum(self.cost[one] for one in some) > sum(cost for _stays, cost in was.values()):
            for one in some:
                self._change(self.stays[one], 1)
            for one in some:
                self.stays[one], self.cost[one] = was[one]
                self._change(self.stays[one], -1)

    def _change(self, stays: Stays, by: int) -> None:
        for number, at, count in stays:
            nights = self.groups[number].nights
            for n in self.binding[number][at]:
                left = self.left[n]
                for night in nights:
                    left[night] += by * count

    def _put(self, one, sizes: dict[int, int] | None) -> Stays:
        """The stays that cost least, for each hotel that could be the delegation's own; they are held then."""
        best: tuple[int, Stays] | None = None
        for hotel in self.blocks_of:
            stays = self._with(one, hotel, sizes)
            cost = self._cost(one, stays)
            self._change(stays, 1)
            if best is None or cost < best[0]:
                best = (cost, stays)
        stays = best[1] if best else []
        self._change(stays, -1)
        return stays

    def _with(self, one, own, sizes) -> Stays:
        """Everybody in ``own`` who finds a room there, the others where they cost least."""
        stays: Stays = []
        used = {own} | self.world.at_home.get(one, frozenset())
        waiting: list[tuple[int, int]] = []
        for number in self.members[one]:
            size = len(self.groups[number].guests) if sizes is None else sizes.get(number, 0)
            rest = self._fill(number, size, self.ways[number][own], stays)
            if rest:
                waiting.append((number, rest))
        for number, rest in waiting:
            ways = sorted(
                range(len(self.world.blocks)),
                key=lambda at: self.points[number][at] + DIVIDED * (self.world.blocks[at].hotel not in used),
            )
            self._fill(number, rest, ways, stays)
            used |= self._hotels(stays)
        return stays

    def _fill(self, number, guests, ways, stays) -> int:
        """Hold rooms for as many as the blocks take, one after the other; returns how many are left."""
        nights = self.groups[number].nights
        span = slice(nights.start, nights.stop)
        for at in ways:
            free = min((min(self.left[n][span]) for n in self.binding[number][at]), default=0)
            count = min(guests, free)
            if count > 0:
                stay = (number, at, count)
                self._change([stay], -1)
                stays.append(stay)
                guests -= count
            if not guests:
                break
        return guests

    @staticmethod
    def _lodged(stays: Stays) -> dict[int, int]:
        lodged: dict[int, int] = {}
        for number, _at, count in stays:
            lodged[number] = lodged.get(number, 0) + count
        return lodged

    def _hotels(self, stays: Stays) -> set[int]:
        return {self.world.blocks[at].hotel for _number, at, _count in stays}

    def _cost(self, one, stays: Stays) -> int:
        lodged = self._lodged(stays)
        points = sum(count * self.points[number][at] for number, at, count in stays)
        for number in self.members[one]:
            points += self.out_points[number][len(self.groups[number].guests) - lodged.get(number, 0)]
        hotels = self._hotels(stays)
        home = self.world.at_home.get(one, frozenset())
        return points + DIVIDED * (len(hotels - home) if home else max(0, len(hotels) - 1))
