"""Duties by one process at a time, and jobs that outlive their worker."""

import datetime as dt
import uuid

import pytest
from django.db import OperationalError
from django_tasks_db.models import DBTaskResult

from summit import clock, jobs
from summit.jobs import duties, leases
from summit.jobs.models import Heartbeat, PeriodicRun
from tests.racing import race

START = dt.datetime(2025, 12, 1, 8, tzinfo=dt.UTC)


@pytest.fixture
def runs(monkeypatch):
    """A duty every minute; the list says how often it ran."""
    monkeypatch.setattr(duties, "DUTIES", {})
    made = []
    jobs.periodic(seconds=60, name="count", lease_seconds=300)(lambda: made.append(clock.real_now()))
    return made


@pytest.fixture
def travel(time_machine):
    time_machine.move_to(START, tick=False)
    return time_machine


class TestDuties:
    def test_a_duty_runs_when_it_is_due(self, db, runs, travel):
        assert jobs.run_due() == {"count": "done"}
        travel.shift(59)
        assert jobs.run_due() == {}
        travel.shift(1)
        assert jobs.run_due() == {"count": "done"}
        assert len(runs) == 2
        row = PeriodicRun.objects.get()
        assert (row.leased_until, row.last_finished) == (None, START + dt.timedelta(seconds=60))

    def test_what_another_process_holds_is_left_alone_until_its_lease_ends(self, db, runs, travel):
        jobs.run_due()
        travel.shift(100)
        assert duties._claim(duties.DUTIES["count"])  # and then it dies
        travel.shift(299)
        assert jobs.run_due() == {}
        travel.shift(1)
        assert jobs.run_due() == {"count": "done"}

    def test_one_process_that_was_too_slow_does_not_free_the_others_lease(self, db, runs, travel):
        duty = duties.DUTIES["count"]
        duties._make_rows()
        slow = duties._claim(duty)
        travel.shift(400)
        assert duties._claim(duty)
        duties._run(duty, slow)
        assert PeriodicRun.objects.get().leased_until is not None

    @pytest.mark.logs_errors
    def test_a_duty_that_fails_is_told_and_does_not_stop_the_others(self, db, runs, travel, monkeypatch):
        def broken():
            raise ZeroDivisionError

        monkeypatch.setitem(duties.DUTIES, "broken", duties.Duty("broken", 60, broken, 300))
        assert jobs.run_due() == {"count": "done", "broken": "failed"}
        travel.shift(60)
        jobs.run_due()
        assert PeriodicRun.objects.get(name="broken").failures == 2

    def test_two_duties_of_one_name_are_a_mistake(self, runs):
        with pytest.raises(ValueError, match="count"):
            jobs.periodic(seconds=1, name="count")(print)

    @pytest.mark.django_db(transaction=True)
    def test_of_eight_ticks_at_once_one_runs_the_duty(self, runs):
        assert race(*[jobs.run_due] * 8, refusals=()) == ["done"] * 8
        assert len(runs) == 1


def make_job(*, started, workers=("dead",), status="RUNNING"):
    return DBTaskResult.objects.create(
        status=status,
        started_at=started,
        worker_ids=list(workers),
        task_path="tests.none",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        run_after=START,
        exception_class_path="",
        traceback="",
    )


LONG_AGO = START - dt.timedelta(seconds=leases.LEASE_SECONDS + 1)


class TestLeases:
    def test_a_job_of_a_killed_worker_is_given_back_once(self, db, travel):
        job = make_job(started=LONG_AGO)
        assert jobs.requeue_expired() == {"requeued": 1, "abandoned": 0}
        assert jobs.requeue_expired() == {"requeued": 0, "abandoned": 0}
        job.refresh_from_db()
        assert (job.status, job.started_at, job.worker_ids) == ("READY", None, ["dead"])
        assert DBTaskResult.objects.ready().get() == job

    @pytest.mark.parametrize(
        "fields",
        [
            {"started": START},
            {"started": LONG_AGO, "status": "SUCCESSFUL"},
            {"started": LONG_AGO, "status": "FAILED"},
            {"started": None, "status": "READY"},
        ],
    )
    def test_other_jobs_are_left_alone(self, db, travel, fields):
        job = make_job(**fields)
        assert jobs.requeue_expired() == {"requeued": 0, "abandoned": 0}
        assert DBTaskResult.objects.get(pk=job.pk).status == fields.get("status", "RUNNING")

    def test_a_long_job_that_shows_life_is_left_alone(self, db, travel):
        job = make_job(started=LONG_AGO)
        jobs.heartbeat(job.pk)
        jobs.heartbeat(str(job.pk))
        assert jobs.requeue_expired() == {"requeued": 0, "abandoned": 0}
        travel.shift(leases.LEASE_SECONDS + 1)
        assert jobs.requeue_expired() == {"requeued": 1, "abandoned": 0}
        assert not Heartbeat.objects.exists()

    def test_a_job_that_kills_every_worker_is_given_up(self, db, travel):
        job = make_job(started=LONG_AGO, workers=[str(uuid.uuid4()) for _ in range(leases.MOST_ATTEMPTS)])
        assert jobs.requeue_expired() == {"requeued": 0, "abandoned": 1}
        job.refresh_from_db()
        assert (job.status, job.exception_class_path) == ("FAILED", leases.ABANDONED)
        assert job.finished_at == START

    @pytest.mark.django_db(transaction=True)
    def test_of_many_ticks_one_gives_the_job_back(self):
        make_job(started=clock.real_now() - dt.timedelta(hours=1))
        counts = []
        race(*[lambda: counts.append(jobs.requeue_expired()["requeued"])] * 8, refusals=(OperationalError,))
        assert sum(counts) == 1
