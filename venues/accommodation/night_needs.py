"""The nights of thousands of people at once: what ``stays`` says of each, without a row for every passenger."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from delegations.travel.models import Movement, Passenger
from venues.accommodation.stays import DAY, by_time, ends


class Need(NamedTuple):
    """[check_in, check_out), by whole nights."""

    check_in: dt.date
    check_out: dt.date


def needs_of(members: Sequence[tuple[int, int]], summit) -> dict[int, Need]:
    """The nights of each ``(member, delegation)`` of a summit, the same as ``stays.stays``: two queries.

    Most people travel in groups: who came and goes by the same movements is counted once.
    """
    groups = groups_of(summit)
    movements = {one.pk: one for rows in groups.values() for one in rows}
    own: dict[int, set[int]] = {}
    rows = Passenger.objects.filter(movement__summit=summit)
    rows = rows.exclude(movement__state=Movement.State.CANCELLED).order_by()
    for member, movement in rows.values_list("membership", "movement"):
        own.setdefault(member, set()).add(movement)
    for movement in movements.values():
        if movement.principal_id:
            own.setdefault(movement.principal_id, set()).add(movement.pk)
    theirs = {key: ends(rows, summit) for key, rows in groups.items()}
    usual = Need(summit.starts_on - DAY, summit.ends_on + DAY)
    known: dict[tuple[int, frozenset[int]], Need] = {}
    found = {}
    for key, delegation in members:
        travels = (delegation, frozenset(own.get(key, ())))
        if travels not in known:
            its = [movements[one] for one in travels[1] if one in movements]
            known[travels] = need(its, theirs.get(delegation, (None, None)), usual, summit)
        found[key] = known[travels]
    return found


def groups_of(summit) -> dict[int, list[Movement]]:
    """As ``stays.ends_of_delegations``, of every delegation and with little more than the times."""
    rows = Movement.objects.of(summit).standing().timed().order_by("-party", "at", "pk")
    rows = rows.only("delegation", "principal", "direction", "landed_at", "estimated_at", "planned_at")
    groups: dict[int, list[Movement]] = {}
    for row in rows:
        groups.setdefault(row.delegation_id, []).append(row)
    return groups


def need(its, theirs, usual, summit) -> Need:
    in_time = sorted(its, key=by_time)
    check_in = ends(in_time, summit)[0] or theirs[0] or usual.check_in
    check_out = ends(in_time[::-1], summit)[1] or theirs[1] or usual.check_out
    return Need(check_in, max(check_out, check_in + DAY))
