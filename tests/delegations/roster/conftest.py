"""The delegation's side has no account and so no language kept: its tests read it in English."""

import pytest


@pytest.fixture(autouse=True)
def english_side(request, client):
    if request.node.path.name.startswith("test_side"):
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
