"""Readiness counters: each under its own name, counted for one summit."""

import datetime as dt

import pytest
from django.urls import resolve

from summit import counters
from summit.counters import COUNTERS, Count, counter, counts
from summit.tasks.models import Milestone, Risk
from tests import factories


@pytest.fixture
def registry(monkeypatch):
    monkeypatch.setattr(counters, "COUNTERS", {})
    return counters.COUNTERS


def test_counters_stand_in_order_of_registration(registry, summit):
    counter("rooms", "Rooms given")(lambda summit: Count(done=1, total=2))
    counter("badges", "Badges")(lambda summit: Count(done=0, total=summit.pk))
    assert {name: (one.label, n.done, n.total) for name, (one, n) in counts(summit).items()} == {
        "rooms": ("Rooms given", 1, 2),
        "badges": ("Badges", 0, summit.pk),
    }
    assert list(counts(summit)) == ["rooms", "badges"]


def test_a_name_is_taken_once(registry):
    counter("rooms", "Rooms")(lambda summit: Count(done=0, total=0))
    with pytest.raises(ValueError, match="rooms is registered twice"):
        counter("rooms", "Rooms")(lambda summit: Count(done=0, total=0))


def test_every_counter_of_the_product_leads_to_a_page(summit):
    assert {"milestones", "risks"} <= set(COUNTERS)
    for _one, count in counts(summit).values():
        assert resolve(count.url)


def test_milestones_and_risks_count_one_summit(summit, other_summit):
    for place, state in ((summit, "reached"), (summit, "ahead"), (other_summit, "reached")):
        code = f"M-{Milestone.objects.count()}"
        Milestone.objects.create(
            summit=place, code=code, title=factories.named("Stands"), due_offset=-1, state=state
        )
        Risk.objects.create(
            summit=place,
            code=code,
            title=factories.named("Rain"),
            likelihood=1,
            impact=1,
            ministry=factories.make_ministry(summit=place),
            review_on=dt.date(2025, 12, 20),
            state="closed" if state == "reached" else "open",
        )
    found = counts(summit)
    assert [(found[name][1].done, found[name][1].total) for name in ("milestones", "risks")] == [
        (1, 2),
        (1, 2),
    ]
