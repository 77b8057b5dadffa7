"""The day of a delegation as its liaison officer carries it: movements here, whatever else by later slices."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from delegations.travel import movement_words as words
from delegations.travel.movements import on_days, rows_for, stand_of
from summit import writing


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One thing of the day: when, what, where, and its state as look and words."""

    at: dt.datetime
    title: str
    detail: str = ""
    url: str = ""
    look: str = "todo"
    state: str = ""


LINES: list[Callable[[Any, dt.date, Any], Iterable[Moment]]] = []


def of_delegation_day(look):
    """Register ``look(delegation, day, user)``, the moments of a delegation on one day."""
    LINES.append(look)
    return look


def moments(delegation, day: dt.date, user) -> list[Moment]:
    """All of them in order of time."""
    found = [moment for look in LINES for moment in look(delegation, day, user)]
    return sorted(found, key=lambda moment: moment.at)


@of_delegation_day
def movements(delegation, day, user):
    """Arrivals and departures: two queries."""
    rows = rows_for(user).filter(on_days(delegation.summit, day), delegation=delegation)
    for row in rows.order_by("at", "pk"):
        look, state = words.standing(row)
        held = stand_of(row)
        yield Moment(
            at=row.best_time,
            title=f"{row.get_direction_display()}{writing.comma()}{words.leader(row)}",
            detail=writing.listed(
                (words.carried_by(row), row.place, held.stand.code if held else "", row.lounge)
            ),
            url=row.get_absolute_url(),
            look=look,
            state=state,
        )
