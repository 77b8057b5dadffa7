"""The official list as a workbook: it is read back without a change, and holds no number that was not asked for."""

import datetime as dt

import pytest

from delegations.roster import import_run, import_source
from summit.audit.models import Entry
from tests.clocks import at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations.making import make_category, make_document, make_human, make_member, make_rank
from tests.delegations.roster.listing import content_of, rows_of, take
from tests.factories import named

pytestmark = pytest.mark.usefixtures("at_j_7", "in_english")

NUMBER = import_source.FIELD["document_number"].heading("en")
# Names that a spreadsheet would run, or that a careless reader would change.
STRANGE = (
    ("=1+1", "Awa"),
    ("-Diallo", "-"),
    ("+Sow", "@home"),
    ("N’Diaye", "Jean  Pierre"),
    ("O'Brien", "Éloïse"),
    ("Ould Ahmed", "Mohamed"),
    ("00123", "1e5"),
)


def make_people(delegation):
    """People with strange names, one of them with everything that a line holds."""
    for number, (surname, given) in enumerate(STRANGE):
        make_member(delegation, surname, given, list_order=number)
    return make_full(delegation)


def make_full(delegation):
    person = make_human(
        "Sanogo",
        "Fatou Bintou",
        summit=delegation.summit,
        arabic_name="فاتو صنوغو",
        print_name="F. B. SANOGO",
        title=named("Her Excellency"),
        spoken_title=named("Madam Minister"),
        title_source="Note 12",
        sex="F",
        birth_date=dt.date(1971, 2, 3),
        birth_place="Ségou",
        nationality="ML",
        languages="fr, bm, ar",
        email="fatou@example.org",
        phone="+223 20 00 00 01",
        remarks="First line\n=second line",
    )
    make_document(
        person, "DEMO-000001", issuer="ML", document_type="diplomatic", issued_on=dt.date(2021, 5, 6)
    )
    make_document(person, "DEMO-000002", issuer="FR", document_type="service", expires_on=dt.date(2031, 7, 8))
    return make_member(
        delegation,
        person=person,
        is_head=True,
        function=named("Minister of Foreign Affairs"),
        category=make_category("B", summit=delegation.summit),
        rank_class=make_rank("minister", summit=delegation.summit),
        rank_date=dt.date(2023, 7, 1),
        rank_basis="appointment",
        wishes="-no pork",
        paid_by="host",
    )


def read_back(content, delegation, by):
    source = import_source.table_of(content, "list.xlsx", encoding="", sheet="", said=[])
    return import_run.run(source, delegation.summit, by=by)


@pytest.mark.parametrize("papers", [{}, {"papers": "on"}], ids=["without numbers", "with numbers"])
@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_import_reads_its_own_list_back_without_a_change(language, papers, as_user, protocol, delegation):
    make_people(delegation)
    content = content_of(take(as_user(protocol), delegation, form="xlsx", language=language, **papers))
    report = read_back(content, delegation, protocol)
    wrong = [
        (line.errors, [match.likeness for match in line.matches]) for line in report.refused + report.held
    ]
    assert (report.rows, report.unchanged, wrong) == (len(STRANGE) + 1, len(STRANGE) + 1, [])


def test_a_changed_cell_is_the_only_change_that_comes_back(as_user, protocol, delegation):
    member = make_full(delegation)
    content = content_of(take(as_user(protocol), delegation, form="xlsx"))
    member.person.birth_place = "Kayes"
    member.person.save()
    report = read_back(content, delegation, protocol)
    assert (report.updated, report.unchanged) == (1, 0)
    member.person.refresh_from_db()
    assert member.person.birth_place == "Ségou"


def test_the_reference_stands_first_and_dates_are_dates(as_user, protocol, delegation):
    member = make_full(delegation)
    heads, row = rows_of(take(as_user(protocol), delegation, form="xlsx"))
    said = dict(zip(heads, row, strict=True))
    assert (heads[0], row[0]) == ("Reference", member.person.public_id)
    assert (said["Date of birth"], said["Rank since"]) == (dt.date(1971, 2, 3), dt.date(2023, 7, 1))
    assert (said["Delegation"], said["Category"], said["Sex"]) == ("BFA", "B", "female")


def test_people_stand_by_delegation_and_precedence(as_user, protocol, delegation, other_delegation):
    last = make_member(other_delegation, "Aaa")
    expert, head = (
        make_member(delegation, "Expert"),
        make_member(delegation, "Zz", rank="state", is_head=True),
    )
    minister = make_member(delegation, "Yy", rank="minister")
    rows = rows_of(take(as_user(protocol), form="xlsx"))[1:]
    order = [head, minister, expert, last]
    assert [row[0] for row in rows] == [member.person.public_id for member in order]


def test_only_standing_members_go_out(as_user, protocol, delegation):
    kept = make_member(delegation)
    make_member(delegation, state="withdrawn")
    make_member(delegation, state="replaced")
    rows = rows_of(take(as_user(protocol), delegation, form="xlsx"))[1:]
    assert [row[0] for row in rows] == [kept.person.public_id]


# -- numbers of documents -----------------------------------------------------------------------


def test_numbers_stay_in_the_house_unless_they_are_asked_for(as_user, protocol, delegation):
    make_full(delegation)
    rows = rows_of(take(as_user(protocol), delegation, form="xlsx"))
    assert NUMBER not in rows[0]
    assert not any("DEMO" in str(cell) for row in rows for cell in row)
    assert not Entry.objects.filter(verb="disclose").exists()


def test_each_number_that_leaves_is_recorded_with_the_purpose(as_user, protocol, delegation):
    member = make_full(delegation)
    make_document(make_human(summit=delegation.summit), "DEMO-999999")  # stands on no list
    rows = rows_of(take(as_user(protocol), delegation, form="xlsx", papers="on"))
    said = dict(zip(*rows, strict=True))
    latest = member.person.documents.order_by("-pk").first()
    assert (said[NUMBER], said["Issued by"]) == ("DEMO-000002", "FR")
    (entry,) = Entry.objects.filter(verb="disclose")
    assert (entry.object_id, entry.actor, entry.changes) == (latest.public_id, protocol, {"number": None})
    assert "airport" in entry.note


def test_numbers_go_out_as_official_workbook_only(as_user, protocol, delegation):
    for data in ({"form": "pdf"}, {"form": "xlsx", "kind": "contacts"}):
        response = take(as_user(protocol), delegation, papers="on", **data)
        assert (response.status_code, list(response.context["form"].errors)) == (422, ["papers"])
    assert not Entry.objects.filter(verb__in=["disclose", "export"]).exists()


# -- cost ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 30, 117])
def test_the_workbook_costs_the_same_for_any_number(
    count, as_user, protocol, delegation, django_assert_num_queries
):
    for _each in range(count):
        make_document(make_member(delegation).person)
    client = as_user(protocol)
    content_of(take(client, delegation, form="xlsx"))
    with django_assert_num_queries(13):
        response = take(client, delegation, form="xlsx")
    assert len(rows_of(response)) == count + 1
