"""The board: figures by body, what has changed since the meeting, the worst, and where the pace leads."""

import datetime as dt

import pytest
import time_machine

from summit.tasks.models import Support, Task
from summit.tasks.readiness import board, burnup, freezing
from summit.tasks.readiness.figures import Figures
from tests import factories
from tests.summit.tasks.readiness.conftest import on

TODAY = dt.date(2025, 12, 15)
ALL = Figures(total=7, done=2, review=1, late=2, blocked=1, unowned=2)
OURS = Figures(total=4, done=1, late=1, blocked=1)


def build(user, today=TODAY, **filters):
    return board.build(user, today, filters)


def named(lines):
    return {line.subject.code: line.figures for line in lines}


def meeting(summit, by, day):
    with time_machine.travel(on(day), tick=False):
        return freezing.freeze(summit, "CP-01", by=by)


def test_the_committee_sees_the_whole_by_ministry_commission_and_axis(authority, plan):
    shown = build(authority)
    assert (shown.figures, shown.day) == (ALL, -7)
    assert named(shown.ministries) == {"transport": OURS, "defence": ALL - OURS}
    assert named(shown.commissions) == {"roads": OURS, "guard": ALL - OURS}
    assert named(shown.axes) == {"logistic": OURS, "technical": ALL - OURS}
    assert {axis.code: figures.total for axis, figures in shown.ministries[0].axes} == {
        "logistic": 4,
        "technical": 0,
    }


@pytest.mark.parametrize("who", ["focal", "head", "reader"])
def test_a_ministry_sees_its_own_tasks_alone(who, request, plan):
    shown = build(request.getfixturevalue(who))
    assert shown.figures == OURS
    assert list(named(shown.ministries)) == ["transport"]
    assert list(named(shown.commissions)) == ["roads"]
    assert {one.task.code for one in shown.worst} == {"T-2", "T-3"}


@pytest.mark.parametrize(
    ("filters", "figures"),
    [
        ({"ministry": "transport"}, OURS),
        ({"commission": "guard"}, ALL - OURS),
        ({"axis": "logistic"}, OURS),
        ({"ministry": "transport", "axis": "technical"}, Figures()),
        ({"ministry": "nobody"}, ALL),
        ({"ministry": ""}, ALL),
    ],
)
def test_filters_narrow_the_board(filters, figures, coordinator, plan):
    assert build(coordinator, **filters).figures == figures


def test_filters_of_another_summit_are_unknown(coordinator, plan, other_summit):
    factories.make_ministry("elsewhere", summit=other_summit)
    assert build(coordinator, ministry="elsewhere").filters == {}


def test_without_a_meeting_nothing_has_changed_since(coordinator, plan):
    shown = build(coordinator)
    assert (shown.change, shown.since, [line.change for line in shown.ministries]) == (
        None,
        None,
        [None, None],
    )


def test_change_is_counted_from_the_last_meeting(coordinator, plan, summit, head):
    Task.objects.filter(pk=plan["done"].pk).update(state="doing", validated_by=None)
    meeting(summit, coordinator, -11)
    Task.objects.filter(pk=plan["done"].pk).update(state="done", validated_by=head)
    shown = build(coordinator)
    # T-1 was late at J-11 and is done now; T-2 was still in time
    assert shown.change == Figures(done=1, doing=-1, late=0)
    assert shown.since.label == "CP-01"
    ours, theirs = (line.change for line in shown.ministries)
    assert (ours, theirs) == (Figures(done=1, doing=-1), Figures())
    assert build(coordinator, commission="guard").change == Figures()


def test_a_ministry_is_compared_with_itself(focal, coordinator, plan, summit):
    meeting(summit, coordinator, -11)
    factories.make_task("T-9", ministry=focal.ministry, commission=plan["late"].commission, owner=focal)
    assert build(focal).change == Figures(total=1, late=2)  # T-9, and T-2, which was still in time then


def test_who_sees_more_than_the_own_ministry_gets_no_wrong_comparison(focal, coordinator, plan, summit):
    meeting(summit, coordinator, -11)
    Support.objects.create(summit=summit, task=plan["their late"], ministry=focal.ministry)
    shown = build(focal)
    assert (shown.figures.total, shown.change, shown.since) == (5, None, None)


def test_tasks_that_came_after_the_meeting_count_as_change(coordinator, summit):
    meeting(summit, coordinator, -11)
    factories.make_tasks(3, summit=summit)
    assert build(coordinator).change == Figures(total=3, late=3, unowned=3)


# -- the worst -----------------------------------------------------------------------------


def test_the_worst_are_the_longest_blocked_then_the_latest(coordinator, plan, focal, transport):
    worse = factories.make_task("T-8", ministry=transport, due_offset=-1)
    factories.make_block(worse, by=focal, since=on(-14))
    assert [(one.task.code, one.state, one.days) for one in build(coordinator).worst] == [
        ("T-8", "blocked", 7),
        ("T-3", "blocked", 4),
        ("D-2", "late", 10),
        ("T-2", "late", 2),
    ]


def test_a_task_both_blocked_and_late_stands_once(coordinator, transport, focal):
    both = factories.make_task("T-8", ministry=transport, due_offset=-12)
    factories.make_block(both, by=focal, since=on(-9))
    assert [(one.task.code, one.state) for one in build(coordinator).worst] == [("T-8", "blocked")]


def test_ten_are_enough(coordinator, transport, focal):
    factories.make_tasks(8, ministry=transport)
    for task in factories.make_tasks(6, ministry=transport):
        factories.make_block(task, by=focal)
    assert [one.state for one in build(coordinator).worst] == ["blocked"] * 6 + ["late"] * 4


def test_lifted_points_are_forgotten(coordinator, plan, head):
    plan["blocked"].workflow.run(plan["blocked"], "unblock", by=head, note="Crane came")
    assert [one.state for one in build(coordinator).worst] == ["late", "late"]


def test_next_deadlines_are_three_open_tasks_from_today(coordinator, plan):
    assert [task.code for task in build(coordinator).deadlines] == ["D-3", "T-3", "T-4"]


def test_each_body_has_its_oldest_blocking_point(coordinator, plan, focal):
    newer = factories.make_task(
        "T-8", ministry=plan["late"].ministry, commission=plan["their late"].commission
    )
    factories.make_block(newer, by=focal, since=on(-9))
    shown = build(coordinator)
    blocks = {
        line.subject.code: (line.oldest_block.task.code, line.oldest_block.days)
        for line in (*shown.ministries, *shown.commissions, *shown.axes)
        if line.oldest_block
    }
    by_axis = {plan["late"].axis.code: ("T-3", 4), newer.axis.code: ("T-8", 2)}
    assert blocks == {"transport": ("T-3", 4), "roads": ("T-3", 4), "guard": ("T-8", 2)} | by_axis


def test_the_oldest_of_each_body_is_found_behind_ten_older_ones(coordinator, plan, transport, defence, focal):
    for task in factories.make_tasks(12, ministry=transport):
        factories.make_block(task, by=focal, since=on(-14))
    factories.make_block(plan["their late"], by=focal, since=on(-8))
    shown = build(coordinator)
    theirs = next(line for line in shown.ministries if line.subject == defence)
    assert (theirs.oldest_block.task.code, len(shown.worst)) == ("D-2", 10)
    assert "D-2" not in [one.task.code for one in shown.worst]


def test_each_body_has_its_own_next_three_deadlines(coordinator, plan, transport):
    factories.make_tasks(5, ministry=transport, commission=plan["late"].commission, due_offset=-2)
    shown = build(coordinator)
    codes = {line.subject.code: [task.code for task in line.deadlines] for line in shown.ministries}
    first, second, *_rest = Task.objects.filter(due_offset=-2, ministry=transport).order_by("sort_key")
    assert codes == {"transport": ["T-3", first.code, second.code], "defence": ["D-3"]}
    roads = next(line for line in shown.commissions if line.subject.code == "roads")
    assert [task.code for task in roads.deadlines] == codes["transport"]
    assert [task.code for task in shown.deadlines] == ["D-3", "T-3", first.code]


# -- pace and forecast ---------------------------------------------------------------------


def test_course_runs_from_the_first_entry_to_j0(coordinator, plan):
    course = build(coordinator).course
    days = {day.number: (day.planned, day.total, day.done) for day in course.days}
    assert (course.days[0].number, course.days[-1].number, course.today) == (-25, 0, -7)
    assert days[-25] == (0, 7, 0)
    assert days[-20] == (0, 7, 1)
    assert days[-10] == (2, 7, 2)
    assert days[-7] == (4, 7, 2)
    assert days[-6] == (4, 7, None)
    assert days[0] == (7, 7, None)


def test_planned_by_now_are_the_tasks_due_up_to_today(coordinator, plan):
    assert build(coordinator).course.planned_by_now == 4  # T-1, T-2, D-2 and, today, D-3


def test_the_last_week_s_pace_is_drawn_on(coordinator, plan):
    course = build(coordinator).course  # one done in the last seven days, seven days to go
    assert (course.expected_at_start, course.left_open) == (3, 4)


def test_the_forecast_never_exceeds_the_plan(coordinator, transport, head):
    factories.make_tasks(5, ministry=transport, state="done", validated_by=head, done_at=on(-8))
    assert build(coordinator).course.expected_at_start == 5


def test_who_does_nothing_gets_nowhere(coordinator, transport):
    factories.make_tasks(4, ministry=transport)
    course = build(coordinator).course
    assert (course.expected_at_start, course.left_open) == (0, 4)


@pytest.mark.parametrize("day", [0, 1, 5])
def test_from_j0_on_there_is_no_forecast(day, coordinator, plan):
    course = build(coordinator, dt.date(2025, 12, 22) + dt.timedelta(days=day)).course
    assert (course.expected_at_start, course.left_open, course.days[-1].number) == (None, None, day)
    assert course.days[-1].done == 2
    assert {curve.kind for curve in burnup.plot(course).curves} == {"all", "plan", "done"}


def test_an_empty_plan_has_a_course_too(coordinator):
    course = build(coordinator).course
    assert (course.days[-1].total, course.planned_by_now, course.expected_at_start) == (0, 0, 0)
    assert burnup.plot(course).curves


def test_days_are_those_of_the_summit_s_zone(coordinator, summit, transport, head):
    """22:30 in UTC is the next day in Kolkata."""
    type(summit).objects.update(zone="Asia/Kolkata")
    coordinator.at(type(summit).objects.get())
    done = on(-10) + dt.timedelta(hours=10, minutes=30)
    factories.make_tasks(
        1, ministry=transport, state="done", validated_by=head, done_at=done, created_at=on(-20)
    )
    days = {day.number: day.done for day in build(coordinator).course.days}
    assert (days[-10], days[-9]) == (0, 1)


def test_queries_depend_neither_on_tasks_nor_on_filters(
    coordinator, plan, transport, focal, counting, django_assert_num_queries
):
    coordinator.has_perm("summit.view_task")
    meeting(coordinator.summit, coordinator, -11)
    for amount in (0, 30):
        for task in factories.make_tasks(amount, ministry=transport, owner=focal):
            factories.make_block(task, by=focal)
        for filters in ({}, {"ministry": "transport", "axis": "logistic"}):
            # three of bodies, the figures, two of the snapshot, two of the worst, the deadlines, three of the course
            with django_assert_num_queries(12 + counting):
                build(coordinator, **filters)
