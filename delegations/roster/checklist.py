"""What is still missing for a delegation: two registries that later slices fill.

An *item* counts one thing for whole delegations (photos, rooms, badges) and makes the progress
bar; a *mark* says one thing of each member (a tick in the list of people). Both are asked
set-wise, so that a list costs the same number of queries for 1 and for 30 delegations.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Tally:
    """``done`` of ``total``; nothing wanted counts as complete. ``late`` makes it red."""

    done: int
    total: int
    late: bool = False

    @property
    def complete(self) -> bool:
        return self.done >= self.total


@dataclass(frozen=True)
class Mark:
    """One state in the list of people: a look of the frame (``done``, ``wait``, ``late``…) and its words.

    With an empty ``look`` the words stand alone (``none``).
    """

    look: str
    words: str | Promise


@dataclass(frozen=True, kw_only=True)
class Item:
    """``count(delegations, user)`` gives ``{delegation.pk: Tally}``; what is left out is not wanted."""

    key: str
    label: str | Promise
    count: Callable[[Sequence[Any], Any], dict[int, Tally]]
    order: int
    right: str


@dataclass(frozen=True, kw_only=True)
class MarkColumn:
    """``look(memberships, user)`` gives ``{membership.pk: Mark}``."""

    key: str
    label: str | Promise
    look: Callable[[Sequence[Any], Any], dict[int, Mark]]
    order: int
    right: str


ITEMS: dict[str, Item] = {}
MARKS: dict[str, MarkColumn] = {}


def item(key: str, label: str | Promise, *, order: int, right: str = "delegations.view_delegation"):
    """Register a count of whole delegations, shown to who has ``right``."""

    def decorate(count):
        if key in ITEMS:
            raise ValueError(f"checklist item {key} is registered twice")
        ITEMS[key] = Item(key=key, label=label, count=count, order=order, right=right)
        return count

    return decorate


def mark(key: str, label: str | Promise, *, order: int, right: str = "delegations.view_membership"):
    """Register a column of the list of people, shown to who has ``right``."""

    def decorate(look):
        if key in MARKS:
            raise ValueError(f"mark {key} is registered twice")
        MARKS[key] = MarkColumn(key=key, label=label, look=look, order=order, right=right)
        return look

    return decorate


def tallies(delegations: Sequence[Any], user: Any) -> dict[int, list[tuple[Item, Tally]]]:
    """For each delegation the items that ``user`` may see, in order."""
    found: dict[int, list[tuple[Item, Tally]]] = {row.pk: [] for row in delegations}
    for one in sorted(ITEMS.values(), key=lambda one: one.order):
        if user.has_perm(one.right):
            for pk, tally in one.count(delegations, user).items():
                found[pk].append((one, tally))
    return found


def marks(memberships: Sequence[Any], user: Any) -> tuple[list[MarkColumn], dict[int, list[Mark | None]]]:
    """The columns that ``user`` may see, and for each membership its marks in their order."""
    columns = [one for one in sorted(MARKS.values(), key=lambda one: one.order) if user.has_perm(one.right)]
    looks = [one.look(memberships, user) for one in columns]
    return columns, {row.pk: [look.get(row.pk) for look in looks] for row in memberships}
