"""One set of rules: what the form of a line refuses the import refuses, at the same field, and nothing else."""

import pytest

from delegations.roster.line_form import LineForm
from tests.delegations import making
from tests.delegations.roster.importing import run

pytestmark = pytest.mark.django_db
LONG = "x" * 201
# field, value as both may be given it, whether it is good
TABLE = [
    ("surname", LONG, False), ("surname", "x" * 200, True), ("surname", "O’Brien-d’Arc", True), ("surname", "محمد", True),
    ("given_names", LONG, False), ("given_names", "É" * 200, True), ("arabic_name", LONG, False), ("arabic_name", "محمد", True),
    ("print_name", LONG, False), ("print_name", "M. Essai", True), ("birth_place", LONG, False), ("birth_place", "Ségou", True),
    ("languages", "x" * 101, False), ("languages", "fr, ar", True), ("phone", "1" * 61, False), ("phone", "+223 76 00", True),
    ("email", "a@", False), ("email", "a", False), ("email", "@b.c", False), ("email", "a b@c.org", False), ("email", "a@b", False),
    ("email", "a..b@c.org", False), ("email", ".a@c.org", False), ("email", "a@-c.org", False), ("email", "a@c.org", True),
    ("email", "a+b@c-d.co.uk", True), ("email", "é@c.org", False), ("email", "a@é.org", True), ("email", "a" * 250 + "@c.org", False),
    ("email", "A.B@EXAMPLE.ORG", True), ("email", "a@c.o", False), ("email", "a_b@c.org.", False), ("email", "a@localhost", True),
    ("birth_date", "2999-01-01", False), ("birth_date", "1899-12-31", False), ("birth_date", "1900-01-01", True),
    ("birth_date", "1984-02-31", False), ("birth_date", "demain", False), ("birth_date", "1984-02-29", True),
    ("document_issued_on", "2999-01-01", False), ("document_issued_on", "2020-01-01", True),
    ("document_expires_on", "2010-01-01", False), ("document_expires_on", "2035-01-01", True),
    ("document_number", "x" * 61, False), ("document_number", "DEMO-1", True),
    ("nationality", "ML", True), ("nationality", "ZZ", False), ("nationality", "Atlantide", False), ("nationality", "ne", None),
    ("document_issuer", "BF", True), ("document_issuer", "XX", False), ("sex", "F", True), ("sex", "Q", False),
    ("document_type", "passport", True), ("document_type", "permis", False), ("category", "C", True), ("category", "Z", False),
    ("rank_class", "minister", True), ("rank_class", "roi", False), ("rank_basis", "oath", True), ("rank_basis", "hasard", False),
    ("paid_by", "host", True), ("paid_by", "personne", False), ("rank_date", "2020-13-01", False), ("rank_date", "2020-12-01", True),
    ("wishes", "x" * 501, False), ("remarks", "x" * 2001, False), ("remarks", "x" * 2000, True), ("title_source", LONG, False),
]  # fmt: skip
GOOD = {
    "surname": "Essai",
    "given_names": "Awa",
    "document_number": "DEMO-000001",
    "document_issued_on": "2020-01-01",
}


def of_form(delegation, protocol, data):
    form = LineForm(data, user=protocol, delegation=delegation)
    return set(form.errors)


def of_import(protocol, data):
    head = [*data, "delegation"]
    report = run([head, [*data.values(), "BFA"]], protocol, dry=True)
    return {error["field"] for line in report.refused for error in line.errors}


@pytest.fixture
def references(delegation):
    making.make_category("C", summit=delegation.summit)
    making.make_rank("minister", summit=delegation.summit)
    return delegation


@pytest.mark.parametrize(("field", "value", "good"), TABLE)
def test_form_and_import_agree(references, protocol, field, value, good):
    data = GOOD | {field: value}
    refused = of_import(protocol, data)
    if good is not None:
        assert refused == (set() if good else {field})
        assert of_form(references, protocol, data) == refused


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"surname": "", "given_names": "Awa"}, "surname"),
        ({"surname": "Essai", "document_issuer": "ML"}, "document_number"),
        ({"surname": "Essai", "document_type": "passport"}, "document_number"),
        (
            GOOD | {"document_issued_on": "2021-01-01", "document_expires_on": "2020-01-01"},
            "document_expires_on",
        ),
        (GOOD | {"function:fr": "x" * 301}, "function"),
        (GOOD | {"title:ar": "س" * 201}, "title"),
    ],
)
def test_rules_between_fields_agree(references, protocol, data, field):
    assert {name.partition(":")[0] for name in of_import(protocol, data)} == {field}
    widgets = LineForm(None, user=protocol, delegation=references).fields
    typed = {}
    for name, value in data.items():
        base, _colon, language = name.partition(":")
        if language:
            locales = list(widgets[base].widget.locales)
            name = base + widgets[base].widget.widgets_names[locales.index(language)]
        typed[name] = value
    assert of_form(references, protocol, typed) == {field}


def test_a_second_head_is_refused_by_both(references, protocol):
    making.make_member(references, is_head=True)
    data = GOOD | {"is_head": "on"}
    assert of_form(references, protocol, data) == {"is_head"}
    assert of_import(protocol, GOOD | {"is_head": "oui"}) == {"is_head"}
