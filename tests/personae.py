"""The people of the tests: who they are decides what they may do.

Each fixture is a user at work on the summit ``TEST``. The stranger belongs to another
ministry, the outsider to another summit, the visitor has no duty at all.
"""

import pytest

from tests import factories


@pytest.fixture
def summit(db):
    return factories.make_summit("TEST")


@pytest.fixture
def other_summit(db):
    return factories.make_summit("OTHER")


@pytest.fixture
def transport(summit):
    return factories.make_ministry("transport", summit=summit)


@pytest.fixture
def defence(summit):
    return factories.make_ministry("defence", summit=summit)


@pytest.fixture
def coordinator(summit):
    return factories.make_person("coordinator", "coordinator", summit=summit)


@pytest.fixture
def secretary(summit):
    return factories.make_person("secretary", "secretary", summit=summit)


@pytest.fixture
def authority(summit):
    return factories.make_person("authority", "authority", summit=summit)


@pytest.fixture
def auditor(summit):
    return factories.make_person("auditor", "auditor", summit=summit)


@pytest.fixture
def focal(transport):
    """The focal point of the Ministry of Transport."""
    return factories.make_person("focal", "focal", "plan", ministry=transport)


@pytest.fixture
def head(transport):
    """The head of the plan in the Ministry of Transport, who may validate."""
    return factories.make_person("head", "head", "plan", ministry=transport)


@pytest.fixture
def reader(transport):
    return factories.make_person("reader", "reader", "plan", ministry=transport)


@pytest.fixture
def stranger(defence):
    """The focal point of another ministry of the same summit."""
    return factories.make_person("stranger", "focal", "plan", ministry=defence)


@pytest.fixture
def outsider(other_summit):
    """The coordinator of another summit."""
    return factories.make_person("outsider", "coordinator", summit=other_summit)


@pytest.fixture
def visitor(db):
    """Signed in, without any duty."""
    return factories.make_user("visitor")


@pytest.fixture
def as_user(client):
    """``as_user(focal)`` gives a client signed in as that person."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in
