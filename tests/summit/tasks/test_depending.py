"""Dependencies never run in a circle, whoever clicks first."""

import pytest

from summit import audit
from summit.tasks import depending
from summit.tasks.models import Dependency, Task
from tests import factories
from tests.racing import race

pytestmark = pytest.mark.usefixtures("clock_at_j_7", "in_english")


@pytest.fixture
def chain(transport, focal):
    """T-3 needs T-2, which needs T-1."""
    one, two, three = (factories.make_task(f"T-{n}", ministry=transport) for n in (1, 2, 3))
    depending.depend(two, one, by=focal)
    depending.depend(three, two, by=focal)
    return one, two, three


def test_ranks_follow(chain):
    assert dict(Task.objects.values_list("code", "rank")) == {"T-1": 0, "T-2": 1, "T-3": 2}


def test_cycle_is_found_with_its_path(chain, focal):
    one, _two, three = chain
    with pytest.raises(depending.CycleFound) as found:
        depending.depend(one, three, by=focal)
    assert [task.code for task in found.value.path] == ["T-1", "T-3", "T-2", "T-1"]
    assert Dependency.objects.count() == 2


def test_same_dependency_twice(chain, focal):
    with pytest.raises(depending.AlreadyThere):
        depending.depend(chain[1], chain[0], by=focal)


def test_a_hidden_task_is_not_named_in_the_path(chain, focal, stranger):
    path = [chain[0], chain[2], chain[1], chain[0]]
    assert depending.worded_path(path, stranger) == "… → … → … → …"
    assert depending.worded_path(path, focal) == "T-1 → T-3 → T-2 → T-1"


def test_both_ways_are_recorded(chain, focal):
    depending.undepend(Dependency.objects.get(task=chain[1]), by=focal)
    verbs = [entry.verb for entry in audit.history(chain[1])]
    assert verbs == ["undepend", "depend"]


@pytest.mark.django_db(transaction=True)
def test_two_who_close_a_circle_together(transport, focal):
    one, two = (factories.make_task(f"T-{n}", ministry=transport) for n in (1, 2))
    outcome = race(
        lambda: depending.depend(one, two, by=focal),
        lambda: depending.depend(two, one, by=focal),
        refusals=(depending.CycleFound,),
    )
    assert outcome == ["CycleFound", "done"]
    assert Dependency.objects.count() == 1
