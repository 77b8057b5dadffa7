"""Giving, changing, moving and giving up: one act each, with its version, and the other guest keeps the place."""

import pytest
from django.core.exceptions import PermissionDenied

from summit.audit.models import Entry
from summit.workflow import OutOfStep
from tests.delegations.making import make_delegation, make_member
from tests.racing import race
from tests.venues.accommodation.lodging_days import (  # noqa: F401 - fixtures
    DAY,
    SECOND,
    SHARE,
    nights_held,
    on_the_eve,
)
from tests.venues.accommodation.making import FIRST, LAST, make_block, make_lodging, make_room, make_type
from venues.accommodation import giving, rooming
from venues.accommodation.models import HeldBed, HeldNight, LodgingVersion, RoomAssignment

ALL = [FIRST, FIRST + DAY, FIRST + 2 * DAY]


@pytest.fixture
def delegation(summit):
    return make_delegation("BFA", summit=summit)


def wanted(delegation, place, **fields):
    """A lodging of a new member that nobody has stored yet."""
    on_block = hasattr(place, "rate")
    fields = {"check_in": FIRST, "check_out": LAST, "block" if on_block else "room": place} | fields
    place_of = {"hotel": place.hotel, "room_type": place.room_type, "occupant": make_member(delegation)}
    return RoomAssignment(summit=delegation.summit, delegation=delegation, **(place_of | fields))


def versions(lodging):
    rows = LodgingVersion.objects.filter(lodging=lodging).order_by("pk")
    return list(rows.values_list("state", "room__number", "check_in", "check_out"))


def test_a_lodging_goes_its_way_and_each_step_is_kept(delegation, coordinator):
    room = make_room(number="101")
    lodging = giving.give(wanted(delegation, room), by=coordinator)
    assert lodging.state == "proposed" and HeldBed.objects.count() == 1
    lodging.workflow.run(lodging, "confirm", by=coordinator)
    later = giving.change(
        lodging, by=coordinator, revision=lodging.revision, check_out=LAST + DAY, meals="half board"
    )
    assert (later.nights, later.meals, later.revision) == (4, "half board", lodging.revision + 1)
    with pytest.raises(giving.StaleRevision):
        giving.change(lodging, by=coordinator, revision=lodging.revision, check_out=LAST + 2 * DAY)
    assert giving.change(later, by=coordinator, revision=later.revision, check_out=LAST + DAY) is later
    gone = giving.give_up(later, by=coordinator, note="does not come")
    assert versions(lodging) == [
        ("proposed", "101", FIRST, LAST),
        ("confirmed", "101", FIRST, LAST),
        ("confirmed", "101", FIRST, LAST + DAY),
        ("cancelled", "101", FIRST, LAST + DAY),
    ]
    assert list(Entry.objects.filter(object_id=lodging.public_id).values_list("verb", flat=True)) == [
        "create", "confirm", "edit", "cancel",
    ]  # fmt: skip
    with pytest.raises(OutOfStep):
        giving.change(gone, by=coordinator, revision=gone.revision, meals="none")


def test_what_is_taken_leaves_everything_as_it_was(delegation, coordinator):
    room, block = make_room(), make_block(rooms=1)
    stands = giving.give(wanted(delegation, room), by=coordinator)
    in_block = giving.give(wanted(delegation, block), by=coordinator)
    with pytest.raises(rooming.Taken):
        giving.give(wanted(delegation, room), by=coordinator)
    with pytest.raises(rooming.BlockFull) as full:
        giving.give(wanted(delegation, block, check_in=FIRST + DAY), by=coordinator)
    assert full.value.nights == ALL[1:]
    with pytest.raises(rooming.LodgedAlready):
        giving.give(wanted(delegation, block, occupant=stands.occupant), by=coordinator)
    with pytest.raises(rooming.Taken):
        giving.change(
            in_block, by=coordinator, revision=1, room=room, hotel=room.hotel, room_type=room.room_type
        )
    with pytest.raises(rooming.BlockFull):
        giving.move(stands, by=coordinator, note="", block=block, room=None, hotel=block.hotel)
    assert (RoomAssignment.objects.count(), LodgingVersion.objects.count()) == (2, 2)
    assert set(RoomAssignment.objects.values_list("state", "revision")) == {("proposed", 1)}
    assert in_block.room is None and nights_held(in_block) == ALL


def test_who_remains_in_a_shared_room_holds_its_place(delegation, coordinator):
    twin = make_type(beds=2)
    room = make_room(room_type=twin)
    block = make_block(room.hotel, twin, rooms=1)
    first, second = (
        giving.give(wanted(delegation, room, block=block, **SHARE), by=coordinator) for _one in range(2)
    )
    assert (nights_held(first), nights_held(second)) == (ALL, [])
    rooming.hold(first)
    rooming.hold(second)
    assert (nights_held(first), nights_held(second)) == (ALL, [])
    first = giving.change(first, by=coordinator, revision=first.revision, check_in=SECOND)
    assert (nights_held(first), nights_held(second)) == (ALL[1:], ALL[:1])
    giving.give_up(first, by=coordinator, note="does not come")
    standing = HeldNight.objects.filter(state__in=giving.HOLDING)
    assert list(standing.values_list("lodging", "place")) == [(second.pk, 1)] * 3


def test_a_move_ends_the_old_lodging_and_gives_the_new_one(delegation, coordinator, on_the_eve):  # noqa: F811
    old, new = make_room(number="101"), make_room(number="202")
    lodging = make_lodging(make_member(delegation), room=old)
    to = {"room": new, "hotel": new.hotel, "room_type": new.room_type}
    moved = giving.move(lodging, by=coordinator, note="noise", revision=1, **to)
    assert [(row.state, row.room, row.nights) for row in RoomAssignment.objects.order_by("pk")] == [
        ("moved", old, 3),
        ("confirmed", new, 3),
    ]
    moved.workflow.run(moved, "check_in", by=coordinator)
    on_the_eve.shift(2 * DAY)
    with pytest.raises(OutOfStep):
        giving.change(moved, by=coordinator, revision=moved.revision, check_in=FIRST + DAY)
    stays = giving.change(moved, by=coordinator, revision=moved.revision, check_out=LAST + DAY)
    back = {"room": old, "hotel": old.hotel, "room_type": old.room_type}
    last = giving.move(stays, by=coordinator, note="leak", **back)
    assert (last.check_in, last.check_out, last.state) == (FIRST + DAY, LAST + DAY, "confirmed")
    assert versions(moved)[-1] == ("moved", "202", FIRST, FIRST + DAY)
    on_the_eve.shift(7 * DAY)
    last.workflow.run(last, "check_in", by=coordinator)
    with pytest.raises(OutOfStep):
        giving.move(last, by=coordinator, note="too late", **to)


def test_a_request_holds_nothing_until_it_is_given_a_room(delegation, coordinator, reader):
    block = make_block(rooms=1)
    asked = giving.ask(wanted(delegation, block), by=coordinator)
    assert (asked.state, asked.block, HeldNight.objects.count()) == ("requested", None, 0)
    with pytest.raises(PermissionDenied):
        giving.change(asked, by=reader, revision=1, block=block)
    given = giving.change(asked, by=coordinator, revision=1, block=block)
    assert (given.state, nights_held(given)) == ("proposed", ALL)
    assert versions(given)[-1] == ("proposed", None, FIRST, LAST)
    bare = giving.ask(wanted(delegation, block, hotel=None), by=coordinator)
    with pytest.raises(OutOfStep):
        bare.workflow.run(bare, "propose", by=coordinator)


@pytest.mark.django_db(transaction=True)
def test_one_of_many_gets_the_bed(summit, coordinator):
    delegation, room = make_delegation("BFA", summit=summit), make_room()
    rows = [wanted(delegation, room) for _one in range(12)]
    outcomes = race(
        *[lambda row=row: giving.give(row, by=coordinator) for row in rows], refusals=(rooming.Taken,)
    )
    assert outcomes == ["Taken"] * 11 + ["done"]
