"""From the arguments of a command to a table whose columns are known."""

import codecs
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from delegations.roster.import_fields import FIELD, FIELDS, NAMES, settle
from delegations.roster.import_run import Source
from summit import writing
from summit.imports import charsets, headers, reading
from summit.imports.cells import column_letter, text_of
from summit.imports.limits import HEADER_WITHIN
from summit.text import fold

ALIASES = {codecs.lookup(name).name: name for name in charsets.ASKED} | {
    "iso8859-1": "cp1252",
    "ascii": "utf-8",
}


class Unusable(ValueError):
    """The arguments cannot be meant for this file; the text says why."""


def encoding_named(name: str) -> str:
    """The encoding that people call ``name``. Raises ``Unusable``."""
    try:
        found = codecs.lookup(
            name.strip().lower().replace("windows-", "cp").replace("macroman", "mac_roman")
        ).name
    except LookupError:
        found = ""
    known = ALIASES.get(found.removesuffix("-sig").removesuffix("-le").removesuffix("-be"))
    if known is None:
        names = writing.listed(charsets.ASKED)
        raise Unusable(
            _("“%(name)s” is no encoding that can be read: %(names)s.") % {"name": name, "names": names}
        )
    return known


def table_of(content: bytes, filename: str, *, encoding: str, sheet: str, said: Sequence[str]) -> Source:
    """The rows of a file with their columns.

    ``said`` are ``FIELD=COLUMN`` as typed. Raises ``Unusable`` and what ``reading.read`` raises.
    """
    table = reading.read(content, encoding=encoding and encoding_named(encoding), sheet=sheet)
    wanted = dict(named(one) for one in said)
    by_heading = {fold(column): name for name, column in wanted.items() if _stands_in(table.records, column)}
    row, mapping = headers.recognise(table.records, FIELDS, remembered=by_heading, settle=settle)
    head = [text_of(cell) for cell in table.records[row - 1]]
    for name, column in wanted.items():
        if name not in by_heading.values():
            mapping[name] = letter_of(column, head)
    return Source(table.records, row, _without_doubles(mapping, wanted), filename)


def named(said: str) -> tuple[str, str]:
    name, sign, column = said.partition("=")
    name, column = name.strip(), column.strip()
    if not sign or not column or name not in FIELD:
        raise Unusable(_("“%(said)s” is not FIELD=COLUMN with a known field.") % {"said": said})
    return name, column


def _stands_in(records, column):
    wanted = fold(column)
    return bool(wanted) and any(
        fold(text_of(cell)) == wanted for row in records[:HEADER_WITHIN] for cell in row
    )


def letter_of(column: str, head: Sequence[str]) -> int:
    """0 for A, 26 for AA. Raises ``Unusable``."""
    if not re.fullmatch(r"[A-Za-z]{1,3}", column):
        raise Unusable(_("The file has no column “%(column)s”.") % {"column": column})
    index = 0
    for letter in column.upper():
        index = index * 26 + ord(letter) - 64
    if index > max(len(head), 1):
        raise Unusable(_("The file has no column “%(column)s”.") % {"column": column})
    return index - 1


def _without_doubles(mapping: Mapping[str, int], wanted: Mapping[str, str]) -> dict[str, int]:
    """A column that somebody named serves for that alone."""
    taken = {mapping[name] for name in wanted}
    return {name: index for name, index in mapping.items() if name in wanted or index not in taken}


def heading(source: Source, name: str) -> str:
    """What the file calls the column of a field: its heading, else its letter, else the field's own name."""
    index = source.mapping.get(name)
    if index is None:
        return name
    head = source.records[source.header_row - 1]
    return (text_of(head[index]).strip() if index < len(head) else "") or column_letter(index)


def record_numbers(source: Source) -> dict[int, int]:
    """Records counted from 1 with the headings and without empty ones, by the sheet's own row number."""
    filled = (number for number, record in enumerate(source.records, start=1) if record)
    return {number: count for count, number in enumerate(filled, start=1)}


def has_names(source: Source) -> Any:
    return any(name in source.mapping for name in NAMES)
