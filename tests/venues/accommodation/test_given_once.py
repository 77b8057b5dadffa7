"""A bed is given once a night, a guest has one room, and no block is oversold; the database says so."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from tests.delegations.making import make_delegation, make_member
from tests.racing import race
from tests.venues.accommodation.making import FIRST, LAST, make_block, make_lodging, make_room, make_type
from venues.accommodation import rooming
from venues.accommodation.models import BlockNight, HeldBed, HeldNight, RoomAssignment

DAY = dt.timedelta(days=1)


@pytest.fixture
def delegation(summit):
    return make_delegation("BFA", summit=summit)


def guest(delegation):
    return make_member(delegation)


def test_a_bed_is_given_once_a_night(delegation):
    room = make_room()
    make_lodging(guest(delegation), room=room)
    with pytest.raises(rooming.Taken), transaction.atomic():
        make_lodging(guest(delegation), room=room, check_in=LAST - DAY, check_out=LAST + DAY)
    make_lodging(guest(delegation), room=room, check_in=LAST, check_out=LAST + DAY)
    assert RoomAssignment.objects.count() == HeldBed.objects.count() == 2


def test_who_shares_holds_one_bed_and_the_block_counts_the_room_once(delegation):
    twin = make_type(beds=2)
    room, share = make_room(room_type=twin), {"alone": False, "agrees_to_share": True}
    block = make_block(room.hotel, twin, rooms=1)
    for _one in range(2):
        make_lodging(guest(delegation), room=room, block=block, **share)
    assert set(HeldNight.objects.values_list("place", flat=True)) == {1}
    with pytest.raises(rooming.Taken), transaction.atomic():
        make_lodging(guest(delegation), room=room, **share)


def test_a_guest_has_one_room(delegation):
    member = guest(delegation)
    make_lodging(member)
    with pytest.raises(IntegrityError, match=rooming.GUEST), transaction.atomic():
        make_lodging(member, check_in=LAST - DAY, check_out=LAST + DAY)


def test_a_block_is_never_oversold(delegation):
    block = make_block(rooms=1)
    first = make_lodging(guest(delegation), block=block)
    with pytest.raises(rooming.BlockFull) as full, transaction.atomic():
        make_lodging(guest(delegation), block=block, check_in=FIRST + DAY)
    assert full.value.nights == [FIRST + DAY, FIRST + 2 * DAY]
    with pytest.raises(IntegrityError), transaction.atomic():
        BlockNight.objects.filter(block=block).update(rooms=F("rooms") - 1)
    RoomAssignment.objects.filter(pk=first.pk).update(state="cancelled")
    make_lodging(guest(delegation), block=block)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoomAssignment.objects.filter(pk=first.pk).update(state="confirmed")


@pytest.mark.django_db(transaction=True)
def test_fifty_race_for_the_last_room_of_a_block(summit):
    delegation = make_delegation("BFA", summit=summit)
    block = make_block(rooms=1)

    def giving(member):
        def give():
            with transaction.atomic():
                make_lodging(member, block=block)

        return give

    outcomes = race(*[giving(guest(delegation)) for _one in range(50)], refusals=(rooming.BlockFull,))
    assert outcomes == ["BlockFull"] * 49 + ["done"]
    assert HeldNight.objects.count() == 3
