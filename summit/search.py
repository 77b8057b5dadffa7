"""One search box over every slice: each registers its records, rights narrow the rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from summit.text import search_words

LIMIT = 8


@dataclass(frozen=True, kw_only=True)
class Source:
    """Records that can be found.

    ``model`` has a folded ``search_text`` column; ``hit(row)`` gives ``(title, detail)``.
    """

    model: Any
    label: str | Promise
    hit: Callable[[Any], tuple[str, str]]


SOURCES: list[Source] = []


def searchable(model, label, hit) -> None:
    SOURCES.append(Source(model=model, label=label, hit=hit))


def matching(rows, words):
    """Rows whose ``search_text`` holds every word, in any order."""
    for word in words:
        rows = rows.filter(search_text__contains=word)
    return rows


def find(user, query: str) -> list[dict]:
    """Groups of hits that ``user`` may see: label, hits, and whether there are more than shown."""
    words = search_words(query)
    if not words:
        return []
    groups = []
    for source in SOURCES:
        rows = list(matching(source.model.objects.visible_to(user).for_list(), words)[: LIMIT + 1])
        if rows:
            hits = [(*source.hit(row), row.get_absolute_url()) for row in rows[:LIMIT]]
            groups.append({"label": source.label, "hits": hits, "more": len(rows) > LIMIT})
    return groups
