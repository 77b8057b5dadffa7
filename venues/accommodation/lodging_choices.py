"""What is free for some nights: blocks with a room left on each of them, and the rooms with a bed."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from venues.accommodation.assignment import HOLDING, HeldBed, RoomAssignment
from venues.accommodation.block import BlockNight, RoomBlock
from venues.accommodation.hotel import Bed, Hotel, Room, RoomType
from venues.accommodation.list_names import is_principal

FAR = 10**6  # minutes: a hotel whose way nobody has measured comes last


@dataclass(frozen=True)
class Offer:
    """A block that has ``free`` rooms on its fullest night of the stay; ``cost`` is None without a price."""

    block: RoomBlock
    free: int
    nights: int

    @property
    def cost(self) -> Decimal | None:
        return None if self.block.rate is None else self.block.rate * self.nights


def open_blocks(summit):
    return RoomBlock.objects.of(summit).open().filter(hotel__state=Hotel.State.OPEN).for_list()


def offers(lodging: RoomAssignment) -> list[Offer]:
    """The blocks with a room left for every night of ``lodging``, stored or not, the best first: three queries.

    Best is the type that is wanted, then the hotel where the delegation sleeps already, then the nearest.
    """
    nights = free_nights(lodging)
    home = RoomAssignment.objects.filter(delegation=lodging.delegation_id, state__in=HOLDING)
    homes = set(home.values_list("hotel", flat=True).distinct())
    found = []
    for block in open_blocks(lodging.summit):
        free = nights.get(block.pk, {})
        if len(free) == lodging.nights and min(free.values()) > 0:
            found.append(Offer(block, min(free.values()), lodging.nights))
    return sorted(found, key=lambda one: goodness(one.block, lodging, homes))


def goodness(block, lodging, homes):
    hotel, wanted = block.hotel, lodging.room_type_id
    minutes = FAR if hotel.minutes is None else hotel.minutes
    home = hotel.pk not in homes
    return block.room_type_id != wanted, home, minutes, hotel.order, block.room_type.order, block.code


def free_nights(lodging, block=None) -> dict[int, dict[dt.date, int]]:
    """For each block the free rooms of each night that it keeps; what ``lodging`` holds itself counts as free."""
    others = Q(held__state__in=HOLDING) & ~Q(held__lodging=lodging.pk or 0)
    rows = BlockNight.objects.filter(
        summit=lodging.summit_id, night__gte=lodging.check_in, night__lt=lodging.check_out
    )
    if block is not None:
        rows = rows.filter(block=block)
    found: dict[int, dict[dt.date, int]] = defaultdict(dict)
    counted = rows.annotate(taken=Count("held", filter=others)).order_by("night")
    for key, night, rooms, taken in counted.values_list("block", "night", "rooms", "taken"):
        found[key][night] = rooms - taken
    return found


def held_beds(lodging):
    """The beds that others hold on any of the nights of ``lodging``."""
    rows = HeldBed.objects.filter(
        state__in=HOLDING, check_in__lt=lodging.check_out, check_out__gt=lodging.check_in
    )
    return rows.exclude(lodging=lodging.pk or 0)


def free_rooms(lodging, hotel, room_type):
    """The usable rooms of a type that take the guest on all nights: one query, the likeliest first.

    A floor that is kept for another delegation is left out, and so is a secured one for who is no principal.
    """
    taken = counted(held_beds(lodging).filter(bed__room=OuterRef("pk")), "bed__room", "bed")
    beds = counted(Bed.objects.filter(room=OuterRef("pk")), "room", "pk")
    rows = Room.objects.filter(hotel=hotel, room_type=room_type, state=Room.State.USABLE)
    rows = rows.annotate(taken=taken, all_beds=beds)
    rows = rows.filter(Q(taken=0) if lodging.alone else Q(taken__lt=F("all_beds")), all_beds__gt=0)
    rows = rows.filter(Q(floor__kept_for=None) | Q(floor__kept_for=lodging.delegation_id))
    principal = is_principal(lodging.occupant)
    if not principal:
        rows = rows.filter(floor__secured=False)
    order = ["-floor__secured"] if principal else []
    order += ["-accessible"] if lodging.accessible else []
    order += [] if lodging.alone else ["-taken"]
    return rows.select_related("floor").order_by(*order, "sort_key", "pk")


def has_bed(lodging) -> bool:
    """Whether the room of ``lodging`` has the beds for it on all its nights: all of them, or one of a shared room."""
    beds = Bed.objects.filter(room=lodging.room_id).count()
    taken = held_beds(lodging).filter(bed__room=lodging.room_id).values("bed").distinct().count()
    return beds > 0 and (taken == 0 if lodging.alone else taken < beds)


def counted(rows, by, what):
    """How many ``what`` the correlated ``rows`` hold, as a column."""
    one = rows.order_by().values(by).annotate(n=Count(what, distinct=True)).values("n")
    return Coalesce(Subquery(one), 0)


def usual_type(summit) -> RoomType | None:
    """What is given where no rule says otherwise: the plainest type with the fewest beds that is no suite."""
    types = list(RoomType.objects.of(summit).order_by("is_suite", "beds", "-order", "code")[:1])
    return types[0] if types else None
