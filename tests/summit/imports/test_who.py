"""Who sees a file on its way in: who sent it and the coordinators of the summit, nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from summit.imports.models import ImportBatch
from tests import factories
from tests.summit.imports.making import as_user, bad_rows, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(sites, coordinator):
    return opened(sites, bad_rows(1), coordinator)


def every(batch):
    args = [batch.public_id]
    yield from (
        ("get", reverse(n, args=args), {})
        for n in ("import-batch", "import-columns", "import-source", "import-refused")
    )
    yield from (
        ("post", reverse(n, args=args), {})
        for n in ("import-apply", "import-apply-again", "import-abandon", "import-check", "import-columns")
    )
    yield "post", reverse("import-cell", args=[*args, 2]), {"field": "code", "value": "x"}
    yield "post", reverse("import-skip", args=[*args, 2]), {}
    yield "post", reverse("import-keep", args=[*args, 2]), {}


def test_a_stranger_sees_nothing(batch, summit):
    stranger = as_user(factories.make_person("stranger", "secretary", summit=summit))
    for method, address, data in every(batch):
        assert getattr(stranger, method)(address, data).status_code == 404, address
    assert stranger.get(reverse("import-new", args=["test-sites"])).status_code == 403
    assert stranger.get(reverse("import-template", args=["test-sites"])).status_code == 403


def test_another_summit_sees_nothing(batch, other_summit):
    outsider = as_user(factories.make_person("outsider", "coordinator", summit=other_summit))
    for method, address, data in every(batch):
        assert getattr(outsider, method)(address, data).status_code == 404, address


def test_another_coordinator_sees_it(batch, summit):
    other = as_user(factories.make_person("second", "coordinator", summit=summit))
    assert other.get(batch.get_absolute_url()).status_code == 200


def test_nobody_without_signing_in(batch):
    for method, address, data in every(batch):
        assert getattr(Client(), method)(address, data).status_code == 302


def test_a_get_writes_nothing(batch, client):
    before = ImportBatch.objects.values().get()
    for name in ("import-apply", "import-apply-again", "import-abandon", "import-check"):
        assert client.get(reverse(name, args=[batch.public_id])).status_code == 405
    for name in ("import-batch", "import-columns", "import-refused"):
        client.get(reverse(name, args=[batch.public_id]))
    assert ImportBatch.objects.values().get() == before


def test_an_unknown_kind_is_not_found(client, sites):
    assert client.get(reverse("import-new", args=["nothing"])).status_code == 404
