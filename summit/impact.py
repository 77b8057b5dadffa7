"""What a change breaks and who is affected, asked of the slices through two registries.

``breaks`` answers what no longer holds if a row changes, ``affected`` which people and
bodies a row touches. A slice registers for the kinds of change it understands.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, kw_only=True)
class Change:
    """A row that is to change: ``kind`` names what moves (``"task.due"``), ``values`` the new values.

    A step of a workflow is one too (``"meeting.cancel"``); ``by`` is the person who looks at what it
    brings with it.
    """

    kind: str
    row: Any
    values: dict[str, Any]
    by: Any = None


@dataclass(frozen=True, kw_only=True)
class Broken:
    """One thing that a change breaks, and who owns it."""

    subject: str
    message: str | Promise
    owner: str
    url: str = ""


BREAKS: dict[str, list[Callable[[Change], Iterable[Broken]]]] = {}
AFFECTED: dict[str, list[Callable[[Any], Iterable[Any]]]] = {}


def breaks(kind: str):
    """Register ``look(change)`` for one kind of change."""

    def decorate(look):
        BREAKS.setdefault(kind, []).append(look)
        return look

    return decorate


def affected(kind: str):
    """Register ``who(row)``, the users touched by a change of a row of this kind (model name)."""

    def decorate(who):
        AFFECTED.setdefault(kind, []).append(who)
        return who

    return decorate


def impact_of(change: Change) -> list[Broken]:
    """All that ``change`` would break, grouped by owner."""
    found = [broken for look in BREAKS.get(change.kind, []) for broken in look(change)]
    return sorted(found, key=lambda broken: (broken.owner, broken.subject))


def affected_by(row) -> list[Any]:
    """The users whom a change of ``row`` touches, each once, in order of name."""
    people = {user.pk: user for who in AFFECTED.get(row._meta.model_name, []) for user in who(row)}
    return sorted(people.values(), key=lambda user: user.name)
