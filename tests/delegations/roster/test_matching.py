"""Who is known for certain, who perhaps, and who is somebody else."""

import datetime as dt

import pytest

from delegations.roster.models import Membership, Person
from tests.delegations.roster.importing import run

pytestmark = pytest.mark.django_db
HEAD = ["Délégation", "Nom", "Prénoms", "Nom en arabe", "Date de naissance", "N° de passeport"]
KNOWN = ["BFA", "Sawadogo-Démo", "Bintou", "بنتو ساوادوغو", "03/04/1984", "DEMO-004417"]


def but(**changes):
    names = ["delegation", "surname", "given", "arabic", "born", "paper"]
    return [changes.get(name, value) for name, value in zip(names, KNOWN, strict=True)]


def fate(protocol, row):
    """(what becomes of the row beside the known person, the reason where somebody is asked)."""
    report = run([HEAD, row], protocol)
    (word,) = [name for name in ("created", "updated", "unchanged") if getattr(report, name)] or ["held"]
    return word, report.held[0].matches[0].likeness.reason if report.held else ""


@pytest.fixture
def known(protocol, delegation, other_delegation):
    run([HEAD, KNOWN], protocol)
    return Person.objects.get()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (KNOWN, ("unchanged", "")),
        (but(surname="SAWADOGO DÉMO", given="bintou"), ("updated", "")),  # the paper says it
        (but(paper=""), ("unchanged", "")),  # the name and the day of birth
        (but(paper="", born=""), ("unchanged", "")),  # the name on the same list
        (but(surname="Bintou", given="Sawadogo-Démo", paper=""), ("updated", "")),  # in another order
        (but(delegation="NER"), ("updated", "")),  # on a second list
        (but(delegation="NER", paper="", born=""), ("held", "same_name")),
        (but(paper="DEMO-999999"), ("held", "same_name_birth")),  # another paper
        (but(surname="Savadogo-Démo", arabic="", paper=""), ("held", "spelling")),
        (but(born="04/03/1984", paper=""), ("held", "birth_swapped")),
        (but(surname="", given="", paper=""), ("held", "same_name_birth")),  # in Arabic letters alone
        (but(surname="Zongodi", given="Issouf", arabic=""), ("held", "same_document")),
        (but(born="05/06/1991", paper="DEMO-999999"), ("created", "")),  # a namesake
        (but(surname="Zongodi", given="Issouf", arabic="", paper="DEMO-1"), ("created", "")),
    ],
)  # fmt: skip
def test_beside_a_known_person(known, protocol, row, expected):
    assert fate(protocol, row) == expected


def test_two_of_one_name_and_day_are_asked(known, protocol):
    twin = Person.objects.get()
    twin.pk, twin.public_id = None, "2222twin2222"
    twin.save()
    assert fate(protocol, but(paper=""))[0] == "held"


def test_namesakes_of_one_file_without_dates_are_asked(protocol, delegation, other_delegation):
    bare = {"arabic": "", "born": "", "paper": ""}
    report = run([HEAD, but(**bare), but(**bare, delegation="NER"), but(**bare, given="Awa")], protocol)
    assert (report.created, [line.number for line in report.held]) == (2, [3])


def test_a_frequent_name_with_dates_costs_no_question(protocol, delegation):
    rows = [
        but(born=f"{day:02d}/{month:02d}/1980", paper="", arabic="")
        for month in (1, 2, 3)
        for day in range(13, 29)
    ]
    assert run([HEAD, *rows], protocol).created == len(rows)


def test_two_rows_for_one_known_person(known, protocol, other_delegation):
    """On the same list the second is asked about; on another list it is one line more."""
    report = run([HEAD, but(delegation="NER"), KNOWN, but(born="", arabic="x")], protocol)
    assert (report.updated, report.unchanged, len(report.held)) == (1, 1, 1)
    assert Membership.objects.filter(person=known).count() == 2


def test_people_of_another_summit_are_not_known(known, protocol):
    Person.objects.update(summit=make_other())
    report = run([HEAD, KNOWN], protocol)
    assert report.created == 1
    assert Person.objects.filter(birth_date=dt.date(1984, 4, 3)).count() == 2


def make_other():
    from tests import factories

    return factories.make_summit("ELSEWHERE")
