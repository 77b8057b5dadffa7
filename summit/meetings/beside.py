"""What later slices put beside a meeting: links to their own pages of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Link:
    """The way to one page; ``icon`` is a name of the sprite."""

    url: str
    label: str | Promise
    icon: str


LINKS: list[Callable[[Any, Any], Link | None]] = []


def link(build):
    """Register ``build(user, meeting)``, which gives a ``Link``, or None where the person may not go there."""
    LINKS.append(build)
    return build


def links(user, meeting) -> list[Link]:
    return [one for build in LINKS if (one := build(user, meeting))]
