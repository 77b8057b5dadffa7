"""Small worlds for the tests of proposals, without a database."""

import datetime as dt

from venues.accommodation.proposing.world import Block, Floor, Guest, Room, World

FIRST = dt.date(2025, 12, 21)
DAY = dt.timedelta(days=1)
PLAIN, SUITE = 1, 2


def guest(key, delegation="BFA", *, order=None, start=0, nights=3, **fields):
    check_in = FIRST + start * DAY
    return Guest(
        key=key,
        delegation=delegation,
        order=key if order is None else order,
        check_in=check_in,
        check_out=check_in + nights * DAY,
        **fields,
    )


def block(key, *, hotel=1, rooms=2, nights=3, suite=False, minutes=0, **fields):
    free = rooms if isinstance(rooms, dict) else {FIRST + n * DAY: rooms for n in range(nights)}
    kind = SUITE if suite else PLAIN
    return Block(
        key=key, hotel=hotel, room_type=kind, free=free, is_suite=suite, minutes=minutes, rate=0, **fields
    )


def floor(key, hotel=1, **fields):
    return Floor(key=key, hotel=hotel, level=key, **fields)


def room(key, on=1, *, hotel=1, suite=False, **fields):
    return Room(key=key, hotel=hotel, floor=on, room_type=SUITE if suite else PLAIN, **fields)


def world(guests, blocks, **fields):
    return World(guests, blocks, **fields)


def blocks_of(plan):
    return {one.guest.key: one.block and one.block.key for one in plan.placed}


def rooms_of(plan):
    return {one.guest.key: one.room and one.room.key for one in plan.placed}


def unmet(plan):
    return {one.guest.key: one.unmet for one in plan.placed if one.unmet}
