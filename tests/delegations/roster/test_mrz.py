"""The machine-readable lines. The three specimens are those that ICAO Doc 9303 prints."""

import contextlib
import datetime as dt

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from delegations.roster import mrz
from delegations.roster.mrz import NotMrz, read, td3, wrong

TODAY = dt.date(2025, 12, 1)
PASSPORT = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
TRAVEL_CARD = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
CARD = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
LONG_NUMBER = "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<"
HOLDER = {
    "issuer": "ML", "surname": "N’Diaye-Ould Béchir", "given_names": "Aïssata Éloïse", "number": "DEMO00123",
    "birth_date": dt.date(1984, 2, 29), "expires_on": dt.date(2030, 6, 30), "sex": "F",
}  # fmt: skip


def test_the_specimen_passport():
    assert read(PASSPORT, today=dt.date(2010, 1, 1)) == mrz.Mrz(
        document_type="P",
        issuer="",
        surname="ERIKSSON",
        given_names="ANNA MARIA",
        number="L898902C3",
        nationality="",
        birth_date=dt.date(1974, 8, 12),
        sex="F",
        expires_on=dt.date(2012, 4, 15),
        personal_number="ZE184226B",
        checks=dict.fromkeys(mrz.GUARDED, True),
    )


@pytest.mark.parametrize("lines", [TRAVEL_CARD, CARD])
def test_the_specimen_cards(lines):
    found = read(lines, today=dt.date(2010, 1, 1))
    assert (found.surname, found.given_names, found.number, found.sex) == (
        "ERIKSSON",
        "ANNA MARIA",
        "D23145890",
        "F",
    )
    assert (found.birth_date, found.expires_on) == (dt.date(1974, 8, 12), dt.date(2012, 4, 15))
    assert found.checks == dict.fromkeys(("number", "birth_date", "expires_on", "composite"), True)


def test_a_long_number_goes_on_in_the_optional_data():
    found = read(LONG_NUMBER, today=dt.date(1990, 1, 1))
    assert (found.number, found.personal_number, wrong(found)) == ("D23145890734", "", [])


def test_what_is_written_is_read():
    found = read(td3(**HOLDER, personal_number="77 12"), today=TODAY)
    assert wrong(found) == []
    assert found == mrz.Mrz(
        document_type="P",
        issuer="ML",
        surname="NDIAYE OULD BECHIR",
        given_names="AISSATA ELOISE",
        number="DEMO00123",
        nationality="ML",
        birth_date=HOLDER["birth_date"],
        sex="F",
        expires_on=HOLDER["expires_on"],
        personal_number="77 12",
        checks=found.checks,
    )


@pytest.mark.parametrize(
    "typed",
    [
        PASSPORT.lower(),
        PASSPORT.replace("\n", "\r\n") + "\r\n",
        PASSPORT.replace("\n", "\r"),
        PASSPORT.replace("\n", ""),
        PASSPORT.replace("\n", " \t "),
        "\n\n  " + PASSPORT.replace("<<", "< <") + "  ",
        "\x02" + PASSPORT.replace("\n", "\r\n\r\n") + "\x03",
        PASSPORT.replace("<", "«"),
        PASSPORT.replace("<<", "«"),
        PASSPORT.replace("<", "‹"),
        PASSPORT.replace("<<<\n", "\n"),
        PASSPORT.replace("\n", "<<\n"),
        "\ufeff" + PASSPORT,
    ],
)
def test_readers_and_hands_type_it_in_many_ways(typed):
    assert read(typed, today=TODAY) == read(PASSPORT, today=TODAY)


@pytest.mark.parametrize("shape", [TRAVEL_CARD, CARD])
def test_cards_need_no_line_ends_either(shape):
    assert read(shape.replace("\n", ""), today=TODAY) == read(shape, today=TODAY)


@pytest.mark.parametrize(
    ("at", "names"),
    [
        (0, ["number", "composite"]),
        (9, ["number", "composite"]),
        (13, ["birth_date", "composite"]),
        (24, ["expires_on", "composite"]),
        (30, ["personal_number", "composite"]),
        (43, ["composite"]),
    ],
)
def test_every_check_digit_is_verified(at, names):
    first, second = PASSPORT.split("\n")
    digit = str((int(second[at], 36) + 1) % 10)
    assert wrong(read(f"{first}\n{second[:at]}{digit}{second[at + 1 :]}", today=TODAY)) == names


def test_an_empty_personal_number_may_have_no_digit():
    lines = td3(**HOLDER)
    assert lines[-2] == "0"
    assert wrong(read(lines[:-2] + "<" + lines[-1], today=TODAY)) == []


def test_a_letter_among_digits_is_told_and_not_put_right():
    lines = td3(**HOLDER | {"birth_date": dt.date(1980, 10, 10), "expires_on": dt.date(2031, 1, 10)})
    found = read(lines.replace("801010", "8O1O10"), today=TODAY)
    assert (found.birth_date, found.letters) == (None, ("birth_date",))
    assert "birth_date" in wrong(found)
    assert found.expires_on == dt.date(2031, 1, 10)


@pytest.mark.parametrize(
    ("born", "today", "expected"),
    [
        (dt.date(2025, 12, 1), TODAY, dt.date(2025, 12, 1)),
        (dt.date(2025, 12, 2), TODAY, dt.date(1925, 12, 2)),
        (dt.date(1950, 5, 5), TODAY, dt.date(1950, 5, 5)),
        (dt.date(2000, 2, 29), TODAY, dt.date(2000, 2, 29)),
        (dt.date(1999, 1, 1), dt.date(1998, 1, 1), None),
    ],
)
def test_nobody_is_born_in_the_future(born, today, expected):
    found = read(td3(**HOLDER | {"birth_date": born}), today=today)
    assert found.birth_date == (expected or dt.date(1899, 1, 1))


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (dt.date(2015, 12, 31), dt.date(2015, 12, 31)),
        (dt.date(2075, 1, 1), dt.date(2075, 1, 1)),
        (dt.date(1995, 1, 1), None),  # neither 30 years ago nor in 70 years
    ],
)
def test_validity_ends_near_today(until, expected):
    assert read(td3(**HOLDER | {"expires_on": until}), today=TODAY).expires_on == expected


def test_an_unknown_day_of_birth_is_no_date_and_no_fault():
    first, second = td3(**HOLDER).split("\n")
    born = "84<<<<"
    changed = f"{second[:13]}{born}{mrz.check_digit(born)}{second[20:43]}"
    composite = mrz.check_digit(changed[0:10] + changed[13:20] + changed[21:43])
    found = read(f"{first}\n{changed}{composite}", today=TODAY)
    assert (found.birth_date, found.letters, wrong(found)) == (None, (), [])


@pytest.mark.parametrize(
    ("written", "code"),
    [("DE", "DE"), ("BF", "BF"), ("NE", "NE"), ("GBD", "GB"), ("UNO", ""), ("UNA", ""), ("XOM", ""), ("XXA", ""),
     ("XXB", ""), ("XPO", ""), ("EUE", ""), ("UTO", "")],
)  # fmt: skip
def test_issuers_become_codes_of_countries(written, code):
    lines = td3(**HOLDER | {"issuer": written, "nationality": "NE"})
    found = read(lines, today=TODAY)
    assert (found.issuer, found.nationality) == (code, "NE")


def test_germany_stands_with_fillers():
    assert td3(**HOLDER | {"issuer": "DE"}).startswith("P<D<<NDIAYE<OULD")


def test_a_name_too_long_for_the_line_is_said_to_be_cut():
    lines = td3(**HOLDER | {"surname": "Ouedraogo " * 5})
    assert [len(line) for line in lines.split("\n")] == [44, 44]
    assert read(lines, today=TODAY).cut
    assert not read(PASSPORT, today=TODAY).cut


@pytest.mark.parametrize(
    "text",
    ["", "P<MLI", "DIARRA Moussa", PASSPORT[:-1], PASSPORT + "1", "A" * 44, "ZZ" * 44, "\n".join("B" * 30 for _ in "123"), "«" * 7],
)  # fmt: skip
def test_other_texts_are_refused_in_words(text):
    with pytest.raises(NotMrz) as refused:
        read(text, today=TODAY)
    with translation.override("en"):
        assert str(refused.value.args[0]) == (
            "These are not the machine-readable lines: two lines of 44 or 36 signs, or three of 30."
        )


def test_a_strange_sign_is_named():
    with translation.override("en"), pytest.raises(NotMrz, match="“É” does not belong"):
        read(PASSPORT.replace("ANNA", "ANNÉ"), today=TODAY)


def test_a_visa_is_not_taken_for_a_passport():
    with translation.override("en"), pytest.raises(NotMrz, match="visa"):
        read("V" + PASSPORT[1:], today=TODAY)


SIGNS = st.sampled_from(sorted(mrz.VALUES))


@given(
    st.text(max_size=120)
    | st.sampled_from([72, 88, 90]).flatmap(lambda length: st.text(SIGNS, min_size=length, max_size=length))
)
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(NotMrz):
        assert set(wrong(read(text, today=TODAY))) <= set(mrz.GUARDED)


NAMES = st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F), min_size=1, max_size=20)


@given(
    surname=NAMES,
    given_names=NAMES,
    number=st.from_regex(r"[A-Z0-9]{5,9}", fullmatch=True),
    born=st.dates(dt.date(1930, 1, 1), TODAY),
    until=st.dates(dt.date(2016, 1, 1), dt.date(2070, 1, 1)),
)
def test_whatever_is_written_is_read_again(surname, given_names, number, born, until):
    lines = td3(
        issuer="BF",
        surname=surname,
        given_names=given_names,
        number=number,
        birth_date=born,
        expires_on=until,
    )
    found = read(lines, today=TODAY)
    assert (found.number, found.birth_date, found.expires_on, wrong(found)) == (number, born, until, [])
