"""Index of the tables of this slice."""

from delegations.roster.changes import ListChange, Submission
from delegations.roster.delegation import Delegation
from delegations.roster.liaison import LiaisonAssignment
from delegations.roster.membership import Document, Membership
from delegations.roster.notes import NoteCounter, NoteVerbale
from delegations.roster.person import Person, PersonVersion, Resemblance
from delegations.roster.quotas import Quota
from delegations.roster.reference import Category, RankClass

__all__ = [
    "Category",
    "Delegation",
    "Document",
    "LiaisonAssignment",
    "ListChange",
    "Membership",
    "NoteCounter",
    "NoteVerbale",
    "Person",
    "PersonVersion",
    "Quota",
    "RankClass",
    "Resemblance",
    "Submission",
]
