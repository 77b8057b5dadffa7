"""Headings are found anywhere near the top, in three languages."""

import pytest

from summit.imports import ImportField, headers

FIELDS = [
    ImportField("code", "Code", {"fr": ["Code", "N°"], "en": ["Code"], "ar": ["الرمز"]}, required=True),
    ImportField(
        "title", "Title", {"fr": ["Intitulé", "Titre"], "en": ["Title"], "ar": ["العنوان"]}, required=True
    ),
    ImportField("due", "Due", {"fr": ["Échéance"], "en": ["Due"], "ar": ["الأجل"]}),
]


@pytest.mark.parametrize(
    "head",
    [["Code", "Intitulé", "Échéance"], ["CODE *", "intitule:", "  echeance "], ["Code", "Title", "Due"], ["الرمز", "العنوان", "الأَجَل"],
     ["Code (unique)", "Titre [fr]", "Échéance (J-n)"], ["N°", "Titre", "due"]],
)  # fmt: skip
def test_headings_of_three_languages(head):
    assert headers.recognise([head, ["T-1", "a", "b"]], FIELDS) == (1, {"code": 0, "title": 1, "due": 2})


@pytest.mark.parametrize("before", range(20))
def test_headings_in_any_of_the_first_twenty_rows(before):
    records = (
        [["Plan de la commission", "Titre"]] * bool(before)
        + [[]] * (before - 1)
        + [["", "Code", "", "Intitulé"], ["", "T-1"]]
    )
    assert headers.recognise(records, FIELDS) == (before + 1, {"code": 1, "title": 3})


def test_no_known_heading_proposes_the_fullest_row():
    assert headers.recognise([["Plan"], [], ["a", "b", "c"], ["d", "e"]], FIELDS) == (3, {})


def test_a_heading_twice_serves_once():
    assert headers.recognise([["Code", "Code", "Titre", "Intitulé"]], FIELDS) == (1, {"code": 0, "title": 2})


def test_what_lacks_is_named():
    assert [f.name for f in headers.missing({"code": 0}, FIELDS)] == ["title"]
