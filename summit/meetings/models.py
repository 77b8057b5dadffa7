"""Index of the slice's models."""

from summit.meetings.around import DecisionProof, DecisionSupport, DecisionTask
from summit.meetings.bodies import CommitteeBody
from summit.meetings.decisions import Decision
from summit.meetings.gatherings import Meeting
from summit.meetings.table import AgendaEntry, Attendance

__all__ = [
    "AgendaEntry",
    "Attendance",
    "CommitteeBody",
    "Decision",
    "DecisionProof",
    "DecisionSupport",
    "DecisionTask",
    "Meeting",
]
