"""What stands at the head of the plan's pages: how many are done and late, and what holds up others."""

from django.db.models import Count, Q, Subquery, Value

from summit.tasks.around import BlockingPoint, Dependency
from summit.tasks.plan import Task

OPEN = Q(state__in=Task.OPEN)


def figures(tasks, *, today, summit):
    """Counts of ``tasks`` and their oldest blocking point, in one query.

    Keys: ``total``, one for each state, ``late``, ``unowned``, and of the oldest point ``title``, ``code``,
    ``since``, ``holds`` (open tasks that wait directly for the blocked one); ``days`` whole days since then.
    """
    rows = tasks.order_by()
    points = BlockingPoint.objects.filter(lifted_at__isnull=True, task__in=rows.values("pk")).order_by(
        "since", "pk"
    )
    waiting = Dependency.objects.filter(needs=Subquery(points.values("task")[:1]), task__state__in=Task.OPEN)
    counted = (
        rows.annotate(one=Value(1))
        .values("one")
        .annotate(
            total=Count("pk"),
            **{state: Count("pk", filter=Q(state=state)) for state in Task.State.values},
            late=Count("pk", filter=OPEN & Q(due_offset__lt=summit.day_number(today))),
            unowned=Count("pk", filter=OPEN & Q(owner__isnull=True)),
            title=Subquery(points.values("task__title")[:1]),
            code=Subquery(points.values("task__code")[:1]),
            since=Subquery(points.values("since")[:1]),
            holds=Subquery(waiting.order_by().values("needs").annotate(many=Count("pk")).values("many")[:1]),
        )
    )
    found = next(iter(counted), None)  # first() would order by the constant
    if found is None:
        return {"total": 0} | dict.fromkeys(Task.State.values, 0)
    days = max(0, (today - found["since"].astimezone(summit.tz).date()).days) if found["since"] else 0
    return found | {"days": days, "holds": found["holds"] or 0}


def blocked_since(tasks):
    """``{task pk: open blocking point}`` of the tasks given; one query."""
    points = BlockingPoint.objects.filter(lifted_at__isnull=True, task__in=[task.pk for task in tasks])
    return {point.task_id: point for point in points.select_related("must_act")}
