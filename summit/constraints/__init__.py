"""Constraints that the database itself enforces on every supported engine."""

from summit.constraints.acyclic import Acyclic, CarriedRank
from summit.constraints.append_only import AppendOnly
from summit.constraints.carried import Carried
from summit.constraints.choices import one_of
from summit.constraints.overlap import NoOverlap

__all__ = ["Acyclic", "AppendOnly", "Carried", "CarriedRank", "NoOverlap", "one_of"]
