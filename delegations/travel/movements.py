"""Movements with what a row shows, asked once for all of them."""

import datetime as dt

from django.db.models import BooleanField, Case, Prefetch, Q, Value, When

from delegations.travel.movement import Movement
from delegations.travel.stand import StandAllocation
from summit import rights
from summit.days import day_bounds

RIGHTS = {"may_tell": "delegations.time_movement", "may_step": "delegations.step_movement"}


def rows_for(user):
    """Movements that ``user`` may see: two queries, with stands, and with what the user may do to each.

    Each row has ``at``, ``may_tell`` and ``may_step``; its flight, if any, has ``held``, the standing
    allocations in order of time.
    """
    held = StandAllocation.objects.standing().select_related("stand").order_by("occupied_from")
    allowed = {
        name: Case(
            When(rights.rows(user, right), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        )
        for name, right in RIGHTS.items()
    }
    rows = Movement.objects.visible_to(user).for_list().annotate(**allowed)
    return rows.prefetch_related(Prefetch("flight__allocations", held, to_attr="held"))


def on_days(summit, day: dt.date, days: int = 1) -> Q:
    """Those that take place on the days, as far as is known, and those that were planned for them."""
    start, end = day_bounds(summit, day, days)
    return Q(at__gte=start, at__lt=end) | Q(planned_at__gte=start, planned_at__lt=end)


def stand_of(movement):
    """The allocation that holds the aircraft at the best time known, else its first one, else None."""
    held = movement.flight.held if movement.flight_id else []
    at = movement.best_time
    covering = (one for one in held if one.occupied_from <= at <= one.occupied_until)
    return next(covering, None) or next(iter(held), None)
