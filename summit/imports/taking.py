"""Taking a checked file over: at once where it is short, else in the background.

The state of the batch says which: only who moves it on may write, so that two who press the button,
or two workers that hold the same job, write once. The work itself is one transaction: of a worker
that is killed nothing stays, and the batch waits for the next.
"""

import logging

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from summit.imports import applying, batches
from summit.imports.models import ImportBatch
from summit.imports.refusals import NotReady, Overtaken

State = ImportBatch.State
APPLIED_AT_ONCE = 2000  # rows; about two seconds

logger = logging.getLogger(__name__)


def begin(batch, *, by) -> applying.Outcome | None:
    """Take the rows over, or have it done: then None. Raises ``NotReady`` and ``Overtaken``."""
    if batch.total <= APPLIED_AT_ONCE:
        return applying.apply(batch, by=by)
    with transaction.atomic():
        ready = ImportBatch.objects.filter(pk=batch.pk, state=State.READY)
        if not ready.update(state=State.APPLYING, failure=""):
            raise batches.closed(batch)
        _enqueue(batch, by)
    return None


def begin_again(batch, *, by) -> None:
    """Another job for a batch whose worker seems lost: whichever comes first takes it over."""
    with transaction.atomic():
        if not ImportBatch.objects.select_for_update().filter(pk=batch.pk, state=State.APPLYING).exists():
            raise batches.closed(batch)
        _enqueue(batch, by)


def _enqueue(batch, by):
    job = apply_later.enqueue(batch=batch.public_id, by=by.public_id, lang=get_language() or "fr")
    ImportBatch.objects.filter(pk=batch.pk).update(job=str(job.id))


def has_stopped(batch) -> bool:
    """Whether the work in the background has ended without an end: nobody checks the rows or takes them over now."""
    return bool(batch.job) and DBTaskResult.objects.failed().filter(pk=batch.job).exists()


@task()
def apply_later(batch: str, by: str, lang: str) -> None:
    """The background's half of ``begin``; safe to run twice, silent where the batch is closed."""
    found = ImportBatch.objects.select_related("summit").get(public_id=batch)
    user = get_user_model().objects.get(public_id=by).at(found.summit)
    with override(lang):
        try:
            applying.apply(found, by=user, of=State.APPLYING)
        except Overtaken:  # said on the batch already, which was checked again
            logger.info("import %s was overtaken", batch)
        except NotReady as reason:
            applying.give_back(found, str(reason))
            logger.info("import %s was not taken over", batch)
        except Exception:
            applying.give_back(found, _("Nothing was written: something went wrong. Try again."))
            raise
