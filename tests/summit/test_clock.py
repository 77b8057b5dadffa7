"""The clock of the domain and the demonstration's shift."""

import datetime as dt
from types import SimpleNamespace

import pytest
import time_machine
from django.db import IntegrityError, transaction

from summit import clock
from summit.clock import ClockShift, NotADemo

MOMENT = dt.datetime(2025, 12, 22, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch):
    monkeypatch.setitem(clock._seen, "at", None)
    monkeypatch.setitem(clock._seen, "ready", True)  # the table is there


def test_now_is_the_real_time_outside_a_demo(django_assert_num_queries, db):
    ClockShift.objects.create(offset=dt.timedelta(days=3))
    with time_machine.travel(MOMENT, tick=False), django_assert_num_queries(0):
        assert clock.now() == MOMENT == clock.real_now()


def test_the_clock_moves_in_a_demo_and_real_time_does_not(settings, db):
    settings.DEMO = True
    with time_machine.travel(dt.datetime(2030, 1, 1, tzinfo=dt.UTC), tick=False):
        clock.set_demo_clock(MOMENT)
        assert clock.now() == MOMENT
        assert clock.real_now() == dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
        clock.set_demo_clock(None)
        assert clock.now() == clock.real_now()
    assert ClockShift.objects.count() == 1


def test_the_shift_is_read_once_in_two_seconds(settings, db, django_assert_num_queries):
    settings.DEMO = True
    with django_assert_num_queries(1):
        clock.now()
        clock.now()


def test_a_database_without_the_table_has_no_shift(settings, db, monkeypatch):
    """Checks and the first migration run before there are tables."""
    settings.DEMO = True
    monkeypatch.setitem(clock._seen, "ready", False)
    monkeypatch.setattr(ClockShift._meta, "db_table", "not_there_yet")
    with time_machine.travel(MOMENT, tick=False):
        assert clock.now() == MOMENT


def test_the_clock_cannot_be_moved_outside_a_demo(settings, db):
    settings.DEMO = False
    with pytest.raises(NotADemo):
        clock.set_demo_clock(MOMENT)


def test_there_is_one_shift(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        ClockShift.objects.create(pk=2)


@pytest.mark.parametrize(
    ("zone", "day"), [("Africa/Bamako", 22), ("Pacific/Auckland", 23), ("America/Los_Angeles", 22)]
)
def test_today_is_the_summits_day(zone, day):
    with time_machine.travel(dt.datetime(2025, 12, 22, 18, tzinfo=dt.UTC), tick=False):
        assert clock.today(SimpleNamespace(zone=zone)) == dt.date(2025, 12, day)
