"""What an arrival needs from slices that this one does not know: a bed, an access title.

A slice registers who lacks it; without a registration nothing is found. Asked set-wise.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext_lazy

from summit.findings import WARNING


@dataclass(frozen=True, kw_only=True)
class Need:
    """``sentence`` is a plural form of ``count``; it is looked for ``days`` before the arrival and later."""

    name: str
    code: str
    sentence: Any
    days: int
    level: str = WARNING


NEEDS = {
    need.name: need
    for need in (
        Need(
            name="room",
            code="delegations.arrival_without_room",
            sentence=ngettext_lazy(
                "%(count)d of those who arrive has no room.",
                "%(count)d of those who arrive have no room.",
                "count",
            ),
            days=7,
        ),
        Need(
            name="accreditation",
            code="delegations.arrival_without_badge",
            sentence=ngettext_lazy(
                "%(count)d of those who arrive is not accredited.",
                "%(count)d of those who arrive are not accredited.",
                "count",
            ),
            days=3,
        ),
    )
}
LACKING: dict[str, Callable[[Sequence[Any]], Iterable[int]]] = {}


def needs_of_arrival(name: str):
    """Register ``lacking(passengers)``, the ``pk`` of the passengers who lack ``name`` (``room``, ``accreditation``).

    Each passenger comes with ``membership`` and ``movement`` loaded, the movement with ``at``. Raises
    ``KeyError`` for a need that nobody declared and ``ValueError`` for one that is registered twice.
    """
    if name not in NEEDS:
        raise KeyError(name)

    def decorate(lacking):
        if name in LACKING:
            raise ValueError(f"the need {name} is registered twice")
        LACKING[name] = lacking
        return lacking

    return decorate


def unmet(passengers: Sequence[Any], today: dt.date) -> list[tuple[Need, Any, int]]:
    """``(need, movement, how many lack it)`` of the arrivals that are near enough."""
    found = []
    for name, lacking in LACKING.items():
        need = NEEDS[name]
        near = [one for one in passengers if days_until(one.movement, today) <= need.days]
        without: Collection[int] = set(lacking(near)) if near else set()
        counts: dict[Any, int] = {}
        for one in near:
            if one.pk in without:
                counts[one.movement] = counts.get(one.movement, 0) + 1
        found += [(need, movement, count) for movement, count in counts.items()]
    return found


def days_until(movement, today: dt.date) -> int:
    return (movement.at.astimezone(movement.summit.tz).date() - today).days
