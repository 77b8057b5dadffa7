"""Tests that ask for it run on Monday 22 December 2025, 10:20 in Bamako: the day of the arrivals."""

import datetime as dt

import pytest
import time_machine
from django.utils import translation

J0_TWENTY_PAST_TEN = dt.datetime(2025, 12, 22, 10, 20, tzinfo=dt.UTC)


@pytest.fixture
def at_j0():
    with time_machine.travel(J0_TWENTY_PAST_TEN, tick=False) as traveller:
        yield traveller


@pytest.fixture
def in_english():
    """A request leaves its reader's language behind; sentences asked outside one are English."""
    with translation.override("en"):
        yield
