"""The minute at which the programme's tests run: Monday 22 December 2025, 08:00 in Bamako."""

import datetime as dt

import pytest
import time_machine
from django.utils import translation

J0 = dt.datetime(2025, 12, 22, 8, 0, tzinfo=dt.UTC)


@pytest.fixture
def at_j0():
    with time_machine.travel(J0, tick=False) as traveller:
        yield traveller


@pytest.fixture
def in_english():
    """A request leaves its reader's language behind; sentences asked outside one are English."""
    with translation.override("en"):
        yield


@pytest.fixture
def protocol_officer(transport):
    """Writes the programme, and books halls as options only."""
    from tests import factories

    return factories.make_person("protocol-officer", "officer", "protocol", ministry=transport)
