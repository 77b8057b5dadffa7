"""Days, numbers and lists in the spellings of offices."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest

from summit.imports import cells
from summit.imports.refusals import CellError

DAY = dt.date(2025, 12, 22)


@pytest.mark.parametrize(
    "text",
    [
        "2025-12-22", "22/12/2025", "22.12.2025", "22-12-2025", "22/12/25", "2025/12/22", "22 12 2025", "2025-12-22T00:00:00",
        "22/12/2025 10:30", "22 décembre 2025", "22 déc. 2025", "22 December 2025", "lundi 22 décembre 2025", "22 ديسمبر 2025",
        "٢٢/١٢/٢٠٢٥", "٢٢ ديسمبر ٢٠٢٥", "۲۲/۱۲/۲۰۲۵", "\u200f22/12/2025\u200e", " 22/12/2025 ", "22 كانون الأول 2025", 46013, 46013.5, "46013",
    ],
)  # fmt: skip
def test_spellings_of_one_day(text):
    assert cells.date(text) == DAY


@pytest.mark.parametrize(
    ("text", "day"), [("1er janvier 2026", dt.date(2026, 1, 1)), ("1 mai 2026", dt.date(2026, 5, 1))]
)
def test_days_in_words(text, day):
    assert cells.date(text) == day


@pytest.mark.parametrize("text", ["31/02/1984", "12/31/2025", "0/1/2025", "2025-13-01", "00/00/0000"])
def test_days_that_do_not_exist(text):
    with pytest.raises(CellError) as refused:
        cells.date(text)
    assert refused.value.code == "no_such_date"


@pytest.mark.parametrize(
    "text", ["demain", "22", "2025", "22/2025", True, 12, 500000, "mars", "J-3", "1e5", "99999999999999"]
)
def test_what_is_no_day(text):
    with pytest.raises(CellError):
        cells.date(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 234,56", "1234.56"), ("1\u202f234,56", "1234.56"), ("1,234.56", "1234.56"), ("1.234,56", "1234.56"), ("1234.5", "1234.5"),
        ("1.234.567", "1234567"), ("-12", "-12"), ("−12", "-12"), ("١٢٣٤٫٥", "1234.5"), ("١٬٢٣٤", "1234"), (12.5, "12.5"), (7, "7"), ("+3", "3"),
        ("0,5", "0.5"), (",5", "0.5"), ("1'234,50", "1234.50"),
    ],
)  # fmt: skip
def test_numbers(text, number):
    assert cells.decimal(text) == Decimal(number)


@pytest.mark.parametrize("text", ["1,234", "1.234"])
def test_a_number_that_may_mean_two_things_is_asked_back(text):
    with pytest.raises(CellError) as refused:
        cells.decimal(text)
    assert refused.value.code == "unclear_number"
    assert cells.whole(text) == 1234


@pytest.mark.parametrize("text", ["douze", "1-2", "1,2,3", "", "--5", "1e999", "9" * 30, "∞", "½", "nan"])
def test_what_is_no_number(text):
    with pytest.raises(CellError):
        cells.decimal(text)


@pytest.mark.parametrize(
    ("value", "number"),
    [("40", 40), ("40 %", 40), (0.4, 40), (40, 40), ("٤٠٪", 40), ("100%", 100), (0, 0), ("1%", 1)],
)
def test_per_cent(value, number):
    assert cells.percent(value) == number


def test_a_bare_one_may_be_one_or_a_hundred_per_cent():
    with pytest.raises(CellError):
        cells.percent(1)


@pytest.mark.parametrize(
    ("text", "number"),
    [("J-18", -18), ("j - 18", -18), ("D-18", -18), ("ي-18", -18), ("J−18", -18), ("J+1", 1), ("J0", 0), ("J", 0), ("-18", -18), (-18, -18),
     ("04/12/2025", -18), ("ي-١٨", -18), (45995, -18)],
)  # fmt: skip
def test_days_counted_from_the_summit(text, number):
    summit = SimpleNamespace(day_number=lambda day: (day - DAY).days)
    assert cells.day_number(text, summit) == number


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("oui", True),
        ("Non", False),
        ("نعم", True),
        ("لا", False),
        ("x", True),
        (True, True),
        ("VRAI", True),
        (0, False),
    ],
)
def test_truth(text, answer):
    assert cells.truth(text) is answer


def test_lists_keep_their_order_and_lose_doubles():
    assert cells.several("T-2, T-1;T-2\nT-3، T-4؛ T-5 ,") == ["T-2", "T-1", "T-3", "T-4", "T-5"]


@pytest.mark.parametrize(("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (199, "GR")])
def test_letters_of_columns(index, letter):
    assert cells.column_letter(index) == letter
