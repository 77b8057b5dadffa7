"""Giving beds and nights: the database refuses what is given already, and this says which it was."""

import datetime as dt
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, transaction

from summit.constraints import queue
from venues.accommodation.assignment import HOLDING, HeldBed, HeldNight, RoomAssignment
from venues.accommodation.block import BlockNight
from venues.accommodation.hotel import Bed, Room

BED, NIGHT, OVERSOLD, GUEST = (
    "bed_given_once",
    "block_room_held_once",
    "block_never_oversold",
    "guest_lodged_once",
)


class Taken(Exception):
    """Somebody else holds the bed for one of the nights."""


class BlockFull(Exception):
    """The block has no room left. ``nights`` are the days it has none, in order."""

    def __init__(self, nights: Sequence[dt.date] = ()):
        super().__init__(nights)
        self.nights = nights


class LodgedAlready(Exception):
    """The guest has a room for one of these nights."""


def nights_of(lodging: Any) -> list[dt.date]:
    """The nights of [check_in, check_out), each named by the day on which it begins."""
    return [
        lodging.check_in + dt.timedelta(days=n) for n in range((lodging.check_out - lodging.check_in).days)
    ]


def hold(lodging: RoomAssignment) -> None:
    """Let ``lodging`` hold its beds and its nights in the block, in the caller's transaction.

    After it was made and after each change of room, block or days. Raises ``Taken`` and
    ``BlockFull``; nothing of what it held is changed then.
    """
    with refusing(), transaction.atomic():
        _hold_beds(lodging)
        _hold_nights(lodging)


def _hold_beds(lodging):
    queue(Bed.objects.filter(room=lodging.room_id))
    beds = list(Bed.objects.filter(room=lodging.room_id).order_by("place", "pk"))
    if not lodging.alone:
        given = HeldBed.objects.filter(
            bed__in=beds, state__in=HOLDING, check_in__lt=lodging.check_out, check_out__gt=lodging.check_in
        ).exclude(lodging=lodging)
        taken = set(given.values_list("bed", flat=True))
        beds = [bed for bed in beds if bed.pk not in taken][:1]
        if lodging.room_id and not beds:
            raise Taken
    kept = set(lodging.beds.values_list("bed", flat=True))
    if (
        kept.isdisjoint(bed.pk for bed in beds)
        and Room.objects.filter(pk=lodging.room_id, state=Room.State.OUT).exists()
    ):
        raise Taken  # whoever takes a room out of order waits for the same beds
    lodging.beds.exclude(bed__in=beds).delete()
    HeldBed.objects.bulk_create(
        HeldBed(summit_id=lodging.summit_id, lodging=lodging, bed=bed) for bed in beds if bed.pk not in kept
    )


def recount(lodging: RoomAssignment) -> None:
    """After ``lodging`` left its room, wholly or for some nights: who remains there holds its place in the block.

    In the caller's transaction, which queued for the beds of the room. Raises ``BlockFull``.
    """
    if lodging.alone or not lodging.room_id or not lodging.block_id:
        return
    rows = RoomAssignment.objects.filter(
        room=lodging.room_id, block=lodging.block_id, state__in=HOLDING, alone=False
    ).exclude(pk=lodging.pk)
    with refusing(), transaction.atomic():
        for other in rows.order_by("check_in", "pk"):
            _hold_nights(other)


def _hold_nights(lodging):
    """The lowest free place of each night; of those who share a room, whoever came first holds it."""
    shared = _counted_by_others(lodging)
    wanted = [] if lodging.block_id is None else [day for day in nights_of(lodging) if day not in shared]
    kept = {night.night.night: night for night in lodging.held_nights.select_related("night")}
    lodging.held_nights.exclude(night__block=lodging.block_id, night__night__in=wanted).delete()
    wanted = [day for day in wanted if day not in kept or kept[day].night.block_id != lodging.block_id]
    rows = BlockNight.objects.filter(block=lodging.block_id, night__in=wanted)
    queue(rows)
    nights = {row.night: row for row in rows}
    taken: dict[int, set[int]] = {row.pk: set() for row in nights.values()}
    held = HeldNight.objects.filter(night__in=taken, state__in=HOLDING)
    for night, place in held.values_list("night", "place"):
        taken[night].add(place)
    places = {
        day: _free(nights[day].rooms, taken[nights[day].pk]) if day in nights else None for day in wanted
    }
    if full := [day for day, place in places.items() if place is None]:
        raise BlockFull(full)
    HeldNight.objects.bulk_create(
        HeldNight(summit_id=lodging.summit_id, lodging=lodging, night=nights[day], place=place)
        for day, place in places.items()
    )


def _free(rooms, taken):
    return next((place for place in range(1, rooms + 1) if place not in taken), None)


def _counted_by_others(lodging) -> set[dt.date]:
    """The nights on which somebody else in the room holds its place in the block."""
    if lodging.alone or lodging.room_id is None:
        return set()
    others = HeldNight.objects.filter(
        lodging__room=lodging.room_id, night__block=lodging.block_id, state__in=HOLDING
    )
    return set(others.exclude(lodging=lodging).values_list("night__night", flat=True))


@contextmanager
def refusing() -> Generator[None]:
    """Turn the database's refusals into ours; every other error goes on."""
    try:
        yield
    except IntegrityError as error:
        said = str(error)
        if BED in said:
            raise Taken from error
        if NIGHT in said or OVERSOLD in said:
            raise BlockFull from error
        if GUEST in said:
            raise LodgedAlready from error
        raise
