"""Arrivals and departures on a delegation's file and in the list of delegations."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delegations.roster import delegation_panels
from delegations.travel import movement_words as words
from delegations.travel.movement import Movement
from delegations.travel.movements import rows_for, stand_of
from summit import writing

SHOWN = 12
RIGHT = "delegations.view_movement"


@delegation_panels.panel("arrivals", order=10, right=RIGHT)
def movements(delegation, user, today):
    """What the delegation's groups do, in order of time; two queries and a count."""
    rows = rows_for(user).filter(delegation=delegation).order_by("at", "pk")
    names = user.has_perm("delegations.view_membership")
    shown = list(rows[: SHOWN + 1])
    return delegation_panels.Panel(
        title=_("Arrivals and departures"),
        lines=[line(row, names=names) for row in shown[:SHOWN]],
        count=len(shown) if len(shown) <= SHOWN else rows.count(),
        url=f"{reverse('movements')}?delegation={delegation.public_id}",
        link=_("All movements"),
        empty=_("No arrival is written down yet."),
    )


def line(row, *, names):
    look, state = words.standing(row)
    held = stand_of(row)
    gone = writing.listed((words.carried_by(row), row.place, held.stand.code if held else ""))
    hour = writing.hour(writing.in_zone(row.best_time, row.summit))
    return delegation_panels.Line(
        text=writing.listed((f"{hour} {row.get_direction_display()}", gone)),
        name=words.group(row, names=names),
        at=row.best_time,
        url=row.get_absolute_url(),
        look=look,
        words=state,
    )


@delegation_panels.column("arrivals", _("Next arrival"), order=10, right=RIGHT)
def next_arrivals(delegations, user):
    """When the next group of each delegation comes."""
    rows = (
        Movement.objects.visible_to(user)
        .timed()
        .filter(
            delegation__in=[one.pk for one in delegations],
            direction=Movement.Direction.ARRIVAL,
            state__in=Movement.AHEAD,
        )
    )
    first: dict[int, str] = {}
    for delegation, at in rows.order_by("at").values_list("delegation", "at"):
        first.setdefault(delegation, writing.short_time(at, user.summit))
    return first
