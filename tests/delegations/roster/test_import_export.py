"""What our own list of people says comes back in without a change."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from delegations.roster import import_columns
from delegations.roster.models import Membership, Person
from summit import exports
from summit.imports import reading
from tests.delegations import making
from tests.delegations.roster.importing import batch_of, person_row, rows_of, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(protocol, delegation, other_delegation):
    """People with everything that a line may hold, and some with almost nothing."""
    summit = delegation.summit
    making.make_category("C", summit=summit)
    head = [
        "Délégation",
        "Nom",
        "Prénoms",
        "Nom en arabe",
        "Titre en arabe",
        "Fonction en anglais",
        "Chef de délégation",
        "Catégorie",
    ]
    run([head, ["BFA", "=1+1", "Awa\u200f", "محمد  علي", "سعادة", "Minister", "oui", "C"]], protocol)
    run(rows_of(*(person_row(n) for n in range(6))), protocol)
    making.make_member(
        other_delegation, "Sans rien", rank="minister", function="", rank_basis="oath", paid_by="host"
    )
    making.make_document(making.make_member(delegation, "O’Brien").person)
    return summit


@pytest.mark.parametrize("lang", ["fr", "ar", "en"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_own_export_changes_nothing(people, protocol, lang, form):
    members = Membership.objects.of(people).live()
    with translation.override(lang):
        columns, rows = import_columns.columns(papers=True), import_columns.rows(members, papers=True)
        if form == "csv":
            content = b"".join(exports.csv(columns, rows))
        else:
            with exports.xlsx(columns, rows) as file:
                content = file.read()
        batch = batch_of([], protocol, content=content)
    assert batch.counts == {"unchanged": members.count()}, [
        (row.errors, row.changes) for row in batch.data_rows if row.verdict != "unchanged"
    ]


def test_numbers_of_papers_leave_only_where_they_may(people):
    rows = list(import_columns.rows(Membership.objects.of(people)))
    assert "DEMO" not in str(rows)
    assert len(rows[0]) == len(import_columns.columns())


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_the_rows(protocol, delegation, count):
    run(rows_of(*(person_row(n) for n in range(count))), protocol)
    with CaptureQueriesContext(connection) as queries:
        assert len(list(import_columns.rows(Membership.objects.all(), papers=True))) == count
    assert len(queries) == 2


def test_a_merged_reference_is_said(people, protocol):
    gone, kept = Person.objects.order_by("pk")[:2]
    Person.objects.filter(pk=gone.pk).update(state="merged", merged_into=kept)
    report = run([["Référence", "Délégation", "Nom"], [gone.public_id, "BFA", "Essai"]], protocol)
    assert [error["code"] for error in report.refused[0].errors] == ["unknown_reference"]


def test_the_reader_sees_the_headings_of_the_import(people):
    with (
        translation.override("fr"),
        exports.xlsx(import_columns.columns(), import_columns.rows(Membership.objects.all())) as file,
    ):
        head = reading.read(file.read()).records[0]
    assert head[:3] == ["Référence", "Délégation", "Nom"]
