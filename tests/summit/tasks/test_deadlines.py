"""The deadline engine: who is told when, once, and what climbs to whom."""

import datetime as dt

import pytest
from django.utils import translation

from summit import audit, clock
from summit.notices.models import Notice
from summit.tasks import deadlines
from summit.tasks.models import BlockingPoint, Handover, Task
from tests import factories
from tests.racing import race

pytestmark = pytest.mark.usefixtures("clock_at_j_7", "in_english")


@pytest.fixture
def president(summit):
    return factories.make_person(
        "president", "reader", "plan", ministry=factories.make_ministry(summit=summit)
    )


@pytest.fixture
def commission(summit, president):
    return factories.make_commission(summit=summit, president=president)


def task_due(days, owner, commission, **fields):
    """A task of the owner's ministry due so many days from today."""
    fields = {"due_offset": days - 7, "start_offset": -60} | fields
    return factories.make_task(ministry=owner.ministry, owner=owner, commission=commission, **fields)


def told():
    """``[(person, stage)]`` of what was written, oldest first."""
    return [(notice.user.username, notice.key.split(":")[2]) for notice in Notice.objects.order_by("pk")]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (8, []),
        (7, [("focal", "before-7")]),
        (5, [("focal", "before-7")]),
        (3, [("focal", "before-3")]),
        (2, [("focal", "before-3")]),
        (1, [("focal", "before-1")]),
        (0, [("focal", "before-0")]),
        (-1, [("focal", "president"), ("president", "president")]),
        (-2, [("focal", "president"), ("president", "president")]),
        (
            -3,
            [
                ("focal", "president"),
                ("president", "president"),
                ("coordinator", "committee"),
                ("secretary", "committee"),
            ],
        ),
    ],
)
def test_the_owner_is_reminded_then_president_and_committee_are_told(
    days, expected, summit, focal, commission, coordinator, secretary, authority
):
    task_due(days, focal, commission)
    assert deadlines.run(summit) == len(expected)
    assert sorted(told()) == sorted(expected)


def test_run_twice_tells_once(summit, focal, commission, coordinator):
    task_due(-4, focal, commission)
    assert [deadlines.run(summit), deadlines.run(summit)] == [3, 0]


def test_each_day_that_is_reached_is_told_once(summit, focal, commission, clock_at_j_7):
    task_due(7, focal, commission)
    told_by_day = []
    for _day in range(9):
        told_by_day.append(deadlines.run(summit) + deadlines.run(summit))
        clock_at_j_7.shift(dt.timedelta(days=1))
    assert told_by_day == [1, 0, 0, 0, 1, 0, 1, 1, 2]


def test_after_a_power_cut_only_the_nearest_reminder_is_sent(summit, focal, commission, clock_at_j_7):
    task_due(7, focal, commission)
    clock_at_j_7.shift(dt.timedelta(days=6))
    deadlines.run(summit)
    assert told() == [("focal", "before-1")]


def test_a_day_that_moves_is_told_anew(summit, focal, commission):
    task = task_due(1, focal, commission)
    deadlines.run(summit)
    Task.objects.filter(pk=task.pk).update(due_offset=-4)
    assert [deadlines.run(summit), deadlines.run(summit)] == [1, 0]
    assert told() == [("focal", "before-1"), ("focal", "before-3")]


def test_a_summit_that_moves_moves_the_reminders(summit, focal, commission, coordinator):
    """The task keeps its offset and gets another day; a fixed day keeps its reminder."""
    moving = task_due(1, focal, commission)
    fixed = task_due(1, focal, commission, date_fixed=True)
    assert deadlines.run(summit) == 2
    summit.move(summit.starts_on + dt.timedelta(days=2), by=coordinator, note="Storm")
    assert [deadlines.run(summit), deadlines.run(summit)] == [1, 0]
    last = Notice.objects.order_by("pk").last()
    assert (last.key.split(":")[1], last.key.split(":")[2]) == (moving.public_id, "before-3")
    assert Notice.objects.filter(key__contains=fixed.public_id).count() == 1


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_what_is_closed_is_silent(state, summit, focal, head, commission, coordinator):
    for days in (7, 0, -9):
        task_due(days, focal, commission, state=state, validated_by=head)
    assert deadlines.run(summit) == 0


def test_who_is_gone_is_not_told(summit, focal, commission, president):
    task_due(-1, focal, commission)
    type(president).objects.filter(pk=president.pk).update(is_active=False)
    deadlines.run(summit)
    assert told() == [("focal", "president")]


def test_a_task_without_owner_or_president_reaches_the_committee(summit, transport, coordinator):
    factories.make_task(ministry=transport, due_offset=-12, start_offset=-20)
    deadlines.run(summit)
    assert told() == [("coordinator", "committee")]


def test_who_is_both_owner_and_president_is_told_once(summit, president, commission):
    task_due(-1, president, commission)
    assert deadlines.run(summit) == 1


def test_words_are_the_reader_s(summit, focal, commission, president):
    type(focal).objects.filter(pk=focal.pk).update(language="fr")
    task = task_due(-1, focal, commission, title={"fr": "Poser les pylônes", "en": "Set the pylons"})
    deadlines.run(summit)
    notices = {notice.user.username: notice for notice in Notice.objects.all()}
    assert notices["president"].subject == f"{task.code} is late by 1 day"
    assert notices["president"].text == f"{task.code} Set the pylons"
    with translation.override("fr"):
        assert notices["focal"].text == f"{task.code} Poser les pylônes"
    assert notices["focal"].subject != notices["president"].subject
    assert {notice.url for notice in notices.values()} == {task.get_absolute_url()}


# -- what climbs by the hour ---------------------------------------------------------------


def blocked(focal, commission, hours):
    task = task_due(20, focal, commission)
    return factories.make_block(task, by=focal, since=clock.now() - dt.timedelta(hours=hours))


@pytest.mark.parametrize(
    ("hours", "level", "expected"),
    [
        (23, 0, []),
        (24, 1, [("focal", "1"), ("president", "1")]),
        (47, 1, [("focal", "1"), ("president", "1")]),
        (48, 2, [("focal", "1"), ("president", "1"), ("coordinator", "2")]),
    ],
)
def test_a_blocking_point_climbs_by_the_hour(hours, level, expected, summit, focal, commission, coordinator):
    point = blocked(focal, commission, hours)
    deadlines.run(summit)
    deadlines.run(summit)
    assert BlockingPoint.objects.get().level == level
    assert sorted(told()) == sorted(expected)
    entries = audit.history(point.task)
    assert [entry.changes for entry in entries] == ([{"level": [0, level]}] if level else [])
    assert {(entry.verb, entry.actor_label) for entry in entries} <= {("escalate", "system")}


def test_a_point_climbs_one_level_after_the_other(summit, focal, commission, coordinator, clock_at_j_7):
    point = blocked(focal, commission, 24)
    deadlines.run(summit)
    clock_at_j_7.shift(dt.timedelta(hours=24))
    deadlines.run(summit)
    assert [entry.changes["level"] for entry in audit.history(point.task)] == [[1, 2], [0, 1]]
    assert len(told()) == 3


def test_a_lifted_point_is_silent(summit, focal, commission, coordinator):
    point = blocked(focal, commission, 90)
    point.task.workflow.run(point.task, "unblock", by=focal, note="Came")
    Notice.objects.all().delete()
    assert deadlines.run(summit) == 0
    assert BlockingPoint.objects.get().level == 0


def asked(focal, commission, stranger, hours, **fields):
    task = task_due(20, focal, commission)
    return factories.make_handover(
        task, stranger.ministry, by=focal, asked_at=clock.now() - dt.timedelta(hours=hours), **fields
    )


@pytest.mark.parametrize(
    ("hours", "level", "expected"),
    [
        (23, 0, []),
        (24, 1, [("focal", "1"), ("president", "1")]),
        (48, 2, [("focal", "1"), ("president", "1"), ("coordinator", "2")]),
    ],
)
def test_an_unanswered_handover_climbs_by_the_hour(
    hours, level, expected, summit, focal, stranger, commission, coordinator
):
    handover = asked(focal, commission, stranger, hours)
    deadlines.run(summit)
    deadlines.run(summit)
    assert Handover.objects.get().level == level
    assert sorted(told()) == sorted(expected)
    assert [entry.verb for entry in audit.history(handover.task)] == (["escalate"] if level else [])


@pytest.mark.parametrize("state", ["accepted", "refused", "withdrawn"])
def test_an_answered_handover_is_silent(state, summit, focal, stranger, commission, coordinator):
    asked(focal, commission, stranger, 90, state=state)
    assert (deadlines.run(summit), Handover.objects.get().level) == (0, 0)


def test_a_handover_of_a_dropped_task_is_silent(summit, focal, stranger, commission, coordinator):
    handover = asked(focal, commission, stranger, 90)
    Task.objects.filter(pk=handover.task_id).update(state="dropped")
    assert (deadlines.run(summit), Handover.objects.get().level) == (0, 0)


# -- summits -------------------------------------------------------------------------------


def test_two_summits_are_apart(summit, other_summit, focal, coordinator, outsider, commission):
    task_due(-5, focal, commission)
    factories.make_task(summit=other_summit, due_offset=-12, start_offset=-20)
    deadlines.run_all()
    assert dict(Notice.objects.values_list("user__username", "summit__code")) == {
        "focal": "TEST",
        "president": "TEST",
        "coordinator": "TEST",
        "outsider": "OTHER",
    }


def test_a_summit_that_is_over_is_silent(summit, focal, commission, coordinator):
    task_due(-5, focal, commission)
    type(summit).objects.update(state="closed")
    assert deadlines.run_all() == 0


def test_days_begin_in_the_summit_s_own_zone(summit, focal, commission, president, clock_at_j_7):
    """22:30 in UTC is the next day in Kolkata: the task of today is late there."""
    type(summit).objects.update(zone="Asia/Kolkata")
    task_due(0, focal, commission)
    clock_at_j_7.shift(dt.timedelta(hours=11, minutes=40))
    deadlines.run_all()
    assert ("president", "president") in told()


def test_asks_the_same_whatever_the_number_of_tasks(
    summit, focal, commission, coordinator, django_assert_max_num_queries
):
    costs = []
    for amount in (1, 30):
        for _each in range(amount):
            task_due(-5, focal, commission)
        deadlines.run(summit)
        with django_assert_max_num_queries(20) as queries:
            deadlines.run(summit)
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.mark.django_db(transaction=True)
def test_two_engines_at_once_tell_and_raise_once(summit, focal, commission, president, coordinator):
    point = blocked(focal, commission, 90)
    task_due(-5, focal, commission)
    assert race(*[lambda: deadlines.run(summit)] * 4, refusals=()) == ["done"] * 4
    assert (Notice.objects.count(), audit.history(point.task).count()) == (6, 1)
