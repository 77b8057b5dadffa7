"""Proposals of rooms: 400 people in 420 rooms, and 2,000 people over 60 nights, against giving one after the other:

    .venv/bin/python -m tests.benchmarks.lodging_proposal

Prints one JSON object; needs no database. ``points`` are those of ``proposing.objective``, fewer are better;
``gap_percent`` is how far the proposal may be above the best there is. It exits 1 where a limit is not kept or
the bar is not beaten.
"""

import datetime as dt
import json
import random
import sys
from dataclasses import asdict

from venues.accommodation.proposing import best
from venues.accommodation.proposing.objective import weight
from venues.accommodation.proposing.world import DAY, Block, Floor, Guest, Room, World

FIRST = dt.date(2025, 12, 1)
HOTELS, FLOORS = 9, 5
SUITE, JUNIOR, SINGLE = 0, 1, 2
SHARES = {SUITE: 0.05, JUNIOR: 0.15, SINGLE: 0.8}  # of the rooms of a hotel
# (people, rooms, nights, delegations): seconds at most
CASES = {
    "420 rooms, enough for all": ((400, 420, 9, 30), 10),
    "420 rooms, 60 too few": ((480, 420, 9, 30), 10),
    "2,000 people over 60 nights, scarce": ((2000, 420, 60, 60), 60),
    "2,000 people over 60 nights": ((2000, 1900, 60, 60), 60),
}


def make_world(people: int, rooms: int, nights: int, delegations: int) -> World:
    """Nine hotels, and delegations that come and leave together."""
    return World(people_of(people, nights, delegations), *houses(rooms, nights))


def people_of(people: int, nights: int, delegations: int) -> list[Guest]:
    """One in three of the people of a delegation comes up to two days earlier than its head."""
    chance = random.Random(1)
    spans = [(chance.randrange(max(2, nights - 7)), chance.randrange(3, 6)) for _one in range(delegations)]
    guests = []
    for order in range(people):
        delegation, place = order % delegations, order // delegations
        start, length = spans[delegation]
        early = chance.randrange(1, 3) if place and chance.random() < 0.3 else 0
        head = place == 0
        rank = (1 if delegation < delegations // 8 else 2) if head else min(10, 3 + place // 3)
        guests.append(
            Guest(
                key=order,
                delegation=delegation,
                order=order,
                check_in=FIRST + max(0, start - early) * DAY,
                check_out=FIRST + (start + length) * DAY,
                weight=weight(rank, is_head=head),
                wants_suite=head,
                principal=head,
                security=place in (1, 2),
            )
        )
    return guests


def houses(rooms: int, nights: int) -> tuple[list[Block], list[Floor], list[Room]]:
    """The rooms in equal parts, the suites on the top floors; three of these are secured."""
    blocks: list[Block] = []
    floors: list[Floor] = []
    numbered: list[Room] = []
    for hotel in range(HOTELS):
        floors += [
            Floor(key=hotel * 10 + level, hotel=hotel, level=level, secured=hotel < 3 and level == FLOORS - 1)
            for level in range(FLOORS)
        ]
        for kind, share in SHARES.items():
            count = max(1, round(rooms / HOTELS * share))
            blocks.append(
                Block(
                    key=len(blocks),
                    hotel=hotel,
                    room_type=kind,
                    free={FIRST + night * DAY: count for night in range(nights)},
                    is_suite=kind == SUITE,
                    minutes=10 + 5 * hotel,
                    rate=50_000.0 * (4 - kind) - 3_000 * hotel,
                    currency="XOF",
                )
            )
            for number in range(count):
                level = FLOORS - 1 if kind == SUITE else number % FLOORS
                numbered.append(
                    Room(
                        key=len(numbered),
                        hotel=hotel,
                        floor=hotel * 10 + level,
                        room_type=kind,
                        accessible=number == 3,
                    )
                )
    return blocks, floors, numbered


def measured(name: str) -> dict:
    size, limit = CASES[name]
    plan = best.propose(make_world(*size))
    print(f"{name}: {plan.seconds:.1f} s", file=sys.stderr)
    return {
        "case": name,
        "seconds": round(plan.seconds, 1),
        "limit_seconds": limit,
        "ratio": round(plan.seconds / limit, 2),
        "points": plan.terms.total,
        "one_after_the_other": plan.bar.total,
        "bound": plan.bound,
        "gap_percent": round(100 * plan.gap, 2),
        "lodged": sum(one.block is not None for one in plan.placed),
        "lodged_one_after_the_other": sum(block is not None for block in plan.bar_choice.values()),
        "terms": asdict(plan.terms),
        "terms_one_after_the_other": asdict(plan.bar),
    }


def main() -> int:
    found = [measured(name) for name in CASES]
    print(json.dumps({"proposals": found}, indent=1))
    kept = all(one["ratio"] <= 1 and one["points"] <= one["one_after_the_other"] for one in found)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
