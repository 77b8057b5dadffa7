"""What later slices put beside the items of the programme: where each takes place, and ways to do more with it.

The halls stand right of the programme and cannot be named here, so they register what they show.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise


@dataclass(frozen=True)
class Link:
    """The way to one page; ``icon`` is a name of the sprite, ``look`` one of the seven looks of a state."""

    url: str
    label: str | Promise
    icon: str
    detail: str = ""
    look: str = ""
    state: str | Promise = ""


@dataclass(frozen=True, kw_only=True)
class Beside:
    """One kind of thing beside items: ``of(items, user)`` gives it for all of them at once.

    ``items`` are rows or a queryset, the answer maps their keys to links, and the number of queries
    does not depend on them. ``lacking()`` is the condition under which an item has none. Who does not
    see all of them (``sees``) is shown none: else an item would seem to have less than it has.
    """

    name: str
    label: str | Promise
    without: str | Promise
    sees: Callable[[Any], bool]
    of: Callable[[Iterable[Any], Any], Mapping[int, list[Link]]]
    lacking: Callable[[], Q]


KINDS: list[Beside] = []
WAYS: list[Callable[[Any, Any], Link | None]] = []
LIST_WAYS: list[Callable[[Any], Link | None]] = []


def register(kind: Beside) -> None:
    KINDS.append(kind)


def way(build):
    """Register ``build(user, item)``, a link on the item's page, or None where the person may not go there."""
    WAYS.append(build)
    return build


def list_way(build):
    """Register ``build(user)``, a link above the list of items, or None."""
    LIST_WAYS.append(build)
    return build


def shown_to(user) -> list[Beside]:
    return [kind for kind in KINDS if kind.sees(user)]


def links(items, user) -> dict[int, list[Link]]:
    """Everything beside ``items`` that ``user`` may see, by the item's key."""
    found: dict[int, list[Link]] = {}
    for kind in shown_to(user):
        for pk, several in kind.of(items, user).items():
            found.setdefault(pk, []).extend(several)
    return found


def ways(user, item) -> list[Link]:
    return [one for build in WAYS if (one := build(user, item))]


def list_ways(user) -> list[Link]:
    return [one for build in LIST_WAYS if (one := build(user))]
