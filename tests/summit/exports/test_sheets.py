"""What goes out opens safely everywhere, and comes back in as it was."""

import csv as csv_module
import datetime as dt
import io
import zipfile
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from summit import exports
from summit.exports import sheets
from summit.imports import reading

TRICKS = [
    "=1+1", "+223 76 00 00 00", "-18", "@SUM(A1)", "\tcell", "'=1", "''=1", "'", "plain", "'quoted' word", "a;b,c\td",
    'say "yes"', "two\nlines", "😀 emoji", "\u200fمحمد\u200f", "_x0041_ is no letter", "=cmd|' /C calc'!A0", "http://example.test",
    "007", "1e5", "TRUE", "#N/A", "x" * 200, " inner  spaces ", "{{ braces }} {% x %}", "\u00a0nb", "é" * 200,
]  # fmt: skip


@dataclass
class Row:
    text: str
    number: object = 1


COLUMNS = [exports.Column("Texte", "text"), exports.Column("Nombre", "number")]


def csv_back(rows, columns=COLUMNS):
    return reading.read(b"".join(exports.csv(columns, rows))).records


def xlsx_back(rows, columns=COLUMNS, **options):
    with exports.xlsx(columns, rows, **options) as file:
        return reading.read(file.read()).records


@pytest.mark.parametrize("text", TRICKS)
def test_texts_come_back_whole_from_csv(text):
    assert csv_back([Row(text)])[1] == [text, "1"]


@pytest.mark.parametrize("text", TRICKS)
def test_texts_come_back_whole_from_xlsx(text):
    assert xlsx_back([Row(text)])[1] == [text, 1]


SAFE = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="=+-@'\t;\",\n"), max_size=40
)


@given(SAFE)
def test_any_text_comes_back_from_csv(text):
    assert csv_back([Row(text)])[1] == [text, "1"]


@given(SAFE)
def test_any_text_comes_back_from_guarding(text):
    assert reading.unguarded(sheets.guarded(text)) == text


@pytest.mark.parametrize("text", [t for t in TRICKS if t.startswith(sheets.FORMULA_STARTS)])
def test_no_cell_of_a_csv_begins_like_a_formula(text):
    content = b"".join(exports.csv(COLUMNS, [Row(text)])).decode("utf-8-sig")
    (_head, cells) = csv_module.reader(io.StringIO(content, newline=""), delimiter=";")
    assert cells[0] == "'" + text


def test_numbers_stay_numbers_and_negative_ones_too():
    rows = [Row("a", -18), Row("b", 12.5), Row("c", Decimal("1250000.50")), Row("d", True), Row("e", None)]
    with translation.override("en"):
        assert [r[1:] for r in xlsx_back(rows)[1:]] == [[-18], [12.5], [1250000.5], ["yes"], []]
        assert [r[1:] for r in csv_back(rows)[1:]] == [["-18"], ["12.5"], ["1250000.50"], ["yes"], []]


def test_long_numbers_are_kept_as_texts():
    assert xlsx_back([Row("a", 12345678901234567890)])[1] == ["a", "12345678901234567890"]


def test_days_and_moments():
    moment = dt.datetime(2025, 12, 22, 23, 30, tzinfo=dt.UTC)
    rows = [Row("a", dt.date(2025, 12, 22)), Row("b", moment), Row("c", dt.date(1850, 1, 1))]
    with timezone.override("Asia/Tokyo"):
        assert [r[1] for r in xlsx_back(rows)[1:]] == ["2025-12-22", "2025-12-23T08:30:00", "1850-01-01"]
        assert [r[1] for r in csv_back(rows)[1:]] == ["2025-12-22", "2025-12-23 08:30", "1850-01-01"]


def test_rows_are_what_xlsxwriter_would_write_of_them():
    """Byte for byte: days, moments, hours, numbers, long texts, controls, escapes, spaces at the ends, gaps."""
    day, moment = dt.date(2025, 12, 22), dt.datetime(2025, 12, 22, 8, 30)  # noqa: DTZ001 - a cell has no zone
    others = [-18, 12.5, Decimal("1250000.50"), 3, day, moment, dt.time(8, 30), dt.date(1850, 1, 1), None, ""]
    long = [
        "😀" * 20_000,
        "é" * 40_000,
        "a" * 32_767,
        "\x00\x1f\r",
        "\ufffe",
        "_x000D_",
        "<b>&amp;</b>",
        "\n",
        " ",
    ]
    rows = [Row(text, number) for number, text in enumerate(TRICKS + long)]
    rows += [Row("a", other) for other in others] + [Row("", None), Row("last", "")]
    with exports.xlsx(COLUMNS, rows, title="x") as file:
        ours = member(file, "xl/worksheets/sheet1.xml")
    theirs = io.BytesIO()
    with sheets.workbook(theirs, constant_memory=True) as book:
        page = sheets.add_sheet(book, "x")
        sheets.write_head(book, page, COLUMNS)
        days = sheets.day_formats(book)
        for number, row in enumerate(rows, start=1):
            for index, column in enumerate(COLUMNS):
                sheets.write_cell(page, number, index, column.read(row), days)
        page.autofilter(0, 0, len(rows), 1)
    assert ours == member(theirs, "xl/worksheets/sheet1.xml")


def test_a_text_is_never_markup():
    """XlsxWriter alone takes a text for formatted text where it begins and ends so."""
    markup = "<r><t>other</t></r>"
    with exports.xlsx(COLUMNS, [Row(markup)]) as file:
        assert b"&lt;r&gt;&lt;t&gt;other" in member(file, "xl/worksheets/sheet1.xml")
    assert xlsx_back([Row(markup)])[1] == [markup, 1]


def test_a_number_that_no_sheet_knows_goes_out_as_text():
    assert xlsx_back([Row("a", float("inf"))])[1] == ["a", "inf"]


def test_arabic_sheets_run_from_the_right():
    with exports.xlsx(COLUMNS, [Row("a")], title="خطة", lang="ar") as file:
        assert b'rightToLeft="1"' in member(file, "xl/worksheets/sheet1.xml")
    with exports.xlsx(COLUMNS, [Row("a")], title="Plan", lang="fr") as file:
        assert b"rightToLeft" not in member(file, "xl/worksheets/sheet1.xml")


def member(file, name):
    with zipfile.ZipFile(file) as archive:
        return archive.read(name)


def test_a_sheet_title_that_excel_refuses_is_mended():
    with exports.xlsx(COLUMNS, [], title="a/b[c]: " + "x" * 60) as file:
        assert b"a b c" in member(file, "xl/workbook.xml")


def test_csv_is_made_while_it_is_read():
    seen = []

    def rows():
        for number in range(2000):
            seen.append(number)
            yield Row(str(number))

    pieces = exports.csv(COLUMNS, rows())
    assert next(pieces).startswith(b"\xef\xbb\xbf")
    assert len(seen) < 2000


def test_attachment_says_what_it_is():
    response = exports.attachment(b"x", 'Relevé "n°1" محضر/../x.xlsx', "xlsx")
    head = response.headers
    assert head["X-Content-Type-Options"] == "nosniff"
    assert head["Content-Disposition"].startswith("attachment; filename*=utf-8''Relev%C3%A9%20-n%C2%B01-")
    assert "/" not in head["Content-Disposition"].split("''")[1]
    assert head["Cache-Control"] == "private, no-store"


@pytest.mark.django_db  # closing a response tells the database that the request is over
@pytest.mark.parametrize("content", [b"abc", iter([b"a", b"bc"]), io.BytesIO(b"abc")])
def test_attachment_takes_bytes_pieces_and_files(content):
    response = exports.attachment(content, "a.csv", "csv")
    assert (b"".join(response) if response.streaming else response.content) == b"abc"
    response.close()


def test_a_column_may_name_a_method():
    class Row:
        def get_state_display(self):
            return "Open"

    assert exports.Column("State", "get_state_display").read(Row()) == "Open"
