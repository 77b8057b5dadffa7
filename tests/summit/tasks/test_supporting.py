"""Who supports a row: exactly the ministries asked for, and nothing written for those that stay."""

import pytest

from summit.meetings.models import DecisionSupport
from summit.tasks.models import Support
from summit.tasks.supporting import replace_support
from tests import factories
from tests.summit.meetings.making import make_decision, make_meeting


@pytest.fixture
def ministries(summit):
    return [factories.make_ministry(code, summit=summit) for code in ("energy", "health", "roads")]


def ties(table=Support, row="task"):
    return {(getattr(tie, f"{row}_id"), tie.ministry.code): tie.pk for tie in table.objects.all()}


def test_exactly_these_ministries_support_each_task(summit, ministries, django_assert_max_num_queries):
    one, two, other = factories.make_tasks(3, summit=summit)
    energy, health, roads = ministries
    replace_support({one: [energy, health], two: [], other: [roads]})
    before = ties()
    with django_assert_max_num_queries(3):
        replace_support({one: [health, roads], two: [energy]})
    after = ties()
    assert set(after) == {
        (one.pk, "health"),
        (one.pk, "roads"),
        (two.pk, "energy"),
        (other.pk, "roads"),
    }
    stayed = (one.pk, "health")
    assert after[stayed] == before[stayed]
    assert {tie.summit for tie in Support.objects.all()} == {summit}


def test_decisions_are_supported_through_their_own_table(summit, ministries):
    energy, health, _roads = ministries
    decision = make_decision(make_meeting(summit=summit), supporting=[energy])
    replace_support({decision: [health]}, DecisionSupport, "decision")
    assert set(ties(DecisionSupport, "decision")) == {(decision.pk, "health")}
    assert not Support.objects.exists()


def test_asking_for_what_stands_writes_nothing(summit, ministries, django_assert_num_queries):
    task = factories.make_task(summit=summit)
    replace_support({task: ministries})
    with django_assert_num_queries(1):
        replace_support({task: ministries})
