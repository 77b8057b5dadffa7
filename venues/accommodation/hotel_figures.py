"""How many rooms hotels have, keep for the summit and have given, as columns of one query."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from venues.accommodation.assignment import HOLDING, HeldNight
from venues.accommodation.block import BlockNight, RoomBlock
from venues.accommodation.hotel import Room

FAR_AWAY = 9_999  # minutes: hotels whose drive nobody entered come last


def one_number(rows: QuerySet, key: str, figure: Any) -> Coalesce:
    """``figure`` over those of ``rows`` whose ``key`` is the outer row; 0 where there are none."""
    found = rows.filter(**{key: OuterRef("pk")}).order_by().values(key).annotate(figure=figure)
    return Coalesce(Subquery(found.values("figure"), output_field=IntegerField()), Value(0))


def with_figures(hotels: QuerySet, night: Any) -> QuerySet:
    """Hotels with ``rooms_count``, ``blocks_count``, ``kept`` and ``held`` on ``night``, and ``drive`` for order."""
    kept = BlockNight.objects.filter(night=night)
    held = HeldNight.objects.filter(night__night=night, state__in=HOLDING)
    return hotels.annotate(
        rooms_count=one_number(Room.objects.all(), "hotel", Count("pk")),
        blocks_count=one_number(RoomBlock.objects.all(), "hotel", Count("pk")),
        kept=one_number(kept, "block__hotel", Sum("rooms")),
        held=one_number(held, "night__block__hotel", Count("pk")),
        drive=Coalesce("minutes", Value(FAR_AWAY)),
    )
