"""What a changed time breaks among the movements themselves, and whom a movement touches."""

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext as _

from delegations.roster.portfolio import holder
from delegations.travel import movement_acts as acts
from delegations.travel.movement import Movement
from delegations.travel.stand import StandAllocation
from summit import writing
from summit.impact import Broken, affected, breaks

AROUND = dt.timedelta(minutes=60)  # between two welcomes by the same person at different places
KIND = "movement.estimated_at"


@breaks(KIND)
def stands(change):
    """The aircraft comes when its stand is not held for it."""
    movement, at = change.row, change.values["estimated_at"]
    if not movement.flight_id:
        return
    held = StandAllocation.objects.standing().filter(flight=movement.flight_id).select_related("stand")
    held = list(held.order_by("occupied_from"))
    if held and not any(one.occupied_from <= at <= one.occupied_until for one in held):
        window = [writing.short_time(moment, movement.summit) for moment in ends(held[0])]
        yield Broken(
            subject=held[0].stand.code,
            message=_("The stand is held from %(start)s until %(end)s.")
            % {"start": window[0], "end": window[1]},
            owner=str(holder(movement.summit_id, "airport") or ""),
            url=movement.flight.get_absolute_url(),
        )


def ends(allocation):
    return allocation.occupied_from, allocation.occupied_until


@breaks(KIND)
def welcomes(change):
    """The greeting officer is then awaited elsewhere."""
    movement, at = change.row, change.values["estimated_at"]
    if not movement.greeter_id:
        return
    others = Movement.objects.filter(summit=movement.summit_id, greeter=movement.greeter_id)
    others = others.filter(state__in=Movement.AHEAD).exclude(pk=movement.pk)
    for other in others.between(at - AROUND, at + AROUND):
        if elsewhere(movement, other):
            yield Broken(
                subject=other.code,
                message=_("The greeting officer also welcomes %(code)s, expected %(time)s.")
                % {"code": other.code, "time": writing.short_time(other.at, movement.summit)},
                owner=str(movement.greeter),
                url=other.get_absolute_url(),
            )


def elsewhere(one, other) -> bool:
    """Whether the two take place at different known places."""
    return None not in (one.site_id, other.site_id) and one.site_id != other.site_id


@breaks(KIND)
def connections(change):
    """Those who come leave before, or those who leave come after."""
    movement, at = change.row, change.values["estimated_at"]
    travels = Q(passengers__membership__in=movement.passengers.values("membership"))
    if movement.principal_id:
        travels |= Q(principal=movement.principal_id)
    if movement.flight_id:
        travels |= Q(flight=movement.flight_id)
    others = Movement.objects.filter(delegation=movement.delegation_id, state__in=Movement.AHEAD)
    others = others.exclude(direction=movement.direction)
    tied = others.filter(pk__in=Movement.objects.filter(travels).values("pk")).timed().order_by("at")
    clashing = list(tied.filter(at__lte=at) if movement.is_arrival else tied.filter(at__gte=at))
    owner = str(holder(movement.summit_id, "protocol") or "") if clashing else ""
    said = (
        _("They leave with %(code)s, %(time)s.")
        if movement.is_arrival
        else _("They arrive with %(code)s, %(time)s.")
    )
    for other in clashing:
        yield Broken(
            subject=other.code,
            message=said % {"code": other.code, "time": writing.short_time(other.at, movement.summit)},
            owner=owner,
            url=other.get_absolute_url(),
        )


@affected("movement")
def people_of_movement(movement):
    """The liaison officers of the delegation and the greeting officer."""
    return acts.who_waits(movement)
