"""The moment at which the tests of bookings run: Friday 19 December 2025, 10:00 in Bamako (J-3)."""

import datetime as dt

import pytest
import time_machine
from django.utils import translation

J_3 = dt.datetime(2025, 12, 19, 10, 0, tzinfo=dt.UTC)


@pytest.fixture
def at_j_3():
    with time_machine.travel(J_3, tick=False) as traveller:
        yield traveller


@pytest.fixture
def in_english():
    """A request leaves its reader's language behind; sentences asked outside one are English."""
    with translation.override("en"):
        yield
