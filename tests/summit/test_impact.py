"""What a change breaks and whom it touches, asked of whoever registered for it."""

import pytest

from summit import impact
from summit.impact import Broken, Change, affected, affected_by, breaks, impact_of
from tests import factories


@pytest.fixture(autouse=True)
def registries(monkeypatch):
    monkeypatch.setattr(impact, "BREAKS", {})
    monkeypatch.setattr(impact, "AFFECTED", {})


def broken(subject, owner):
    return Broken(subject=subject, message="no longer holds", owner=owner)


def test_all_that_a_change_breaks_is_grouped_by_owner():
    breaks("task.due")(lambda change: [broken("T-2", "Transport"), broken("T-1", "Transport")])
    breaks("task.due")(lambda change: iter([broken("T-9", "Defence")]))
    found = impact_of(Change(kind="task.due", row=None, values={}))
    assert [(one.owner, one.subject) for one in found] == [
        ("Defence", "T-9"),
        ("Transport", "T-1"),
        ("Transport", "T-2"),
    ]


def test_only_who_understands_the_kind_is_asked():
    breaks("task.due")(lambda change: [broken("T-1", "Transport")])
    assert impact_of(Change(kind="room.night", row=None, values={})) == []


def test_the_new_values_are_handed_over():
    breaks("task.due")(lambda change: [broken(str(change.values["due_offset"]), change.row)])
    (one,) = impact_of(Change(kind="task.due", row="T-1", values={"due_offset": -3}))
    assert (one.subject, one.owner) == ("-3", "T-1")


def test_a_person_touched_twice_is_named_once_in_order_of_name(focal, head, transport):
    task = factories.make_task(ministry=transport)
    affected("task")(lambda row: [head, focal])
    affected("task")(lambda row: [focal])
    affected("room")(lambda row: [factories.make_user("nobody")])
    assert affected_by(task) == [focal, head]


def test_a_row_that_touches_nobody_says_so(transport):
    assert affected_by(transport) == []
