"""The lists of people that may leave the house: a registry that slices fill.

Whoever takes a list out says which, in which language and form, and why; the page does the rest
(``list_views``): right, purpose, register of acts.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody takes out.

    ``memberships`` are the standing members in the order of their lists, not loaded; ``papers`` says
    that numbers of documents go with them; ``at`` is the minute that the paper names.
    """

    user: Any
    summit: Any
    language: str
    form: str
    delegations: Sequence[Any]
    memberships: Any
    at: dt.datetime
    papers: bool = False
    purpose: str = ""

    @property
    def one(self) -> Any:
        """The delegation, where there is only one."""
        return self.delegations[0] if len(self.delegations) == 1 else None


@dataclass(frozen=True)
class Taken:
    """A file that is ready to leave: its content, its name and its kind."""

    content: Any
    filename: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class ListKind:
    """One kind of list; ``write(asked)`` makes its file, inside the transaction that records it.

    ``forms`` are the forms it comes in (``pdf``, ``xlsx``), ``papers`` those in which it may hold the
    numbers of documents.
    """

    key: str
    label: str | Promise
    help: str | Promise
    write: Callable[[Asked], Taken]
    order: int
    forms: Sequence[str] = ("pdf", "xlsx")
    papers: Sequence[str] = ()


KINDS: dict[str, ListKind] = {}


def list_kind(key: str, label: str | Promise, help: str | Promise, *, order: int, **options):  # noqa: A002
    """Register ``write(asked)`` as one kind of list."""

    def decorate(write):
        if key in KINDS:
            raise ValueError(f"list {key} is registered twice")
        KINDS[key] = ListKind(key=key, label=label, help=help, write=write, order=order, **options)
        return write

    return decorate


def kinds() -> list[ListKind]:
    return sorted(KINDS.values(), key=lambda kind: kind.order)
