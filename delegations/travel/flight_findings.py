"""What is unwise about aircraft, stands and weapons."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delegations.travel import flights, slots
from delegations.travel import weapon_counting as counting
from delegations.travel.flight import Flight
from delegations.travel.stand import StandAllocation
from delegations.travel.weapons import WeaponsDeclaration
from summit import clock, writing
from summit.findings import ALERT, WARNING, Finding, finding

SEES, SECURITY = "delegations.view_flight", "delegations.view_weapons"
CLEARED_BY_DAYS = 3  # J-3 before the arrival, as the forms of other countries ask
STAND_BY_DAYS = 2
DECLARED_BY_DAYS = 2


def about(row, level, code, message, *, owner, right=SEES):
    return Finding(
        level=level,
        code=code,
        subject=row.code,
        message=message,
        owner=owner,
        url=row.get_absolute_url(),
        right=right,
    )


def ahead(rows, summit, today, days):
    """Flights among ``rows`` whose arrival is at most ``days`` days ahead, or past."""
    for row in rows.for_list().order_by("arrives_at", "sort_key"):
        left = flights.days_ahead(row, summit)
        if left is not None and left <= days:
            yield row, left


@finding("delegations.no_clearance")
def no_clearance(summit, today):
    """No clearance number three days before the flight."""
    for row, left in ahead(Flight.objects.of(summit).awaited(), summit, today, CLEARED_BY_DAYS):
        words = {
            "flight": row.callsign,
            "delegation": row.delegation,
            "day": writing.short_day(row.arrives_at),
        }
        message = _("%(flight)s of %(delegation)s arrives on %(day)s and has no clearance number.") % words
        level = ALERT if left <= 1 else WARNING
        yield about(row, level, "delegations.no_clearance", message, owner=waits_for(row))


def waits_for(row) -> str:
    """Whose turn it is: the body whose opinion is awaited, else protocol."""
    if row.state == Flight.State.OPINIONS and not row.defence_opinion:
        return _("Defence")
    if row.state == Flight.State.OPINIONS and not row.aviation_opinion:
        return _("Civil aviation")
    return _("Protocol")


@finding("delegations.no_stand")
def no_stand(summit, today):
    """An aircraft that lands within two days and has no stand."""
    for row, _left in ahead(flights.without_stand(Flight.objects.of(summit)), summit, today, STAND_BY_DAYS):
        words = {"flight": row.callsign, "day": writing.short_day(row.arrives_at)}
        message = _("%(flight)s arrives on %(day)s and has no stand.") % words
        yield about(row, WARNING, "delegations.no_stand", message, owner=_("Airport"))


@finding("delegations.clearance_too_short")
def clearance_too_short(summit, today):
    """The times of a cleared flight lie outside its clearance."""
    for row in Flight.objects.of(summit).filter(state=Flight.State.GRANTED).for_list().order_by("sort_key"):
        times = [at for at in (row.arrives_at, row.departs_at) if at]
        if (
            row.valid_from
            and row.valid_until
            and any(not row.valid_from <= at <= row.valid_until for at in times)
        ):
            message = _("%(flight)s flies outside the time of its clearance.") % {"flight": row.callsign}
            yield about(row, ALERT, "delegations.clearance_too_short", message, owner=_("Protocol"))


@finding("delegations.stand_too_short")
def stand_too_short(summit, today):
    """An aircraft is on the ground while the stand is not its own."""
    held = StandAllocation.objects.of(summit).standing().for_list().order_by("occupied_from", "pk")
    for row in held.filter(use=StandAllocation.Use.STAY):
        flight = row.flight
        late = flight.departs_at and flight.departs_at > row.occupied_until
        early = flight.arrives_at and flight.arrives_at < row.occupied_from
        if late or early:
            message = _("%(flight)s is on the ground while stand %(stand)s is not given to it.")
            words = {"flight": flight.callsign, "stand": row.stand.code}
            yield about(flight, WARNING, "delegations.stand_too_short", message % words, owner=_("Airport"))


@finding("delegations.runway")
def runway(summit, today):
    """Two special movements nearer on the runway than the set distance."""
    now = clock.now() - dt.timedelta(hours=1)
    rows = Flight.objects.of(summit).exclude(state__in=Flight.OVER).for_list()
    for first, second, apart in slots.too_near([row for row in rows if later_than(row, now)]):
        minutes = int(apart.total_seconds() // 60)
        message = ngettext(
            "%(first)s and %(second)s are %(count)d minute apart on the runway.",
            "%(first)s and %(second)s are %(count)d minutes apart on the runway.",
            minutes,
        ) % {"first": first.callsign, "second": second.callsign, "count": minutes}
        yield about(first, WARNING, "delegations.runway", message, owner=_("Airport"))


def later_than(row, moment) -> bool:
    return any(at and at >= moment for at in (row.arrives_at, row.departs_at))


@finding("delegations.weapons_undecided")
def weapons_undecided(summit, today):
    """A declaration that nobody has decided shortly before the arms come in."""
    waiting = (WeaponsDeclaration.State.RECEIVED, WeaponsDeclaration.State.COMPLETE)
    rows = WeaponsDeclaration.objects.of(summit).filter(state__in=waiting, arrives__isnull=False)
    for row in rows.select_related("delegation", "arrives", "summit").order_by("code"):
        days = (writing.in_zone(row.arrives.planned_at, summit).date() - today).days
        if days <= DECLARED_BY_DAYS:
            message = _("The weapons of %(delegation)s come in on %(day)s and nobody has decided.")
            words = {"delegation": row.delegation, "day": writing.short_day(row.arrives.planned_at)}
            yield about(
                row,
                ALERT,
                "delegations.weapons_undecided",
                message % words,
                owner=_("Security"),
                right=SECURITY,
            )


@finding("delegations.weapons_differ")
def weapons_differ(summit, today):
    """Pieces or rounds that were counted do not fit; how many stays with security."""
    for row in WeaponsDeclaration.objects.of(summit).prefetch_related("lines").select_related("delegation"):
        if counting.differences(row.lines.all()) and row.state != WeaponsDeclaration.State.CHECKED_OUT:
            message = _("The count of the weapons of %(delegation)s shows a difference.")
            yield about(
                row,
                ALERT,
                "delegations.weapons_differ",
                message % {"delegation": row.delegation},
                owner=_("Security"),
                right=SECURITY,
            )
