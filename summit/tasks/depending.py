"""Which task needs which: added and removed one way, never in a circle."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from summit import audit, ordering
from summit.tasks.around import Dependency
from summit.tasks.plan import Task


class CycleFound(Exception):
    """The dependency would close a circle; ``path`` holds the tasks along it, the first again at its end."""

    def __init__(self, path):
        super().__init__(" → ".join(task.code for task in path))
        self.path = path


class AlreadyThere(Exception):
    """The dependency was there before, or somebody added it at the same moment."""


def depend(task, needs, *, by):
    """Let ``task`` need ``needs``; returns the new dependency.

    Raises ``CycleFound`` or ``AlreadyThere``, and then nothing is written. Rights are asked by the caller.
    """
    if task.pk == needs.pk:
        raise CycleFound([task, task])
    try:
        with transaction.atomic():
            row = ordering.connect(Dependency, task, needs, summit_id=task.summit_id)
            audit.record(task, "depend", by=by, changes={"needs": [None, needs.code]})
    except ordering.Cycle as cycle:
        raise CycleFound(tasks_along(cycle.path)) from None
    except IntegrityError:
        raise AlreadyThere from None
    return row


def undepend(dependency, *, by):
    """Take a dependency away; ranks stay, a gap between them costs nothing."""
    with transaction.atomic():
        gone, _rows = Dependency.objects.filter(pk=dependency.pk).delete()
        if gone:
            audit.record(dependency.task, "undepend", by=by, changes={"needs": [dependency.needs.code, None]})


def replace_needs(wanted, *, by):
    """Give several tasks exactly the needs named: ``{task: set of needed tasks}``; for imports.

    Old dependencies go first, so that a plan may be turned round in one file. Raises ``CycleFound``;
    the caller's transaction then has to be rolled back.
    """
    stored = {}
    for row in Dependency.objects.filter(task__in=wanted).select_related("needs"):
        stored.setdefault(row.task_id, {})[row.needs_id] = row
    gone, fresh, changed = [], [], {}
    for task, needs in wanted.items():
        was, now = stored.get(task.pk, {}), {need.pk: need for need in needs}
        gone += [row.pk for pk, row in was.items() if pk not in now]
        fresh += [(task, need) for pk, need in now.items() if pk not in was]
        if was.keys() != now.keys():
            changed[task] = [codes(row.needs for row in was.values()), codes(needs)]
    Dependency.objects.filter(pk__in=gone).delete()
    try:
        ordering.connect_many(Dependency, fresh, summit_id=next(iter(wanted)).summit_id if wanted else None)
    except ordering.Cycle as cycle:
        raise CycleFound(tasks_along(cycle.path)) from None
    for task, pair in changed.items():
        audit.record(task, "depend", by=by, changes={"needs": pair})


def codes(tasks):
    return sorted(task.code for task in tasks)


def tasks_along(path):
    rows = Task.objects.in_bulk(path)
    return [rows[pk] for pk in path]


def worded_path(path, reader):
    """The circle as a chain of codes; tasks that ``reader`` may not see stay unnamed."""
    known = set(
        Task.objects.visible_to(reader).filter(pk__in={task.pk for task in path}).values_list("pk", flat=True)
    )
    return " → ".join(task.code if task.pk in known else "…" for task in path)


def refusal(error, reader):
    """The sentence that a person reads when a dependency was not added."""
    if isinstance(error, CycleFound):
        return _("These tasks would wait for each other in a circle: %(path)s.") % {
            "path": worded_path(error.path, reader)
        }
    return _("This dependency is already there.")
