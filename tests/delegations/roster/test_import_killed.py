"""A process that is killed in the middle of writing leaves nothing: the transaction is the only door."""

import datetime as dt
import os
import signal
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from delegations.roster.models import Document, Membership, Person
from summit import clock, jobs
from summit.audit.models import Entry
from summit.imports import taking
from summit.imports.models import ImportBatch
from summit.jobs.leases import LEASE_SECONDS
from tests import factories
from tests.delegations import making
from tests.delegations.roster.importing import HEAD, batch_of, person_row, rows_of
from tests.summit.imports.making import csv_of

# Writes the people, then says so and waits for its end before the memberships are written.
STOPPED = """
import sys, time
import django
django.setup()
from delegations.roster.models import Membership
from summit.imports.bulk import Load

send = Load.send

def stopped(self):
    if self.table.model is Membership:
        print("people are written", flush=True)
        time.sleep(60)
    send(self)

Load.send = stopped
"""
COMMAND = """
from django.core.management import call_command
call_command("import_people", sys.argv[1], "--json", skip_checks=True)
"""
WORKER = """
from django.core.management import call_command
call_command("db_worker", "--batch", "--no-startup-delay", "--worker-id", "killed", verbosity=0, skip_checks=True)
"""
PEOPLE = 60
LONGER = dt.timedelta(seconds=LEASE_SECONDS + 1)
BACKGROUND = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def address():
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    server = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(server._replace(path=f"/{settings['NAME']}"))


def killed_in_the_middle(script, *arguments):
    """Run ``script`` in a process of its own and kill it while its transaction is open."""
    environment = os.environ | {
        "DATABASE_URL": address(),
        "DJANGO_SETTINGS_MODULE": "summit.settings",
        "PYTHONPATH": os.pathsep.join(part for part in sys.path if part),
    }
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", STOPPED + script, *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout.readline() == "people are written\n"
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()


def written():
    return [model.objects.count() for model in (Person, Membership, Document)]


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_nothing_is_written(tmp_path):
    making.make_delegation("BFA", country="BF")
    entries = Entry.objects.count()
    path = tmp_path / "liste.csv"
    path.write_bytes(csv_of([HEAD, *(person_row(n) for n in range(PEOPLE))]))
    killed_in_the_middle(COMMAND, str(path))
    assert written() == [0, 0, 0]
    assert Entry.objects.count() == entries


def work(name):
    """What a worker does that finds the queue as it is."""
    Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    ).run()


@pytest.mark.django_db(transaction=True)
def test_another_worker_finishes_after_the_lease_of_one_that_was_killed(settings, monkeypatch, client):
    settings.TASKS = BACKGROUND
    monkeypatch.setattr(taking, "APPLIED_AT_ONCE", 0)
    foreign = factories.make_ministry("foreign", summit=factories.make_summit("TEST"))
    protocol = factories.make_person("protocol", "officer", "protocol", ministry=foreign)
    making.make_delegation("BFA", summit=protocol.summit, country="BF")
    batch = batch_of(rows_of(*(person_row(n) for n in range(PEOPLE))), protocol)
    entries = Entry.objects.count()
    assert taking.begin(batch, by=protocol) is None

    killed_in_the_middle(WORKER)
    batch.refresh_from_db()
    assert (batch.state, written(), Entry.objects.count()) == ("applying", [0, 0, 0], entries)
    job = DBTaskResult.objects.get()
    assert (job.status, job.worker_ids) == ("RUNNING", ["killed"])
    client.force_login(protocol)
    assert f"{PEOPLE} rows are being taken over" in client.get(batch.get_absolute_url()).text

    work("early")
    assert jobs.requeue_expired() == {"requeued": 0, "abandoned": 0}
    assert written() == [0, 0, 0], "its lease still runs"
    DBTaskResult.objects.update(started_at=clock.real_now() - LONGER)
    assert jobs.requeue_expired() == {"requeued": 1, "abandoned": 0}
    work("next")
    batch.refresh_from_db()
    job.refresh_from_db()
    assert (batch.state, batch.counts, written()) == ("applied", {"applied": PEOPLE}, [PEOPLE] * 3)
    assert (job.status, job.worker_ids) == ("SUCCESSFUL", ["killed", "next"])
    assert Entry.objects.filter(verb="apply").count() == 1
    assert ImportBatch.objects.get().data_rows.filter(is_applied=True).count() == PEOPLE
