"""What is unwise in the plan."""

import datetime as dt
import itertools

import pytest

from summit import clock, findings
from summit.tasks import depending
from summit.tasks import findings as plan
from tests import factories

pytestmark = pytest.mark.usefixtures("clock_at_j_7", "in_english")


@pytest.fixture
def today(summit):
    return clock.today(summit)


def subjects(found):
    return [(one.code, one.subject) for one in found]


def test_late(transport, summit, today):
    factories.make_task("T-1", ministry=transport, due_offset=-8)
    factories.make_task("T-2", ministry=transport, due_offset=-7)
    factories.make_task("T-3", ministry=transport, due_offset=-9, state="dropped")
    found = list(plan.late(summit, today))
    assert subjects(found) == [("tasks.late", "T-1")]
    assert "late by 1 day" in str(found[0].message)


def test_blocked_for_more_than_48_hours(transport, summit, today, focal):
    energy = factories.make_organisation("energy", name="Energy")
    for code, hours in (("T-1", 49), ("T-2", 47)):
        task = factories.make_task(code, ministry=transport)
        factories.make_block(task, by=focal, must_act=energy, since=clock.now() - dt.timedelta(hours=hours))
    found = list(plan.blocked(summit, today))
    assert subjects(found) == [("tasks.blocked", "T-1")]
    assert found[0].owner.startswith("Energy")


def test_unowned_within_a_week_of_due(transport, summit, today, focal):
    factories.make_task("T-1", ministry=transport, due_offset=0)
    factories.make_task("T-2", ministry=transport, due_offset=1)
    factories.make_task("T-3", ministry=transport, due_offset=0, owner=focal)
    assert subjects(plan.unowned(summit, today)) == [("tasks.unowned", "T-1")]


def test_due_after_the_summit(transport, summit, today):
    factories.make_task("T-1", ministry=transport, due_offset=2)
    factories.make_task("T-2", ministry=transport, due_offset=1)
    assert subjects(plan.after_the_end(summit, today)) == [("tasks.after_the_end", "T-1")]


def test_chain_that_cannot_make_it_names_its_path(transport, summit, today, focal):
    """J-7: pylons need 5 of 10 days more (end J-3), the flight 3 days after them (end J0) and is due at J-2."""
    pylons = factories.make_task("T-104", ministry=transport, start_offset=-12, due_offset=-3, progress=50)
    flight = factories.make_task("T-107", ministry=transport, start_offset=-4, due_offset=-2)
    depending.depend(flight, pylons, by=focal)
    found = list(plan.cannot_make_it(summit, today))
    assert subjects(found) == [("tasks.cannot_make_it", "T-107")]
    assert "T-104 → T-107" in str(found[0].message)
    assert "2 days too late" in str(found[0].message)


def test_what_is_in_time_is_no_finding(transport, summit, today, focal):
    factories.make_task("T-1", ministry=transport, start_offset=-7, due_offset=-7, owner=focal)
    factories.make_task(
        "T-2", ministry=transport, start_offset=-20, due_offset=-7, state="review", owner=focal
    )
    assert [f for f in findings.all_findings(summit, today=today) if f.code.startswith("tasks.")] == []


def test_three_queries_whatever_the_plan(transport, summit, today, focal, django_assert_num_queries):
    tasks = factories.make_tasks(20, ministry=transport, start_offset=-9, due_offset=-6)
    for task, needed in itertools.pairwise(tasks):
        depending.depend(task, needed, by=focal)
    with django_assert_num_queries(3):
        assert list(plan.cannot_make_it(summit, today))
