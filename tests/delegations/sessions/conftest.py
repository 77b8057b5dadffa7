"""A meeting, and three delegates of two delegations."""

import pytest

from delegations.sessions import attending
from delegations.sessions.models import Seat
from tests.clocks import at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations.making import make_member
from tests.summit.meetings.making import make_meeting


@pytest.fixture
def meeting(summit):
    return make_meeting(summit=summit)


@pytest.fixture
def people(delegation, other_delegation):
    """Two of Burkina Faso, the head second on the list, and one of Niger."""
    expert = make_member(delegation, "Aaa")
    head = make_member(delegation, "Zzz", rank="state", is_head=True)
    return [expert, head, make_member(other_delegation, "Mmm")]


@pytest.fixture
def seats(meeting, people, protocol):
    attending.add(meeting, people, by=protocol)
    return [Seat.objects.get(membership=member) for member in people]
