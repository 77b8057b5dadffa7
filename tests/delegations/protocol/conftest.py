"""Three heads of state who come to Bamako, and the list of their session."""

import datetime as dt

import pytest

from tests.clocks import at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations.making import make_delegation, make_member, make_precedence
from tests.factories import named

OATHS = {"MLI": dt.date(2021, 6, 7), "BFA": dt.date(2022, 10, 21), "NER": dt.date(2025, 3, 26)}
COUNTRIES = {"MLI": ("ML", "Mali"), "BFA": ("BF", "Burkina Faso"), "NER": ("NE", "Niger")}


def make_head(delegation, since=None, **fields):
    """The head of state of a delegation; nobody real."""
    fields = {"rank": "state", "is_head": True, "rank_date": since, "rank_basis": "oath"} | fields
    fields = {"function": named(f"Head of state of {delegation.code}")} | fields
    return make_member(delegation, f"Head{delegation.code.lower()}", "Chief", **fields)


@pytest.fixture
def delegations(summit):
    return {
        code: make_delegation(code, summit=summit, country=country, name=named(name), state="listed")
        for code, (country, name) in COUNTRIES.items()
    }


@pytest.fixture
def heads(delegations):
    return {code: make_head(delegation, OATHS[code]) for code, delegation in delegations.items()}


@pytest.fixture
def draft(summit, heads):
    return make_precedence("P-1", summit=summit, chair=heads["MLI"].delegation)


def approve(precedence, *, by, **data):
    precedence.workflow.run(precedence, "approve", by=by, data=data)
    return precedence
