"""The check of a long file in the background: begun only where it may be, and never further than its end."""

import uuid

import pytest
from django.urls import reverse
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from summit.event.models import Site
from summit.imports import NotReady, batches
from summit.imports.models import ImportBatch
from tests.summit.imports.making import HEAD, csv_of, opened, site_rows

pytestmark = pytest.mark.django_db
State = ImportBatch.State


@pytest.fixture(autouse=True)
def long_from_one_row_on(monkeypatch):
    monkeypatch.setattr(batches, "CHECKED_AT_ONCE", 0)


def staged(sites, by, rows):
    return batches.open_batch(sites, csv_of(rows), filename="a.csv", by=by, summit=by.summit)


def late_job(batch, lang="ar"):
    batches.check_later.call(batch=batch.public_id, by=batch.created_by.public_id, lang=lang)
    batch.refresh_from_db()
    return batch


@pytest.mark.parametrize("state", [State.APPLYING, State.APPLIED, State.ABANDONED])
def test_what_is_closed_or_being_taken_over_is_not_checked_again(sites, coordinator, client, state):
    batch = opened(sites, site_rows(3), coordinator)
    ImportBatch.objects.filter(pk=batch.pk).update(state=state)
    said = client.post(reverse("import-check", args=[batch.public_id]), follow=True).content.decode()
    batch.refresh_from_db()
    assert batch.state == state
    assert ("This file is being taken over." in said) == (state == State.APPLYING)
    assert ("This import is already closed." in said) == (state != State.APPLYING)


def test_a_file_that_lacks_a_column_is_told_at_once_and_does_not_wait_for_ever(sites, coordinator):
    batch = staged(sites, coordinator, [HEAD[1:], site_rows(1)[1][1:]])
    with translation.override("en"), pytest.raises(NotReady, match="Choose a column for: Code"):
        batches.begin_check(batch, by=coordinator)
    batch.refresh_from_db()
    assert batch.state == State.MATCHING


def test_a_job_for_which_nobody_waits_any_more_does_nothing(sites, coordinator):
    batch = opened(sites, site_rows(3), coordinator)
    Site.objects.create(summit=coordinator.summit, code="S-1", name="Other")
    late_job(batch)
    assert (batch.state, batch.language, batch.counts) == (State.READY, "fr", {"new": 3})
    ImportBatch.objects.filter(pk=batch.pk).update(state=State.CHECKING)
    late_job(batch)
    assert (batch.state, batch.language, batch.counts) == (State.READY, "ar", {"new": 2, "changed": 1})


def test_of_two_checks_of_one_file_one_ends_it(sites, coordinator, monkeypatch):
    batch = staged(sites, coordinator, site_rows(5))
    monkeypatch.setattr(batches, "CHUNK", 2)
    real, seen = batches.store, []

    def beside(rows, *args):
        monkeypatch.setattr(batches, "store", real)
        batches.check(ImportBatch.objects.get(pk=batch.pk), by=coordinator)
        real(rows, *args)

    def look(done, total):
        seen.append((ImportBatch.objects.get(pk=batch.pk).checked, done))

    monkeypatch.setattr(batches, "store", beside)
    batches.check(batch, by=coordinator, progress=look)
    assert seen == [(5, 2)], "the second one stops where the first has ended"
    assert (batch.state, batch.counts) == (State.READY, {"new": 5})


def test_a_check_that_has_stopped_is_told_and_begun_again(sites, coordinator, client):
    batch = staged(sites, coordinator, site_rows(3))
    job = DBTaskResult.objects.create(
        id=uuid.uuid4(), status="FAILED", args_kwargs={}, task_path="x.y",
        backend_name="default", queue_name="default", run_after=batch.created_at, exception_class_path="", traceback="",
    )  # fmt: skip
    ImportBatch.objects.filter(pk=batch.pk).update(state=State.CHECKING, checked=1, job=str(job.pk))
    page = client.get(batch.get_absolute_url()).content.decode()
    assert "The work has stopped. Nothing of this file is written." in page
    assert "?wait=1" not in page
    client.post(reverse("import-check", args=[batch.public_id]))
    batch.refresh_from_db()
    assert (batch.state, batch.counts) == (State.READY, {"new": 3})
    assert batch.job not in {"", str(job.pk)}, "the page looks at the work that goes on now"
