"""Rooms of a hotel that are free for all the nights of a lodging."""

from django.db.models import Count, Q

from venues.accommodation.assignment import HOLDING
from venues.accommodation.hotel import Room


def rooms(lodging) -> list[Room]:
    """By floor and number; who shares needs one free bed, who is alone all of them: one query."""
    taken = Q(
        beds__held_by__state__in=HOLDING,
        beds__held_by__check_in__lt=lodging.check_out,
        beds__held_by__check_out__gt=lodging.check_in,
    ) & ~Q(beds__held_by__lodging=lodging.pk)
    rows = Room.objects.filter(hotel=lodging.hotel_id, state=Room.State.USABLE)
    rows = rows.select_related("floor", "room_type").exclude(pk=lodging.room_id)
    rows = rows.annotate(
        taken=Count("beds", filter=taken, distinct=True), places=Count("beds", distinct=True)
    )
    found = [one for one in rows if (one.taken == 0 if lodging.alone else one.taken < one.places)]
    return sorted(found, key=lambda one: (one.floor.level, one.sort_key))


def nearest(lodging, wanted, most: int = 3) -> list[Room]:
    """Free rooms of the lodging's type, those on the floor of the ``wanted`` room first."""
    fitting = [one for one in rooms(lodging) if one.room_type_id == lodging.room_type_id]
    return sorted(fitting, key=lambda one: abs(one.floor.level - wanted.floor.level))[:most]
