"""Writing how many rooms a block keeps night by night; never fewer than are held."""

import datetime as dt
from collections.abc import Mapping

from django.db.models import Count, Q

from summit.constraints import queue

HOLDING = ("proposed", "confirmed", "checked_in")


class BelowHeld(Exception):
    """Fewer rooms than are held. ``nights`` maps each such day to how many are."""

    def __init__(self, nights: dict[dt.date, int]):
        super().__init__(nights)
        self.nights = nights


def kept(block) -> dict[dt.date, int]:
    """How many rooms the hotel keeps, by night; nights without any are left out."""
    return dict(block.nights.filter(rooms__gt=0).values_list("night", "rooms"))


def held(block) -> dict[dt.date, int]:
    """How many rooms are held, by night; nights of which none is are left out."""
    taken = Count("held", filter=Q(held__state__in=HOLDING))
    rows = block.nights.annotate(taken=taken).filter(taken__gt=0)
    return dict(rows.values_list("night", "taken"))


def held_for_good(block) -> dict[dt.date, int]:
    """The same, with all who give rooms of the block waiting until the caller's transaction ends."""
    queue(block.nights.all())
    return held(block)


def below_held(block, wanted: Mapping[dt.date, int]) -> dict[dt.date, int]:
    """The nights on which more rooms are held than ``wanted`` keeps, with how many are held."""
    return {day: count for day, count in sorted(held(block).items()) if count > wanted.get(day, 0)}


def write(block, wanted: Mapping[dt.date, int]) -> None:
    """Let ``block`` keep exactly ``wanted``, in the caller's transaction; raises ``BelowHeld``.

    Who gives rooms of the block waits. A night that once was held keeps its row with no room.
    """
    queue(block.nights.all())
    if below := below_held(block, wanted):
        raise BelowHeld(below)
    rows = {row.night: row for row in block.nights.all()}
    for day, row in rows.items():
        set_rooms(row, wanted.get(day, 0))
    made = [(day, rooms) for day, rooms in sorted(wanted.items()) if day not in rows and rooms]
    model = block.nights.model
    model.objects.bulk_create(
        model(summit_id=block.summit_id, block=block, night=day, rooms=rooms) for day, rooms in made
    )
    block.nights.filter(rooms=0, held__isnull=True).delete()


def set_rooms(night, rooms: int) -> None:
    """Keep ``rooms`` for one night, at least as many as are held; those in places beyond move down first."""
    if night.rooms == rooms:
        return
    holding = night.held.filter(state__in=HOLDING).order_by("place", "pk")
    beyond = [row for row in holding if row.place > rooms]
    if beyond:
        taken = {row.place for row in holding}
        free = (place for place in range(1, rooms + 1) if place not in taken)
        for row, place in zip(beyond, free, strict=False):
            night.held.filter(pk=row.pk).update(place=place)
    type(night).objects.filter(pk=night.pk).update(rooms=rooms)
    night.rooms = rooms
