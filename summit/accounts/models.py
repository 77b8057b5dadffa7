"""Index of the slice's models."""

from summit.accounts.bodies import Commission, CommissionMember, Ministry, Organisation
from summit.accounts.duties import Duty, Mandate, Portfolio
from summit.accounts.people import User

__all__ = [
    "Commission",
    "CommissionMember",
    "Duty",
    "Mandate",
    "Ministry",
    "Organisation",
    "Portfolio",
    "User",
]
