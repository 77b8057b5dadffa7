"""Which row holds the headings, and which column is which."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils import translation

from summit.imports import limits
from summit.imports.cells import text_of
from summit.imports.kinds import ImportField
from summit.text import fold

IN_BRACKETS = re.compile(r"[(\[].*?[)\]]")


def spellings(field: ImportField) -> set[str]:
    """Every heading, folded, under which a column of ``field`` is known."""
    known = {field.name, *(name for names in field.names.values() for name in names)}
    for lang, _name in settings.LANGUAGES:
        with translation.override(lang):
            known.add(str(field.label))
    return {fold(name) for name in known} - {""}


Settle = Callable[[Sequence[str], dict[str, int]], dict[str, int]]


def known_headings(
    fields: Sequence[ImportField], remembered: Mapping[str, str] | None = None
) -> dict[str, set[str]]:
    """Folded headings by field: the usual ones, but what a person once said of a heading goes before."""
    said = remembered or {}
    known = {field.name: spellings(field) - said.keys() for field in fields}
    for heading, name in said.items():
        if name in known:
            known[name].add(heading)
    return known


def recognise(
    records: Sequence[Sequence[Any]],
    fields: Sequence[ImportField],
    *,
    remembered: Mapping[str, str] | None = None,
    settle: Settle | None = None,
) -> tuple[int, dict[str, int]]:
    """``(number of the heading row, {field name: column index})``.

    Looks at the first rows only; where none is known, the first of the fullest rows is
    proposed with nothing matched.
    """
    known = known_headings(fields, remembered)
    head = records[: limits.HEADER_WITHIN]
    found = [(number, match(cells, known)) for number, cells in enumerate(head, start=1)]
    number, mapping = max(found, key=lambda pair: (len(pair[1]), -pair[0]), default=(1, {}))
    if mapping and settle:
        mapping = settle([text_of(cell) for cell in head[number - 1]], mapping)
    if mapping:
        return number, mapping
    filled = [sum(1 for cell in cells if text_of(cell).strip()) for cells in head]
    return (filled.index(max(filled)) + 1 if filled else 1), {}


def match(cells: Sequence[Any], known: dict[str, set[str]]) -> dict[str, int]:
    """Columns by field; whole headings first, then without what stands in brackets. No column serves twice."""
    headings = [text_of(cell) for cell in cells]
    mapping: dict[str, int] = {}
    for read in (fold, lambda text: fold(IN_BRACKETS.sub(" ", text))):
        folded = [read(text) for text in headings]
        for name, names in known.items():
            if name in mapping:
                continue
            column = next((i for i, t in enumerate(folded) if t in names and i not in mapping.values()), None)
            if column is not None:
                mapping[name] = column
    return mapping


def missing(mapping: dict[str, int], fields: Sequence[ImportField]) -> list[ImportField]:
    """Required fields without a column."""
    return [field for field in fields if field.required and field.name not in mapping]
