"""One special flight: whether it is cleared and where it stands, then the form as it was asked."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from delegations.roster.delegation import Delegation
from delegations.travel import flights, slots
from delegations.travel.codes import next_code
from delegations.travel.flight import Flight
from delegations.travel.flight_form import FlightForm
from summit import history, writing
from summit.editing import edit_page
from summit.policy import fetch, requires
from summit.registers import facts
from summit.secrecy import reveal

GROUPS = [
    (legend, [name for name in names if name not in FlightForm.RESTRICTED])
    for legend, names in FlightForm.GROUPS
]


@requires("delegations.view_flight")
@require_safe
def flight(request, public_id):
    return show(request, fetch(request, flights.rows_for(request.user), public_id=public_id))


@requires("delegations.view_flight")
@require_POST
def show_restricted(request, public_id):
    """The page with the itinerary and the dangerous goods on it; each value shown is recorded."""
    row = fetch(request, flights.rows_for(request.user), public_id=public_id)
    shown = [
        (row._meta.get_field(name).verbose_name, value)
        for name in FlightForm.RESTRICTED
        if (value := reveal(row, name, by=request.user))
    ]
    return show(request, row, restricted=shown) if shown else redirect(row)


def show(request, row, *, restricted=None):
    user = request.user
    context = {
        "flight": row,
        "cleared": cleared(row),
        "wrong": wrong(row),
        "groups": [(legend, found) for legend, names in GROUPS if (found := facts(row, names))],
        "opinions": opinions(row),
        "movements": row.movements.visible_to(user).for_list().order_by("planned_at"),
        "near": slots.near(row),
        "restricted": restricted,
        "may_reveal": restricted is None and any(getattr(row, name) for name in FlightForm.RESTRICTED),
        "may_stand": user.has_perm("delegations.edit_stand") and row.state not in Flight.OVER,
        "sees_stands": user.has_perm("delegations.view_stand"),
        "edit_url": edit_url(row, user),
        "entries": history.lines(row),
    }
    return render(request, "delegations/travel/flight.html", context)


def cleared(row) -> str:
    """The good half of the answer: the clearance and the stand, as far as there are any."""
    said = []
    if row.clearance_number:
        said.append(_("Cleared under %(number)s") % {"number": row.clearance_number})
    if row.held:
        said.append(_("on stand %(stands)s") % {"stands": flights.stands_of(row)})
    return writing.listed(said)


def wrong(row) -> str:
    """What is missing and how soon, as one sentence; empty where nothing is."""
    if row.state in Flight.OVER:
        return ""
    gaps = [] if row.clearance_number else [_("no clearance")]
    if row.landing and not row.held:
        gaps.append(_("no stand given"))
    days = flights.days_ahead(row, row.summit)
    if not gaps or days is None:
        return writing.listed(gaps)
    if days <= 0:
        when = _("and it arrives today") if days == 0 else _("and its time has passed")
    else:
        when = ngettext("and it arrives in %(count)d day", "and it arrives in %(count)d days", days) % {
            "count": days
        }
    return writing.listed([*gaps, when])


def opinions(row):
    """``(body, look, words, by, at)`` of the two opinions."""
    yield _("Defence"), row.defence_look, row.get_defence_opinion_display(), row.defence_by, row.defence_at
    said = row.get_aviation_opinion_display()
    yield _("Civil aviation"), row.aviation_look, said, row.aviation_by, row.aviation_at


def edit_url(row, user) -> str:
    return (
        reverse("flight-edit", args=[row.public_id]) if user.has_perm("delegations.edit_flight", row) else ""
    )


@requires("delegations.add_flight")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """``?delegation=…``; without one its choice comes first."""
    delegations = Delegation.objects.for_list().coming()
    if not request.GET.get("delegation"):
        choices = delegations.visible_to(request.user)
        return render(request, "delegations/travel/flight_whose.html", {"delegations": choices})
    delegation = fetch(request, delegations, public_id=request.GET["delegation"])
    row = Flight(summit=request.user.summit, delegation=delegation)
    code = next_code(Flight.objects.of(row.summit), "VS-", width=2)
    proposed = {"code": code, "destination": str(row.summit.subtitle)[:60]}
    form = FlightForm(request.POST or None, instance=row, initial=proposed, user=request.user)
    return edit_page(
        request,
        form,
        title=_("New special flight"),
        cancel_url=reverse("flights"),
        explanation=str(delegation),
    )


@requires("delegations.edit_flight")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, public_id):
    row = fetch(request, Flight.objects.for_list(), "delegations.edit_flight", public_id=public_id)
    form = FlightForm(request.POST or None, instance=row, user=request.user)
    title = _("Edit the special flight %(code)s") % {"code": row.code}
    return edit_page(
        request, form, title=title, cancel_url=row.get_absolute_url(), explanation=str(row.delegation)
    )
