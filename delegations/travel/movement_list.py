"""The list of movements: search, filters, export."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_safe

from delegations.travel import movement_words as words
from delegations.travel.movement import Movement
from delegations.travel.movement_filters import MovementFilter
from delegations.travel.movements import rows_for, stand_of
from summit import clock
from summit.days import day_bounds
from summit.exports import Column as Sheet
from summit.listing import Column, ListSpec, list_page
from summit.policy import requires

NAMES = "delegations.view_membership"


def dress(movements, *, names):
    """Set on each movement what its row shows; asks no query."""
    for one in movements:
        one.who, one.others = words.leader(one, names=names), words.others(one)
        one.by_what, one.greeted = words.carried_by(one), words.greeted_by(one)
        one.shown_look, one.shown_state = words.standing(one)
        one.stand = stand_of(one)
        one.changed = one.best_time != one.planned_at
    return movements


def columns(request):
    """The export's columns: offices and delegations, no person's name and nothing restricted."""
    return [
        Sheet(gettext_lazy("Code"), "code"),
        Sheet(gettext_lazy("Direction"), "get_direction_display"),
        Sheet(gettext_lazy("Delegation"), lambda row: row.delegation.code),
        Sheet(gettext_lazy("Led by"), lambda row: words.leader(row, names=False)),
        Sheet(gettext_lazy("People"), "party"),
        Sheet(pgettext_lazy("way of travel", "By"), "get_mode_display"),
        Sheet(gettext_lazy("Flight"), words.carried_by),
        Sheet(pgettext_lazy("place", "From"), "origin"),
        Sheet(pgettext_lazy("place", "To"), "destination"),
        Sheet(pgettext_lazy("time", "Planned"), "planned_at"),
        Sheet(gettext_lazy("Estimated"), "estimated_at"),
        Sheet(gettext_lazy("Landed or left"), "landed_at"),
        Sheet(gettext_lazy("Welcomed by"), "welcomed_by"),
        Sheet(gettext_lazy("Stand"), stand_code),
        Sheet(gettext_lazy("Lounge"), "lounge"),
        Sheet(gettext_lazy("Vehicles"), "vehicles"),
        Sheet(gettext_lazy("Taken to"), "onward"),
        Sheet(gettext_lazy("State"), lambda row: str(row.state_words)),
    ]


def stand_code(movement) -> str:
    held = stand_of(movement)
    return held.stand.code if held else ""


def about(request, listing):
    user = request.user
    dress(listing.rows, names=user.has_perm(NAMES))
    visible = Movement.objects.visible_to(user)
    return {"answer": answer(visible, user.summit), "may_add": user.has_perm("delegations.edit_movement")}


def answer(rows, summit) -> dict:
    """What the list's first line says of all rows, filtered or not; one query."""
    start, end = day_bounds(summit, clock.today(summit))
    today = Q(at__gte=start, at__lt=end) & ~Q(state=Movement.State.CANCELLED)
    ahead = Q(state__in=Movement.AHEAD)
    counts = rows.timed().aggregate(
        total=Count("pk"),
        arrivals=Count("pk", filter=today & Q(direction="arrival")),
        departures=Count("pk", filter=today & Q(direction="departure")),
        late=Count("pk", filter=Q(state=Movement.State.DELAYED)),
        ahead=Count("pk", filter=ahead),
    )
    return counts | {"said": said(counts), "late_said": said_late(counts["late"])}


def said(counts) -> str:
    if not counts["total"]:
        return _("No movement is written down yet.")
    arrivals = ngettext("%(count)d arrival", "%(count)d arrivals", counts["arrivals"])
    departures = ngettext("%(count)d departure", "%(count)d departures", counts["departures"])
    return _("Today %(arrivals)s and %(departures)s; %(ahead)d still to come.") % {
        "arrivals": arrivals % {"count": counts["arrivals"]},
        "departures": departures % {"count": counts["departures"]},
        "ahead": counts["ahead"],
    }


def said_late(count) -> str:
    if not count:
        return ""
    return ngettext("%(count)d is late.", "%(count)d are late.", count) % {"count": count}


MOVEMENTS = ListSpec(
    template="delegations/travel/movements.html",
    columns=[
        Column(name="time", label=gettext_lazy("Time"), sort=("at", "pk")),
        Column(name="code", label=gettext_lazy("Code"), sort=("code",), css="hide"),
        Column(name="who", label=gettext_lazy("Who")),
        Column(name="flight", label=gettext_lazy("Flight"), sort=("flight_no", "at"), css="hide"),
        Column(name="place", label=gettext_lazy("From or to")),
        Column(name="greeted", label=gettext_lazy("Greeted by"), css="hide"),
        Column(name="stand", label=gettext_lazy("Stand"), css="hide"),
        Column(name="state", label=gettext_lazy("State"), sort=("state", "at")),
    ],
    default_sort="time",
    filterset=MovementFilter,
    export=columns,
    export_name="movements",
    context=about,
)


@requires("delegations.view_movement")
@require_safe
def movements(request):
    return list_page(request, rows_for(request.user), MOVEMENTS)
