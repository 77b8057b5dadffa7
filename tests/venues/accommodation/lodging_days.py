"""What the tests of lodgings share: English sentences, a day before the summit, people who share a room."""

import datetime as dt

import pytest
import time_machine
from django.utils import translation

from tests.venues.accommodation.making import FIRST

EVE = dt.datetime(2025, 12, 20, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
SHARE = {"alone": False, "agrees_to_share": True}
SECOND = FIRST + DAY


@pytest.fixture
def on_the_eve():
    with time_machine.travel(EVE, tick=False) as traveller:
        yield traveller


@pytest.fixture
def in_english():
    """A request leaves its reader's language behind; sentences asked outside one are English."""
    with translation.override("en"):
        yield


def nights_held(lodging):
    """The days of the nights that a lodging holds in its block."""
    return sorted(lodging.held_nights.values_list("night__night", flat=True))
