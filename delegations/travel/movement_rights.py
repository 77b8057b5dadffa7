"""Landing belongs to arrivals and leaving to departures: the same people, other rows."""

from django.db.models import Q

from delegations.travel.rights import of_own, runs
from summit.rights import Rule, define


def heading(direction: str) -> Rule:
    """The movement goes this way."""
    return Rule(
        lambda user, obj: obj is None or obj.direction == direction, lambda user: Q(direction=direction)
    )


define(
    {
        "delegations.land_movement": (runs | of_own) & heading("arrival"),
        "delegations.leave_movement": (runs | of_own) & heading("departure"),
    }
)
