"""The delegates of a meeting, and the meetings with their delegates."""

from dataclasses import replace

import django_filters
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from delegations.roster.delegation import Delegation
from delegations.sessions import attending
from delegations.sessions.models import IN_ORDER, Seat
from summit.listing import Column, ListSpec, list_page
from summit.meetings.models import Meeting
from summit.policy import requires

VIEW, EDIT = "delegations.view_seat", "delegations.edit_seat"
A_ROOM = 150  # so that most meetings stand on one page


def delegations_of(request):
    return Delegation.objects.visible_to(request.user).coming().order_by("sort_key")


class SeatFilter(django_filters.FilterSet):
    """``?delegation=BFA&state=expected``."""

    delegation = django_filters.ModelChoiceFilter(
        queryset=delegations_of,
        field_name="membership__delegation",
        to_field_name="code",
        label=_("Delegation"),
        empty_label=_("All"),
    )
    state = django_filters.ChoiceFilter(choices=Seat.State.choices, label=_("State"), empty_label=_("All"))

    class Meta:
        model = Seat
        fields: list[str] = []


SEATS = ListSpec(
    template="delegations/sessions/delegates.html",
    columns=[
        Column(name="tick", label=""),
        Column(name="who", label=_("Name"), sort=IN_ORDER, css="whole"),
        Column(name="delegation", label=_("Delegation")),
        Column(name="seat", label=_("Seat"), sort=("label",)),
        Column(name="state", label=_("State"), sort=("state",)),
        Column(name="act", label=""),
    ],
    default_sort="who",
    filterset=SeatFilter,
    searches=False,
    per_page=A_ROOM,
)


@requires(VIEW)
@require_safe
def delegates(request, public_id):
    """How many are expected and how many came, then everybody with the acts that fit."""
    meeting = fetched(request, public_id)
    seats = Seat.objects.visible_to(request.user).filter(meeting=meeting)

    def around(request, listing):
        counts = attending.tallies(seats, Delegation.objects.of(request.user.summit).for_list())
        may_edit = request.user.has_perm(EDIT) and meeting.state != Meeting.State.CANCELLED
        return {
            "meeting": meeting,
            "tallies": counts,
            "whole": sum(counts, attending.NONE),
            "may_edit": may_edit,
            "may_take": request.user.has_perm("delegations.export_person"),
            "sees_meeting": Meeting.objects.visible_to(request.user).filter(pk=meeting.pk).exists(),
            "steps": Seat.workflow.steps.values() if may_edit else (),
        }

    return list_page(request, seats.placed().for_list(), replace(SEATS, context=around))


def fetched(request, public_id):
    """One meeting whose delegates the reader may look at, else 404."""
    return get_object_or_404(attending.meetings_for(request.user).for_list(), public_id=public_id)


MEETINGS = ListSpec(
    template="delegations/sessions/meetings.html",
    columns=[
        Column(name="code", label=_("No."), sort=("sort_key",)),
        Column(name="when", label=_("When"), sort=("starts_at",)),
        Column(name="title", label=_("Title"), css="whole"),
        Column(name="expected", label=_("Expected"), css="num"),
        Column(name="attended", label=_("Present"), css="num"),
        Column(name="state", label=_("State"), sort=("state",)),
    ],
    default_sort="-when",
)


@requires(VIEW)
@require_safe
def meetings(request):
    """The meetings, each with the delegates that the reader may see."""
    seats = Seat.objects.visible_to(request.user)
    rows = attending.meetings_for(request.user).standing().for_list()
    rows = rows.annotate(
        expected=attending.counted(seats.expected()),
        attended=attending.counted(seats, state=Seat.State.ATTENDED),
    )
    return list_page(request, rows, MEETINGS)
