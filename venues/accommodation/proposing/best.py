"""One proposal: the optimum found, the bar beside it, and the rooms."""

import math
import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

from venues.accommodation.proposing import counting, greedy
from venues.accommodation.proposing.groups import Group, Limits, grouped
from venues.accommodation.proposing.objective import Objective, Terms
from venues.accommodation.proposing.placing import Placing
from venues.accommodation.proposing.reasons import Reasons
from venues.accommodation.proposing.together import Together
from venues.accommodation.proposing.world import Block, Placed, World

SECONDS, SECONDS_FOR_MANY, MANY = 6.0, 40.0, 600  # for the search; more time where there are many guests


@dataclass(frozen=True)
class Plan:
    """``placed`` in order of rank; ``bar`` is what one after the other gives, ``bound`` what nothing beats."""

    placed: list[Placed]
    terms: Terms
    bar: Terms
    bar_choice: Mapping[Hashable, Block | None]
    bound: int
    seconds: float

    @property
    def gap(self) -> float:
        """How far the proposal may be above the best there is, as a share of its points."""
        return (self.terms.total - self.bound) / self.terms.total if self.terms.total else 0.0


def propose(
    world: World, *, seconds: float | None = None, progress: Callable[[int], None] | None = None
) -> Plan:
    """The best proposal found within ``seconds``, never worse than the bar. ``progress`` is told percents."""
    began, told = time.monotonic(), progress or (lambda percent: None)
    if seconds is None:
        seconds = SECONDS if len(world.guests) <= MANY else SECONDS_FOR_MANY
    objective, groups = Objective(world), grouped(world)
    limits = Limits(world, groups).all
    bar_choice = greedy.one_after_the_other(world, groups, limits, objective)
    bar = objective.terms(bar_choice)
    told(20)
    choice, bound = bar_choice, float(bar.total)
    if world.guests and world.blocks:
        start, bound = beginning(world, groups, limits, objective, bar_choice, seconds=seconds * 0.6)
        told(50)
        choice = spread(world, groups, objective, start)
        if objective.terms(choice).total >= bound + 1:
            left = max(1.0, began + seconds - time.monotonic())
            solved = counting.Model(world, groups, limits, objective).solve(start, seconds=left)
            bound = max(bound, solved.bound)
            choice = spread(world, groups, objective, start if solved.counts is None else solved.counts)
        if objective.terms(choice).total > bar.total:
            choice = bar_choice
    told(80)
    terms = objective.terms(choice)
    rooms = Placing(world, choice).all()
    reasons = Reasons(world, choice, rooms)
    placed = [
        Placed(guest, choice[guest.key], rooms.get(guest.key), reasons.of(guest))
        for guest in sorted(world.guests, key=lambda guest: guest.order)
    ]
    return Plan(placed, terms, bar, bar_choice, whole(bound, terms.total), time.monotonic() - began)


def beginning(
    world: World, groups: list[Group], limits, objective: Objective, bar_choice, *, seconds: float
) -> tuple[counting.Counts, float]:
    """Counts to begin the search with, and what nothing can go below.

    They are the better of the bar and of who is lodged at best, both brought together.
    """
    bar = greedy.counts(groups, world, bar_choice)
    divided = counting.Model(world, groups, limits, objective, together=False).solve(bar, seconds=seconds / 3)
    searches = []
    for counts in (bar, divided.counts):
        if counts is not None:
            search = Together(world, groups, limits, objective)
            search.begin(counts)
            search.improve(seconds=seconds / 3, bound=divided.bound)
            searches.append(search)
    return min(searches, key=lambda search: search.total).counts, divided.bound


def whole(bound: float, reached: int) -> int:
    """The bound as whole points: nothing lies between two, and what was reached is not below it."""
    return min(reached, math.ceil(bound - 1e-3)) if math.isfinite(bound) else 0


def spread(world: World, groups: list[Group], objective: Objective, counts: counting.Counts) -> dict:
    """The block of each guest: of those who are alike the best rank has the block with the fewest points."""
    ways: dict[int, list[tuple[int, int]]] = {}
    for number, at in counts:
        points = objective.points(groups[number].one, world.blocks[at])
        ways.setdefault(number, []).append((points, at))
    choice: dict[Hashable, Block | None] = {guest.key: None for guest in world.guests}
    for number, group in enumerate(groups):
        waiting = iter(group.guests)
        for _points, at in sorted(ways.get(number, ())):
            for _place in range(counts[number, at]):
                choice[next(waiting).key] = world.blocks[at]
    return choice
