"""The pages on which somebody is given a room, a lodging is changed, and a guest moved elsewhere."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from delegations.roster.models import Membership, Quota
from delegations.travel.models import Flight
from summit import clock, writing
from summit.editing import edit_page
from summit.policy import fetch, requires
from summit.steps import moved_on
from venues.accommodation import lodging_choices as choices
from venues.accommodation.assignment import HOLDING, RoomAssignment
from venues.accommodation.entitled import covers
from venues.accommodation.list_names import guest_name
from venues.accommodation.lodging_form import LodgingForm
from venues.accommodation.lodging_variants import CrewForm, MoveForm
from venues.accommodation.lodging_words import LONGEST_REASON
from venues.accommodation.stays import crew_stay, stays_ahead

EDITS = "venues.edit_lodging"
TEMPLATE = "venues/accommodation/lodging_form.html"
State = RoomAssignment.State


@requires(EDITS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """``?member=…`` or ``?crew=<flight>``; a room in the address (``block=…&room=…``) is proposed first.

    Without either, one chooses among those who have no bed.
    """
    asked = request.GET
    if not asked.keys() & {"member", "crew"}:
        return redirect("without-bed")
    if asked.get("crew"):
        return for_crew(request, flight_of(request, asked["crew"]))
    rows = Membership.objects.visible_to(request.user).live().for_list()
    member = rows.filter(public_id=asked.get("member") or "-").first()
    if member is None:
        raise Http404
    cover, stay = covers([member])[member.pk], stays_ahead([member])[member.pk]
    row = RoomAssignment(
        summit=member.summit,
        delegation=member.delegation,
        occupant=member,
        check_in=stay.check_in,
        check_out=stay.check_out,
        room_type=cover.room_type or choices.usual_type(member.summit),
        paid_by=cover.paid_by,
        paid_because=cover.because[:LONGEST_REASON],
    )
    propose(row, asked)
    form = LodgingForm(request.POST or None, instance=row, user=request.user, cover=cover)
    if not stay.known and "check_in" in form.fields:
        form.fields["check_in"].help_text = _(
            "No movement of the guest says it: as the delegation, or the summit."
        )
    parts = dict.fromkeys(map(str, (member.person, member.function, member.delegation)))  # offices name both
    told = writing.listed(parts)
    return show(request, form, title=_("Give a room"), explanation=told)


def for_crew(request, flight):
    stay = crew_stay(flight).ahead(clock.today(flight.summit))
    row = RoomAssignment(
        summit=flight.summit,
        delegation=flight.delegation,
        crew_of=flight,
        check_in=stay.check_in,
        check_out=stay.check_out,
        room_type=choices.usual_type(flight.summit),
        paid_by=Quota.Payer.OWN,
        paid_because=_("Crew"),
    )
    given = RoomAssignment.objects.filter(crew_of=flight, state__in=(State.REQUESTED, *HOLDING)).count()
    initial = {"rooms": max(flight.crew - given, 1)}
    form = CrewForm(request.POST or None, instance=row, user=request.user, initial=initial)
    told = writing.listed((guest_name(row), flight.delegation))
    return show(request, form, title=_("Give rooms to a crew"), explanation=told)


def flight_of(request, public_id):
    rows = Flight.objects.of(request.user.summit).select_related("delegation", "summit")
    flight = rows.filter(public_id=public_id).first()
    if flight is None:
        raise Http404
    return flight


def propose(row, asked) -> None:
    """Take block and room of an address over, as far as they are to be had at all."""
    block = choices.open_blocks(row.summit).filter(public_id=asked.get("block") or "-").first()
    if block:
        row.block, row.room_type = block, block.room_type
        rooms = choices.free_rooms(row, block.hotel_id, block.room_type_id)
        row.room = rooms.filter(public_id=asked.get("room") or "-").first()


@requires(EDITS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, public_id):
    row = editable(request, public_id)
    if row.state not in (*RoomAssignment.OPEN, State.CHECKED_IN):
        return moved_on(request, row)
    cover = covers([row.occupant])[row.occupant_id] if row.occupant_id else None
    form = LodgingForm(request.POST or None, instance=row, user=request.user, cover=cover)
    title = _("Give a room") if row.state == State.REQUESTED else _("Change the lodging")
    return show(request, form, title=title, row=row, explanation=named(row))


@requires(EDITS)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request, public_id):
    row = editable(request, public_id)
    if row.state not in HOLDING or row.check_out <= clock.today(row.summit):
        return moved_on(request, row)
    form = MoveForm(request.POST or None, instance=row, user=request.user)
    return show(request, form, title=_("Move the guest elsewhere"), row=row, explanation=named(row))


def editable(request, public_id):
    rows = RoomAssignment.objects.for_list().select_related("occupant__rank_class", "crew_of")
    row = fetch(request, rows, public_id=public_id)
    if not request.user.has_perm(EDITS, row):
        raise PermissionDenied
    return row


def named(row) -> str:
    return writing.listed((guest_name(row), row.delegation))


def show(request, form, *, title, explanation, row=None):
    """The form, its dry run (``look``: what is free and what it costs, nothing stored), or what was saved."""
    cancel_url = row.get_absolute_url() if row else reverse("without-bed")
    context: dict[str, Any] = {"title": title, "explanation": explanation, "cancel_url": cancel_url}
    if request.method == "POST" and "look" in request.POST:
        form.is_valid()
        return render(request, TEMPLATE, {"form": form} | context)
    return edit_page(request, form, template=TEMPLATE, **context)
