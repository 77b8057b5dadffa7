"""Arrivals and departures of today on the desks of those who meet them."""

from django.db.models import Q

from delegations.roster.rights import LIAISON, PROTOCOL
from delegations.travel import movement_words as words
from delegations.travel.movement import Movement
from delegations.travel.rights import AIRPORT
from summit import desk, rights, writing
from summit.days import day_bounds

SHOWN = 8


@desk.panel
def today(user, day):
    """What a liaison officer, the airport, protocol and a greeting officer expect today; one query."""
    if not user.has_perm("delegations.view_movement"):
        return None
    start, end = day_bounds(user.summit, day)
    rows = Movement.objects.visible_to(user).for_list().filter(at__gte=start, at__lt=end).standing()
    if not meets_everybody(user):
        rows = rows.filter(of_mine(user))
    lines = [line(row) for row in rows.order_by("at", "pk")[:SHOWN]]
    return desk.Panel(today=lines) if lines else None


def meets_everybody(user) -> bool:
    return bool({AIRPORT, PROTOCOL} & user.portfolios)


def of_mine(user) -> Q:
    named = [duty.narrowed_to for duty in rights.held(user, LIAISON, ()) if duty.narrowed_to]
    return Q(greeter=user) | Q(delegation__public_id__in=named)


def line(row) -> desk.Line:
    _look, state = words.standing(row)
    return desk.Line(
        at=row.best_time,
        strong=str(row.get_direction_display()),
        title=words.group(row, names=False),
        detail=writing.listed((words.carried_by(row), row.place, state)),
        url=row.get_absolute_url(),
    )
