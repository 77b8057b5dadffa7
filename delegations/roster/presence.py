"""How many people of a delegation are in the country: told by the slice that sees them come and go."""

from collections.abc import Callable
from typing import Any

SOURCES: list[Callable[[], Any]] = []


def source(expression: Callable[[], Any]):
    """Register ``expression()``: a number of people as a column of delegations (``delegation_figures.members``).

    There is one source; a second raises ``ValueError``. Without any, nothing is said of who is on site.
    """
    if SOURCES:
        raise ValueError("people on site are counted twice")
    SOURCES.append(expression)
    return expression
