"""Lists as other programs write them: every kind of file gives the same people, or a question."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError

from delegations.roster.models import Document, Membership, Person
from tests.delegations import making
from tests.delegations.roster.importing import HEAD, command, person_row
from tests.summit.imports.making import csv_of, xlsx_of

pytestmark = pytest.mark.django_db
FILES = Path(__file__).with_name("files")
FRENCH = [
    ("KABORÉ-DÉMO", "Aïssata", "1984-04-03"),
    ("N’DIAYÉ-ESSAI", "Hélène", "1979-11-19"),
    ("SANOUVI", "Étienne Noël", "1988-08-14"),
    ("ZONGÔDI", "François-Xavier", "1969-11-22"),
    ("BELEMTOUÄ", "Zoë", "1991-01-07"),
]


def names():
    rows = Person.objects.order_by("pk")
    return [(row.surname, row.given_names, row.birth_date.isoformat()) for row in rows]


@pytest.fixture
def mauritania(summit):
    return making.make_delegation("MRT", summit=summit, country="MR")


@pytest.mark.parametrize(
    "name",
    [
        "french.xlsx",
        "french.xls",
        "french.ods",
        "french-cp1252.csv",
        "french-macroman.csv",
        "french-utf16.csv",
    ],
)
def test_french_lists(delegation, name):
    result = command(FILES / name, delegation="BFA")
    assert (result["rows"], result["created"], result["rejected"]) == (5, 5, [])
    assert names() == FRENCH
    assert Person.objects.get(surname="SANOUVI").nationality == "BF"
    assert Membership.objects.get(person__surname="BELEMTOUÄ").function.data == {"fr": "Médecin-chef"}
    assert result["delegations"] == {"BFA": {"name": "Delegation of BFA (fr)", "people": 5}}


@pytest.mark.parametrize(
    "name", ["arabic.xlsx", "arabic-cp1256.csv", "arabic-utf16le.csv", "arabic-utf8.tsv"]
)
def test_arabic_lists(mauritania, name):
    result = command(FILES / name, delegation="MRT")
    assert (result["rows"], result["created"], result["rejected"]) == (3, 3, [])
    assert [row.birth_date.isoformat() for row in Person.objects.order_by("pk")] == [
        "1984-04-03", "1979-11-19", "1988-08-14",
    ]  # fmt: skip
    first = Person.objects.order_by("pk").first()
    assert (first.arabic_name, first.sex, first.nationality) == ("محمد ولد سيدي التجريبي", "M", "MR")
    assert Membership.objects.first().function.data == {"ar": "مستشار فني"}


def test_all_of_them_are_the_same_people(delegation):
    command(FILES / "french.xlsx", delegation="BFA")
    for path in sorted(FILES.glob("french*")):
        result = command(path, delegation="BFA")
        assert (result["created"], result["updated"], result["unchanged"]) == (0, 0, 5), path.name


def test_too_few_letters_are_asked(delegation, tmp_path, capsys):
    path = tmp_path / "liste.csv"
    path.write_bytes("Nom;Prénom\nTRAORÉ-DEMO;Ali\n".encode("cp1252").replace(b"Pr\xe9nom", b"Prenom"))
    with pytest.raises(CommandError) as refused:
        command(path, delegation="BFA")
    assert refused.value.returncode == 1
    assert "cp1252" in str(refused.value)
    assert command(path, delegation="BFA", encoding="windows-1252")["created"] == 1
    assert Person.objects.get().surname == "TRAORÉ-DEMO"


def test_no_source_for_the_delegation(delegation, tmp_path):
    path = tmp_path / "liste.csv"
    path.write_bytes(csv_of([["Nom", "Prénoms"], ["Essai", "Awa"]]))
    with pytest.raises(CommandError) as wrong:
        command(path)
    assert wrong.value.returncode == 2
    with pytest.raises(CommandError) as wrong:
        command(path, create_delegations=True)
    assert wrong.value.returncode == 2


def test_rejected_rows_still_end_well(delegation, tmp_path):
    path = tmp_path / "liste.csv"
    rows = [HEAD, person_row(1), ["", ""], person_row(2, Sexe="?"), person_row(3)]
    path.write_bytes(csv_of(rows))
    result = command(path)
    assert (result["rows"], result["created"]) == (3, 2)
    (fault,) = result["rejected"]
    assert (fault["row"], fault["column"], fault["code"]) == (3, "Sexe", "unknown_choice")
    assert "?" in fault["message"]


def test_a_dry_run_says_the_same_and_writes_nothing(delegation, tmp_path):
    path = tmp_path / "liste.csv"
    path.write_bytes(csv_of([HEAD, person_row(1), person_row(1), person_row(2, Sexe="?")]))
    dry = command(path, dry_run=True)
    assert (Person.objects.count(), Document.objects.count()) == (0, 0)
    assert command(path) == dry
    assert dry["duplicates"] == [
        {"row": 3, "person": None, "other_row": 2, "score": 100, "reason": "same_document"}
    ]


def test_missing_delegations_are_made_only_when_asked(delegation, tmp_path):
    path = tmp_path / "liste.csv"
    rows = [
        person_row(n, Délégation=text)
        for n, text in enumerate(["Sénégal", "غانا", "Union du fleuve Mano", "Senegall"])
    ]
    path.write_bytes(csv_of([HEAD, *rows]))
    assert [fault["code"] for fault in command(path)["rejected"]] == ["unknown_delegation"] * 4
    result = command(path, create_delegations=True)
    assert set(result["delegations"]) == {"SEN", "GHA", "UFM"}
    assert result["delegations"]["GHA"] == {"name": "Ghana", "people": 1}
    assert [(fault["row"], fault["code"]) for fault in result["rejected"]] == [(5, "unknown_delegation")]


def test_columns_named_by_hand(delegation, tmp_path):
    path = tmp_path / "liste.csv"
    path.write_bytes(csv_of([["x", "ident.", "z"], ["Essai", "Awa", "F"]]))
    result = command(path, delegation="BFA", map=["surname=A", "given_names=ident.", "sex=C"])
    assert result["created"] == 1
    person = Person.objects.get()
    assert (person.surname, person.given_names, person.sex) == ("Essai", "Awa", "F")
    for wrong in ("surname=Q", "nothing=A", "surname"):
        with pytest.raises(CommandError) as fault:
            command(path, delegation="BFA", map=[wrong])
        assert fault.value.returncode == 2


def test_a_sheet_is_asked_and_taken(delegation, tmp_path):
    path = tmp_path / "liste.xlsx"
    path.write_bytes(xlsx_of([HEAD, person_row(1)], Autre=[HEAD, person_row(2)]))
    with pytest.raises(CommandError, match="Autre"):
        command(path)
    assert command(path, sheet="Autre")["created"] == 1


def test_the_answer_is_json_alone(delegation, tmp_path, capsys):
    path = tmp_path / "liste.csv"
    path.write_bytes(csv_of([HEAD, person_row(1)]))
    result = command(path)
    assert set(json.loads(json.dumps(result))) == {
        "rows", "created", "updated", "unchanged", "rejected", "duplicates", "delegations",
    }  # fmt: skip
