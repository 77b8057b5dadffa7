"""What somebody should look at before people arrive."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from delegations.roster.liaison import LiaisonAssignment
from delegations.roster.portfolio import holder
from delegations.travel.journeys import Passenger
from delegations.travel.movement import Movement
from delegations.travel.movement_impact import AROUND, elsewhere
from delegations.travel.needs import LACKING, unmet
from delegations.travel.weapons import WeaponsDeclaration
from summit import writing
from summit.days import day_bounds
from summit.findings import ALERT, WARNING, Finding, finding


def ahead(summit):
    """Movements that are still to come, with what a finding says of them."""
    rows = Movement.objects.of(summit).filter(state__in=Movement.AHEAD).timed()
    return rows.select_related("delegation", "summit").order_by("at", "pk")


def arrivals(summit):
    return ahead(summit).filter(direction=Movement.Direction.ARRIVAL)


def found(movement, code, message, *, level=WARNING, ministry=None, owner="", right=""):
    return Finding(
        level=level,
        code=f"delegations.{code}",
        subject=movement.code,
        message=message,
        owner=owner or str(ministry or ""),
        url=movement.get_absolute_url(),
        ministry_id=ministry.pk if ministry else None,
        right=right or Movement.view_right,
    )


@finding("delegations.time_unconfirmed")
def unconfirmed(summit, today):
    """An arrival of today or tomorrow whose time nobody has confirmed."""
    _start, end = day_bounds(summit, today, 2)
    rows = list(arrivals(summit).filter(state=Movement.State.ANNOUNCED, at__lt=end))
    ministry = holder(summit.pk, "protocol") if rows else None
    for row in rows:
        message = _("Expected %(time)s, and the time is not confirmed.") % {
            "time": writing.short_time(row.at, summit)
        }
        yield found(row, "time_unconfirmed", message, ministry=ministry)


@finding("delegations.arrival_needs")
def needs(summit, today):
    """Passengers of near arrivals without a room or without accreditation, asked of who knows."""
    if not LACKING:
        return
    rows = {row.pk: row for row in arrivals(summit)}
    passengers = list(Passenger.objects.filter(movement__in=rows).select_related("membership"))
    for one in passengers:
        one.movement = rows[one.movement_id]
    lacking = unmet(passengers, today)
    ministry = holder(summit.pk, "protocol") if lacking else None
    for need, movement, count in lacking:
        code = need.code.removeprefix("delegations.")
        yield found(movement, code, need.sentence % {"count": count}, level=need.level, ministry=ministry)


@finding("delegations.greeter_twice")
def greeters(summit, today):
    """The same officer welcomes two groups within an hour at two places."""
    rows = list(ahead(summit).filter(greeter__isnull=False).select_related("delegation", "summit", "greeter"))
    twice = [
        (row, other) for place, row in enumerate(rows) for other in rows[place + 1 :] if clash(row, other)
    ]
    ministry = holder(summit.pk, "protocol") if twice else None
    for row, other in twice:
        message = _("The greeting officer also welcomes %(code)s, %(time)s, at another place.") % {
            "code": other.code,
            "time": writing.short_time(other.at, summit),
        }
        yield found(row, "greeter_twice", message, ministry=ministry, owner=str(row.greeter))


def clash(one, other) -> bool:
    return one.greeter_id == other.greeter_id and other.at - one.at < AROUND and elsewhere(one, other)


@finding("delegations.liaison_away")
def unaccompanied(summit, today):
    """An arrival of the coming week at which none of the delegation's liaison officers is on shift."""
    _start, end = day_bounds(summit, today, 7)
    shifts = LiaisonAssignment.objects.standing().filter(delegation=OuterRef("delegation"))
    there = shifts.filter(starts_at__lte=OuterRef("at"), ends_at__gte=OuterRef("at"))
    rows = list(arrivals(summit).filter(Exists(shifts), ~Exists(there), at__lt=end))
    ministry = holder(summit.pk, "protocol") if rows else None
    for row in rows:
        message = _("No liaison officer of %(delegation)s is on shift %(time)s.") % {
            "delegation": row.delegation,
            "time": writing.short_time(row.at, summit),
        }
        yield found(row, "liaison_away", message, ministry=ministry)


@finding("delegations.arms_undeclared")
def undeclared(summit, today):
    """Weapons in the party and no declaration of the delegation: for security alone."""
    declared = WeaponsDeclaration.objects.filter(delegation=OuterRef("delegation")).exclude(
        state=WeaponsDeclaration.State.REFUSED
    )
    rows = list(arrivals(summit).filter(~Exists(declared), armed_party=True))
    ministry = holder(summit.pk, "security") if rows else None
    for row in rows:
        message = _("Weapons are in the party of %(delegation)s, and no declaration stands.") % {
            "delegation": row.delegation
        }
        yield found(
            row, "arms_undeclared", message, level=ALERT, ministry=ministry, right="delegations.view_weapons"
        )
