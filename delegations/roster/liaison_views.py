"""The pages of the shifts of liaison officers."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from delegations.roster.delegation import Delegation
from delegations.roster.liaison import LiaisonAssignment
from delegations.roster.liaison_forms import LiaisonForm
from summit.editing import edit_page
from summit.policy import fetch, requires

form_page = require_http_methods(["GET", "HEAD", "POST"])


@requires("delegations.edit_liaison")
@form_page
def new(request, public_id):
    delegation = fetch(request, Delegation.objects.for_list(), public_id=public_id)
    shift = LiaisonAssignment(summit=request.user.summit, delegation=delegation)
    form = LiaisonForm(request.POST or None, instance=shift, user=request.user)
    title = _("Liaison officer of %(delegation)s") % {"delegation": delegation}
    return edit_page(request, form, title=title, cancel_url=delegation.get_absolute_url())


@requires("delegations.edit_liaison")
@form_page
def edit(request, public_id):
    shift = fetch(
        request, LiaisonAssignment.objects.for_list(), "delegations.edit_liaison", public_id=public_id
    )
    form = LiaisonForm(request.POST or None, instance=shift, user=request.user)
    title = _("Liaison officer of %(delegation)s") % {"delegation": shift.delegation}
    return edit_page(request, form, title=title, cancel_url=shift.get_absolute_url())
