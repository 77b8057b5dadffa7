"""What is unwise in the plan: late, blocked, unowned, and chains that cannot make it."""

import datetime as dt
import math

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from summit import clock, writing
from summit.findings import ALERT, NOTICE, WARNING, Finding, finding
from summit.tasks.around import BlockingPoint, Dependency
from summit.tasks.plan import Task

BLOCKED_TOO_LONG = dt.timedelta(hours=48)
OWNER_WANTED_DAYS = 7
# What the chains are reckoned from: whole tasks are loaded only for what is found.
WORK = ("pk", "code", "rank", "state", "progress", "start_offset", "due_offset")


def about(task, level, code, message, *, owner=None):
    return Finding(
        level=level,
        code=code,
        subject=task.code,
        message=message,
        owner=owner or (str(task.owner) if task.owner_id else str(task.ministry)),
        url=task.get_absolute_url(),
        ministry_id=task.ministry_id,
    )


def tasks_of(summit):
    return Task.objects.of(summit).for_list()


@finding("tasks.late")
def late(summit, today):
    """Open tasks past their due day."""
    for task in tasks_of(summit).late(on=summit.day_number(today)).order_by("due_offset", "sort_key"):
        days = task.days_late(today)
        message = ngettext("%(title)s: late by %(count)d day.", "%(title)s: late by %(count)d days.", days)
        yield about(task, ALERT, "tasks.late", message % {"title": task.title, "count": days})


@finding("tasks.blocked")
def blocked(summit, today):
    """Blocking points that have stood for more than 48 hours."""
    now = clock.now()
    points = BlockingPoint.objects.of(summit).filter(lifted_at__isnull=True, since__lt=now - BLOCKED_TOO_LONG)
    for point in points.select_related("must_act", "task__ministry", "task__owner", "task__summit").order_by(
        "since"
    ):
        days = (now - point.since).days
        message = ngettext(
            "%(title)s: blocked for %(count)d day. %(what)s",
            "%(title)s: blocked for %(count)d days. %(what)s",
            days,
        ) % {"title": point.task.title, "count": days, "what": point.what}
        yield about(
            point.task, ALERT, "tasks.blocked", message, owner=str(point.must_act or point.task.ministry)
        )


@finding("tasks.unowned")
def unowned(summit, today):
    """Open tasks that nobody answers for although they are due within a week, or already late."""
    soon = summit.day_number(today) + OWNER_WANTED_DAYS
    for task in tasks_of(summit).unowned().filter(due_offset__lte=soon).order_by("due_offset", "sort_key"):
        message = _("%(title)s: due on %(day)s and nobody is its owner.")
        words = {"title": task.title, "day": writing.short_day(task.due_on)}
        yield about(task, WARNING, "tasks.unowned", message % words)


@finding("tasks.after_the_end")
def after_the_end(summit, today):
    """Tasks that are due after the summit is over."""
    last = summit.day_number(summit.ends_on)
    for task in tasks_of(summit).open().filter(due_offset__gt=last, date_fixed=False).order_by("sort_key"):
        yield about(
            task,
            NOTICE,
            "tasks.after_the_end",
            _("%(title)s: due after the summit ends.") % {"title": task.title},
        )


@finding("tasks.cannot_make_it")
def cannot_make_it(summit, today):
    """Chains whose remaining work ends after the due day although nothing in them is late yet."""
    rows = {row.pk: row for row in Task.objects.of(summit).open().values_list(*WORK, named=True)}
    found = overruns(rows, edges_of(summit, rows), summit.day_number(today))
    tasks = tasks_of(summit).in_bulk(found) if found else {}
    for pk, (finish, path) in sorted(found.items(), key=lambda item: (item[1][0], item[0])):
        codes = [rows[step].code for step in path]
        message = worded_overrun(tasks[pk], finish - rows[pk].due_offset, codes)
        yield about(tasks[pk], WARNING, "tasks.cannot_make_it", message)


def worded_overrun(task, days, codes):
    words = {"title": task.title, "count": days, "path": " → ".join(codes)}
    if len(codes) == 1:
        message = ngettext(
            "%(title)s: cannot make it, the work left ends %(count)d day too late.",
            "%(title)s: cannot make it, the work left ends %(count)d days too late.",
            days,
        )
    else:
        message = ngettext(
            "%(title)s: cannot make it, the chain %(path)s ends %(count)d day too late.",
            "%(title)s: cannot make it, the chain %(path)s ends %(count)d days too late.",
            days,
        )
    return message % words


def edges_of(summit, rows):
    """``{task: [what it still needs]}`` among the open tasks; one query."""
    needs = {}
    for task, needed in Dependency.objects.of(summit).values_list("task_id", "needs_id"):
        if task in rows and needed in rows:
            needs.setdefault(task, []).append(needed)
    return needs


def remaining_days(task):
    """Working days that are left: what is not done of the planned length, rounded up."""
    length = task.due_offset - task.start_offset + 1
    return math.ceil((100 - task.progress) * length / 100) if task.state != Task.State.REVIEW else 0


def overruns(rows, needs, day):
    """Tasks not yet due whose earliest finish passes their due day: ``{pk: (finish, path)}``.

    The earliest finish of a task is the end of the last thing it needs, at the earliest
    yesterday's end, plus its remaining days; a task due today with one day left makes it.
    Tasks of lower rank come first, so one pass is enough.
    """
    finish, path, found = {}, {}, {}
    for task in sorted(rows.values(), key=lambda task: task.rank):
        latest = max(needs.get(task.pk, ()), key=lambda needed: finish[needed], default=None)
        begins = max(day - 1, finish.get(latest, day - 1))
        finish[task.pk] = begins + remaining_days(task)
        path[task.pk] = [*path.get(latest, ()), task.pk]
        if finish[task.pk] > task.due_offset >= day:
            found[task.pk] = (finish[task.pk], path[task.pk])
    return found
