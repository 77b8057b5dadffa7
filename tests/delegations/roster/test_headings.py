"""Heads of lists as ministries, embassies and organisations send them."""

from collections import Counter

import pytest
from django.conf import settings
from django.utils import translation

from delegations.roster.headings import COLUMNS, FIELDS, WEAK, settle
from summit.imports.headers import recognise, spellings

ROWS = [
    (
        ["N°", "Nom", "Prénom(s)", "Fonction", "Nationalité", "N° de passeport"],
        {"surname": 1, "given_names": 2, "function": 3, "nationality": 4, "document_number": 5},
    ),
    (["Prénoms", "Nom", "Qualité"], {"given_names": 0, "surname": 1, "function": 2}),
    (["Nom", "Fonction", "Pays"], {"full_name": 0, "function": 1, "delegation": 2}),
    (["NOM ET PRÉNOMS", "TITRE", "PAYS"], {"full_name": 0, "function": 1, "delegation": 2}),
    (
        ["Titre", "Nom et prénom(s)", "Fonction", "Délégation", "Pays"],
        {"title": 0, "full_name": 1, "function": 2, "delegation": 3, "country": 4},
    ),
    (
        ["Délégation", "Civilité", "Nom & Prénoms", "Qualité", "Fonction"],
        {"delegation": 0, "title": 1, "full_name": 2, "function": 4},
    ),
    (
        ["Nom", "Prénom", "Né(e) le", "à", "Sexe (M/F)", "Passeport N°", "Passeport valable jusqu’au"],
        {"surname": 0, "given_names": 1, "birth_date": 2, "sex": 4, "document_number": 5, "document_expires_on": 6},
    ),
    (
        ["Nom\nde famille", "Prénom\n(s)", "Date de\nnaissance", "Lieu de\nnaissance", "Passeport", "Numéro de passeport"],
        {"surname": 0, "given_names": 1, "birth_date": 2, "birth_place": 3, "document_number": 5},
    ),
    (
        ["Noms (en majuscules)", "Prénoms (comme sur le passeport)", "Pays/Organisation", "Poste", "Tél.", "E-mail"],
        {"surname": 0, "given_names": 1, "delegation": 2, "function": 3, "phone": 4, "email": 5},
    ),
    (["Pays", "Organisation", "Nom complet"], {"delegation": 0, "full_name": 2}),
    (["Organisation", "Nom complet", "Titre/Fonction"], {"delegation": 0, "full_name": 1, "function": 2}),
    (
        ["Fonction FR", "Fonction EN", "Fonction (arabe)", "Titre en français", "Nom et prénoms", "Nom en arabe"],
        {"function:fr": 0, "function:en": 1, "function:ar": 2, "title:fr": 3, "full_name": 4, "arabic_name": 5},
    ),
    (["Party", "Name", "Title"], {"delegation": 0, "full_name": 1, "function": 2}),
    (["Party", "Name", "Title", "Position"], {"delegation": 0, "full_name": 1, "title": 2, "function": 3}),
    (["Title", "First name", "Last name", "Job title"], {"title": 0, "given_names": 1, "surname": 2, "function": 3}),
    (["Title", "Name", "Function (English)"], {"title": 0, "full_name": 1, "function:en": 2}),
    (["Name", "Surname", "Designation"], {"given_names": 0, "surname": 1, "function": 2}),
    (["Name", "First name", "Function"], {"surname": 0, "given_names": 1, "function": 2}),
    (
        ["Full name", "DOB", "Place of birth", "Gender", "Passport No.", "Issuing country", "Date of issue", "Expiry date"],
        {"full_name": 0, "birth_date": 1, "birth_place": 2, "sex": 3, "document_number": 4, "document_issuer": 5,
         "document_issued_on": 6, "document_expires_on": 7},
    ),
    (
        ["Family name(s)", "Given name(s)", "Member State", "Role", "Official title", "Head of delegation"],
        {"surname": 0, "given_names": 1, "delegation": 2, "function": 4, "is_head": 5},
    ),
    (
        ["Family Name / Nom de famille", "First Name / Prénom", "Title - Fonction", "Nationality | Nationalité", "E-mail"],
        {"surname": 0, "given_names": 1, "nationality": 3, "email": 4},
    ),
    (
        ["Nom / Name", "Fonction / Function / الوظيفة", "Sexe\nSex", "Téléphone"],
        {"full_name": 0, "function": 1, "sex": 2, "phone": 3},
    ),
    (["الاسم الكامل", "الوظيفة", "البلد"], {"full_name": 0, "function": 1, "delegation": 2}),
    (["الاسم", "اللقب", "الصفة"], {"given_names": 0, "surname": 1, "function": 2}),
    (["الإسم", "إسم العائلة", "تاريخ الميلاد"], {"given_names": 0, "surname": 1, "birth_date": 2}),
    (
        ["اللقب", "الاسم الكامل", "الوظيفة", "الوفد", "رقم جواز السفر", "صالح حتى"],
        {"title": 0, "full_name": 1, "function": 2, "delegation": 3, "document_number": 4, "document_expires_on": 5},
    ),
    (
        ["م", "الاسم", "الصفة", "الوظيفة", "الجنسية", "رقم الهاتف"],
        {"full_name": 1, "function": 3, "nationality": 4, "phone": 5},
    ),
    (["Nom", "Prénoms", "الاسم", "Fonction"], {"surname": 0, "given_names": 1, "arabic_name": 2, "function": 3}),
    (["Name", "الاسم", "Position"], {"full_name": 0, "arabic_name": 1, "function": 2}),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), ROWS, ids=[" | ".join(row) for row, _expected in ROWS])
def test_heads_of_lists(row, expected):
    head = [["Liste de la délégation"], [], row, ["1", "x"]]
    number, mapping = recognise(head, FIELDS)
    assert (number, settle(row, mapping)) == (3, expected)


@pytest.mark.parametrize("row", [row for row, _expected in ROWS])
def test_what_is_settled_stays(row):
    settled = settle(row, recognise([row], FIELDS)[1])
    assert settle(row, settled) == settled


@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
def test_our_own_headings_are_known_again(lang):
    row = [field.heading(lang) for field in FIELDS]
    with translation.override("en"):
        assert settle(row, recognise([row], FIELDS)[1]) == {field.name: at for at, field in enumerate(FIELDS)}


@pytest.mark.parametrize("name", [field.name for field in FIELDS])
def test_names_of_fields_are_headings(name):
    assert recognise([[name]], FIELDS) == (1, {name: 0})


def test_no_heading_stands_in_two_columns():
    with translation.override(settings.LANGUAGE_CODE):
        count = Counter(heading for field in FIELDS for heading in spellings(field))
    assert {heading for heading, times in count.items() if times > 1} == set()


def test_every_column_has_headings_in_every_language():
    assert {field.name.partition(":")[0] for field in FIELDS} == set(COLUMNS)
    assert {
        field.name for field in FIELDS if not all(field.names.get(lang) for lang in ("fr", "en", "ar"))
    } == set()


def test_weak_headings_are_headings_of_their_columns():
    known = {field.name: spellings(field) for field in FIELDS}
    assert {name: words - known[name] for name, words in WEAK.items()} == {name: set() for name in WEAK}


def test_nothing_known_settles_nothing():
    assert settle(["a", "b"], {}) == {}
