"""How much of each quota a delegation has used: slices tell it for the kind that they give out."""

from collections.abc import Callable
from typing import Any

from delegations.roster.delegation_figures import members

USES: dict[str, Callable[[], Any]] = {}


def used(kind: str):
    """Register ``expression()`` for one kind of quota: its use as a column of delegations.

    It is built with ``delegation_figures.amount``, for instance
    ``amount(Seat.objects.filter(...), at="membership__delegation")``. Raises ``ValueError`` where
    the kind is counted already.
    """

    def decorate(expression):
        if kind in USES:
            raise ValueError(f"the use of {kind} is counted twice")
        USES[kind] = expression
        return expression

    return decorate


@used("people")
def people():
    return members()


@used("badges")
def badges():
    """Everybody on the list wants a badge."""
    return members()
