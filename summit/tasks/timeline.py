"""The plan as bars on an axis of weeks: what each row of the timeline draws."""

import datetime as dt

from django.utils.translation import gettext as _

from summit import drawing, writing
from summit.tasks.around import Dependency
from summit.tasks.plan import Task

MARGIN_DAYS = 1
DATE_DAYS = 4  # days that the date of the last week needs beside its line


def moment_number(summit, moment):
    """A moment as days after the beginning of J0, with its part of the day."""
    local = moment.astimezone(summit.tz)
    part = (local - local.replace(hour=0, minute=0, second=0, microsecond=0)) / dt.timedelta(days=1)
    return summit.day_number(local.date()) + part


def span_for(tasks, summit, now):
    """The axis that holds the rows of one page, J0 and today."""
    today = moment_number(summit, now)
    first = min([task.start_offset for task in tasks] + [0])
    last = max([task.due_offset for task in tasks] + [summit.day_number(summit.ends_on)])
    if any(task.is_open for task in tasks):
        first, last = min(first, int(today)), max(last, int(today))
    end = last + MARGIN_DAYS
    return drawing.span_of(
        summit.starts_on,
        first - MARGIN_DAYS,
        end + max(0, DATE_DAYS - 1 - end % 7),
        today=today,
        top=writing.jday,
        sub=writing.short_date,
        label=_("Weeks before and after the first day of the summit"),
    )


def bar_of(task, point, summit, today):
    """The bar of one task; a task due on a day ends with that day."""
    end = task.due_offset + 1
    late_until = None
    if task.is_open and today > end:
        late_until = today
    elif task.state == Task.State.DONE and task.done_at:
        done = moment_number(summit, task.done_at)
        late_until = done if done > end else None
    return drawing.Bar(
        state=task.look,
        start=task.start_offset,
        end=end,
        progress=100 if task.state == Task.State.DONE else task.progress,
        late_until=late_until,
        blocked_since=max(moment_number(summit, point.since), task.start_offset) if point else None,
    )


def draw(tasks, points, summit, now, selected):
    """Set on each task its bar and the pieces of the chosen task's dependencies; returns the axis.

    One query: the dependencies among the rows shown.
    """
    span, today = span_for(tasks, summit, now), moment_number(summit, now)
    for task in tasks:
        task.bar = bar_of(task, points.get(task.pk), summit, today)
    pieces = {}
    if selected is not None:
        rows = [(task.pk, task.bar) for task in tasks]
        pieces = drawing.elbows(rows, edges_among(tasks), selected.pk)
    for task in tasks:
        task.elbows = pieces.get(task.pk, ())
    return span


def edges_among(tasks):
    keys = [task.pk for task in tasks]
    rows = Dependency.objects.filter(task__in=keys, needs__in=keys)
    return list(rows.values_list("task_id", "needs_id"))


def chosen(tasks, points, code):
    """The task that the address names, else the one blocked longest, else the first late one, else the first."""
    for task in tasks:
        if code and task.code == code:
            return task
    blocked = sorted((task for task in tasks if task.pk in points), key=lambda task: points[task.pk].since)
    late = [task for task in tasks if task.look == "late"]
    return next(iter(blocked or late or tasks), None)
