"""Rows of a workbook in constant memory, written as the bytes that XlsxWriter would write, several times as fast.

XlsxWriter stays the author of the workbook: its head, its formats, its widths. It keeps each cell as
an object and asks of each what it is; a list of people has a quarter of a million of them, nearly all
plain texts. Texts are never read as markup here, which XlsxWriter does with ``<r>…</r>``.
"""

import datetime as dt
import re
from functools import cache, lru_cache
from math import isfinite
from typing import Any

from xlsxwriter.utility import xl_col_to_name

CELL_LETTERS = 32_767  # of which a letter outside the first plane, an emoji, takes two
# As XlsxWriter escapes them: what looks like an escape, characters that XML does not know.
ESCAPES = re.compile("(_x[0-9a-fA-F]{4}_)")
CONTROLS = re.compile("([\x00-\x08\x0b-\x1f\ufffe\uffff])")
UNUSUAL = re.compile("[&<>\x00-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_|^\\s|\\s$")
EARLIEST = 1900  # before it a spreadsheet has no days: they go out as text
TEMPORAL = (dt.datetime, dt.date, dt.time)


class Rows:
    """Writes rows into a sheet whose head is written; ``close`` ends it.

    ``formats`` gives the format of each kind of day and time.
    """

    def __init__(self, sheet: Any, width: int, formats: dict[type, Any]):
        self.sheet, self.number, self.width = sheet, 1, width
        self.letters = [xl_col_to_name(index) for index in range(width)]
        self.style = cache(lambda kind: formats[kind]._get_xf_index())  # noqa: SLF001 - numbered as they are used
        self.serial = lru_cache(maxsize=4096)(sheet._convert_date_time)  # noqa: SLF001
        sheet._write_single_row(1)  # noqa: SLF001 - the head, which XlsxWriter still holds
        self.put = sheet.fh.write

    def write(self, values: list[Any]) -> None:
        """One more row; what is empty has no cell."""
        self.number += 1
        number, cells = self.number, []
        for letters, value in zip(self.letters, values, strict=True):
            if value is None or value == "":
                continue
            if type(value) is str and len(value) < CELL_LETTERS // 2 and not UNUSUAL.search(value):
                cells.append(f'<c r="{letters}{number}" t="inlineStr"><is><t>{value}</t></is></c>')
            else:
                cells.append(self.cell(f'r="{letters}{number}"', value))
        if cells:
            self.put(f'<row r="{number}">{"".join(cells)}</row>')

    def cell(self, place: str, value: Any) -> str:
        if isinstance(value, str):
            return text(place, value)
        if isinstance(value, TEMPORAL):
            if getattr(value, "year", EARLIEST) < EARLIEST:
                return text(place, value.isoformat())
            return f'<c {place} s="{self.style(type(value))}"><v>{self.serial(value):.16G}</v></c>'
        if not isfinite(value):
            return text(place, str(value))
        return f"<c {place}><v>{value:.16G}</v></c>"

    def close(self) -> None:
        """Tell the workbook how far its rows go."""
        self.sheet.dim_rowmax, self.sheet.dim_colmax = self.number - 1, max(self.width - 1, 0)


def text(place: str, value: str) -> str:
    if len(value) > CELL_LETTERS // 2:
        value = value.encode("utf-16-le")[: CELL_LETTERS * 2].decode("utf-16-le", "ignore")
    value = escaped(value)
    kept = ' xml:space="preserve"' if value[:1].isspace() or value[-1:].isspace() else ""
    return f'<c {place} t="inlineStr"><is><t{kept}>{value}</t></is></c>'


def escaped(value: str) -> str:
    value = ESCAPES.sub(r"_x005F\1", value)
    value = CONTROLS.sub(lambda found: f"_x{ord(found[1]):04X}_", value)
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
