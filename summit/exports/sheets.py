"""Rows as xlsx and csv, row by row and in constant memory.

A text that a spreadsheet would run as a formula stays a text: in xlsx by its type, in csv by
an apostrophe in front, which our own import takes off again.
"""

import csv as csv_module
import datetime as dt
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import IO, Any

import xlsxwriter
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from summit.exports.rows import CELL_LETTERS, Rows

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
EXACT_DIGITS = 15  # a spreadsheet keeps no more of a number
SPOOLED = 4 * 1024 * 1024
FLUSH_ROWS = 500
READY = {str, type(None), dt.date}  # what most cells hold, and what stays as it is


@dataclass(frozen=True)
class Column:
    """One column: ``value`` is a callable on the row or a dotted path of attributes."""

    label: str | Promise
    value: Callable[[Any], Any] | str
    width: int | None = None
    list_separator: str = ", "

    def read(self, row: Any) -> Any:
        """The value as a cell holds it: text, number, day, moment in the active zone, or nothing."""
        return self.reader()(row)

    def reader(self) -> Callable[[Any], Any]:
        """``read`` for many rows."""
        value = self.value if callable(self.value) else attrgetter(self.value)
        separator = self.list_separator

        def read(row):
            found = value(row)
            if type(found) in READY:
                return found
            if callable(found) and not isinstance(found, Promise):  # ``get_state_display``
                found = found()
            return plain(found, separator)

        return read


def plain(value: Any, separator: str = ", ") -> Any:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        return timezone.make_naive(value) if timezone.is_aware(value) else value
    if isinstance(value, dt.date | dt.time):
        return value
    if isinstance(value, int | float | Decimal):
        return value if len(str(value).strip("-").replace(".", "")) <= EXACT_DIGITS else str(value)
    if hasattr(value, "_meta"):
        return str(getattr(value, "code", "") or value)
    if isinstance(value, list | tuple | set | frozenset):
        return separator.join(str(plain(one, separator)) for one in value)
    return str(value)


def in_chunks(rows: Iterable[Any]) -> Iterable[Any]:
    """A queryset without holding all of it; prefetches are kept."""
    return rows.iterator(chunk_size=1000) if isinstance(rows, QuerySet) else rows


# --- csv -------------------------------------------------------------------------------------------------------------


def csv(columns: Sequence[Column], rows: Iterable[Any]) -> Iterator[bytes]:
    """UTF-8 with its mark, semicolons, as French and Arabic spreadsheets open it by a click."""
    buffer = io.StringIO(newline="")
    writer = csv_module.writer(buffer, delimiter=";", lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writerow([guarded(str(column.label)) for column in columns])
    readers = [column.reader() for column in columns]
    for number, row in enumerate(in_chunks(rows), start=1):
        writer.writerow([_csv_cell(read(row)) for read in readers])
        if number % FLUSH_ROWS == 0:
            yield _emptied(buffer)
    yield _emptied(buffer)


def _emptied(buffer):
    content = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return content.encode()


def _csv_cell(value):
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return "" if value is None else value


def guarded(text: str) -> str:
    """A text that no spreadsheet runs; ``imports.reading.unguarded`` gives back exactly what went in."""
    return "'" + text if text.lstrip("'").startswith(FORMULA_STARTS) else text


# --- xlsx ------------------------------------------------------------------------------------------------------------


def xlsx(
    columns: Sequence[Column], rows: Iterable[Any], *, title: str = "", lang: str | None = None
) -> IO[bytes]:
    """A workbook of one sheet, at its beginning; the caller closes it."""
    target = tempfile.SpooledTemporaryFile(max_size=SPOOLED)  # noqa: SIM115  handed to the response, which closes it
    with workbook(target, constant_memory=True) as book:
        sheet = add_sheet(book, title, lang)
        write_head(book, sheet, columns)
        lines = Rows(sheet, len(columns), day_formats(book))
        readers = [column.reader() for column in columns]
        for row in in_chunks(rows):
            lines.write([read(row) for read in readers])
        lines.close()
        sheet.autofilter(0, 0, max(lines.number - 1, 1), max(len(columns) - 1, 0))
    target.seek(0)
    return target


def workbook(target: IO[bytes], *, constant_memory: bool = False) -> xlsxwriter.Workbook:
    """A workbook in which a text is never anything but a text."""
    settings = {
        "in_memory": not constant_memory,
        "constant_memory": constant_memory,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    return xlsxwriter.Workbook(target, settings)


def add_sheet(book: xlsxwriter.Workbook, title: str, lang: str | None = None) -> Any:
    """A sheet that runs in the direction of ``lang``; a title that Excel would refuse is mended."""
    mended = "".join(" " if c in "[]:*?/\\" else c for c in str(title)).strip().strip("'")[:31]
    sheet = book.add_worksheet(mended or None)
    if get_language_info(lang or get_language() or "fr")["bidi"]:
        sheet.right_to_left()
    return sheet


def day_formats(book) -> dict[type, Any]:
    """How days, moments and hours look in a cell."""
    looks = {dt.date: "dd/mm/yyyy", dt.datetime: "dd/mm/yyyy hh:mm", dt.time: "hh:mm"}
    return {kind: book.add_format({"num_format": look}) for kind, look in looks.items()}


def write_head(book, sheet, columns) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    sheet.freeze_panes(1, 0)
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width or min(max(len(str(column.label)) + 3, 12), 40))
    for index, column in enumerate(columns):
        sheet.write_string(0, index, str(column.label), bold)


def write_cell(sheet, row: int, column: int, value: Any, days: dict[type, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.write_string(row, column, value[:CELL_LETTERS])
    elif type(value) in days:
        # Before 1900 a spreadsheet has no days: the date goes out as text.
        if getattr(value, "year", 1900) >= 1900:
            sheet.write_datetime(row, column, value, days[type(value)])
        else:
            sheet.write_string(row, column, value.isoformat())
    else:
        sheet.write_number(row, column, value)
