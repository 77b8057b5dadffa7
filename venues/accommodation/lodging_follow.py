"""One click lets a lodging follow the movements of its guest."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from summit.policy import fetch, requires
from summit.steps import moved_on
from summit.workflow import OutOfStep
from venues.accommodation import giving
from venues.accommodation import lodging_refusals as refusals
from venues.accommodation.assignment import RoomAssignment
from venues.accommodation.lodging_form import REFUSED
from venues.accommodation.lodging_problems import problems_of


@requires("venues.edit_lodging")
@require_POST
def follow(request, public_id):
    """Give the nights that the movements say now; what cannot be given is said, and nothing is changed."""
    rows = RoomAssignment.objects.for_list().select_related("occupant__rank_class", "crew_of__summit")
    row = fetch(request, rows, public_id=public_id)
    if not request.user.has_perm("venues.edit_lodging", row):
        raise PermissionDenied
    nights = next((one.nights for one in problems_of(row) if one.nights), None)
    if nights is None:
        return moved_on(request, row)
    values = dict(zip(("check_in", "check_out"), nights, strict=True))
    try:
        giving.change(row, by=request.user, revision=row.revision, note=_("As the movements say"), **values)
    except REFUSED as error:
        for name, value in values.items():
            setattr(row, name, value)
        messages.error(request, refusals.refusal(error, row, request.user)[1])
    except (giving.StaleRevision, OutOfStep):
        return moved_on(request, row)
    else:
        messages.success(request, _("Saved."))
    return redirect(row.get_absolute_url())
