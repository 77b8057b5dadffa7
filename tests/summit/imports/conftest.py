"""Two kinds of import on real tables: sites (all or none) and commissions (good rows go in)."""

import pytest

from summit.accounts.models import Commission
from summit.event.forms import SiteForm
from summit.event.models import Site
from summit.forms import EditForm
from summit.imports import ImportField, ImportKind, kinds, register, views
from tests.summit.imports.making import as_user

NAMES = {
    "code": {"fr": ["Code", "Réf"], "en": ["Code"], "ar": ["الرمز"]},
    "name": {"fr": ["Nom", "Intitulé"], "en": ["Name"], "ar": ["الاسم"]},
    "kind": {"fr": ["Type"], "en": ["Type"], "ar": ["النوع"]},
    "seats": {"fr": ["Places", "Capacité"], "en": ["Seats"], "ar": ["المقاعد"]},
    "power": {"fr": ["Groupe électrogène"], "en": ["Generator"], "ar": ["مولد"]},
    "address": {"fr": ["Adresse"], "en": ["Address"], "ar": ["العنوان"]},
}


class CommissionForm(EditForm):
    class Meta:
        model = Commission
        fields = ["code", "name", "order", "president", "ministries"]


def site_form(data, *, instance, summit, by):
    return SiteForm(data, instance=instance, user=by)


def commission_form(data, *, instance, summit, by):
    return CommissionForm(data, instance=instance, user=by)


SITES = {
    "name": "test-sites",
    "label": "Sites",
    "right": "summit.edit_site",
    "model": Site,
    "form": site_form,
    "fields": [
        ImportField("code", "Code", NAMES["code"], required=True),
        ImportField("name:fr", "Nom", NAMES["name"], required=True),
        ImportField("site_type", "Type", NAMES["kind"], kind="choice"),
        ImportField("capacity", "Places", NAMES["seats"], kind="int"),
        ImportField("power_backup", "Groupe électrogène", NAMES["power"], kind="bool"),
        ImportField("address", "Adresse", NAMES["address"]),
    ],
    "example": {"code": "CICB", "name:fr": "Centre de conférences"},
}
COMMISSIONS = {
    "name": "test-commissions",
    "label": "Commissions",
    "right": "summit.edit_commission",
    "model": Commission,
    "form": commission_form,
    "all_or_none": False,
    "fields": [
        ImportField("code", "Code", NAMES["code"], required=True),
        ImportField("name:fr", "Nom", NAMES["name"], required=True),
        ImportField("order", "Ordre", {"fr": ["Ordre"]}, kind="int"),
        ImportField("president", "Président", {"fr": ["Président"]}, kind="reference"),
        ImportField("ministries", "Ministères", {"fr": ["Ministères"]}, kind="list"),
    ],
}


@pytest.fixture
def registry(monkeypatch):
    """The kinds of the product stay out of the way."""
    assert views.KINDS is kinds.KINDS, "loaded before they are hidden, or they would stay hidden"
    monkeypatch.setattr(kinds, "KINDS", {})
    for module in ("summit.imports", "summit.imports.models", "summit.imports.views"):
        monkeypatch.setattr(f"{module}.KINDS", kinds.KINDS)
    return kinds.KINDS


@pytest.fixture
def sites(registry):
    return register(ImportKind(**SITES))


@pytest.fixture
def commissions(registry):
    return register(ImportKind(**COMMISSIONS))


@pytest.fixture
def client(coordinator):
    return as_user(coordinator)
