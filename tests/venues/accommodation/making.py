"""Hotels, blocks and lodgings for tests: what is not said is sensible and unique."""

import datetime as dt
from itertools import count

from tests import factories
from tests.delegations import making as coming
from tests.factories import named
from venues.accommodation import rooming
from venues.accommodation.models import (
    Bed,
    BlockNight,
    Floor,
    Hotel,
    Room,
    RoomAssignment,
    RoomBlock,
    RoomType,
)

number = count(301)  # beyond what tests name themselves
FIRST, LAST = dt.date(2025, 12, 21), dt.date(2025, 12, 24)


def make_type(code="", *, summit=None, beds=1, **fields):
    code = code or f"type{next(number)}"
    summit = summit or factories.the_summit()
    fields = {"name": named(code), "can_be_shared": beds > 1} | fields
    return RoomType.objects.create(summit=summit, code=code, beds=beds, **fields)


def make_hotel(code="", *, summit=None, **fields):
    code = code or f"HO{next(number)}"
    fields = {"name": named(f"Hotel {code}")} | fields
    return Hotel.objects.create(summit=summit or factories.the_summit(), code=code, **fields)


def make_room(hotel=None, room_type=None, *, level=1, **fields):
    """A room with the beds of its type."""
    hotel = hotel or make_hotel()
    room_type = room_type or make_type(summit=hotel.summit)
    floor, _made = Floor.objects.get_or_create(summit=hotel.summit, hotel=hotel, level=level)
    fields = {"number": f"{level}{next(number):02}"} | fields
    room = Room.objects.create(summit=hotel.summit, hotel=hotel, floor=floor, room_type=room_type, **fields)
    Bed.objects.bulk_create(
        Bed(summit=hotel.summit, room=room, place=place) for place in range(1, room_type.beds + 1)
    )
    return room


def make_block(hotel=None, room_type=None, *, rooms=2, first=FIRST, last=LAST, **fields):
    """A block of ``rooms`` for each night of [first, last)."""
    hotel = hotel or make_hotel()
    room_type = room_type or make_type(summit=hotel.summit)
    fields = {"code": f"B{next(number)}", "state": "contracted"} | fields
    block = RoomBlock.objects.create(summit=hotel.summit, hotel=hotel, room_type=room_type, **fields)
    BlockNight.objects.bulk_create(
        BlockNight(summit=hotel.summit, block=block, night=first + dt.timedelta(days=n), rooms=rooms)
        for n in range((last - first).days)
    )
    return block


def make_lodging(occupant=None, *, room=None, block=None, check_in=FIRST, check_out=LAST, **fields):
    """A lodging that holds what it names."""
    occupant = occupant or coming.make_member()
    place = room or block
    hotel = place.hotel if place else make_hotel(summit=occupant.summit)
    room_type = place.room_type if place else make_type(summit=occupant.summit)
    fields = {"state": "confirmed", "hotel": hotel, "room_type": room_type} | fields
    lodging = RoomAssignment.objects.create(
        summit=occupant.summit, delegation=occupant.delegation, occupant=occupant, room=room, block=block,
        check_in=check_in, check_out=check_out, **fields,
    )  # fmt: skip
    rooming.hold(lodging)
    return lodging
