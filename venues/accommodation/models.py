"""The tables of accommodation."""

from venues.accommodation.assignment import HeldBed, HeldNight, RoomAssignment
from venues.accommodation.block import AttritionStep, BlockNight, RoomBlock
from venues.accommodation.entitlement import EntitlementException, EntitlementRule
from venues.accommodation.hotel import Bed, Floor, Hotel, Room, RoomType
from venues.accommodation.lodging_version import LodgingVersion
from venues.accommodation.proposal import LodgingProposal, ProposalLine

__all__ = [
    "AttritionStep",
    "Bed",
    "BlockNight",
    "EntitlementException",
    "EntitlementRule",
    "Floor",
    "HeldBed",
    "HeldNight",
    "Hotel",
    "LodgingProposal",
    "LodgingVersion",
    "ProposalLine",
    "Room",
    "RoomAssignment",
    "RoomBlock",
    "RoomType",
]
