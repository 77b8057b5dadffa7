"""The figures: what each task adds to, counted in one query."""

import pytest

from summit.tasks.models import Task
from summit.tasks.readiness.figures import Cell, Figures, by, cells, total
from tests import factories

TODAY = -7


@pytest.mark.parametrize(
    ("fields", "counted"),
    [
        ({}, {"total": 1, "unowned": 1}),
        ({"owned": True}, {"total": 1}),
        ({"due_offset": -8, "owned": True}, {"total": 1, "late": 1}),
        ({"due_offset": -7, "owned": True}, {"total": 1}),  # due today is not late yet
        ({"state": "doing", "owned": True}, {"total": 1, "doing": 1}),
        ({"state": "review", "owned": True, "due_offset": -9}, {"total": 1, "review": 1, "late": 1}),
        ({"state": "blocked", "due_offset": -9}, {"total": 1, "blocked": 1, "late": 1, "unowned": 1}),
        ({"state": "done", "due_offset": -9}, {"total": 1, "done": 1}),
        ({"state": "dropped", "due_offset": -9}, {}),
    ],
)
def test_one_task_adds_to(fields, counted, focal, head, summit):
    fields = {"due_offset": -1} | fields
    owner = focal if fields.pop("owned", False) else None
    if fields.get("state") == "done":
        fields |= {"validated_by": head, "progress": 100}
    factories.make_task(summit=summit, owner=owner, **fields)
    assert total(cells(Task.objects.all(), day=TODAY)) == Figures(**counted)


def test_figures_are_added_and_taken_from_each_other():
    one, two = Figures(total=5, done=2, late=1), Figures(total=3, done=3, blocked=1)
    assert one + two == Figures(total=8, done=5, late=1, blocked=1)
    assert one - two == Figures(total=2, done=-1, late=1, blocked=-1)
    assert (one.open, list(one.as_dict())) == (
        3,
        ["total", "done", "doing", "review", "late", "blocked", "unowned"],
    )


def test_cells_are_the_grain_of_every_sum(transport, defence, summit):
    roads, guard = (factories.make_commission(code, summit=summit) for code in ("roads", "guard"))
    axis = factories.make_axis(summit=summit)
    for ministry, commission in (
        (transport, roads),
        (transport, roads),
        (transport, guard),
        (defence, guard),
    ):
        factories.make_task(ministry=ministry, commission=commission, axis=axis)
    found = cells(Task.objects.all(), day=-20)
    two, one = Figures(total=2, unowned=2), Figures(total=1, unowned=1)
    assert sorted(found, key=lambda cell: (cell.ministry, cell.commission)) == sorted(
        [
            Cell(transport.pk, roads.pk, axis.pk, two),
            Cell(transport.pk, guard.pk, axis.pk, one),
            Cell(defence.pk, guard.pk, axis.pk, one),
        ],
        key=lambda cell: (cell.ministry, cell.commission),
    )
    assert by("ministry", found) == {transport.pk: two + one, defence.pk: one}
    assert by("commission", found) == {roads.pk: two, guard.pk: two}
    assert by("axis", found) == {axis.pk: total(found)}


def test_an_empty_plan_counts_nothing(db):
    assert (cells(Task.objects.all(), day=0), total([])) == ([], Figures())


def test_counting_is_one_query_whatever_the_size(summit, django_assert_num_queries):
    for amount in (1, 30):
        factories.make_tasks(amount)
        with django_assert_num_queries(1):
            cells(Task.objects.all(), day=TODAY)
