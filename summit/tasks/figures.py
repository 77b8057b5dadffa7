"""What stands at the head of the plan's pages: how many are done and late, and what holds up others."""

import datetime as dt

from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject
from django.utils.dateparse import parse_datetime

from summit.tasks import urgency
from summit.tasks.around import BlockingPoint, Dependency
from summit.tasks.plan import Task

OPEN = Q(state__in=Task.OPEN)


def figures(tasks, *, today, summit):
    """Counts of ``tasks`` and their oldest blocking point, in one query that looks for the point once.

    Keys: ``total``, one for each state, ``late``, ``urgent`` (how many have each place in the order of
    urgency), and of the oldest point ``title`` (of the task that it blocks), ``holds`` (open tasks that
    wait directly for that one) and ``days``, whole days since then.
    """
    rows, passed = tasks.order_by(), Q(due_offset__lt=summit.day_number(today))
    # By a value of the state: by the column, SQLite would look up each row in the order of an index of states.
    grouped = rows.annotate(stands=Coalesce("state", Value(""))).values("stands")
    counted = grouped.annotate(
        number=Count("pk"), late=Count("pk", filter=passed), point=Subquery(oldest_point(rows))
    )
    found = {group["stands"]: group for group in counted}
    number, late = (
        {state: found[state][name] if state in found else 0 for state in Task.State.values}
        for name in ("number", "late")
    )
    point = next((group["point"] for group in found.values()), None)
    return {
        "total": sum(number.values()),
        "late": sum(late[state] for state in Task.OPEN),
        **number,
        "urgent": urgent(number, late),
        **told(point, today=today, summit=summit),
    }


def urgent(number, late):
    """How many tasks have each place in the order of urgency."""
    behind = {state: late[state] for state in urgency.MOVING}
    in_time = {state: number[state] - behind.get(state, 0) for state in number}
    return in_time | {"late": sum(behind.values())}


def oldest_point(rows):
    """What blocks one of ``rows`` for longest, as one JSON value: a column each would look for it each time."""
    waiting = Dependency.objects.filter(needs=OuterRef("task"), task__state__in=Task.OPEN).order_by()
    blocked = rows.filter(state=Task.State.BLOCKED).values("pk")
    points = BlockingPoint.objects.filter(lifted_at__isnull=True, task__in=blocked)
    holds = Subquery(waiting.values("needs").annotate(many=Count("pk")).values("many"))
    point = JSONObject(title="task__title", since="since", holds=holds)
    return points.order_by("since", "pk").values(told=point)[:1]


def told(point, *, today, summit):
    """The JSON of ``oldest_point`` as the page says it."""
    if point is None:
        return {"title": None, "holds": 0, "days": 0}
    since = parse_datetime(point["since"])
    since = since if since.tzinfo else since.replace(tzinfo=dt.UTC)  # SQLite keeps UTC without saying so
    title = Task._meta.get_field("title").to_python(point["title"])
    days = (today - since.astimezone(summit.tz).date()).days
    return {"title": title, "holds": point["holds"] or 0, "days": max(0, days)}


def blocked_since(tasks):
    """``{task pk: open blocking point}`` of the tasks given; one query."""
    points = BlockingPoint.objects.filter(lifted_at__isnull=True, task__in=[task.pk for task in tasks])
    return {point.task_id: point for point in points.select_related("must_act")}
