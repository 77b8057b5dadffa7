"""Making a movement, in two steps: whose it is, then all of it; and editing one."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from delegations.roster.delegation import Delegation
from delegations.travel.codes import next_code
from delegations.travel.movement import Movement
from delegations.travel.movement_form import MovementForm
from summit.editing import edit_page
from summit.policy import fetch, requires

DIRECTIONS = dict(Movement.Direction.choices)


@requires("delegations.edit_movement")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """``?delegation=…&direction=departure``; without a delegation its choice comes first."""
    delegations = Delegation.objects.for_list().coming()
    if not request.GET.get("delegation"):
        choices = delegations.visible_to(request.user)
        return render(request, "delegations/travel/movement_whose.html", {"delegations": choices})
    delegation = fetch(request, delegations, public_id=request.GET["delegation"])
    direction = request.GET.get("direction", "")
    direction = direction if direction in DIRECTIONS else Movement.Direction.ARRIVAL.value
    row = Movement(summit=request.user.summit, delegation=delegation, direction=direction)
    prefix = "D-" if direction == Movement.Direction.DEPARTURE else "A-"
    proposed = {"code": next_code(Movement.objects.of(row.summit), prefix, width=3)}
    form = MovementForm(request.POST or None, instance=row, initial=proposed, user=request.user)
    title = _("New arrival") if direction == Movement.Direction.ARRIVAL else _("New departure")
    return show(request, form, title=title, cancel_url=reverse("movements"))


@requires("delegations.edit_movement")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, public_id):
    row = fetch(request, Movement.objects.for_list(), "delegations.edit_movement", public_id=public_id)
    form = MovementForm(request.POST or None, instance=row, user=request.user)
    title = _("Edit the movement %(code)s") % {"code": row.code}
    return show(request, form, title=title, cancel_url=row.get_absolute_url())


def show(request, form, *, title, cancel_url):
    explanation = str(form.instance.delegation)
    return edit_page(request, form, title=title, cancel_url=cancel_url, explanation=explanation)
