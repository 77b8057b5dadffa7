"""What stands at the head of the plan: counts, and the oldest blocking point with what waits for it."""

import datetime as dt

import pytest

from summit.tasks import depending
from summit.tasks.figures import figures
from summit.tasks.models import Task
from tests import factories

pytestmark = pytest.mark.usefixtures("clock_at_j_7", "in_english")

TODAY = dt.date(2025, 12, 15)
STATES = ("todo", "doing", "blocked", "review", "done", "dropped")


def on(day, hour=12):
    return dt.datetime(2025, 12, day, hour, tzinfo=dt.UTC)


def told(summit, tasks=None):
    return figures(Task.objects.all() if tasks is None else tasks, today=TODAY, summit=summit)


def test_tasks_are_counted_by_state_and_the_late_ones_again(summit, head):
    factories.make_tasks(2, summit=summit, due_offset=-8)
    factories.make_task(summit=summit, due_offset=-7)  # due today
    factories.make_task(summit=summit, due_offset=-9, state="done", progress=100, validated_by=head)
    found = told(summit)
    assert [found[state] for state in STATES] == [3, 0, 0, 0, 1, 0]
    assert (found["total"], found["late"], found["title"]) == (4, 2, None)
    assert found["urgent"] == dict.fromkeys(STATES, 0) | {"late": 2, "todo": 1, "done": 1}


def test_the_oldest_point_is_told_with_the_open_tasks_that_wait_for_it(summit, transport, focal, head):
    tasks = factories.make_tasks(5, ministry=transport)
    for day, task in ((12, tasks[0]), (11, tasks[1])):
        factories.make_block(task, by=focal, since=on(day))
    for waiting in tasks[2:]:
        depending.depend(waiting, tasks[1], by=focal)
    Task.objects.filter(pk=tasks[4].pk).update(state="dropped")
    found = told(summit)
    assert (found["title"], found["days"], found["holds"]) == (tasks[1].title, 4, 2)
    tasks[1].refresh_from_db()
    tasks[1].workflow.run(tasks[1], "unblock", by=head, note="Crane came")
    found = told(summit)
    assert (found["title"], found["days"], found["holds"]) == (tasks[0].title, 3, 0)


def test_only_the_tasks_given_count(summit, focal):
    ours, theirs = factories.make_tasks(2, summit=summit)
    factories.make_block(theirs, by=focal, since=on(11))
    found = told(summit, Task.objects.filter(pk=ours.pk))
    assert (found["total"], found["blocked"], found["title"]) == (1, 0, None)


def test_days_are_those_of_the_summit_s_zone(summit, focal):
    """At 22:00 in UTC it is the next day in Kolkata."""
    summit.zone = "Asia/Kolkata"
    factories.make_block(factories.make_task(summit=summit), by=focal, since=on(11, hour=22))
    assert told(summit)["days"] == 3


def test_an_empty_plan_has_figures_too(summit):
    counts = dict.fromkeys(("total", "late", *STATES), 0)
    urgent = dict.fromkeys(("late", *STATES), 0)
    assert told(summit) == counts | {"urgent": urgent, "title": None, "holds": 0, "days": 0}


def test_one_query_whatever_the_plan(summit, focal, django_assert_num_queries):
    for amount in (1, 30):
        for task in factories.make_tasks(amount, summit=summit):
            factories.make_block(task, by=focal)
        with django_assert_num_queries(1):
            told(summit)
