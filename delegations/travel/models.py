"""Index of the tables of this slice."""

from delegations.travel.flight import Flight
from delegations.travel.journeys import Passenger, TimeTold
from delegations.travel.movement import Movement
from delegations.travel.stand import Stand, StandAllocation
from delegations.travel.weapons import Weapon, WeaponsDeclaration

__all__ = [
    "Flight",
    "Movement",
    "Passenger",
    "Stand",
    "StandAllocation",
    "TimeTold",
    "Weapon",
    "WeaponsDeclaration",
]
