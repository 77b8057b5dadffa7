"""Sealed links: shown once, for one person and one thing, ended at will."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from summit import audit, clock, links
from summit.links import Scope
from summit.links.models import LinkUse, SealedLink
from tests.testapp.models import Dossier

WEEK = dt.timedelta(days=7)
ANY = Scope("testapp.Dossier", "confirm")


@pytest.fixture
def dossier(summit):
    return Dossier.objects.create(summit=summit)


@pytest.fixture
def issued(dossier, coordinator):
    return links.issue(
        dossier, "confirm", recipient="Hôtel du Fleuve", email="desk@example.org", by=coordinator, lasts=WEEK
    )


def test_the_secret_opens_the_link_and_is_not_stored(issued, dossier):
    link, secret = issued
    assert links.open_link(secret, ANY) == link
    assert links.open_link(secret, Scope("testapp.dossier", "confirm", dossier.public_id)) == link
    assert link.target() == dossier
    stored = SealedLink.objects.values().get()
    assert secret not in map(str, stored.values())
    assert len(secret) == 43


@pytest.mark.parametrize(
    "scope",
    [
        Scope("testapp.dossier", "cancel"),
        Scope("testapp.room", "confirm"),
        Scope("testapp.dossier", "confirm", "another-one"),
    ],
)
def test_a_link_opens_nothing_else(issued, scope):
    assert links.open_link(issued[1], scope) is None


@pytest.mark.parametrize("secret", ["", "x", "é" * 5000, "\ud800", "0" * 64])
def test_an_unknown_secret_is_nothing(issued, secret):
    assert links.open_link(secret, ANY) is None


def test_a_link_expires_in_real_time(issued, settings):
    link, secret = issued
    settings.DEMO = True
    clock.set_demo_clock(clock.real_now() + dt.timedelta(days=30))
    assert links.open_link(secret, ANY) == link
    SealedLink.objects.update(expires_at=clock.real_now(), issued_at=clock.real_now() - WEEK)
    assert links.open_link(secret, ANY) is None
    assert not SealedLink.objects.live().exists()
    clock.set_demo_clock(None)


def test_a_revoked_link_is_closed_and_revoking_again_changes_nothing(issued, coordinator):
    link, secret = issued
    assert links.revoke(link, by=coordinator, note="wrong hotel")
    assert not links.revoke(link, by=coordinator)
    assert links.open_link(secret, ANY) is None
    assert [entry.verb for entry in audit.history(link)] == ["revoke"]


def test_looking_writes_nothing_and_each_use_stands(issued, django_assert_num_queries):
    link, secret = issued
    with django_assert_num_queries(1):
        links.open_link(secret, ANY)
    use = links.record_use(link, address="192.0.2.7")
    assert link.uses.get() == use
    assert "192.0.2.7" not in str(use.address_digest)
    assert use.address_digest == links.record_use(link, address="192.0.2.7").address_digest
    with pytest.raises(IntegrityError, match="linkuse_stands"), transaction.atomic():
        LinkUse.objects.update(address_digest="")


def test_issuing_is_audited_without_the_recipients_name(issued, dossier, summit):
    link, _secret = issued
    entry = audit.history(dossier).get()
    assert entry.verb == "issue_link"
    assert entry.changes == {"link": [None, link.public_id], "may": [None, "confirm"]}
    with transaction.atomic():
        act = audit.record(dossier, "confirm", by=link)
    assert (act.actor, act.actor_label) == (None, f"link {link.public_id}")


def test_a_link_lasts_some_time(dossier, coordinator):
    with pytest.raises(IntegrityError, match="sealedlink_lasts"), transaction.atomic():
        links.issue(dossier, "confirm", recipient="x", by=coordinator, lasts=dt.timedelta(0))
