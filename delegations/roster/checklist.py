"""What is still missing for a delegation: two registries that later slices fill.

An *item* counts one thing for whole delegations (photos, rooms, badges) and makes the progress
bar; a *mark* says one thing of each member (a tick in the list of people). Both are asked
set-wise, so that a list costs the same number of queries for 1 and for 30 delegations. An item
that is ``counted`` by the database costs no query of its own at all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from delegations.roster import delegation_figures
from summit import clock


@dataclass(frozen=True)
class Tally:
    """``done`` of ``total``; nothing wanted counts as complete. ``late`` makes it red."""

    done: int
    total: int
    late: bool = False

    @property
    def complete(self) -> bool:
        return self.done >= self.total

    @property
    def missing(self) -> int:
        return max(self.total - self.done, 0)


@dataclass(frozen=True)
class Mark:
    """One state in the list of people: a look of the frame (``done``, ``wait``, ``late``…) and its words.

    With an empty ``look`` the words stand alone (``none``).
    """

    look: str
    words: str | Promise


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing that is counted, by either way.

    ``count(delegations, user)`` gives ``{delegation.pk: Tally}``; what is left out is not wanted.
    ``measure(today)`` gives done and total as columns of delegations; no total means not wanted,
    and from ``due`` on (days from J0) what is incomplete is late.
    """

    key: str
    label: str | Promise
    order: int
    right: str
    count: Callable[[Sequence[Any], Any], dict[int, Tally]] | None = None
    measure: Callable[[Any], tuple[Any, Any]] | None = None
    due: int | None = None


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
VIEW = "delegations.view_delegation"


def item(key: str, label: str | Promise, *, order: int, right: str = VIEW):
    """Register a count of whole delegations, shown to who has ``right``."""

    def decorate(count):
        add(Item(key=key, label=label, count=count, order=order, right=right))
        return count

    return decorate


def counted(key: str, label: str | Promise, *, order: int, right: str = VIEW, due: int | None = None):
    """Register ``measure(today)``, which gives done and total as columns (``delegation_figures.members``)."""

    def decorate(measure):
        add(Item(key=key, label=label, measure=measure, order=order, right=right, due=due))
        return measure

    return decorate


def add(one: Item) -> None:
    if one.key in ITEMS:
        raise ValueError(f"checklist item {one.key} is registered twice")
    ITEMS[one.key] = one


def mark(key: str, label: str | Promise, *, order: int, right: str = "delegations.view_membership"):
    """Register a column of the list of people, shown to who has ``right``."""

    def decorate(look):
        if key in MARKS:
            raise ValueError(f"mark {key} is registered twice")
        MARKS[key] = MarkColumn(key=key, label=label, look=look, order=order, right=right)
        return look

    return decorate


def columns(today) -> dict[str, Any]:
    """The counted items as columns of delegations (``delegation_figures``), which ``tallies`` reads."""
    found = {}
    for one in ITEMS.values():
        if one.measure:
            found[f"{one.key}_done"], found[f"{one.key}_total"] = one.measure(today)
    return found


def tallies(delegations: Sequence[Any], user: Any) -> dict[int, list[tuple[Item, Tally]]]:
    """For each delegation the items that ``user`` may see, in order.

    The counted ones are read from the rows where they came with ``columns()``, else asked for
    in one query.
    """
    found: dict[int, list[tuple[Item, Tally]]] = {row.pk: [] for row in delegations}
    today = clock.today(user.summit)
    wanted = columns(today)
    if not all(hasattr(row, name) for row in delegations for name in wanted):
        delegation_figures.add(delegations, wanted)
    for one in sorted(ITEMS.values(), key=lambda one: one.order):
        if user.has_perm(one.right):
            counts = one.count(delegations, user) if one.count else measured(one, delegations, today)
            for pk, tally in counts.items():
                found[pk].append((one, tally))
    return found


def measured(one: Item, rows, today) -> dict[int, Tally]:
    found = {}
    for row in rows:
        done, total = getattr(row, f"{one.key}_done"), getattr(row, f"{one.key}_total")
        passed = one.due is not None and row.summit.day_number(today) >= one.due
        if total:
            found[row.pk] = Tally(done, total, late=passed and done < total)
    return found


def marks(memberships: Sequence[Any], user: Any) -> tuple[list[MarkColumn], dict[int, list[Mark | None]]]:
    """The columns that ``user`` may see, and for each membership its marks in their order."""
    columns = [one for one in sorted(MARKS.values(), key=lambda one: one.order) if user.has_perm(one.right)]
    looks = [one.look(memberships, user) for one in columns]
    return columns, {row.pk: [look.get(row.pk) for look in looks] for row in memberships}
