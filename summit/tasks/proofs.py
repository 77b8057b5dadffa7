"""Files that prove the work: kept private to those who see the task."""

from summit import files
from summit.tasks.around import Evidence
from summit.tasks.plan import Task

KIND = "evidence"


def attach(task, accepted, *, by, label=""):
    """Store a checked upload and tie it to the task, in the caller's transaction."""
    stored = files.store(accepted, kind=KIND, summit=task.summit, by=by)
    return Evidence.attach(task, stored, by=by, label=label)


def open_to(file, user):
    """Who sees one of the tasks that a file proves may read it."""
    tasks = Evidence.objects.filter(file=file).values("task")
    return Task.objects.visible_to(user).filter(pk__in=tasks).exists()


files.register(KIND, open_to)
