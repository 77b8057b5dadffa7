"""The tables of the halls."""

from venues.halls.booking import BookedPart, HallBooking
from venues.halls.hall import Hall, HallEquipment, HallLayout, HallPart, PartOfHall, PlanMark, SitePlan
from venues.halls.inspection import SiteInspection, SiteReserve
from venues.halls.site_decision import SiteDecision

__all__ = [
    "BookedPart",
    "Hall",
    "HallBooking",
    "HallEquipment",
    "HallLayout",
    "HallPart",
    "PartOfHall",
    "PlanMark",
    "SiteDecision",
    "SiteInspection",
    "SitePlan",
    "SiteReserve",
]
