"""Frozen figures: what was shown in the room stays as it was shown."""

import pytest
from django.db import DatabaseError, transaction

from summit import audit
from summit.tasks.models import Snapshot, SnapshotLine, Task
from summit.tasks.readiness import freezing
from summit.tasks.readiness.figures import Figures, cells, total
from tests import factories
from tests.racing import race


def test_the_figures_of_the_moment_are_kept(coordinator, plan, summit):
    snapshot = freezing.freeze(summit, "CP-01", by=coordinator)
    assert (snapshot.label, snapshot.taken_by) == ("CP-01", coordinator)
    assert total(freezing.thawed(snapshot)) == total(cells(Task.objects.of(summit), day=-7))
    assert [entry.verb for entry in audit.history(snapshot)] == ["freeze"]


def test_a_second_freeze_keeps_the_first(coordinator, plan, summit):
    first = freezing.freeze(summit, "CP-01", by=coordinator)
    factories.make_tasks(3, summit=summit)
    assert freezing.freeze(summit, "CP-01", by=coordinator) == first
    assert total(freezing.thawed(first)).total == 7
    assert (Snapshot.objects.count(), audit.history(first).count()) == (1, 1)


def test_each_summit_has_its_own(coordinator, outsider, summit, other_summit, plan):
    factories.make_tasks(2, summit=other_summit)
    freezing.freeze(summit, "CP-01", by=coordinator)
    theirs = freezing.freeze(other_summit, "CP-01", by=outsider)
    assert total(freezing.thawed(theirs)).total == 2
    assert freezing.latest(other_summit) == theirs


@pytest.mark.parametrize("model", [Snapshot, SnapshotLine])
def test_the_database_refuses_to_rewrite_it(model, coordinator, plan, summit):
    freezing.freeze(summit, "CP-01", by=coordinator)
    changed = {"label": "CP-02"} if model is Snapshot else {"done": 99}
    for act in (lambda: model.objects.update(**changed), lambda: model.objects.all()._raw_delete("default")):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert total(freezing.thawed(Snapshot.objects.get())).done == 2


def test_the_latest_is_the_last_that_was_taken(coordinator, summit, clock_at_j_7):
    assert freezing.latest(summit) is None
    first = freezing.freeze(summit, "CP-01", by=coordinator)
    clock_at_j_7.shift(86400)
    second = freezing.freeze(summit, "CP-02", by=coordinator)
    assert freezing.latest(summit) == second
    assert freezing.latest(summit, before=second.taken_at) == first


def test_an_empty_plan_freezes_to_nothing(coordinator, summit):
    assert total(freezing.thawed(freezing.freeze(summit, "CP-01", by=coordinator))) == Figures()


def test_late_is_counted_on_the_summit_s_own_day(coordinator, summit, clock_at_j_7):
    """At 22:00 in UTC a task of today is already yesterday's in Kolkata."""
    type(summit).objects.update(zone="Asia/Kolkata")
    summit.refresh_from_db()
    factories.make_task(summit=summit, due_offset=-7)
    clock_at_j_7.shift(11 * 3600)
    assert total(freezing.thawed(freezing.freeze(summit, "CP-01", by=coordinator))).late == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_freeze_at_once_both_get_the_same(coordinator, summit):
    factories.make_tasks(3, summit=summit)
    acts = [lambda: freezing.freeze(summit, "CP-01", by=coordinator)] * 4
    assert race(*acts, refusals=()) == ["done"] * 4
    assert (Snapshot.objects.count(), SnapshotLine.objects.count()) == (1, 1)
