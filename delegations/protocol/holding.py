"""Which list holds at a minute, for each use, and what comes after it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from delegations.protocol.models import PrecedenceList


@dataclass(frozen=True)
class Holding:
    """What holds for one use at a moment: ``now`` until ``until``, then ``next``; each may be None."""

    scope: str
    label: Any
    now: Any
    until: Any
    next: Any


def in_force(summit, scope: str, at) -> PrecedenceList | None:
    """The list that holds for ``scope`` at the moment ``at``; an approved one before one that was ended."""
    rows = PrecedenceList.objects.of(summit).in_force(at=at, scope=scope).for_list()
    return best(list(rows))


def best(rows):
    """Of lists that held at one moment the one that was approved last; ended ones after standing ones."""
    ranked = sorted(rows, key=lambda row: (row.state == PrecedenceList.State.APPROVED, row.approved_at))
    return ranked[-1] if ranked else None


def holdings(rows, at) -> Iterator[Holding]:
    """For each use what holds at ``at`` among ``rows``: the visible lists that are no drafts, one query."""
    known = [row for row in rows if row.state != PrecedenceList.State.DRAFT]
    for scope, label in PrecedenceList.Scope.choices:
        mine = [row for row in known if row.scope == scope]
        now = best([row for row in mine if holds(row, at)])
        coming = [
            row for row in mine if row.effective_from > at and row.state == PrecedenceList.State.APPROVED
        ]
        following = min(coming, key=lambda row: row.effective_from, default=None)
        yield Holding(scope, label, now, now.effective_until if now else None, following)


def holds(row, at) -> bool:
    return row.effective_from <= at and (row.effective_until is None or row.effective_until > at)
