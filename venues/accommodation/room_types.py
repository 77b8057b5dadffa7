"""A hotel's rooms counted by their type."""

from dataclasses import dataclass

from django.db.models import Count, Q

from venues.accommodation.hotel import RoomType


@dataclass(frozen=True)
class OfType:
    room_type: RoomType
    rooms: int
    out: int


def rooms_by_type(hotel) -> list[OfType]:
    """The best type first; types of which the hotel has no room are left out."""
    rooms = Count("rooms", filter=Q(rooms__hotel=hotel))
    out = Count("rooms", filter=Q(rooms__hotel=hotel, rooms__state="out"))
    types = RoomType.objects.of(hotel.summit).annotate(count=rooms, out=out).filter(count__gt=0)
    return [OfType(one, one.count, one.out) for one in types.order_by("order", "code")]
