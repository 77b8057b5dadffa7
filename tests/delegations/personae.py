"""The people who work with delegations. Foreign Affairs holds protocol, liaison, accreditation and lodging;
Transport the airport; Security the security portfolio."""

import pytest

from tests import factories
from tests.delegations import making


@pytest.fixture
def foreign(summit):
    return factories.make_ministry("foreign", summit=summit)


@pytest.fixture
def interior(summit):
    return factories.make_ministry("interior", summit=summit)


@pytest.fixture
def delegation(summit):
    """The delegation of Burkina Faso: ours in most tests."""
    return making.make_delegation("BFA", summit=summit, country="BF")


@pytest.fixture
def other_delegation(summit):
    return making.make_delegation("NER", summit=summit, country="NE")


@pytest.fixture
def chief(foreign):
    """The head of protocol."""
    return factories.make_person("chief", "head", "protocol", ministry=foreign)


@pytest.fixture
def protocol(foreign):
    """A protocol officer."""
    return factories.make_person("protocol", "officer", "protocol", ministry=foreign)


@pytest.fixture
def liaison(foreign, delegation):
    """The liaison officer of Burkina Faso's delegation and of no other."""
    user = factories.make_user("liaison", ministry=foreign)
    duty = factories.make_duty(user, "officer", "liaison", narrowed_to=delegation.public_id)
    return user.at(duty.summit)


@pytest.fixture
def lodging(foreign):
    return factories.make_person("lodging", "officer", "lodging", ministry=foreign)


@pytest.fixture
def accreditation(foreign):
    return factories.make_person("accreditation", "officer", "accreditation", ministry=foreign)


@pytest.fixture
def airport(transport):
    return factories.make_person("airport", "officer", "airport", ministry=transport)


@pytest.fixture
def security(interior):
    return factories.make_person("security", "officer", "security", ministry=interior)
