"""Marking many seats of a meeting at once, and taking people off again."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from delegations.sessions import attending
from delegations.sessions.adding import open_meeting
from delegations.sessions.models import Seat
from delegations.sessions.seating import EDIT
from summit.policy import requires


def ticked(request, meeting):
    """The seats that were ticked, one by one or by their delegation."""
    seats = Seat.objects.visible_to(request.user).filter(meeting=meeting)
    one_by_one = seats.filter(public_id__in=request.POST.getlist("seat"))
    whole = seats.filter(membership__delegation__public_id__in=request.POST.getlist("delegation"))
    return one_by_one | whole


@requires(EDIT)
@require_POST
def mark(request, public_id, step):
    """Take one step for every ticked seat that it fits; the others are counted and left."""
    if step not in Seat.workflow.steps:
        raise Http404(step)
    meeting = open_meeting(request, public_id)
    seats = list(ticked(request, meeting).for_list().order_by("pk"))
    taken, left = attending.mark(seats, step, by=request.user)
    tell(request, seats, taken, left, Seat.workflow.steps[step].label)
    return redirect("meeting-delegates", meeting.public_id)


def tell(request, seats, taken, left, label):
    if not seats:
        messages.error(request, _("Nobody was ticked."))
        return
    if taken:
        said = ngettext("%(label)s: %(count)d person.", "%(label)s: %(count)d people.", taken)
        messages.success(request, said % {"label": label, "count": taken})
    if left:
        said = ngettext(
            "%(count)d person was left: the step does not fit.",
            "%(count)d people were left: the step does not fit.",
            left,
        )
        messages.error(request, said % {"count": left})


@requires(EDIT)
@require_POST
def take_off(request, public_id):
    """Take off the list whoever was ticked and neither sits nor came."""
    meeting = open_meeting(request, public_id)
    chosen = list(ticked(request, meeting).values_list("pk", flat=True))
    gone = attending.take_off(meeting, Seat.objects.filter(pk__in=chosen), by=request.user)
    tell(request, chosen, gone, len(chosen) - gone, _("Taken off the list"))
    return redirect("meeting-delegates", meeting.public_id)
