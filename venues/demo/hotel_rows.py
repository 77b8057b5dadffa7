"""Nine invented hotels with their rooms, the contracts with them and who is lodged at whose cost.

What is under contract follows the series of the rooms: 24 on 1 December, 398 on the 22nd.
"""

import datetime as dt

from delegations.demo.story import happened, moment
from delegations.roster.models import Delegation, RankClass
from summit import audit
from summit.demo.ground import lasting_id, text
from venues.accommodation.block_words import runs
from venues.accommodation.models import (
    AttritionStep,
    Bed,
    BlockNight,
    EntitlementException,
    EntitlementRule,
    Floor,
    Hotel,
    Room,
    RoomBlock,
    RoomType,
)
from venues.demo.hall_rows import told

COPIED = ("code", "order", "minutes", "language", "address", "contact", "phone", "email")
DAY = dt.timedelta(days=1)


def lay(ground, instant) -> dict[str, RoomBlock]:
    """Write hotels and what was agreed by ``instant``; returns the blocks by code."""
    types = {row["code"]: lay_type(ground, row) for row in told("hotels")["types"]}
    hotels = {row["code"]: lay_hotel(ground, types, row) for row in told("hotels")["hotels"]}
    lay_beds(ground)
    lay_entitlements(ground, types, instant)
    blocks = [row for row in told("hotels")["blocks"] if happened(row["told"], instant)]
    return {row["code"]: lay_block(ground, hotels, types, row, instant) for row in blocks}


def lay_type(ground, row) -> RoomType:
    return RoomType.objects.create(
        summit=ground.summit,
        public_id=lasting_id("roomtype", row["code"]),
        name=text(row["name"]),
        **{name: row[name] for name in ("code", "order", "beds", "can_be_shared", "is_suite")},
    )


def lay_hotel(ground, types, row) -> Hotel:
    """The hotel with floors and rooms; the principals' floor is secured."""
    hotel = Hotel.objects.create(
        summit=ground.summit,
        public_id=lasting_id("hotel", row["code"]),
        name=text(row["name"]),
        **{name: row[name] for name in COPIED},
    )
    rooms = []
    for level in sorted({level for _type, _count, level in row["rooms"]}):
        here = [(types[code], count) for code, count, at in row["rooms"] if at == level]
        secured = any(one.code == "presidential" for one, _count in here)
        floor = Floor.objects.create(
            summit=ground.summit,
            public_id=lasting_id("floor", f"{hotel.code}:{level}"),
            hotel=hotel,
            level=level,
            secured=secured,
        )
        kinds = [one for one, count in here for _number in range(count)]
        rooms += [lay_room(hotel, floor, kind, number) for number, kind in enumerate(kinds, start=1)]
    Room.objects.bulk_create(rooms)
    return hotel


def lay_room(hotel, floor, kind, number) -> Room:
    room = Room(
        summit=hotel.summit,
        public_id=lasting_id("room", f"{hotel.code}:{floor.level}{number:02d}"),
        hotel=hotel,
        floor=floor,
        number=f"{floor.level}{number:02d}",
        room_type=kind,
        accessible=floor.level == 1 and number <= 2,
    )
    room.fill_keys()
    return room


def lay_beds(ground) -> None:
    Bed.objects.bulk_create(
        Bed(summit=ground.summit, room=room, place=place)
        for room in Room.objects.of(ground.summit).select_related("room_type").order_by("pk")
        for place in range(1, room.room_type.beds + 1)
    )


def lay_entitlements(ground, types, instant) -> None:
    classes = {row.code: row for row in RankClass.objects.of(ground.summit)}
    for row in told("hotels")["rules"]:
        EntitlementRule.objects.create(
            summit=ground.summit,
            public_id=lasting_id("entitlement", str(row["led_by"])),
            led_by=classes.get(row["led_by"]),
            room_type=types.get(row["room_type"]),
            **{name: row[name] for name in ("with_head", "paid_by", "nights")},
        )
    delegations = {row.code: row for row in Delegation.objects.of(ground.summit)}
    for row in told("hotels")["exceptions"]:
        if happened(row["told"], instant):
            EntitlementException.objects.create(
                summit=ground.summit,
                public_id=lasting_id("exception", row["delegation"]),
                delegation=delegations[row["delegation"]],
                **{name: row[name] for name in ("rooms", "paid_by", "reason")},
            )


def lay_block(ground, hotels, types, row, instant) -> RoomBlock:
    block = RoomBlock.objects.create(
        summit=ground.summit,
        public_id=lasting_id("roomblock", row["code"]),
        hotel=hotels[row["hotel"]],
        room_type=types[row["room_type"]],
        state=state_of(row, instant),
        **{name: row[name] for name in ("code", "rate", "cut_off", "release_on")},
    )
    BlockNight.objects.bulk_create(
        BlockNight(summit=block.summit, block=block, night=night, rooms=rooms)
        for night, rooms in nights_of(row, instant)
    )
    AttritionStep.objects.bulk_create(
        AttritionStep(summit=block.summit, block=block, until=until, percent=percent)
        for until, percent in row.get("attrition", ())
    )
    audit.record_past(acts(ground, row, block, instant))
    return block


def nights_of(row, instant):
    """What the hotel keeps each night: nothing once the block was given back."""
    earlier = next((rooms for when, rooms in row.get("before", ()) if not happened(when, instant)), None)
    for first, last, rooms in row["nights"]:
        night = dt.date.fromisoformat(first)
        while night <= dt.date.fromisoformat(last):
            yield night, 0 if happened(row.get("released"), instant) else earlier or rooms
            night += DAY


def state_of(row, instant) -> str:
    if happened(row.get("released"), instant):
        return RoomBlock.State.RELEASED
    if happened(row["contracted"], instant):
        return RoomBlock.State.CONTRACTED
    return RoomBlock.State.NEGOTIATED


def acts(ground, row, block, instant):
    """What was done to it, in order of time."""
    lodging = ground.people["lodging"]
    done = [(row["told"], "create", None), (row["contracted"], "contract", moved("negotiated", "contracted"))]
    for when, _rooms in row.get("before", ()):
        earlier, later = (dict(nights_of(row, moment(when) - wait)) for wait in (DAY, DAY * 0))
        done.append((when, "withdraw_rooms", {"kept_nights": [runs(earlier), runs(later)]}))
    done.append((row.get("released"), "release", moved("contracted", "released")))
    return [
        (moment(when), block, verb, lodging, changes)
        for when, verb, changes in done
        if happened(when, instant)
    ]


def moved(before, after) -> dict:
    return {"state": [before, after]}
