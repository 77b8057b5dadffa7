"""What later slices show on a delegation's file: panels of lines, and one word in the list of delegations."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a panel: its day or moment, its words, and at the end a state or a quiet word.

    ``name`` is a person's or a place's, isolated in the text; ``look`` is a look of the frame.
    """

    text: str = ""
    name: str = ""
    at: dt.date | None = None
    url: str = ""
    look: str = ""
    words: str | Promise = ""


@dataclass(frozen=True, kw_only=True)
class Panel:
    """``link`` are the words of the way to ``url``; ``empty`` is said where there is no line."""

    title: str | Promise
    lines: Sequence[Line] = ()
    count: int | None = None
    url: str = ""
    link: str | Promise = ""
    empty: str | Promise = ""


@dataclass(frozen=True, kw_only=True)
class Place:
    key: str
    order: int
    right: str
    build: Callable[..., Any]
    label: str | Promise = ""


PANELS: dict[str, Place] = {}
COLUMNS: dict[str, Place] = {}


def panel(key: str, *, order: int, right: str):
    """Register ``build(delegation, user, today)``, which gives a ``Panel`` or None, shown to who has ``right``.

    Orders: arrivals 10, rooms 20, notes and lists 30, changes 40.
    """
    return _into(PANELS, key, order=order, right=right)


def column(key: str, label: str | Promise, *, order: int, right: str):
    """Register ``tell(delegations, user)``, which gives ``{delegation.pk: text}`` for the list; one query at most."""
    return _into(COLUMNS, key, order=order, right=right, label=label)


def _into(places, key, **facts):
    def decorate(build):
        if key in places:
            raise ValueError(f"{key} is registered twice")
        places[key] = Place(key=key, build=build, **facts)
        return build

    return decorate


def open_to(places: dict[str, Place], user) -> list[Place]:
    return [one for one in sorted(places.values(), key=lambda one: one.order) if user.has_perm(one.right)]


def panels_of(delegation, user, today) -> list[Panel]:
    """The panels that ``user`` may see, in their order."""
    built = (one.build(delegation, user, today) for one in open_to(PANELS, user))
    return [panel for panel in built if panel is not None]


def told(delegations, user) -> tuple[list[Place], dict[int, list[str]]]:
    """The columns that ``user`` may see, and for each delegation its words in their order."""
    places = open_to(COLUMNS, user)
    texts = [one.build(delegations, user) for one in places]
    return places, {row.pk: [text.get(row.pk, "") for text in texts] for row in delegations}
