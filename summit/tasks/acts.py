"""What the steps of a task do beside changing its state."""

from django.apps import apps

from summit import clock
from summit.impact import affected_by


def submitted(task, *, by, data):
    return {"submitted_by": by, "progress": 100}


def not_submitted(task, *, by, data):
    return {"submitted_by": None}


def validated(task, *, by, data):
    return {"validated_by": by, "done_at": clock.now(), "progress": 100}


def reopened(task, *, by, data):
    return {"validated_by": None, "submitted_by": None, "done_at": None}


def open_blocking_point(task, *, by, note, data):
    """Write what blocks the task and who must act; one open point per task (database)."""
    apps.get_model("summit.BlockingPoint").objects.create(
        summit_id=task.summit_id,
        task=task,
        what=data["what"],
        must_act=data.get("must_act"),
        must_act_text=data.get("must_act_text", ""),
        since=data.get("since") or clock.now(),
        stated_by=by,
    )


def lift_blocking_point(task, *, by, note, data):
    task.blocking_points.filter(lifted_at__isnull=True).update(lifted_at=clock.now(), lifted_by=by, how=note)


def attach_proof(task, *, by, note, data):
    """Keep the file that was handed in with the submission."""
    if data.get("proof"):
        from summit.tasks import proofs  # noqa: PLC0415 - stands on the models, which stand on this module

        proofs.attach(task, data["proof"], by=by, label=note)


def people(task, *ids):
    user_model = apps.get_model("summit.User")
    return list(user_model.objects.active().filter(pk__in={pk for pk in ids if pk}))


def who_must_know(task):
    """Everybody whom the slices know to be touched by a change of this task."""
    return affected_by(task)


def who_validates(task):
    """The commission's president and vice-president, who may say that it is done."""
    return people(task, task.commission.president_id, task.commission.vice_president_id)
