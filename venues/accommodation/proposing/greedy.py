"""The bar: by rank, one guest after the other, each where it costs least at that moment."""

from collections.abc import Sequence

from venues.accommodation.proposing.groups import Group, Limit
from venues.accommodation.proposing.objective import DIVIDED, Objective
from venues.accommodation.proposing.world import Block, World


def one_after_the_other(
    world: World, groups: Sequence[Group], limits: Sequence[Limit], objective: Objective
) -> dict:
    """The block of each guest by key, or None. Who comes first is not sent away for those who follow."""
    left = [list(limit.rooms) for limit in limits]
    of_block: list[list[int]] = [[] for _block in world.blocks]
    for number, limit in enumerate(limits):
        for block in limit.blocks:
            of_block[block].append(number)
    group_of = {guest.key: number for number, group in enumerate(groups) for guest in group.guests}
    points = [[objective.points(group.one, block) for block in world.blocks] for group in groups]
    used = {delegation: set(hotels) for delegation, hotels in world.at_home.items()}
    choice: dict = {}
    for guest in sorted(world.guests, key=lambda guest: guest.order):
        number = group_of[guest.key]
        nights, home = groups[number].nights, used.setdefault(guest.delegation, set())
        best: tuple[int, int] | None = None
        for at, block in enumerate(world.blocks):
            held = [n for n in of_block[at] if number in limits[n].groups]
            if not all(left[n][night] > 0 for n in held for night in nights):
                continue
            price = points[number][at] + (DIVIDED if home and block.hotel not in home else 0)
            if best is None or price < best[0]:
                best = (price, at)
        choice[guest.key] = world.blocks[best[1]] if best else None
        if best:
            take(left, limits, of_block[best[1]], number, nights)
            home.add(world.blocks[best[1]].hotel)
    return choice


def take(left: list[list[int]], limits: Sequence[Limit], held: list[int], number: int, nights: range) -> None:
    for n in held:
        if number in limits[n].groups:
            for night in nights:
                left[n][night] -= 1


def counts(
    groups: Sequence[Group], world: World, choice: dict[object, Block | None]
) -> dict[tuple[int, int], int]:
    """How many of each group go to each block, both by number."""
    at = {block.key: number for number, block in enumerate(world.blocks)}
    found: dict[tuple[int, int], int] = {}
    for number, group in enumerate(groups):
        for guest in group.guests:
            if block := choice[guest.key]:
                pair = (number, at[block.key])
                found[pair] = found.get(pair, 0) + 1
    return found
