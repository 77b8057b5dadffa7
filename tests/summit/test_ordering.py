"""Circles named beforehand, ranks raised in a safe order, and two people at once."""

from itertools import pairwise

import pytest
from django.db import IntegrityError, OperationalError

from summit import ordering
from summit.ordering import Cycle, connect, connect_many, cycle_path, ranks
from tests.racing import race
from tests.testapp.models import Job, Need


def test_ranks_are_the_longest_chain_below():
    assert ranks([("c", "b"), ("b", "a"), ("c", "a"), ("x", "a")]) == {"a": 0, "b": 1, "c": 2, "x": 1}
    assert ranks([]) == {}


def test_ranks_of_a_circle_name_it():
    with pytest.raises(Cycle) as found:
        ranks([("a", "b"), ("b", "c"), ("c", "a")])
    path = found.value.path
    assert path[0] == path[-1]
    assert set(pairwise(path)) == {("a", "b"), ("b", "c"), ("c", "a")}


@pytest.mark.parametrize(
    ("edges", "new", "path"),
    [
        ([], ("a", "a"), ["a", "a"]),
        ([("b", "a")], ("a", "b"), ["a", "b", "a"]),
        ([("b", "c"), ("c", "a"), ("b", "x"), ("x", "y"), ("y", "a")], ("a", "b"), ["a", "b", "c", "a"]),
        ([("b", "a")], ("b", "c"), None),
        ([("b", "a"), ("c", "a")], ("c", "b"), None),
    ],
)
def test_the_shortest_circle_is_found(edges, new, path):
    assert cycle_path(edges, new) == path


@pytest.fixture
def jobs(db):
    return [Job.objects.create(name=str(number)) for number in range(5)]


def chain(jobs, *numbers):
    return [(jobs[source], jobs[target]) for source, target in pairwise(numbers)]


def test_connecting_raises_the_ranks_of_all_that_follows(jobs):
    connect_many(Need, chain(jobs, 2, 1, 0))
    connect(Need, jobs[0], jobs[3])
    assert list(Job.objects.order_by("pk").values_list("rank", flat=True)) == [1, 2, 3, 0, 0]
    assert set(Need.objects.values_list("job_rank", "needed_rank")) == {(3, 2), (2, 1), (1, 0)}


def test_a_circle_is_named_and_nothing_is_written(jobs):
    connect_many(Need, chain(jobs, 2, 1, 0))
    with pytest.raises(Cycle) as found:
        connect_many(Need, [(jobs[4], jobs[3]), (jobs[0], jobs[2])])
    assert found.value.path == [jobs[n].pk for n in (0, 2, 1, 0)]
    assert Need.objects.count() == 2
    assert Job.objects.get(pk=jobs[4].pk).rank == 0


def test_a_circle_within_one_batch_is_named(jobs):
    with pytest.raises(Cycle):
        connect_many(Need, chain(jobs, 0, 1, 2, 0))


def test_the_cost_does_not_grow_with_the_length_of_the_chains(jobs, django_assert_max_num_queries):
    more = [Job.objects.create(name="x") for _ in range(40)]
    connect_many(Need, chain(more, *range(40)))
    with django_assert_max_num_queries(8):
        connect(Need, jobs[1], jobs[0])


def test_nothing_to_connect_is_nothing(db):
    assert connect_many(Need, []) == []


@pytest.mark.django_db(transaction=True)
def test_two_people_cannot_close_a_circle_from_both_sides():
    for _ in range(10):
        first, second = (Job.objects.create(name=name) for name in "ab")
        outcomes = race(
            lambda a=first, b=second: connect(Need, a, b),
            lambda a=first, b=second: connect(Need, b, a),
            refusals=(Cycle,),
        )
        assert outcomes == ["Cycle", "done"]


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_the_circle_of_two_who_skip_the_queue(monkeypatch):
    monkeypatch.setattr(ordering, "_wait_for_turn", lambda model: None)
    for _ in range(10):
        Need.objects.all().delete()
        jobs = [Job.objects.create(name=str(number)) for number in range(6)]
        pairs = list(zip(jobs, [*jobs[1:], jobs[0]], strict=True))
        outcomes = race(
            *[lambda pair=pair: connect(Need, *pair) for pair in pairs],
            refusals=(Cycle, IntegrityError, OperationalError),
        )
        assert outcomes.count("done") < len(jobs)
        ranks(Need.objects.values_list("job_id", "needed_id"))
