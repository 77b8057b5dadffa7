"""Counting weapons in and out: what was counted, and what differs."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from delegations.travel.weapons import Weapon, WeaponsDeclaration
from summit import audit, clock

IN, OUT = "in", "out"
OPEN_FOR = {
    IN: (WeaponsDeclaration.State.AUTHORISED, WeaponsDeclaration.State.HELD),
    OUT: (WeaponsDeclaration.State.CHECKED_IN, WeaponsDeclaration.State.DIFFERENCE),
}


class NotNow(Exception):
    """The declaration is not in a state in which this count is made."""


@dataclass(frozen=True)
class Difference:
    """A line whose count does not fit: pieces and rounds more (or fewer, negative) than expected."""

    line: Weapon
    pieces: int
    rounds: int
    which: str


def differences(lines) -> list[Difference]:
    """In against declared, out against in; lines that were not counted are left out."""
    found = []
    for line in lines:
        declared = line.counts.get("declared", [0, 0])
        entered = line.counts.get(IN)
        for which, counted, expected in (
            (IN, entered, declared),
            (OUT, line.counts.get(OUT), entered or declared),
        ):
            if counted is not None and counted != expected:
                found.append(Difference(line, counted[0] - expected[0], counted[1] - expected[1], which))
    return found


def totals(lines, which: str) -> tuple[int, int] | None:
    """Pieces and rounds over all lines; None while some line lacks this count."""
    counts = [line.counts.get(which) for line in lines]
    if not counts or any(count is None for count in counts):
        return None
    return sum(count[0] for count in counts), sum(count[1] for count in counts)


def which_count(declaration) -> str | None:
    """The count that the declaration's state is open for."""
    return next((which for which, states in OPEN_FOR.items() if declaration.state in states), None)


@transaction.atomic
def count(declaration, which: str, counted: dict[Weapon, list[int]], *, by) -> list[Difference]:
    """Write the count of every line; returns what differs now. Raises ``NotNow``.

    The declaration's row is taken first, so that two officers counting at once follow each other.
    """
    held = WeaponsDeclaration.objects.filter(pk=declaration.pk, state__in=OPEN_FOR[which])
    if not held.update(revision=F("revision") + 1, updated_at=clock.now()):
        raise NotNow
    lines = list(Weapon.objects.select_for_update().filter(declaration=declaration))
    given = {line.pk: pair for line, pair in counted.items()}
    for line in lines:
        if line.pk in given:
            line.counts = line.counts | {which: given[line.pk]}
            line.revision += 1
    Weapon.objects.bulk_update(lines, ["counts", "revision"])
    audit.record(declaration, f"count_{which}", by=by, changes={"rows": [None, len(given)]})
    return differences(lines)
