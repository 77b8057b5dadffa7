"""A row's audit entries in the reader's words, for ``partials/_history.html``."""

from dataclasses import dataclass
from typing import Any

from summit import audit, telling

SHOWN = 50


@dataclass(frozen=True)
class Line:
    """One act: when, by whom, what, why, and the fields it changed as (label, before, after)."""

    when: Any
    who: Any
    label: Any
    note: str
    changed: list[tuple[Any, Any, Any]]


def lines(obj, limit: int = SHOWN) -> list[Line]:
    """The newest acts on ``obj``: one query, and one for each kind of row that their changes name."""
    return [line(entry) for entry in telling.look_up(audit.history(obj)[:limit])]


def line(entry) -> Line:
    note = "" if telling.by_link(entry.note) else entry.note
    return Line(
        entry.at, telling.actor_name(entry), telling.act_label(entry), note, telling.act_changes(entry)
    )
