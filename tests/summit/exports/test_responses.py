"""Exports of persons say who took how many and why, in the transaction of the act."""

import pytest
from django.db import transaction
from django.test import RequestFactory

from summit import audit, exports
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(summit):
    return factories.make_person("coordinator", "coordinator", summit=summit)


def asked(method, user):
    request = getattr(RequestFactory(), method)("/")
    request.user = user
    return request


def test_an_export_is_recorded_with_its_purpose(coordinator):
    with transaction.atomic():
        exports.logged(asked("post", coordinator), "Members", 12, "  Badges of the first day ")
    entry = audit.history(coordinator.summit).get()
    assert (entry.verb, entry.note, entry.actor) == ("export", "Badges of the first day", coordinator)
    assert entry.changes == {"what": [None, "Members"], "rows": [None, 12]}


@pytest.mark.parametrize("purpose", ["", "   "])
def test_without_a_purpose_nothing_leaves(coordinator, purpose):
    with pytest.raises(exports.PurposeMissing), transaction.atomic():
        exports.logged(asked("post", coordinator), "Members", 12, purpose)
    assert not audit.history(coordinator.summit).exists()


def test_a_get_never_writes(coordinator):
    with pytest.raises(ValueError, match="POST"), transaction.atomic():
        exports.logged(asked("get", coordinator), "Members", 12, "Why not")


def test_outside_a_transaction_nothing_leaves(coordinator, transactional_db):
    with pytest.raises(audit.OutsideAct):
        exports.logged(asked("post", coordinator), "Members", 12, "Badges")
