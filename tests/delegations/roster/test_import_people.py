"""A list of people goes in: each row with its own fate, nothing twice, nothing lost."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delegations.roster.models import Document, Membership, Person, PersonVersion
from summit import audit
from summit.imports import NotReady, Overtaken, applying, batches
from summit.imports.models import ImportRow
from tests.delegations import making
from tests.delegations.roster.importing import HEAD, batch_of, person_row, rows_of, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def protocol(protocol, delegation):
    making.make_category("C", summit=delegation.summit)
    return protocol


def fate(batch):
    return dict(batch.data_rows.values_list("number", "verdict"))


def test_a_good_row_becomes_a_person_with_line_and_paper(protocol, delegation):
    batch = batch_of(rows_of(person_row(1)), protocol)
    assert fate(batch) == {2: "new"}
    assert Person.objects.count() == 0
    applying.apply(batch, by=protocol)
    person = Person.objects.get()
    assert (person.surname, person.given_names, person.sex, person.nationality) == (
        "Sanouvi",
        "Awa",
        "F",
        "BF",
    )
    assert (person.birth_date, person.email) == (dt.date(1951, 2, 2), "personne1@example.org")
    assert (person.search_text, person.sort_key) == ("sanouvi awa", "sanouvi awa")
    member = Membership.objects.get()
    assert (member.person, member.delegation, member.state) == (person, delegation, "proposed")
    assert (member.function.data, member.sort_key) == ({"fr": "Conseiller"}, "sanouvi awa")
    paper = Document.objects.get(number_key__matches="demo 000001")
    assert (paper.person, paper.number, paper.document_type) == (person, "DEMO-000001", "passport")
    assert paper.expires_on == dt.date(2030, 12, 31)


def test_the_register_names_fields_and_no_values(protocol, delegation):
    applying.apply(batch_of(rows_of(person_row(1)), protocol), by=protocol)
    entry = audit.history(Person.objects.get()).get()
    assert (entry.verb, entry.actor, entry.note) == ("import", protocol, "liste.csv")
    assert entry.changes["surname"] is None
    assert entry.changes["delegation"] == [None, "BFA"]
    assert "Sanouvi" not in str(entry.__dict__)


def test_the_same_file_twice_changes_nothing(protocol, delegation):
    rows = rows_of(*(person_row(n) for n in range(20)))
    assert run(rows, protocol).created == 20
    again = run(rows, protocol)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 20)
    batch = batch_of(rows, protocol)
    assert batch.counts == {"unchanged": 20}
    with pytest.raises(NotReady):
        applying.apply(batch, by=protocol)


def test_page_and_command_write_the_same(protocol, other_delegation):
    """Everything but the random names and the times."""
    first = rows_of(*(person_row(n) for n in range(5)))
    second = rows_of(*(person_row(n, Délégation="NER") for n in range(20, 25)))
    applying.apply(batch_of(first, protocol), by=protocol)
    run(second, protocol)
    hidden = ("id", "public_id", "created_at", "updated_at", "person", "delegation", "number")

    def shape(model):
        names = [f.name for f in model._meta.concrete_fields if f.name not in hidden]
        return sorted((type(getattr(row, n)).__name__ for n in names) for row in model.objects.all())

    for model in (Person, Membership, Document):
        assert model.objects.count() == 10


def test_every_row_has_one_fate_and_the_sum_is_exact(protocol, delegation):
    run(rows_of(person_row(1), person_row(2)), protocol)
    rows = rows_of(
        person_row(1),  # unchanged
        person_row(2, Fonction="Ministre"),  # changed
        person_row(3),  # new
        person_row(4, Nom="", Prénoms=""),  # refused
        person_row(5, **{"Date de naissance": "31/02/1984", "Courriel": "a@"}),  # refused twice over
        person_row(3, Délégation="BFA"),  # the third once more
    )
    report = run(rows, protocol)
    assert (report.rows, report.created, report.updated, report.unchanged) == (6, 1, 1, 1)
    assert [line.number for line in report.refused] == [5, 6]
    assert [line.number for line in report.held] == [7]
    assert report.rows == 3 + len(report.refused) + len(report.held)


def test_all_faults_of_a_row_are_said_at_once(protocol, delegation):
    row = person_row(
        5,
        **{
            "Date de naissance": "31/02/1984", "Courriel": "a.dembele@", "Nationalité": "Niger et Mali", "Sexe": "peut-être",
            "Délégation": "BKF",
        },
    )  # fmt: skip
    (line,) = run(rows_of(row), protocol).refused
    assert [(error["field"], error["code"]) for error in line.errors] == [
        ("delegation", "unknown_delegation"),
        ("sex", "unknown_choice"),
        ("birth_date", "no_such_date"),
        ("nationality", "unknown_country"),
        ("email", "invalid"),
    ]


@pytest.mark.parametrize("text", ["Congo", "Guinée", "الكونغو"])
def test_a_country_that_may_be_several_is_never_guessed(protocol, delegation, text):
    for code, country in (("COG", "CG"), ("COD", "CD"), ("GIN", "GN"), ("GNB", "GW"), ("GNQ", "GQ")):
        making.make_delegation(code, summit=delegation.summit, country=country)
    report = run(rows_of(person_row(1, Délégation=text, Nationalité="")), protocol)
    if report.created:  # only where the word has one meaning of its own
        assert Membership.objects.get().delegation.code == "GIN"
        return
    (line,) = report.refused
    assert [error["code"] for error in line.errors] == ["ambiguous"]
    assert "COG" in line.errors[0]["message"] or "GNB" in line.errors[0]["message"]


def test_niger_is_not_nigeria(protocol, other_delegation):
    making.make_delegation("NGA", summit=other_delegation.summit, country="NG")
    rows = rows_of(
        *(person_row(n, Délégation=text) for n, text in enumerate(["Niger", "Nigeria", "النيجر", "نيجيريا"]))
    )
    assert run(rows, protocol).created == 4
    found = Membership.objects.order_by("list_order", "pk").values_list("delegation__code", flat=True)
    assert sorted(found) == ["NER", "NER", "NGA", "NGA"]


def test_one_answer_settles_a_spelling_in_all_its_rows(protocol, delegation):
    for code, country in (("COG", "CG"), ("COD", "CD")):
        making.make_delegation(code, summit=delegation.summit, country=country)
    rows = rows_of(*(person_row(n, Délégation="Congo") for n in range(4)), person_row(9))
    batch = batch_of(rows, protocol)
    assert batch.counts == {"refused": 4, "new": 1}
    field = batch.spec.field("delegation")
    assert batches.correct_all(batch, field, "Congo", "COD", by=protocol) == 4
    batch.refresh_from_db()
    assert batch.counts == {"new": 5}
    applying.apply(batch, by=protocol)
    assert Membership.objects.filter(delegation__code="COD").count() == 4


def test_rows_of_a_frozen_list_say_to_ask_for_a_change(protocol, delegation):
    run(rows_of(person_row(1)), protocol)
    type(delegation).objects.filter(pk=delegation.pk).update(
        state="confirmed", frozen_at=dt.datetime(2025, 12, 1, tzinfo=dt.UTC)
    )
    report = run(rows_of(person_row(1), person_row(1, Fonction="Ministre"), person_row(2)), protocol)
    assert report.unchanged == 1
    faults = [error for line in report.refused for error in line.errors]
    assert {error["code"] for error in faults} == {"frozen"}
    assert "BFA" in faults[0]["message"]


def test_a_list_frozen_after_the_preview_overtakes(protocol, delegation):
    batch = batch_of(rows_of(person_row(1)), protocol)
    type(delegation).objects.filter(pk=delegation.pk).update(
        state="confirmed", frozen_at=dt.datetime(2025, 12, 1, tzinfo=dt.UTC)
    )
    with pytest.raises(Overtaken):
        applying.apply(batch, by=protocol)
    assert Person.objects.count() == 0
    assert batch.data_rows.get().errors[0]["code"] == "frozen"


def test_what_is_changed_is_kept_before(protocol, delegation):
    run(rows_of(person_row(1)), protocol)
    batch = batch_of(rows_of(person_row(1, Fonction="Ministre", Courriel="neuf@example.org")), protocol)
    (row,) = batch.data_rows
    assert [(c["field"], c["was"], c["now"]) for c in row.changes] == [
        ("email", "personne1@example.org", "neuf@example.org"),
        ("function:fr", "Conseiller", "Ministre"),
    ]
    outcome = applying.apply(batch, by=protocol)
    assert (outcome.created, outcome.updated) == (0, 1)
    person = Person.objects.get()
    assert (person.email, person.revision) == ("neuf@example.org", 2)
    assert Membership.objects.get().function.data == {"fr": "Ministre"}
    version = PersonVersion.objects.get()
    assert (version.values["email"], version.verb) == ("personne1@example.org", "import")
    entry = audit.history(person).first()
    assert (entry.changes["email"], entry.changes["function"]) == (None, ["Conseiller", "Ministre"])


def test_an_empty_cell_leaves_what_is_known(protocol, delegation):
    run(rows_of(person_row(1)), protocol)
    report = run(rows_of(person_row(1, Courriel="", Fonction="")), protocol)
    assert report.unchanged == 1
    assert Person.objects.get().email == "personne1@example.org"


def test_another_passport_is_added_and_the_old_one_stays(protocol, delegation):
    run(rows_of(person_row(1)), protocol)
    reference = Person.objects.get().public_id
    head, row = [*HEAD, "Référence"], [*person_row(1, **{"N° de passeport": "DEMO-777777"}), reference]
    assert run([head, row], protocol).updated == 1
    assert [paper.number for paper in Document.objects.order_by("pk")] == ["DEMO-000001", "DEMO-777777"]


def test_cells_are_stored_encrypted_and_forgotten_once_in(protocol, delegation):
    batch = batch_of(rows_of(person_row(1), person_row(2, Sexe="?")), protocol)
    with connection.cursor() as cursor:
        cursor.execute("SELECT raw, corrected, cleaned, changes, sealed FROM summit_importrow")
        stored = str(cursor.fetchall())
    assert "DEMO-00000" not in stored
    assert "Sanouvi" not in stored
    assert batch.data_rows.get(number=2).raw[7] == "DEMO-000001"
    applying.apply(batch, by=protocol)
    assert batch.data_rows.get(number=2).raw == []
    assert batch.data_rows.get(number=3).raw[7] == "DEMO-000002"


def test_a_corrected_row_follows_later(protocol, delegation):
    batch = batch_of(rows_of(person_row(1), person_row(2, Sexe="?")), protocol)
    assert applying.apply(batch, by=protocol).created == 1
    batch.refresh_from_db()
    assert (batch.state, batch.counts) == ("ready", {"applied": 1, "refused": 1})
    row = batches.correct(batch, 3, batch.spec.field("sex"), "féminin", by=protocol)
    assert row.verdict == "new"
    assert applying.apply(batch, by=protocol).created == 1
    batch.refresh_from_db()
    assert batch.state == "applied"
    assert Person.objects.count() == 2


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_the_rows(protocol, delegation, count):
    run(rows_of(*(person_row(n) for n in range(40, 40 + count))), protocol)
    rows = rows_of(
        *(person_row(n) for n in range(count)), *(person_row(n, Fonction="X") for n in range(40, 40 + count))
    )
    with CaptureQueriesContext(connection) as queries:
        report = run(rows, protocol)
    assert (report.created, report.updated) == (count, count)
    if connection.vendor == "sqlite":
        assert len(queries) == 30, [q["sql"][:90] for q in queries]


def test_two_heads_in_one_file(protocol, delegation):
    head = [*HEAD, "Chef de délégation"]
    report = run([head, [*person_row(1), "oui"], [*person_row(2), "oui"]], protocol)
    assert report.created == 1
    assert [error["code"] for line in report.refused for error in line.errors] == ["second_head"]
    assert ImportRow.objects.count() == 0
