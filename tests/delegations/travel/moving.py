"""Movements for tests, with the seats of everybody around them. Nobody here is real."""

import datetime as dt

from delegations.travel.models import Passenger, StandAllocation
from tests import factories
from tests.delegations import making

J0 = dt.datetime(2025, 12, 22, tzinfo=dt.UTC)


def at(hour, minute=0, *, day=22):
    """An hour of a day of December 2025 in Bamako, which is UTC."""
    return dt.datetime(2025, 12, day, hour, minute, tzinfo=dt.UTC)


def make_head(delegation, office="President of Faso", **fields):
    """The head of a delegation, known by the office."""
    fields = {"function": factories.named(office), "rank": "state", "is_head": True} | fields
    return making.make_member(delegation, "Sample", "Head", **fields)


def take(movement, *members):
    for member in members:
        Passenger.objects.create(summit=movement.summit, movement=movement, membership=member)
    return movement


def make_special(delegation, *, stand="", held=None, **fields):
    """An arrival by special flight, on a stand from 9:00 until 14:00 where one is named."""
    flight = making.make_flight(delegation, **fields.pop("flight_fields", {}))
    movement = making.make_movement(delegation, mode="special", flight=flight, **fields)
    if stand:
        StandAllocation.objects.create(
            summit=delegation.summit,
            stand=making.make_stand(stand, summit=delegation.summit),
            flight=flight,
            occupied_from=held[0] if held else at(9),
            occupied_until=held[1] if held else at(14),
        )
    return movement
