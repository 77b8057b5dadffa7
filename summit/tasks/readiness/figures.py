"""The figures of readiness, counted by the database in one query whatever the size of the plan."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from operator import add, attrgetter, sub
from typing import Any

from django.db.models import Count, Q

from summit.tasks.models import Task

OPEN = Q(state__in=Task.OPEN)


@dataclass(frozen=True)
class Figures:
    """Counts of tasks; ``late`` and ``blocked`` may both count the same task."""

    total: int = 0
    done: int = 0
    doing: int = 0
    review: int = 0
    late: int = 0
    blocked: int = 0
    unowned: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*map(add, counts_of(self), counts_of(other)))

    def __sub__(self, other: "Figures") -> "Figures":
        return Figures(*map(sub, counts_of(self), counts_of(other)))

    @property
    def open(self) -> int:
        return self.total - self.done

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


counts_of = attrgetter(*(field.name for field in fields(Figures)))  # thousands of sums are made on a page


@dataclass(frozen=True)
class Cell:
    """The figures of one ministry, commission and axis: the grain from which all sums are made."""

    ministry: int
    commission: int
    axis: int
    figures: Figures


def count(day: int) -> dict[str, Any]:
    """The counts as aggregates; dropped tasks are nobody's work any more and count nowhere."""
    return {
        "total": Count("pk", filter=~Q(state=Task.State.DROPPED)),
        "done": Count("pk", filter=Q(state=Task.State.DONE)),
        "doing": Count("pk", filter=Q(state=Task.State.DOING)),
        "review": Count("pk", filter=Q(state=Task.State.REVIEW)),
        "late": Count("pk", filter=OPEN & Q(due_offset__lt=day)),
        "blocked": Count("pk", filter=Q(state=Task.State.BLOCKED)),
        "unowned": Count("pk", filter=OPEN & Q(owner__isnull=True)),
    }


def cells(tasks, *, day: int) -> list[Cell]:
    """Figures by ministry, commission and axis of ``tasks`` on day number ``day``: one query."""
    grouped = tasks.order_by().values("ministry", "commission", "axis").annotate(**count(day))
    return [
        Cell(
            row["ministry"], row["commission"], row["axis"], Figures(*(row[f.name] for f in fields(Figures)))
        )
        for row in grouped
    ]


def total(parts: Iterable[Cell]) -> Figures:
    return sum((cell.figures for cell in parts), Figures())


def by(name: str, parts: Iterable[Cell]) -> dict[int, Figures]:
    """Sums by ``ministry``, ``commission`` or ``axis``, keyed by primary key."""
    sums: dict[int, Figures] = {}
    for cell in parts:
        key = getattr(cell, name)
        sums[key] = sums.get(key, Figures()) + cell.figures
    return sums
