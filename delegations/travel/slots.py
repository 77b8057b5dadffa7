"""How near two special flights come to each other on the one runway."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from delegations.travel.flight import Flight

DISTANCE = dt.timedelta(minutes=10)
"""The set distance between two special movements on the runway; a nearer one is a finding."""


def moments(flights) -> list[tuple[dt.datetime, Flight, str]]:
    """Every landing and take-off, in order of time."""
    found = [
        (at, flight, kind)
        for flight in flights
        for at, kind in ((flight.arrives_at, "landing"), (flight.departs_at, "take-off"))
        if at is not None
    ]
    return sorted(found, key=lambda one: (one[0], one[1].code))


def too_near(flights) -> Iterator[tuple[Flight, Flight, dt.timedelta]]:
    """Neighbours on the runway that keep less than the set distance, with what lies between them."""
    row = moments(flights)
    for (first_at, first, _kind), (second_at, second, _other) in pairwise(row):
        if first.pk != second.pk and second_at - first_at < DISTANCE:
            yield first, second, second_at - first_at


def near(flight) -> list[Flight]:
    """Other flights that use the runway within the set distance of this one; one query."""
    times = [at for at in (flight.arrives_at, flight.departs_at) if at]
    if not times or flight.state in Flight.OVER:
        return []
    others = Flight.objects.of(flight.summit).exclude(pk=flight.pk).exclude(state__in=Flight.OVER)
    around = [row for row in others if any(close(row, at) for at in times)]
    return sorted(around, key=lambda row: row.code)


def close(flight, at) -> bool:
    return any(abs(moment - at) < DISTANCE for moment in (flight.arrives_at, flight.departs_at) if moment)
