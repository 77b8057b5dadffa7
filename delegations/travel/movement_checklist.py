"""Who of a delegation has an arrival: its count for the file, its mark in the list of people."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.roster import checklist, presence
from delegations.roster.checklist import Mark
from delegations.roster.delegation_figures import linked, members
from delegations.travel.journeys import Passenger
from delegations.travel.movement import Movement
from summit import writing

LATE_FROM = -1  # days from J0 at which a missing arrival is late
THROUGH = (Movement.State.LANDED, Movement.State.HANDED_OVER, Movement.State.CLOSED)
ARRIVES = Q(movement__direction=Movement.Direction.ARRIVAL) & ~Q(movement__state=Movement.State.CANCELLED)


@checklist.counted(
    "arrivals", gettext_lazy("Arrivals"), order=40, right="delegations.view_movement", due=LATE_FROM
)
def arriving(today):
    """Live members with an arrival, of all live members."""
    return linked(Passenger, "membership", ARRIVES), members()


@presence.source
def on_site():
    """Live members who have come through the airport and not left again."""
    through = Q(movement__state__in=THROUGH)
    left = Passenger.objects.filter(
        through, membership=OuterRef("membership"), movement__direction=Movement.Direction.DEPARTURE
    )
    here = through & Q(movement__direction=Movement.Direction.ARRIVAL) & ~Q(Exists(left))
    return linked(Passenger, "membership", here)


@checklist.mark("arrival", gettext_lazy("Arrival"), order=40, right="delegations.view_movement")
def arrival_of(memberships, user):
    """When each member arrives, as far as is known; one query."""
    rows = Passenger.objects.filter(ARRIVES, membership__in=[one.pk for one in memberships])
    first = {}
    for one in rows.select_related("movement").order_by("movement__planned_at", "pk"):
        first.setdefault(one.membership_id, one.movement)
    none = Mark("todo", _("no arrival"))
    marks = {one.pk: none for one in memberships}
    return marks | {pk: said(movement, user.summit) for pk, movement in first.items()}


def said(movement, summit) -> Mark:
    words = writing.listed((movement.code, writing.short_time(movement.best_time, summit)))
    looks = {Movement.State.ANNOUNCED: "wait", Movement.State.DELAYED: "late"}
    return Mark(looks.get(movement.state, "done"), words)
