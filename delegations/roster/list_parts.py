"""Printed lists of any length: parts that bound memory, one PDF or a folder of them."""

import tempfile
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from delegations.roster.list_kinds import Asked, Taken
from delegations.roster.list_rows import batches
from summit import writing
from summit.exports import pdf

SPOOLED = 4 * 1024 * 1024


def printed(
    asked: Asked,
    template: str,
    rows: Iterable[Any],
    describe: Callable[[list[Any]], dict],
    *,
    name: str,
    size: int,
    total: int,
) -> Taken:
    """The rows on paper, ``size`` of them in each PDF; several PDFs leave as one folder (zip).

    ``describe(batch)`` gives the data of one part beside the frame: title, words, rows.
    """
    parts = max(1, -(-total // size))
    with translation.override(asked.language):
        pieces = batches(rows, size) if total else iter([[]])
        sheets = (
            pdf.render(template, frame(asked, describe(batch), number, parts), asked.language)
            for number, batch in enumerate(pieces, start=1)
        )
        stem = f"{name}-{asked.language}"
        if parts == 1:
            return Taken(next(sheets), f"{stem}.pdf", "pdf")
        return Taken(folder(sheets, stem), f"{stem}.zip", "zip")


def folder(sheets: Iterable[bytes], stem: str):
    """The PDFs as one zip at its beginning, on disk once it is large; the response closes it."""
    target = tempfile.SpooledTemporaryFile(max_size=SPOOLED)  # noqa: SIM115
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as book:
        for number, sheet in enumerate(sheets, start=1):
            book.writestr(f"{stem}-{number:03d}.pdf", sheet)
    target.seek(0)
    return target


def frame(asked: Asked, data: dict, number: int, parts: int) -> dict:
    """What stands around every part: the summit, the minute, the mark of the demo, which part it is."""
    if parts > 1:
        part = _("part %(number)d of %(parts)d") % {"number": number, "parts": parts}
        data = data | {"subtitle": writing.listed((data.get("subtitle", ""), part))}
    return {
        "summit": str(asked.summit.name),
        "minute": writing.short_time(asked.at, asked.summit),
        "demo": settings.DEMO,
        "subtitle": "",
    } | data
