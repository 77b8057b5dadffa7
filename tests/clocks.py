"""Fixtures for tests that run on Monday 15 December 2025, 10:50 in Bamako (J-7), and speak English."""

import datetime as dt

import pytest
import time_machine
from django.utils import translation

J_7 = dt.datetime(2025, 12, 15, 10, 50, tzinfo=dt.UTC)


@pytest.fixture
def at_j_7():
    with time_machine.travel(J_7, tick=False) as traveller:
        yield traveller


@pytest.fixture
def in_english():
    """A request leaves its reader's language behind; sentences asked outside one are English."""
    with translation.override("en"):
        yield
