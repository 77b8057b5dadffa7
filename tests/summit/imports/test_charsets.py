"""Encodings are told by evidence or asked; a wrong one is never taken silently."""

import pytest

from summit.imports import charsets, reading
from summit.imports.refusals import AskEncoding, Refused

FRENCH = (
    "code;intitulé;ministère\nT-1;Éclairage du tarmac, côté Sénou;Ministère des Affaires étrangères\n"
    "T-2;Accueil des chefs d'État;Défense\nT-3;Hôtel réservé à Bamako, façade;Sécurité\n"
)
ARABIC = "الرمز;العنوان;الوزارة\nT-1;إنارة المطار;وزارة الدفاع\nT-2;استقبال رؤساء الدول;وزارة الأمن\n"
BOTH = "code;titre;العنوان\nT-1;Sécurité à l'aéroport;إنارة المطار\nT-2;Hôtel;فندق محجوز\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "cp850"]
)
def test_french_is_read_in_its_encoding(encoding):
    table = reading.read(FRENCH.encode(encoding))
    assert table.records[1][:2] == ["T-1", "Éclairage du tarmac, côté Sénou"]
    assert table.records[3][1] == "Hôtel réservé à Bamako, façade"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859_6"]
)
def test_arabic_is_read_in_its_encoding(encoding):
    assert reading.read(ARABIC.encode(encoding)).records[1] == ["T-1", "إنارة المطار", "وزارة الدفاع"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1256"])
def test_french_and_arabic_in_one_file(encoding):
    assert reading.read(BOTH.encode(encoding)).records[1][1:] == ["Sécurité à l'aéroport", "إنارة المطار"]


@pytest.mark.parametrize("encoding", charsets.ONE_BYTE)
@pytest.mark.parametrize(
    "text", [FRENCH, ARABIC, BOTH, "a;é", "É", "5 €", "l’eau", "n° 5", "من", "TRAORÉ", "Zoë", "œuvre", "ÀÉÈ"]
)
def test_no_text_is_ever_read_wrongly(text, encoding):
    """What the encoding cannot write is left out; what is told must then be exactly what was written."""
    content = text.encode(encoding, "ignore")
    told, _candidates = charsets.told(content)
    if told:
        assert content.decode(told) == content.decode(encoding)


def test_too_little_evidence_is_asked_with_readings():
    with pytest.raises(AskEncoding) as asked:
        reading.read("nom\nTRAORÉ\n".encode("cp1252"))
    candidates = dict(asked.value.candidates)
    assert candidates["cp1252"] == "TRAORÉ"
    assert candidates["mac_roman"] != "TRAORÉ"


def test_the_answer_is_taken():
    assert reading.read("nom\nTRAORÉ\n".encode("cp1252"), encoding="cp1252").records[1] == ["TRAORÉ"]


@pytest.mark.parametrize("encoding", ["utf-8", "rot13", "no-such-encoding"])
def test_an_answer_that_does_not_fit_is_refused(encoding):
    with pytest.raises(Refused):
        reading.read("nom\nTRAORÉ\n".encode("cp1252"), encoding=encoding)


def test_plain_ascii_needs_no_question():
    assert charsets.told(b"code;name\nT-1;Lights\n") == ("utf-8", [])


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators(separator):
    content = (
        separator.join(["code", "nom"]) + "\n" + separator.join(["T-1", '"Lampes, câbles; poteaux\tetc."'])
    )
    table = reading.read(content.encode())
    assert table.separator == separator
    assert table.records[1] == ["T-1", "Lampes, câbles; poteaux\tetc."]


def test_excel_names_the_separator_in_a_first_line():
    table = reading.read(b"sep=,\ncode,nom\nT-1,a;b\n")
    assert table.records == [[], ["code", "nom"], ["T-1", "a;b"]]
