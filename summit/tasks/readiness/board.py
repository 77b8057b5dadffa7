"""All that the readiness page says, worked out from a constant number of queries."""

import datetime as dt
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from summit import counters
from summit.accounts.models import Commission, Ministry
from summit.tasks.models import Axis, BlockingPoint, Snapshot, Task
from summit.tasks.readiness import freezing
from summit.tasks.readiness.burnup import Course, course_of
from summit.tasks.readiness.figures import Cell, Figures, by, cells, total

WORST = 10
DEADLINES = 3
BODIES = ("ministry", "commission", "axis")


@dataclass(frozen=True)
class Worst:
    """One blocked or late task: for how many days, and who must act."""

    task: Task
    state: str
    days: int
    point: BlockingPoint | None = None


@dataclass(frozen=True)
class Line:
    """One ministry, commission or axis: figures, their change since the last meeting, what blocks and is due."""

    subject: Any
    figures: Figures
    change: Figures | None
    axes: tuple[tuple[Any, Figures], ...] = ()
    oldest_block: Worst | None = None
    deadlines: tuple[Task, ...] = ()


@dataclass
class Board:
    """The readiness of one summit as one person may see it."""

    summit: Any
    today: dt.date
    figures: Figures
    change: Figures | None
    since: Snapshot | None
    ministries: list[Line]
    commissions: list[Line]
    axes: list[Line]
    worst: list[Worst]
    deadlines: list[Task]
    course: Course
    filters: dict[str, Any] = field(default_factory=dict)  # the body chosen, by the filter's name
    counts: dict[str, Any] = field(default_factory=dict)

    @property
    def day(self) -> int:
        return self.summit.day_number(self.today)

    @property
    def tiles(self) -> list[Line]:
        """The ministries that the steering committee coordinates, else those that have tasks."""
        return [line for line in self.ministries if line.subject.coordinated] or self.ministries

    @property
    def most_blocked(self) -> Line | None:
        """The ministry with most blocked tasks, where it has more than one."""
        line = max(self.ministries, key=lambda one: one.figures.blocked, default=None)
        return line if line and line.figures.blocked > 1 else None

    @property
    def oldest_block(self) -> Worst | None:
        return next((one for one in self.worst if one.point), None)


def build(user, today: dt.date, filters: dict[str, str] | None = None, *, with_counts=True) -> Board:
    """The board of the summit in work, narrowed to what ``user`` may see and to ``filters``.

    ``filters`` holds codes under ``ministry``, ``commission`` and ``axis``; unknown codes are
    left out. The number of queries depends neither on the tasks nor on the filters.
    """
    summit, day = user.summit, user.summit.day_number(today)
    bodies = {
        "ministry": list(Ministry.objects.of(summit)),
        "commission": list(Commission.objects.of(summit)),
        "axis": list(Axis.objects.of(summit)),
    }
    chosen = {name: pick(bodies[name], code) for name, code in (filters or {}).items() if name in bodies}
    chosen = {name: row for name, row in chosen.items() if row}
    tasks = Task.objects.visible_to(user).filter(**chosen)
    parts = cells(tasks, day=day)
    since = freezing.latest(summit)
    then = comparable(since, parts, chosen, user) if since else None
    blocked, due = longest_blocked(tasks, today, summit), soonest_due(tasks, day)
    ministries, commissions, axes = (
        lines(name, bodies[name], parts, then, blocked=blocked, due=due) for name in BODIES
    )
    return Board(
        summit=summit,
        today=today,
        figures=total(parts),
        change=total(parts) - total(then) if then is not None else None,
        since=since if then is not None else None,
        ministries=[replace(line, axes=by_axis(line, bodies["axis"], parts)) for line in ministries],
        commissions=commissions,
        axes=axes,
        worst=[*blocked, *latest(tasks, day)][:WORST],
        deadlines=due[:DEADLINES],
        course=course_of(tasks, summit, today, total(parts)),
        filters=chosen,
        counts=counters.counts(summit) if with_counts else {},
    )


def pick(rows, code):
    return next((row for row in rows if row.code == code), None)


def comparable(snapshot: Snapshot, parts: list[Cell], chosen, user) -> list[Cell] | None:
    """The frozen figures of the same part of the plan, or None where they cannot be told apart.

    A snapshot does not know single tasks, so a person who sees a ministry's tasks only in
    part gets no comparison rather than a wrong one.
    """
    frozen = freezing.thawed(snapshot)
    for name, row in chosen.items():
        frozen = [cell for cell in frozen if getattr(cell, name) == row.pk]
    if user.has_perm("summit.view_whole_plan"):
        return frozen
    own = {cell.ministry for cell in parts}
    if own != {user.ministry_id}:
        return None
    return [cell for cell in frozen if cell.ministry == user.ministry_id]


def lines(name: str, subjects, parts, then, *, blocked, due) -> list[Line]:
    """One line per subject that has tasks, in the subjects' own order."""
    now_by, then_by = by(name, parts), by(name, then) if then is not None else None
    found = []
    for subject in subjects:
        if subject.pk in now_by:
            figures = now_by[subject.pk]
            change = figures - then_by.get(subject.pk, Figures()) if then_by is not None else None
            block = next((one for one in blocked if getattr(one.task, f"{name}_id") == subject.pk), None)
            deadlines = [task for task in due if getattr(task, f"{name}_id") == subject.pk][:DEADLINES]
            found.append(Line(subject, figures, change, (), block, tuple(deadlines)))
    return found


def by_axis(line: Line, axes, parts) -> tuple[tuple[Any, Figures], ...]:
    """A ministry's figures on each axis, on those without a task too."""
    split = by("axis", [cell for cell in parts if cell.ministry == line.subject.pk])
    return tuple((axis, split.get(axis.pk, Figures())) for axis in axes)


def first_of_each(rows, order, *, each: int, whole: int = 0, at: str = ""):
    """The first ``each`` rows, in ``order``, of every ministry, commission and axis, and the first ``whole`` of all.

    ``at`` is the way from a row to what names its bodies. Places are counted over keys alone: whole rows
    would be sorted once for each kind of body.
    """
    places = {name: Window(RowNumber(), partition_by=F(f"{at}{name}"), order_by=order) for name in BODIES}
    near = reduce(or_, (Q(**{f"in_{name}__lte": each}) for name in places))
    counted = rows.annotate(**{f"in_{name}": place for name, place in places.items()})
    if whole > each:  # the first of all are otherwise among the first of their ministries
        counted = counted.annotate(place=Window(RowNumber(), order_by=order))
        near |= Q(place__lte=whole)
    keys = counted.filter(near).order_by().values("pk")
    return rows.model._base_manager.filter(pk__in=keys).order_by(*order)


def longest_blocked(tasks, today: dt.date, summit) -> list[Worst]:
    """The ten longest blocked tasks, and the longest of each body; the oldest blocking point first."""
    blocked = tasks.filter(state=Task.State.BLOCKED).values("pk")
    points = BlockingPoint.objects.filter(lifted_at__isnull=True, task__in=blocked)
    found = first_of_each(points, ("since", "task__sort_key", "pk"), each=1, whole=WORST, at="task__")
    return [
        Worst(point.task, "blocked", (today - point.since.astimezone(summit.tz).date()).days, point)
        for point in found.select_related("must_act", "task__ministry", "task__owner", "task__summit")
    ]


def latest(tasks, day: int) -> list[Worst]:
    """The ten latest tasks that nothing blocks."""
    late = tasks.late(on=day).exclude(state=Task.State.BLOCKED).for_list().order_by("due_offset", "sort_key")
    return [Worst(task, "late", day - task.due_offset) for task in late[:WORST]]


def soonest_due(tasks, day: int) -> list[Task]:
    """The next three deadlines of each body, and so of the whole; the nearest first."""
    due = tasks.open().filter(due_offset__gte=day)
    found = first_of_each(due, ("due_offset", "sort_key", "pk"), each=DEADLINES)
    return list(found.select_related("summit").defer("description", "deliverable", "search_text"))
