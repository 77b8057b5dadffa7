"""Jobs whose worker was killed go back into the queue; the backend leaves them running for ever."""

import datetime as dt
from typing import Any

from django.apps import apps
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from summit import clock

LEASE_SECONDS = 15 * 60
MOST_ATTEMPTS = 5
ABANDONED = "summit.jobs.Abandoned"


def heartbeat(job: Any) -> None:
    """Say that the job (its task result's id) is alive.

    A job that may take longer than fifteen minutes calls it every minute or so, outside any
    transaction of its own: nobody sees an uncommitted sign of life.
    """
    rows = apps.get_model("summit.Heartbeat").objects
    rows.update_or_create(job=job, defaults={"seen_at": clock.real_now()})


def requeue_expired(lease_seconds: int = LEASE_SECONDS) -> dict[str, int]:
    """Give back jobs that began before the lease and show no sign of life.

    Returns ``{"requeued": n, "abandoned": n}``; a job that five workers did not survive is
    marked failed. The UPDATE asks for the start that we saw, so that of two processes one
    requeues, and a job that another worker took up meanwhile is left alone.
    """
    limit = clock.real_now() - dt.timedelta(seconds=lease_seconds)
    beats = apps.get_model("summit.Heartbeat").objects
    beats.filter(seen_at__lt=limit).delete()
    silent = DBTaskResult.objects.running().filter(started_at__lt=limit).exclude(pk__in=beats.values("job"))
    counts = {"requeued": 0, "abandoned": 0}
    for job in silent.only("pk", "started_at", "worker_ids"):
        spent = len(job.worker_ids) >= MOST_ATTEMPTS
        counts["abandoned" if spent else "requeued"] += silent.filter(
            pk=job.pk, started_at=job.started_at
        ).update(**(_failed() if spent else {"status": TaskResultStatus.READY, "started_at": None}))
    return counts


def _failed():
    return {
        "status": TaskResultStatus.FAILED,
        "finished_at": clock.real_now(),
        "exception_class_path": ABANDONED,
        "traceback": "",
    }
