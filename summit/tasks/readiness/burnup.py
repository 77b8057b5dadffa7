"""The course of the work day by day: what was planned, what is done, where the pace leads."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from summit import writing
from summit.drawing import Burnup, Curve
from summit.tasks.models import Task
from summit.tasks.readiness.figures import Figures

PACE_DAYS = 7


@dataclass(frozen=True)
class Day:
    """Running totals at the end of one day; ``done`` is None in the future."""

    number: int
    date: dt.date
    planned: int
    total: int
    done: int | None


@dataclass(frozen=True)
class Course:
    """The days from the first entry of the plan to the summit."""

    days: list[Day]
    today: int
    planned_by_now: int
    expected_at_start: int | None

    @property
    def left_open(self) -> int | None:
        """Tasks that would be open on J0 at the present pace; None once J0 has come."""
        return (
            None if self.expected_at_start is None else max(0, self.days[-1].total - self.expected_at_start)
        )


def course_of(tasks, summit, today: dt.date, figures: Figures) -> Course:
    """Three counts by day: when tasks entered the plan, fall due and were validated."""
    tasks = tasks.exclude(state=Task.State.DROPPED).order_by()
    now = summit.day_number(today)
    due = Counter(dict(tasks.values_list("due_offset").annotate(Count("pk"))))
    entered = by_day(tasks, "created_at", summit)
    done = by_day(tasks.filter(state=Task.State.DONE), "done_at", summit)
    first = min([*entered, now])  # what was done before the plan was written down counts on its first day
    numbers = range(max(first, now - 60), max(0, now) + 1)
    planned, total, finished = running(due, numbers), running(entered, numbers), running(done, numbers)
    days = [
        Day(
            n,
            summit.on_day(n),
            planned[i],
            total[i] if n <= now else figures.total,
            finished[i] if n <= now else None,
        )
        for i, n in enumerate(numbers)
    ]
    at_now = sum(count for number, count in due.items() if number <= now)
    return Course(days, now, at_now, expected(done, now, figures))


def by_day(tasks, name, summit) -> Counter:
    counted = tasks.values_list(TruncDate(name, tzinfo=summit.tz)).annotate(Count("pk"))
    return Counter({summit.day_number(date): count for date, count in counted if date})


def running(counts: Counter, numbers: range) -> list[int]:
    """Sums up to each day; what lies before the first day counts from the start."""
    before = sum(count for number, count in counts.items() if number < numbers.start)
    return list(accumulate((counts[n] for n in numbers), initial=before))[1:]


def expected(done: Counter, now: int, figures: Figures) -> int | None:
    """How many tasks will be done on J0 if the last week's pace holds; at most all of them."""
    if now >= 0:
        return None
    lately = sum(count for number, count in done.items() if now - PACE_DAYS < number <= now)
    return min(figures.total, round(figures.done + lately / PACE_DAYS * -now))


def plot(course: Course, height: int = 270) -> Burnup:
    """The course as the page's plot."""
    days, last = course.days, course.days[-1]
    lived = [day for day in days if day.done is not None]
    done = lived[-1].done if lived else 0
    curves = [
        Curve(points=points(days, "total"), kind="all"),
        Curve(points=points(days, "planned"), kind="plan", tag=_("plan")),
        Curve(points=points(lived, "done"), kind="done", name=_("%(count)d done") % {"count": done}),
    ]
    if course.expected_at_start is not None:
        curves.append(
            Curve(
                points=((course.today, done), (0, course.expected_at_start)),
                kind="fc",
                name=str(course.expected_at_start),
                note=_("at the present pace"),
            )
        )
    label = _("%(done)d of %(total)d tasks done, %(planned)d were due by now") % {
        "done": done,
        "total": last.total,
        "planned": course.planned_by_now,
    }
    return Burnup(
        curves=tuple(curves),
        label=label,
        ticks=tuple(ticks(days)),
        today=course.today,
        today_label=writing.jday(course.today),
        height=height,
    )


def points(days, name):
    return tuple((day.number, getattr(day, name)) for day in days)


def ticks(days):
    """Five dates at most, the first and the last among them."""
    step = max(1, (len(days) - 1) // 4)
    chosen = [days[i] for i in range(0, len(days), step)]
    if chosen[-1] is not days[-1] and len(chosen) >= 5:
        chosen[-1] = days[-1]
    return [(day.number, writing.short_date(day.date)) for day in chosen]
