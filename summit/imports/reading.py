"""From bytes to records: a list of lists, in the file's own numbering."""

import csv
import io
import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import python_calamine
from django.utils.translation import gettext_lazy as _

from summit.imports import charsets, containers, limits
from summit.imports.refusals import AskEncoding, AskSheet, Refused

READER = Path(__file__).with_name("sheet_reader.py")
SEPARATORS = ";,\t"
# What our own csv puts before a text that a spreadsheet would run as a formula.
GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n")

csv.field_size_limit(1_000_000)


@dataclass(frozen=True)
class Table:
    """``records[n - 1]`` is row n of the file, its header included; empty rows are empty lists."""

    records: list[list[Any]]
    sheet: str = ""
    encoding: str = ""
    separator: str = ""


def read(content: bytes, *, sheet: str = "", encoding: str = "") -> Table:
    """The one table of a file. Raises ``Refused``, ``AskEncoding`` or ``AskSheet``."""
    if containers.container_of(content) == containers.TEXT:
        return _read_text(content, encoding)
    return _read_workbook(content, sheet)


# --- workbooks -------------------------------------------------------------------------------------------------------


def _read_workbook(content, sheet):
    answer = _ask_reader(content, sheet)
    if code := answer.get("refused"):
        raise Refused(code, _sentence(code, sheet))
    if "rows" not in answer:
        if not answer["sheets"]:
            raise Refused("empty", _sentence("empty", sheet))
        raise AskSheet(answer["sheets"])
    if not answer["rows"]:
        raise Refused("empty", _sentence("empty", sheet))
    return Table(answer["rows"], sheet=answer["sheet"])


def _ask_reader(content, sheet):
    # Only what the interpreter needs to start: no secret of ours goes near a stranger's file.
    kept = {
        name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ
    }
    library = str(Path(python_calamine.__file__).parent.parent)
    bounds = [limits.ROWS, limits.COLUMNS, limits.READ_MEMORY, limits.READ_SECONDS]
    try:
        done = subprocess.run(  # our own script, no shell
            [sys.executable, "-P", str(READER), sheet, *map(str, bounds)],
            input=content,
            capture_output=True,
            timeout=limits.WAIT_SECONDS,
            env=kept | {"PYTHONPATH": library, "PYTHONIOENCODING": "utf-8"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"refused": "too_slow"}
    if done.returncode:
        return {"refused": "hostile"}
    return json.loads(done.stdout)


def _sentence(code, sheet):
    return {
        "empty": _("This file holds no rows."),
        "no_sheet": _("The workbook has no sheet named “%(sheet)s”.") % {"sheet": sheet},
        "password": _("This workbook is protected by a password. Remove it and send the file again."),
        "damaged": _("This file is damaged: it cannot be opened."),
        "too_slow": _(
            "This file takes too long to read. Keep the one sheet with the rows and send it again."
        ),
        "hostile": _("This file cannot be read safely. Copy its rows into a new workbook and send that."),
        "too_long": _("This file has more than %(limit)s rows. Send it in parts.") % {"limit": limits.ROWS},
        "too_wide": _("This file has more than %(limit)s columns. Keep those that are wanted.")
        % {"limit": limits.COLUMNS},
    }[code]


# --- separated values ------------------------------------------------------------------------------------------------


def _read_text(content, encoding):
    if encoding:
        if encoding not in charsets.ASKED or not charsets.decodes(content, encoding):
            raise Refused("encoding", _("The file is not written in this encoding."))
    else:
        encoding, candidates = charsets.told(content)
        if encoding is None:
            raise _cannot_tell(content, candidates)
    text = content.decode(encoding).removeprefix("\ufeff").replace("\0", "")
    separator, text = _separator(text)
    records = _records(text, separator)
    if not records:
        raise Refused("empty", _sentence("empty", ""))
    return Table(records, encoding=encoding, separator=separator)


def _cannot_tell(content, candidates):
    if not candidates:
        return Refused("encoding", _("The letters of this file cannot be read in any usual encoding."))
    lines = [line for line in content.splitlines() if not line.isascii()][:3]
    return AskEncoding([(e, "\n".join(line.decode(e, "replace") for line in lines)) for e in candidates])


def _separator(text):
    """The separator that cuts the most rows into the same number of cells; Excel may name it in a first line."""
    first, _break, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], "\n" + rest  # an empty record keeps the numbering
    sample = "".join(text[:200_000].splitlines(keepends=True)[:60])
    return max(SEPARATORS, key=lambda s: _regularity(sample, s)), text


def _regularity(sample, separator):
    try:
        widths = [
            len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if any(row)
        ]
    except csv.Error:
        return 0, 0
    if not widths:
        return 0, 0
    width, times = Counter(widths).most_common(1)[0]
    return (times / len(widths), width) if width > 1 else (0, 0)


def _records(text, separator):
    try:
        records = _split(text, separator, strict=True)
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise Refused(
                "open_quote", _("A quotation mark is opened in this file and never closed.")
            ) from None
        # Loosely quoted files are common and their cells still whole; only an open end is not.
        records = _split(text, separator, strict=False)
    while records and not records[-1]:
        records.pop()
    return records


def _split(text, separator, *, strict):
    records, filled = [], 0
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict):
        cells = [unguarded(cell) for cell in row] if any(cell.strip() for cell in row) else []
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > limits.COLUMNS:
            raise Refused("too_wide", _sentence("too_wide", ""))
        filled += bool(cells)
        if filled > limits.ROWS + 1:
            raise Refused("too_long", _sentence("too_long", ""))
        records.append(cells)
    return records


def unguarded(cell: str) -> str:
    """The text before ``sheets.guarded`` put an apostrophe in front of it."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(GUARDED) else cell
