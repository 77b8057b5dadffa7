"""A delegation's side: its link, somebody who came in by it, and pages in English, as no account keeps a language."""

import pytest

from tests.delegations import making
from tests.delegations.roster.changing import enter_side, visit_of


@pytest.fixture(autouse=True)
def english_side(request, client):
    if request.node.path.name.startswith("test_side"):
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def visit(delegation, protocol):
    return visit_of(delegation, protocol)


@pytest.fixture
def inside(client, visit):
    return enter_side(client, visit)


@pytest.fixture
def member(delegation):
    return making.make_member(delegation, "Lingani", "Awa")
