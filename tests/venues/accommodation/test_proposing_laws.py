"""What holds of every proposal, whatever the world: nothing is given twice, and the bar is kept."""

import datetime as dt
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.venues.accommodation.proposing_worlds import DAY, FIRST, block, floor, guest, room, world
from venues.accommodation.proposing.best import propose
from venues.accommodation.proposing.objective import Objective
from venues.accommodation.proposing.reasons import WITHOUT_ROOM

NIGHTS = 4


@st.composite
def worlds(draw):
    people = draw(st.integers(0, 9))
    guests = [
        guest(
            key,
            draw(st.sampled_from("ABC")),
            start=draw(st.integers(0, 2)),
            nights=draw(st.integers(1, 2)),
            weight=draw(st.integers(1, 4)),
            principal=draw(st.booleans()),
            security=draw(st.booleans()),
            wants_suite=draw(st.booleans()),
            accessible=draw(st.booleans()),
        )
        for key in range(people)
    ]
    blocks, floors, rooms = [], [], []
    for hotel in (1, 2):
        for suite in (False, True):
            free = {FIRST + n * DAY: draw(st.integers(0, 2)) for n in range(NIGHTS)}
            blocks.append(
                block(len(blocks), hotel=hotel, rooms=free, suite=suite, minutes=draw(st.integers(0, 50)))
            )
        for level in (1, 2):
            kept = draw(st.sampled_from([None, None, "A", "B"]))
            floors.append(floor(hotel * 10 + level, hotel, secured=draw(st.booleans()), kept_for=kept))
            for number in range(draw(st.integers(0, 2))):
                key, of = hotel * 100 + level * 10 + number, {"hotel": hotel, "suite": draw(st.booleans())}
                rooms.append(room(key, hotel * 10 + level, accessible=draw(st.booleans()), **of))
    return world(guests, blocks, floors=floors, rooms=rooms)


@settings(max_examples=12, deadline=dt.timedelta(seconds=20), suppress_health_check=[HealthCheck.too_slow])
@given(worlds())
def test_laws(given_world):
    plan = propose(given_world, seconds=3)
    assert [one.guest for one in plan.placed] == sorted(given_world.guests, key=lambda one: one.order)
    slept, beds = Counter(), Counter()
    floors = {one.key: one for one in given_world.floors}
    for one in plan.placed:
        assert (one.block is None) == (one.unmet in WITHOUT_ROOM)
        assert one.block or one.room is None
        for night in range((one.guest.check_out - one.guest.check_in).days if one.block else 0):
            day = one.guest.check_in + night * DAY
            slept[one.block.key, day] += 1
            if one.room:
                beds[one.room.key, day] += 1
        if one.room:
            on = floors[one.room.floor]
            assert (one.room.hotel, one.room.room_type) == (one.block.hotel, one.block.room_type)
            assert on.kept_for in (None, one.guest.delegation)
            assert not on.secured or one.guest.principal or one.guest.security
    free = {(one.key, day): rooms for one in given_world.blocks for day, rooms in one.free.items()}
    assert all(count <= free[at] for at, count in slept.items())
    assert set(beds.values()) <= {1}
    assert plan.bound <= plan.terms.total <= plan.bar.total
    chosen = {one.guest.key: one.block for one in plan.placed}
    assert plan.terms == Objective(given_world).terms(chosen)
    assert propose(given_world, seconds=3).placed == plan.placed
