"""What is proposed in small worlds, worked out by hand: who is lodged, where, and in which room."""

from tests.venues.accommodation.proposing_worlds import (
    DAY,
    FIRST,
    PLAIN,
    block,
    blocks_of,
    floor,
    guest,
    room,
    rooms_of,
    unmet,
    world,
)
from venues.accommodation.proposing import objective
from venues.accommodation.proposing.best import propose
from venues.accommodation.proposing.objective import DIVIDED, WITHOUT_ROOM, WITHOUT_SUITE, Objective, weight

PRINCIPAL = {"principal": True, "wants_suite": True}


def test_nobody_and_nothing():
    assert propose(world([], [block(1)])).placed == []
    plan = propose(world([guest(1)], []))
    assert (unmet(plan), plan.terms.total, plan.bound) == ({1: "no_nights"}, WITHOUT_ROOM, WITHOUT_ROOM)


def test_the_higher_weight_has_the_last_room():
    plan = propose(world([guest(1, weight=1), guest(2, weight=3)], [block(1, rooms=1)]))
    assert (blocks_of(plan), unmet(plan)) == ({1: None, 2: 1}, {1: "full"})
    assert (plan.terms.unlodged, plan.bar.unlodged) == (WITHOUT_ROOM, 3 * WITHOUT_ROOM)


def test_a_room_is_needed_for_every_night():
    rooms = {FIRST: 1, FIRST + 2 * DAY: 1}
    plan = propose(world([guest(1), guest(2, start=0, nights=1)], [block(1, rooms=rooms)]))
    assert (blocks_of(plan), unmet(plan)) == ({1: None, 2: 1}, {1: "no_nights"})


def test_two_short_stays_before_one_long_of_equal_rank():
    """One after the other the first comes first; together two are lodged instead of one."""
    guests = [guest(1, "A"), guest(2, "B", nights=1), guest(3, "C", start=1, nights=2)]
    plan = propose(world(guests, [block(1, rooms=1)]))
    assert blocks_of(plan) == {1: None, 2: 1, 3: 1}
    assert (plan.bar.unlodged, plan.terms.unlodged) == (2 * WITHOUT_ROOM, WITHOUT_ROOM)


def test_suites_are_for_who_is_to_have_one():
    guests = [guest(1, order=2), guest(2, order=1, weight=20, **PRINCIPAL)]
    plan = propose(world(guests, [block(1, rooms=2), block(2, suite=True, rooms=2)]))
    assert (blocks_of(plan), unmet(plan)) == ({1: 1, 2: 2}, {})
    plan = propose(world(guests, [block(1, rooms=2)]))
    assert (unmet(plan), plan.terms.misfit) == ({2: "no_suite"}, 20 * WITHOUT_SUITE)
    plan = propose(world([guest(1, wants=PLAIN)], [block(2, suite=True)]))
    assert unmet(plan) == {1: "other_type"}


def test_a_delegation_sleeps_in_one_hotel_though_the_nearer_one_has_a_room():
    guests = [guest(n, "A") for n in (1, 2, 3)] + [guest(4, "B")]
    blocks = [block(1, hotel=1, rooms=2, minutes=5), block(2, hotel=2, rooms=3, minutes=20)]
    plan = propose(world(guests, blocks))
    assert blocks_of(plan) == {1: 2, 2: 2, 3: 2, 4: 1}
    assert (plan.bar.divided, plan.terms.divided, unmet(plan)) == (DIVIDED, 0, {})
    at_home = propose(world([guest(1, "A")], blocks, at_home={"A": frozenset([2])}))
    assert blocks_of(at_home) == {1: 2}


def test_who_must_be_divided_is_told():
    blocks = [block(1, hotel=1, rooms=2), block(2, hotel=2, rooms=1)]
    plan = propose(world([guest(n) for n in (1, 2, 3)], blocks))
    assert (blocks_of(plan), unmet(plan)) == ({1: 1, 2: 1, 3: 2}, {3: "apart"})


def test_security_sleeps_beside_its_principal():
    floors = [floor(1), floor(2)]
    rooms = [room(10), room(11), room(20, 2, suite=True), room(21, 2, adjoins=20), room(22, 2)]
    blocks = [block(1, rooms=4), block(2, suite=True, rooms=1)]
    guests = [guest(1, **PRINCIPAL), guest(2), guest(3, security=True), guest(4, security=True)]
    plan = propose(world(guests, blocks, floors=floors, rooms=rooms))
    assert (rooms_of(plan), unmet(plan)) == ({1: 20, 2: 10, 3: 21, 4: 22}, {})
    far = [room(10), room(20, 2, suite=True)]
    plan = propose(world(guests[:1] + guests[2:3], blocks, floors=floors, rooms=far))
    assert unmet(plan) == {3: "other_floor"}


def test_secured_floors_and_those_kept_for_others_stay_closed():
    floors = [floor(1, secured=True), floor(2, kept_for="A"), floor(3)]
    rooms = [room(10), room(20, 2), room(30, 3)]
    guests = [guest(1, "A"), guest(2, "B"), guest(3, "B", principal=True)]
    plan = propose(world(guests, [block(1, rooms=3)], floors=floors, rooms=rooms))
    assert (rooms_of(plan), unmet(plan)) == ({1: 20, 2: 30, 3: 10}, {})
    plan = propose(world([guest(1, "B"), guest(2, "B")], [block(1, rooms=3)], floors=floors, rooms=rooms))
    assert (rooms_of(plan), unmet(plan)) == ({1: 30, 2: None}, {2: "full"})


def test_rooms_without_steps_and_rooms_that_are_held():
    rooms = [room(10, accessible=True), room(11), room(12, taken=[(FIRST, FIRST + DAY)])]
    guests = [guest(1), guest(2, accessible=True), guest(3, start=1, nights=2)]
    plan = propose(world(guests, [block(1, rooms=3)], floors=[floor(1)], rooms=rooms))
    assert rooms_of(plan) == {1: 11, 2: 10, 3: 12}
    two = propose(
        world([*guests[1:2], guest(4, accessible=True)], [block(1)], floors=[floor(1)], rooms=rooms)
    )
    assert unmet(two) == {4: "with_steps"}


def test_a_delegation_has_one_floor_where_it_can():
    floors = [floor(1), floor(2)]
    rooms = [room(10), room(11), room(20, 2), room(21, 2), room(22, 2)]
    guests = [guest(1, "A"), guest(2, "A"), guest(3, "A"), guest(4, "B"), guest(5, "B")]
    plan = propose(world(guests, [block(1, rooms=5)], floors=floors, rooms=rooms))
    assert rooms_of(plan) == {1: 20, 2: 21, 3: 22, 4: 10, 5: 11}


def test_points_and_weights():
    blocks = [block(1, minutes=None), block(2, hotel=2, minutes=7)]
    near = Objective(world([guest(1)], blocks))
    assert near.minutes(guest(1), blocks[0]) == objective.UNTOLD_MINUTES
    assert near.minutes(guest(1, principal=True), blocks[1]) == 21
    assert [weight(1, is_head=True), weight(1), weight(4), weight(40), weight(None)] == [20, 10, 7, 1, 1]
