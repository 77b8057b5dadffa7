"""The members of several lists in their order, in pieces that bound memory."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db.models import Prefetch

from delegations.roster.membership import Document, Membership
from delegations.roster.reference import Category, RankClass

AT_ONCE = 500


def members_of(delegations: Sequence[Any], user) -> Any:
    """Standing members of the delegations that ``user`` may see: by delegation, inside it by precedence."""
    inside = Membership.objects.in_order().query.order_by
    rows = Membership.objects.visible_to(user).live().filter(delegation__in=delegations)
    return rows.select_related("person").order_by("delegation__sort_key", "delegation_id", *inside)


def with_papers(rows, *, numbers: bool) -> Any:
    """The rows with each person's documents, in one query for each piece read; the numbers stay closed unless asked."""
    papers = Document.objects.order_by("pk").defer("mrz", *(() if numbers else ("number",)))
    return rows.prefetch_related(Prefetch("person__documents", queryset=papers))


def read(rows, delegations: Sequence[Any]) -> Iterator[Any]:
    """The rows without holding all of them."""
    return related(rows.iterator(chunk_size=AT_ONCE), delegations)


def related(rows: Iterable[Any], delegations: Sequence[Any]) -> Iterator[Any]:
    """The rows with their delegation, category and class: few of each, so they are read once and not with every row."""
    known = {one.pk: one for one in delegations}
    summits = {one.summit_id for one in delegations}
    categories = Category.objects.filter(summit__in=summits).in_bulk()
    classes = RankClass.objects.filter(summit__in=summits).in_bulk()
    for row in rows:
        row.delegation = known[row.delegation_id]
        row.category = categories.get(row.category_id)
        row.rank_class = classes.get(row.rank_class_id)
        yield row


def batches(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The rows in lists of at most ``size``."""
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch


def numbered(rows: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    """Each member with the place inside the delegation, from 1."""
    delegation, place = None, 0
    for row in rows:
        place = place + 1 if row.delegation_id == delegation else 1
        delegation = row.delegation_id
        yield place, row


def by_delegation(rows: Iterable[tuple[int, Any]]) -> list[tuple[Any, list[tuple[int, Any]]]]:
    """Numbered members of one batch under their delegations, in order."""
    groups: list[tuple[Any, list]] = []
    for place, row in rows:
        if not groups or groups[-1][0].pk != row.delegation_id:
            groups.append((row.delegation, []))
        groups[-1][1].append((place, row))
    return groups
