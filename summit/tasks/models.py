"""Index of the slice's models."""

from summit.tasks.around import BlockingPoint, Comment, Dependency, Evidence, Support
from summit.tasks.axes import Axis
from summit.tasks.handovers import Handover
from summit.tasks.plan import Task
from summit.tasks.risks import Milestone, Risk
from summit.tasks.snapshots import Snapshot, SnapshotLine
from summit.tasks.streets import RoadClosure, WelcomePoint

__all__ = [
    "Axis",
    "BlockingPoint",
    "Comment",
    "Dependency",
    "Evidence",
    "Handover",
    "Milestone",
    "Risk",
    "RoadClosure",
    "Snapshot",
    "SnapshotLine",
    "Support",
    "Task",
    "WelcomePoint",
]
