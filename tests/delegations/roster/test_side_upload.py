"""A list that the delegation uploads: right rows become lines, the others say what is wrong."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from delegations.roster import side_drafting, side_upload
from delegations.roster.models import ListChange
from summit import audit
from tests.clocks import at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations import making
from tests.delegations.roster.changing import freeze, line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_7", "in_english")]
HEAD = ["Nom", "Prénoms", "Né(e) le", "Fonction", "Nationalité", "N° de passeport"]


def csv(*rows, head=HEAD):
    lines = [";".join(map(str, row)) for row in (head, *rows)]
    return SimpleUploadedFile("list.csv", "\n".join(lines).encode("utf-8-sig"), "text/csv")


def upload(inside, visit, *rows, **fields):
    return inside.post(reverse("side-upload", args=[visit.secret]), {"file": csv(*rows), **fields})


def lines():
    return [
        (row.action, row.after.get("surname"), row.after.get("phone", ""))
        for row in ListChange.objects.order_by("pk")
    ]


def test_right_rows_become_lines_of_the_draft(inside, visit):
    response = upload(
        inside, visit, ["Diarra", "Moussa", "12/03/1970", "Conseiller", "Mali", "DEMO-000117"], ["Ki", "Awa"]
    )
    assert response["Location"] == reverse("side-home", args=[visit.secret])
    first, second = ListChange.objects.order_by("pk")
    assert first.after == {
        "surname": "Diarra",
        "given_names": "Moussa",
        "birth_date": "1970-03-12",
        "function": {"fr": "Conseiller"},
        "nationality": "ML",
        "document_number": "DEMO-000117",
    }
    assert (first.action, second.after["surname"]) == ("add", "Ki")


def test_wrong_rows_stay_outside_each_with_its_reason(inside, visit):
    page = upload(
        inside,
        visit,
        ["Diarra", "Moussa", "31/02/1970"],
        ["", ""],
        ["Ki", "Awa", "", "", "Atlantis"],
        ["Lingani", "Awa"],
    )
    outcome = page.context["outcome"]
    assert (page.status_code, outcome.new) == (200, 1)
    assert [(row.number, row.who, len(row.sentences)) for row in outcome.refused] == [
        (2, "Moussa DIARRA", 1),
        (4, "Awa KI", 1),
    ]
    assert lines() == [("add", "Lingani", "")]


def test_sending_the_corrected_file_again_doubles_nobody(inside, visit):
    for _each in range(2):
        upload(inside, visit, ["Diarra", "Moussa", "12/03/1970"], ["Ki", "Awa"])
    assert lines() == [("add", "Diarra", ""), ("add", "Ki", "")]
    upload(inside, visit, ["DIARRA", "Moussa", "12/03/1970", "Ministre"])
    assert [row.after.get("function") for row in ListChange.objects.order_by("pk")] == [
        {"fr": "Ministre"},
        None,
    ]


def test_who_stands_on_the_list_is_changed_and_nothing_new_is_nothing(inside, visit, delegation):
    making.make_member(delegation, "Diarra", "Moussa", person_fields={"nationality": "ML"})
    making.make_member(delegation, "Ki", "Awa")
    page = upload(inside, visit, ["Diarra", "Moussa", "", "", "Mali"], ["Awa", "Ki", "01/02/1980"])
    assert page.status_code == 302
    row = ListChange.objects.get()
    assert (row.action, str(row.membership.person), row.after["birth_date"]) == (
        "change",
        "Awa KI",
        "1980-02-01",
    )
    assert row.after["category"] == "C"  # what the row does not say stays


def test_two_people_of_one_name_are_not_confused(inside, visit, delegation):
    for born in ("1970-03-12", "1980-03-12"):
        making.make_member(delegation, "Diarra", "Moussa", person_fields={"birth_date": born})
    page = upload(inside, visit, ["Diarra", "Moussa", "", "Ministre"])
    assert page.context["outcome"].refused[0].sentences == [
        "Several people of this name stand on your list. Change them one by one."
    ]
    upload(inside, visit, ["Diarra", "Moussa", "12/03/1980", "Ministre"], ["Diarra", "Moussa", "12/03/1990"])
    assert [row.action for row in ListChange.objects.order_by("pk")] == ["change", "add"]


def test_one_head(inside, visit, delegation):
    making.make_member(delegation, "Head", "Our", is_head=True)
    content = csv(["Diarra", "Moussa", "oui"], head=["Nom", "Prénoms", "Chef de délégation"])
    page = inside.post(reverse("side-upload", args=[visit.secret]), {"file": content})
    assert page.context["outcome"].refused[0].sentences == ["The delegation already has a head."]


def test_people_of_other_delegations_are_not_known_here(inside, visit, other_delegation):
    making.make_member(other_delegation, "Diarra", "Moussa", person_fields={"birth_date": "1970-03-12"})
    upload(inside, visit, ["Diarra", "Moussa", "12/03/1970"])
    assert [(row.action, "person" in row.after) for row in ListChange.objects.all()] == [("add", False)]


def test_columns_that_are_not_the_side_s_are_not_read(inside, visit):
    making.make_rank("minister")
    head = ["Nom", "Prénoms", "Rang", "Remarques", "Pris en charge par"]
    content = csv(["Diarra", "Moussa", "minister", "Watch", "host"], head=head)
    inside.post(reverse("side-upload", args=[visit.secret]), {"file": content})
    assert ListChange.objects.get().after == {"surname": "Diarra", "given_names": "Moussa"}


def test_a_frozen_list_wants_a_reason_for_the_file(inside, visit, delegation):
    freeze(delegation)
    page = upload(inside, visit, ["Diarra", "Moussa"])
    assert (page.status_code, set(page.context["form"].errors)) == (422, {"reason"})
    upload(inside, visit, ["Diarra", "Moussa"], reason="New minister")
    assert ListChange.objects.get().reason == "New minister"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.csv", b"only;numbers\n1;2\n"),
        ("list.xlsx", b"PK\x03\x04 broken"),
        ("list.csv", b"Nom\n" + b"A\n" * 501),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(name, content, inside, visit):
    page = inside.post(
        reverse("side-upload", args=[visit.secret]), {"file": SimpleUploadedFile(name, content)}
    )
    assert (page.status_code, len(page.context["form"].errors["file"])) == (422, 1)
    assert ListChange.objects.count() == 0


def test_a_file_that_is_too_large_is_refused(inside, visit, monkeypatch):
    monkeypatch.setattr("summit.imports.limits.FILE_BYTES", 10)
    page = upload(inside, visit, ["Diarra", "Moussa"])
    assert (page.status_code, set(page.context["form"].errors)) == (422, {"file"})


def test_the_sheet_holds_the_own_list_without_numbers_and_comes_back_unchanged(
    inside, visit, delegation, other_delegation
):
    member = making.make_member(
        delegation, "Lingani", "Awa", person_fields={"birth_date": "1980-02-01", "sex": "F"}
    )
    making.make_document(member.person, "DEMO-000117")
    making.make_member(other_delegation, "Secret")
    inside.post(reverse("set_language"), {"language": "en", "next": "/"})
    response = inside.post(reverse("side-sheet", args=[visit.secret]))
    content = response.getvalue()
    cells = [
        cell
        for row in CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        for cell in row
    ]
    assert ("Lingani" in cells, "DEMO-000117" in cells, "Secret" in cells) == (True, False, False)
    assert audit.history(delegation).first().verb == "export"
    outcome = side_upload.take_in(visit, content)
    assert (outcome.new, outcome.changed, outcome.same, outcome.refused) == (0, 0, 1, [])


def test_500_rows_cost_no_query_for_each_comparison(visit, delegation, django_assert_max_num_queries):
    for number in range(30):
        making.make_member(delegation, f"Member{number}", "Awa")
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, values in enumerate([["Nom", "Prénoms"], *([f"Member{n}", "Awa"] for n in range(30))]):
            sheet.write_row(row, 0, values)
    side_drafting.begin(visit)
    with django_assert_max_num_queries(20):
        assert side_upload.take_in(visit, target.getvalue()).same == 30


def test_a_line_that_leaves_stays_when_the_list_says_nothing_new(inside, visit, delegation):
    member = making.make_member(delegation, "Lingani", "Awa")
    side_drafting.put(visit, "withdraw", membership=member, reason="Ill")
    side_drafting.put(visit, "add", after=line())
    upload(inside, visit, ["Lingani", "Awa"])
    assert sorted(row.action for row in ListChange.objects.all()) == ["add", "withdraw"]
