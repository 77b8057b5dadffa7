"""A plan of two ministries for the readiness tests, which run at J-7."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from summit import counters
from tests import factories


@pytest.fixture(autouse=True)
def in_english_at_j_7(clock_at_j_7, in_english):
    """Every test of this folder runs at J-7."""


@pytest.fixture
def plan(summit, transport, defence, focal, head):
    """Transport: done, late, blocked, ahead, dropped. Defence: done, late by more, to validate."""
    roads, guard = (factories.make_commission(code, summit=summit) for code in ("roads", "guard"))
    logistic, technical = (factories.make_axis(code, summit=summit) for code in ("logistic", "technical"))
    ours = {"ministry": transport, "commission": roads, "axis": logistic, "owner": focal, "start_offset": -30}
    theirs = {"ministry": defence, "commission": guard, "axis": technical, "start_offset": -30}
    done = {"state": "done", "progress": 100, "validated_by": head}
    plan = {
        "done": factories.make_task("T-1", due_offset=-12, done_at=on(-10), **ours, **done),
        "late": factories.make_task("T-2", due_offset=-9, **ours),
        "blocked": factories.make_task("T-3", due_offset=-3, **ours),
        "ahead": factories.make_task("T-4", due_offset=-1, **ours),
        "dropped": factories.make_task("T-5", due_offset=-20, state="dropped", **ours),
        "their done": factories.make_task("D-1", due_offset=-2, done_at=on(-20), **theirs, **done),
        "their late": factories.make_task("D-2", due_offset=-17, **theirs),
        "their review": factories.make_task("D-3", due_offset=-7, state="review", **theirs),
    }
    type(plan["done"]).objects.update(created_at=on(-25))
    factories.make_block(
        plan["blocked"], by=focal, must_act=defence, must_act_text="lend a crane", since=on(-11)
    )
    return plan


@pytest.fixture
def counting(summit):
    """How many queries the counters ask that slices add to the page; each slice answers for its own."""
    with CaptureQueriesContext(connection) as asked:
        counters.counts(summit)
    return len(asked)


def on(day):
    """Noon of a day counted from J0."""
    return dt.datetime(2025, 12, 22, 12, tzinfo=dt.UTC) + dt.timedelta(days=day)
