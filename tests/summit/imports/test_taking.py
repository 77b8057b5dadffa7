"""A long file is taken over in the background: the page tells the truth, and the rows go in once or not at all."""

import re
import threading
import uuid

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from summit.audit.models import Entry
from summit.event.models import Site
from summit.imports import NotReady, applying, batches, taking
from summit.imports.models import ImportBatch, ImportRow
from tests import factories, racing
from tests.summit.imports.making import opened, site_rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def long_from_one_row_on(monkeypatch):
    monkeypatch.setattr(taking, "APPLIED_AT_ONCE", 0)


@pytest.fixture
def batch(sites, coordinator):
    return opened(sites, site_rows(3), coordinator)


@pytest.fixture
def waiting(batch, monkeypatch):
    """A batch whose job nobody has taken up yet."""
    with monkeypatch.context() as nobody:
        nobody.setattr(taking, "_enqueue", lambda batch, by: None)
        assert taking.begin(batch, by=batch.created_by) is None
    return batch


def work(batch):
    """What the worker does."""
    taking.apply_later.call(batch=batch.public_id, by=batch.created_by.public_id, lang="en")
    batch.refresh_from_db()
    return batch


def text_of(client, batch, **headers):
    return re.sub(r"\s+", " ", client.get(batch.get_absolute_url(), headers=headers).content.decode())


def test_from_the_button_to_the_result(batch, client):
    response = client.post(reverse("import-apply", args=[batch.public_id]))
    assert (response.status_code, response.url) == (302, batch.get_absolute_url())
    assert "3 rows added, 0 rows changed." in text_of(client, batch)
    assert (ImportBatch.objects.get().state, Site.objects.count()) == ("applied", 3)


def test_the_page_waits_and_can_be_left(waiting, client):
    page = text_of(client, waiting)
    assert "3 rows are being taken over, all of them at once or none." in page
    assert f'hx-get="{waiting.get_absolute_url()}?wait=1"' in page
    assert f'href="{waiting.get_absolute_url()}"' in page, "without script one looks again by hand"
    part = text_of(client, waiting, **{"hx-request": "true"})
    assert part.lstrip().startswith('<div class="panel pad" id="import"')
    assert "Being taken over" in client.get(reverse("import-list")).content.decode()
    work(waiting)
    asked = client.get(waiting.get_absolute_url() + "?wait=1", headers={"hx-request": "true"})
    assert (asked.status_code, asked["HX-Redirect"]) == (204, waiting.get_absolute_url())


def test_nothing_else_is_done_meanwhile(waiting, client, sites, coordinator):
    for act in (
        lambda: batches.check(waiting, by=coordinator),
        lambda: batches.correct(waiting, 2, sites.field("capacity"), "9", by=coordinator),
        lambda: batches.leave_out(waiting, 2, by=coordinator),
        lambda: batches.abandon(waiting, by=coordinator),
        lambda: applying.apply(waiting, by=coordinator),
        lambda: taking.begin(waiting, by=coordinator),
    ):
        with translation.override("en"), pytest.raises(NotReady, match="This file is being taken over"):
            act()
    assert client.get(reverse("import-columns", args=[waiting.public_id])).status_code == 302
    assert work(waiting).counts == {"applied": 3}


def test_a_worker_killed_in_the_middle_writes_nothing_and_the_next_one_writes_once(waiting, monkeypatch):
    real = applying._create

    def killed(instances, model):
        real(instances, model)
        raise KeyboardInterrupt

    with monkeypatch.context() as once:
        once.setattr(applying, "_create", killed)
        with pytest.raises(KeyboardInterrupt):
            work(waiting)
    waiting.refresh_from_db()
    assert (waiting.state, Site.objects.count(), ImportRow.objects.filter(is_applied=True).count()) == (
        "applying", 0, 0,
    )  # fmt: skip
    assert work(waiting).state == "applied"
    assert work(waiting).state == "applied", "a job that comes twice finds nothing to do"
    assert (Site.objects.count(), waiting.failure) == (3, "")


def test_a_failure_is_told_and_nothing_is_lost(waiting, client, monkeypatch):
    def broken(instances, model):
        raise LookupError

    with monkeypatch.context() as once:
        once.setattr(applying, "_create", broken)
        with pytest.raises(LookupError):
            work(waiting)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.counts, Site.objects.count()) == ("ready", {"new": 3}, 0)
    assert "Nothing was written: something went wrong. Try again." in text_of(client, waiting)
    client.post(reverse("import-apply", args=[waiting.public_id]))
    assert "something went wrong" not in text_of(client, waiting)
    assert Site.objects.count() == 3


def test_rows_that_changed_since_the_preview_are_told(waiting, client):
    Site.objects.create(summit=waiting.summit, code="S-1", name="Other")
    work(waiting)
    assert (waiting.state, waiting.counts, Site.objects.count()) == ("ready", {"new": 2, "changed": 1}, 1)
    assert "have changed since this page was made" in text_of(client, waiting)


def test_work_that_has_stopped_is_told_and_begun_again(waiting, client):
    job = DBTaskResult.objects.create(
        id=uuid.uuid4(), status="FAILED", args_kwargs={}, task_path="x.y", backend_name="default", queue_name="default",
        run_after=waiting.created_at, exception_class_path="", traceback="",
    )  # fmt: skip
    ImportBatch.objects.filter(pk=waiting.pk).update(job=str(job.pk))
    page = text_of(client, waiting)
    assert "The work has stopped. Nothing of this file is written." in page
    assert "?wait=1" not in page
    client.post(reverse("import-apply-again", args=[waiting.public_id]))
    assert Site.objects.count() == 3
    again = client.post(reverse("import-apply-again", args=[waiting.public_id]), follow=True)
    assert "This import is already closed." in again.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("of", ["two workers with one job", "two officers"])
def test_of_two_at_once_one_writes(sites, of):
    person = factories.make_person("coordinator", "coordinator", summit=factories.make_summit("TEST"))
    batch = opened(sites, site_rows(3), person.at(person.all_duties.get().summit))
    state = "applying" if of == "two workers with one job" else "ready"
    ImportBatch.objects.filter(pk=batch.pk).update(state=state)

    def act():
        applying.apply(ImportBatch.objects.get(pk=batch.pk), by=batch.created_by, of=state)

    assert racing.race(act, act, refusals=(NotReady,)) == ["NotReady", "done"]
    assert Site.objects.count() == 3
    assert Entry.objects.filter(verb="apply").count() == 1


@pytest.mark.django_db(transaction=True)
def test_others_read_while_rows_are_written_and_see_none_of_them(sites, monkeypatch):
    person = factories.make_person("coordinator", "coordinator", summit=factories.make_summit("TEST"))
    batch = opened(sites, site_rows(3), person.at(person.all_duties.get().summit))
    ImportBatch.objects.filter(pk=batch.pk).update(state="applying")
    seen, real = [], applying._create

    def look():
        seen.append((ImportBatch.objects.get().state, Site.objects.count()))
        connection.close()

    def watched(instances, model):
        real(instances, model)
        other = threading.Thread(target=look)
        other.start()
        other.join()

    monkeypatch.setattr(applying, "_create", watched)
    applying.apply(batch, by=batch.created_by, of="applying")
    assert seen == [("applying", 0)]
    assert (ImportBatch.objects.get().state, Site.objects.count()) == ("applied", 3)
