"""A decision becomes tasks of the plan: created in one go or linked, and readable from both sides."""

from django.db import IntegrityError, transaction

from summit import audit
from summit.meetings.models import DecisionTask
from summit.tasks.forms import next_code
from summit.tasks.models import Task

ATTEMPTS = 5  # to find a free code while others write to the plan


def first_guess(decision) -> list[dict]:
    """One prefilled row for the responsible ministry and for each supporting one."""
    ministries = [decision.ministry, *decision.supporting.order_by("rank", "code")]
    known = Task.objects.of(decision.summit)
    return [
        {
            "make": place == 0,
            "title": decision.text,
            "ministry": ministry,
            "commission": used_most(known.filter(ministry=ministry), "commission"),
            "axis": used_most(known.filter(ministry=ministry), "axis"),
            "due_on": decision.due_on,
        }
        for place, ministry in enumerate(ministries)
    ]


def used_most(tasks, name):
    """The commission or axis of the ministry's newest task: mostly the right one, and easily changed."""
    task = tasks.select_related(name).order_by("-pk").first()
    return getattr(task, name) if task else None


@transaction.atomic
def make(decision, rows, *, today, by) -> list[Task]:
    """Create one task for each of ``rows`` (cleaned data of ``NewTaskForm``), linked to the decision."""
    tasks = [create(decision, row, today=today, by=by) for row in rows]
    link(decision, tasks, by=by)
    return tasks


def create(decision, row, *, today, by) -> Task:
    summit, due = decision.summit, decision.summit.day_number(row["due_on"])
    task = Task(
        summit=summit,
        title=row["title"],
        commission=row["commission"],
        ministry=row["ministry"],
        axis=row["axis"],
        owner=decision.owner if decision.owner_id and decision.ministry_id == row["ministry"].pk else None,
        start_offset=min(summit.day_number(today), due),
        due_offset=due,
    )
    save_with_code(task)
    audit.record(
        task, "create", by=by, changes={"code": [None, task.code], "decision": [None, decision.code]}
    )
    return task


def save_with_code(task) -> None:
    """Give the task the next free code; the unique key decides between two who ask at once."""
    for attempt in range(ATTEMPTS):
        task.code = next_code(task.summit)
        try:
            with transaction.atomic():
                task.save()
        except IntegrityError:
            if attempt == ATTEMPTS - 1:
                raise
        else:
            return


@transaction.atomic
def link(decision, tasks, *, by) -> int:
    """Tie tasks to the decision, noted on both sides; those already tied stay. Returns how many are new."""
    tied = set(decision.task_links.values_list("task_id", flat=True))
    new = [task for task in tasks if task.pk not in tied]
    DecisionTask.objects.bulk_create(
        [DecisionTask(summit_id=decision.summit_id, decision=decision, task=task) for task in new],
        ignore_conflicts=True,
    )
    for task in new:
        audit.record(decision, "link", by=by, changes={"tasks": [None, task.code]})
        audit.record(task, "link", by=by, changes={"decision": [None, decision.code]})
    return len(new)


@transaction.atomic
def unlink(decision, task, *, by) -> None:
    """Untie a task, noted on both sides."""
    deleted, _rows = decision.task_links.filter(task=task).delete()
    if deleted:
        audit.record(decision, "unlink", by=by, changes={"tasks": [task.code, None]})
        audit.record(task, "unlink", by=by, changes={"decision": [decision.code, None]})
