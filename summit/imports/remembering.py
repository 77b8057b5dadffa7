"""What somebody once said that a heading means, kept for the next file of the same sender."""

from collections.abc import Mapping, Sequence
from typing import Any

from summit.imports.cells import text_of
from summit.imports.headers import known_headings, match
from summit.imports.models import ImportMemory
from summit.text import fold


def recalled(batch) -> dict[str, str]:
    """Fields by folded heading; an empty field is a column to be left out."""
    rows = ImportMemory.objects.filter(summit=batch.summit_id, kind_name=batch.kind_name, sender=batch.sender)
    return dict(rows.values_list("heading", "field"))


def remember(batch, headings: Sequence[Any], mapping: Mapping[str, int]) -> None:
    """Keep what a person matched otherwise than it would have been recognised.

    A heading that stands twice in the file says nothing; neither does an empty one.
    """
    known = match(headings, known_headings(batch.spec.fields, recalled(batch)))
    if batch.spec.settle:
        known = batch.spec.settle([text_of(cell) for cell in headings], known)
    chosen = {index: name for name, index in mapping.items()}
    recognised = {index: name for name, index in known.items()}
    folded = [fold(text_of(cell))[:200] for cell in headings]
    said = {
        heading: chosen.get(index, "")
        for index, heading in enumerate(folded)
        if heading and folded.count(heading) == 1 and chosen.get(index) != recognised.get(index)
    }
    ImportMemory.objects.bulk_create(
        [
            ImportMemory(
                summit_id=batch.summit_id,
                kind_name=batch.kind_name,
                sender=batch.sender,
                heading=heading,
                field=name,
            )
            for heading, name in said.items()
        ],
        update_conflicts=True,
        unique_fields=["summit", "kind_name", "sender", "heading"],
        update_fields=["field"],
    )
