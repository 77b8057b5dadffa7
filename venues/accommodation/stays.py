"""For which nights somebody needs a bed: from the night of the arrival to the day of the departure."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from delegations.roster.models import Membership
from delegations.travel.models import Movement, Passenger
from summit import clock

NIGHT_ENDS = dt.time(5)  # who lands earlier sleeps in the night that began on the day before
DAY = dt.timedelta(days=1)
UNTOLD = (None, None)


class Stay(NamedTuple):
    """[check_in, check_out); ``known`` where the person's own movements say both days."""

    check_in: dt.date
    check_out: dt.date
    known: bool

    def ahead(self, today: dt.date) -> "Stay":
        """Without the nights that are over; as it was where none is left."""
        return self._replace(check_in=max(self.check_in, today)) if today < self.check_out else self


class Told(NamedTuple):
    """What the movements say of somebody's stay; ``own`` where they are the person's own. None: nothing."""

    check_in: dt.date | None
    check_out: dt.date | None
    own: bool = False


def stays(members: Sequence[Membership]) -> dict[int, Stay]:
    """The stay of each member by key: two queries, however many they are; all are of one summit.

    Where the person's own arrival or departure is missing it is that of the delegation's largest
    group, and where it has none either the eve of the summit and the day after it.
    """
    found = {}
    for one, said in told(members).items():
        summit = members[0].summit
        check_in = said.check_in or summit.starts_on - DAY
        check_out = said.check_out or summit.ends_on + DAY
        known = said.own and check_out > check_in
        found[one] = Stay(check_in, max(check_out, check_in + DAY), known)
    return found


def told(members: Sequence[Membership]) -> dict[int, Told]:
    """What the movements of each member, else those of the delegation's largest group, say: two queries."""
    if not members:
        return {}
    summit = members[0].summit
    groups = ends_of_delegations({one.delegation_id for one in members}, summit)
    own = ends_of_members(members, groups, summit)
    theirs = {key: ends(rows, summit) for key, rows in groups.items()}
    found: dict[Any, Told] = {}
    for one in members:
        mine, other = own.get(one.pk, UNTOLD), theirs.get(one.delegation_id, UNTOLD)
        found[one.pk] = Told(mine[0] or other[0], mine[1] or other[1], None not in mine)
    return found


def stays_ahead(members: Sequence[Membership]) -> dict[int, Stay]:
    """The same without the nights that are over: what somebody is given today."""
    if not members:
        return {}
    today = clock.today(members[0].summit)
    return {key: stay.ahead(today) for key, stay in stays(members).items()}


def ends_of_delegations(delegations, summit) -> dict[int, list[Movement]]:
    """The standing movements of each delegation, the largest group first."""
    rows = Movement.objects.of(summit).standing().filter(delegation__in=delegations).timed()
    groups: dict[int, list[Movement]] = {}
    for row in rows.order_by("-party", "at", "pk"):
        groups.setdefault(row.delegation_id, []).append(row)
    return groups


def ends_of_members(members, groups, summit):
    """What the movements say of those who travel in them or lead them."""
    mine: dict[int, dict[int, Any]] = {}
    keys = [one.pk for one in members]
    rows = Passenger.objects.filter(membership__in=keys).exclude(movement__state=Movement.State.CANCELLED)
    for one in rows.select_related("movement"):
        mine.setdefault(one.membership_id, {})[one.movement_id] = one.movement
    for movements in groups.values():
        for movement in movements:
            if movement.principal_id:
                mine.setdefault(movement.principal_id, {})[movement.pk] = movement
    first = {key: sorted(rows.values(), key=by_time) for key, rows in mine.items()}
    last = {key: rows[::-1] for key, rows in first.items()}
    return {key: (ends(first[key], summit)[0], ends(last[key], summit)[1]) for key in mine}


def by_time(movement):
    return movement.best_time, movement.pk


def ends(movements: Iterable[Movement], summit) -> tuple[dt.date | None, dt.date | None]:
    """The night of the first arrival among them and the day of the first departure, in their order."""
    check_in = check_out = None
    for one in movements:
        at = one.best_time.astimezone(summit.tz)
        if one.is_arrival:
            check_in = check_in or night_of(at)
        else:
            check_out = check_out or at.date()
    return check_in, check_out


def night_of(at: dt.datetime) -> dt.date:
    """The day on which the night begins in which somebody who arrives at the local time ``at`` sleeps."""
    return at.date() - DAY if at.time() < NIGHT_ENDS else at.date()


def crew_stay(flight) -> Stay:
    """The nights between the arrival of a special flight and its departure."""
    summit = flight.summit
    arrives, departs = (at and at.astimezone(summit.tz) for at in (flight.arrives_at, flight.departs_at))
    check_in = night_of(arrives) if arrives else summit.starts_on - DAY
    check_out = departs.date() if departs else summit.ends_on + DAY
    known = bool(arrives and departs) and check_out > check_in
    return Stay(check_in, max(check_out, check_in + DAY), known)
