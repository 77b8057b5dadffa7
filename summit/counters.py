"""Readiness counters that slices add: delegations confirmed, rooms given, badges collected, sites ready."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, kw_only=True)
class Count:
    """``done`` of ``total`` things, and where to read more."""

    done: int
    total: int
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Counter:
    name: str
    label: str | Promise
    count: Callable[[Any], Count]


COUNTERS: dict[str, Counter] = {}


def counter(name: str, label: str | Promise):
    """Register ``count(summit) -> Count`` under a unique name."""

    def decorate(count):
        if name in COUNTERS:
            raise ValueError(f"counter {name} is registered twice")
        COUNTERS[name] = Counter(name=name, label=label, count=count)
        return count

    return decorate


def counts(summit) -> dict[str, tuple[Counter, Count]]:
    """Every counter's figure for one summit, in order of registration."""
    return {name: (one, one.count(summit)) for name, one in COUNTERS.items()}
