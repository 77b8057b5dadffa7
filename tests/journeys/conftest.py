"""The journeys take place on Monday 15 December 2025, 10:50 in Bamako: seven days before the summit."""

import datetime as dt

import pytest
import time_machine


@pytest.fixture(autouse=True)
def clock_at_j_7():
    with time_machine.travel(dt.datetime(2025, 12, 15, 10, 50, tzinfo=dt.UTC), tick=False) as traveller:
        yield traveller
