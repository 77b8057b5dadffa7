"""The demo's delegations as plain data, and where each stood at one moment. Knows no database."""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("data")
HOUR = "T09:00"  # what the story dates without an hour happened in the morning


@cache
def told(name: str) -> dict:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def moment(text: str | None) -> datetime | None:
    """A day or a minute of the story as an aware moment; Bamako keeps UTC all year."""
    if not text:
        return None
    return datetime.fromisoformat(text if "T" in text else text + HOUR).replace(tzinfo=UTC)


def happened(text: str | None, instant: datetime) -> bool:
    return bool(text) and moment(text) <= instant


def reached(states: list[list[str]], instant: datetime, first: str) -> str:
    """The last of ``[[when, state], ...]`` that ``instant`` has seen, else ``first``."""
    return next((state for when, state in reversed(states) if happened(when, instant)), first)


def past(states: list[list[str]], instant: datetime) -> list[tuple[datetime, str]]:
    """Every state entered by ``instant``, with its moment."""
    entered = ((moment(when), state) for when, state in states)
    return [(when, state) for when, state in entered if when and when <= instant]
