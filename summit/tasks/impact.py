"""What a move of the summit leaves behind in the plan, and whom a task touches."""

from django.utils.translation import gettext as _

from summit import writing
from summit.accounts.models import User
from summit.impact import Broken, affected, breaks
from summit.tasks.models import RoadClosure, Task, WelcomePoint


@breaks("summit.starts_on")
def fixed_tasks(change):
    """Open tasks with fixed dates: the plan moves without them."""
    fixed = (
        Task.objects.of(change.row)
        .open()
        .filter(date_fixed=True)
        .for_list()
        .order_by("due_offset", "sort_key")
    )
    for task in fixed:
        message = _("%(title)s keeps its date, %(date)s.") % {
            "title": task.title,
            "date": writing.short_day(task.due_on),
        }
        yield Broken(
            subject=task.code, message=message, owner=str(task.ministry), url=task.get_absolute_url()
        )


@breaks("summit.starts_on")
def streets(change):
    """Closures and welcome points stand at hours of the clock and have to be moved by hand."""
    for model in (RoadClosure, WelcomePoint):
        for row in model.objects.of(change.row).standing().for_list():
            message = _("stays on %(date)s.") % {"date": writing.short_time(row.starts_at, change.row)}
            yield Broken(
                subject=row.code, message=message, owner=str(row.authority), url=row.get_absolute_url()
            )


@affected("task")
def people_of_task(task):
    """Owner, who handed it in, the commission's president, and the owners of tasks that wait for it."""
    waiting = task.dependents.filter(task__owner__isnull=False).values_list("task__owner", flat=True)
    known = {task.owner_id, task.submitted_by_id, task.commission.president_id, *waiting} - {None}
    return User.objects.active().filter(pk__in=known)
