"""Constraints that the database itself enforces on every supported engine."""

from summit.constraints.acyclic import Acyclic, CarriedRank
from summit.constraints.append_only import AppendOnly, append_only_lifted
from summit.constraints.carried import Carried, CarriedDate, CarriedMoment, CarriedState
from summit.constraints.choices import one_of
from summit.constraints.overlap import NoOverlap
from summit.constraints.queueing import queue

__all__ = [
    "Acyclic",
    "AppendOnly",
    "Carried",
    "CarriedDate",
    "CarriedMoment",
    "CarriedRank",
    "CarriedState",
    "NoOverlap",
    "append_only_lifted",
    "one_of",
    "queue",
]
