"""One search box over every slice: each registers its records, rights narrow the rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import IntegerField, Value
from django.db.models.expressions import RawSQL
from django.utils.functional import Promise

from summit.search_index import SHORTEST, index_of
from summit.text import search_words

LIMIT = 8


@dataclass(frozen=True, kw_only=True)
class Source:
    """Records that can be found.

    ``hit(row)`` gives ``(title, detail)``; ``narrow(rows, words)`` keeps the rows that hold every word, as a
    rule in the folded ``search_text`` column of ``model``; ``first`` orders the rows by which are kept of
    more than are shown.
    """

    model: Any
    label: str | Promise
    hit: Callable[[Any], tuple[str, str]]
    narrow: Callable[[Any, list[str]], Any]
    first: Sequence[str] = ()


SOURCES: list[Source] = []


def searchable(model, label, hit, narrow=None, first=()) -> None:
    SOURCES.append(Source(model=model, label=label, hit=hit, narrow=narrow or matching, first=first))


def matching(rows, words):
    """Rows whose ``search_text`` holds every word, in any order."""
    index = index_of(rows.model) if connections[rows.db].vendor == "sqlite" else ""
    if not index:  # PostgreSQL's planner finds its index by itself
        return reading(rows, words)
    known = [word for word in words if len(word) >= SHORTEST]
    if not known:  # read as they lie: far quicker than in the order of a page where nearly none fits
        return rows.filter(pk__in=reading(rows.model._base_manager.order_by(), words).values("pk"))
    phrases = " AND ".join('"{}"'.format(word.replace('"', '""')) for word in known)
    name = connections[rows.db].ops.quote_name(index)
    keys = RawSQL(f"SELECT rowid FROM {name} WHERE {name} MATCH %s", [phrases])  # noqa: S608, S611 - a name of ours
    return reading(rows.filter(pk__in=keys), [word for word in words if len(word) < SHORTEST])


def reading(rows, words):
    """The same without an index: the way to the first rows of many, in any order that has one."""
    for word in words:
        rows = rows.filter(search_text__contains=word)
    return rows


def find(user, query: str) -> list[dict]:
    """Groups of hits that ``user`` may see: label, hits, and whether there are more than shown."""
    words = search_words(query)
    groups = []
    for source, keys in found(user, words).items() if words else ():
        rows = list(source.model.objects.visible_to(user).for_list().filter(pk__in=keys[:LIMIT]))
        hits = [(*source.hit(row), row.get_absolute_url()) for row in rows]
        groups.append({"label": source.label, "hits": hits, "more": len(keys) > LIMIT})
    return groups


def found(user, words) -> dict[Source, list[int]]:
    """The keys of the first hits of each source that has any: one query for all of them."""
    parts = []
    for place, source in enumerate(SOURCES):
        rows = source.narrow(source.model.objects.visible_to(user), words)
        first = rows.order_by(*source.first).values("pk")[: LIMIT + 1]
        # As a subquery, because SQLite takes no limit inside a union.
        rows = source.model._base_manager.filter(pk__in=first).order_by()
        parts.append(rows.values_list(Value(place, output_field=IntegerField()), "pk"))
    hits: dict[Source, list[int]] = {}
    for place, key in sorted(parts[0].union(*parts[1:], all=True)):
        hits.setdefault(SOURCES[place], []).append(key)
    return hits
