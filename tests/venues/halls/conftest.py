"""The halls of one site, and the minute at which the tests of the timeline run."""

import pytest
import time_machine
from django.utils import translation

from tests import factories
from tests.venues.halls.timeline_making import NOW
from tests.venues.making import make_hall, make_part


@pytest.fixture
def at_j0():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def in_english():
    """A request leaves its reader's language behind; sentences asked outside one are English."""
    with translation.override("en"):
        yield


@pytest.fixture
def cicb(summit):
    return factories.make_site("cicb", summit=summit)


@pytest.fixture
def salon(cicb):
    return make_hall("S1", site=cicb, order=40, seats=12)


@pytest.fixture
def lounge(cicb):
    return make_hall("S2", site=cicb, order=50, seats=10)


@pytest.fixture
def djoliba(cicb):
    """A hall with a moving wall: the whole and its left side."""
    left, right = make_part("DA", site=cicb), make_part("DB", site=cicb)
    whole = make_hall("DJ", parts=[left, right], order=10, seats=400)
    return whole, make_hall("D1", parts=[left], order=20, seats=200)
