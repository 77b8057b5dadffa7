"""What a block keeps and what is held of it: columns for lists, and night by night for its page."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from venues.accommodation.assignment import HOLDING, HeldNight
from venues.accommodation.block import BlockNight, RoomBlock
from venues.accommodation.hotel_figures import one_number

COUNTED = (*HOLDING, "checked_out", "no_show")  # what has to be paid


@dataclass(frozen=True)
class Night:
    """One night of a block, ``free`` of ``kept`` rooms not held."""

    day: dt.date
    kept: int
    held: int

    @property
    def free(self) -> int:
        return self.kept - self.held


def with_figures(blocks: QuerySet) -> QuerySet:
    """Blocks with ``least`` and ``most`` rooms a night, ``kept`` and ``held`` nights of rooms, and days for order."""
    nights = BlockNight.objects.all()
    held = HeldNight.objects.filter(state__in=HOLDING)
    never = Value(dt.date.max)
    return blocks.annotate(
        least=one_number(nights, "block", Min("rooms")),
        most=one_number(nights, "block", Max("rooms")),
        kept=one_number(nights, "block", Sum("rooms")),
        held=one_number(held, "night__block", Count("pk")),
        cut_off_sort=Coalesce("cut_off", never),
        release_sort=Coalesce("release_on", never),
    )


def nights_of(block: RoomBlock) -> list[Night]:
    """Every night that keeps a room or has one held, in order: one query."""
    holding = Count("held", filter=Q(held__state__in=HOLDING))
    rows = block.nights.annotate(taken=holding).order_by("night")
    return [Night(row.night, row.rooms, row.taken) for row in rows if row.rooms or row.taken]


def cost_so_far(block: RoomBlock):
    """What the nights cost that are held, were slept in or were paid for nobody; ``None`` without a price."""
    if block.rate is None:
        return None
    return block.rate * HeldNight.objects.filter(night__block=block, state__in=COUNTED).count()
