"""Duties of people and mandates of ministries."""

from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from summit import clock
from summit.accounts import mandates as holding
from summit.accounts import standing
from summit.accounts.bodies import Ministry
from summit.accounts.duties import Duty, Mandate, Portfolio
from summit.accounts.forms import DutyForm
from summit.accounts.people import User
from summit.accounts.views import form_page, with_reason
from summit.editing import edit_page
from summit.policy import fetch, requires


@form_page
@requires("summit.edit_duty")
def duty_new(request, public_id):
    person = fetch(request, User.objects.for_list(), public_id=public_id)
    form = DutyForm(
        request.POST or None, instance=Duty(user=person, summit=request.user.summit), user=request.user
    )
    title = _("New duty of %(person)s") % {"person": person}
    return edit_page(request, form, title=title, cancel_url=person.get_absolute_url())


@form_page
@requires("summit.edit_duty")
def duty_edit(request, public_id):
    duty = fetch(request, Duty.objects.for_list(), "summit.edit_duty", public_id=public_id)
    form = DutyForm(request.POST or None, instance=duty, user=request.user)
    title = _("Duty of %(person)s") % {"person": duty.user}
    return edit_page(request, form, title=title, cancel_url=duty.get_absolute_url())


@form_page
@requires("summit.edit_duty")
def duty_end(request, public_id):
    duty = fetch(request, Duty.objects.for_list(), "summit.edit_duty", public_id=public_id)
    return with_reason(
        request,
        duty.user,
        title=_("End the duty: %(duty)s") % {"duty": duty},
        explanation=_("It opens nothing from now on. What the person did stays in the history."),
        act=lambda note: standing.end_duty(duty, by=request.user, note=note),
    )


@require_GET
@requires("summit.view_mandate")
def mandates(request):
    ministries, rows = holding.matrix(request.user.summit)
    empty = [portfolio for portfolio, cells in rows if not any(cell.mandate for cell in cells)]
    context = {
        "ministries": ministries,
        "rows": rows,
        "empty": empty,
        "may_edit": request.user.has_perm("summit.edit_mandate"),
        "idle": idle_duties(request.user.summit),
    }
    return render(request, "summit/accounts/mandates.html", context)


def idle_duties(summit):
    """Duties in a portfolio that the person's ministry does not hold: they open nothing."""
    held = Q()
    for portfolio, ministry in Mandate.objects.of(summit).values_list("portfolio", "ministry"):
        held |= Q(portfolio=portfolio, user__ministry=ministry)
    running = Duty.objects.of(summit).in_force(clock.today(summit)).for_list()
    duties = running.filter(portfolio__isnull=False, user__is_active=True)
    return duties.exclude(held) if held else duties


@require_POST
@requires("summit.edit_mandate")
def mandate_give(request, portfolio, ministry):
    holding.give(
        fetch(request, Portfolio.objects.all(), "summit.edit_mandate", code=portfolio),
        fetch(request, Ministry.objects.all(), "summit.edit_mandate", code=ministry),
        by=request.user,
    )
    return redirect("mandates")


@require_POST
@requires("summit.edit_mandate")
def mandate_withdraw(request, public_id):
    held = Mandate.objects.select_related("portfolio", "ministry")
    mandate = fetch(request, held, "summit.edit_mandate", public_id=public_id)
    holding.withdraw(mandate, by=request.user)
    return redirect("mandates")
