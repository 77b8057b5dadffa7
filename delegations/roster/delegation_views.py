"""The pages of one delegation: its file and its form."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from delegations.roster import delegation_facts, delegation_page
from delegations.roster.delegation import Delegation
from delegations.roster.delegation_forms import DelegationForm
from summit import clock
from summit.editing import edit_page
from summit.policy import fetch, requires


@requires("delegations.view_delegation")
@require_safe
def delegation(request, public_id):
    user, today = request.user, clock.today(request.user.summit)
    row = fetch(request, Delegation.objects.for_list(), public_id=public_id)
    delegation_facts.known([row], today)
    context = delegation_page.context(row, user, today)
    return render(request, "delegations/roster/delegation.html", context)


@requires("delegations.edit_delegation")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    form = DelegationForm(request.POST or None, user=request.user)
    return edit_page(request, form, title=_("New delegation"), cancel_url="delegations")


@requires("delegations.edit_delegation")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, public_id):
    rows = Delegation.objects.for_list()
    row = fetch(request, rows, "delegations.edit_delegation", public_id=public_id)
    form = DelegationForm(request.POST or None, instance=row, user=request.user)
    return edit_page(request, form, title=str(row), cancel_url=row.get_absolute_url())
