"""A guest who was moved on the floors: the act, and the floors as they are afterwards."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from summit import clock, writing
from summit.policy import fetch, requires
from summit.workflow import OutOfStep
from venues.accommodation import floor_free, floor_page, floor_rows, giving, rooming
from venues.accommodation.assignment import RoomAssignment
from venues.accommodation.hotel import Hotel, Room
from venues.accommodation.list_names import guest_name, sees_room


class MoveForm(forms.Form):
    """Where a bar was let go: the revision that was moved, and the room; the shelf is no room."""

    revision = forms.IntegerField()
    room = forms.SlugField(required=False)


@dataclass(frozen=True)
class Refusal:
    """Why a bar went back, and the rooms that are free instead; ``lane`` is where it is said."""

    lane: str
    sentence: str
    lodging: RoomAssignment
    ways: tuple[Room, ...] = ()


@requires(floor_rows.EDITS)
@require_POST
def move(request, public_id, lodging):
    """The floors with the bar where it was let go; else with the bar where it is, and the reason (422)."""
    hotel = fetch(request, Hotel.objects.for_list(), public_id=public_id)
    rows = (
        RoomAssignment.objects.for_list()
        .select_related("occupant__rank_class", "crew_of")
        .filter(hotel=hotel)
    )
    row = fetch(request, rows, floor_rows.EDITS, public_id=lodging)
    if row.room_id and not sees_room(request.user, row):
        raise PermissionDenied
    form = MoveForm(request.POST)
    if not form.is_valid():
        return refused(request, hotel, row, _("Say to which room."))
    if form.cleaned_data["revision"] != row.revision:
        return stale(request, hotel, row)
    room = room_of(request, hotel, form.cleaned_data["room"])
    try:
        return done(request, hotel, placed(row, room, by=request.user))
    except giving.StaleRevision:
        return stale(request, hotel, rows.get(pk=row.pk))
    except (rooming.Taken, rooming.BlockFull, rooming.LodgedAlready, OutOfStep) as refusal:
        return refused(request, hotel, row, why(refusal, row, room, request.user), wanted=room)


def why(refusal, row, room, user) -> str:
    if isinstance(refusal, rooming.Taken):
        return taken_words(row, room, user)
    if isinstance(refusal, rooming.BlockFull):
        return _("The block has no room left for these nights.")
    if isinstance(refusal, rooming.LodgedAlready):
        return _("This guest already has a room for one of these nights.")
    if room is not None and room.state == Room.State.OUT:
        return _("Room %(room)s is out of order.") % {"room": room}
    return _("This lodging can no longer be moved.")


def room_of(request, hotel, name) -> Room | None:
    if not name or name.startswith(floor_rows.SHELF):
        return None
    rows = Room.objects.visible_to(request.user).filter(hotel=hotel).select_related("floor", "room_type")
    return get_object_or_404(rows, public_id=name)


def placed(row, room, *, by) -> RoomAssignment:
    """Who has arrived moves from today on; before that only the number changes.

    Raises ``OutOfStep`` also where the room is out of order, and what ``giving`` raises.
    """
    if room is not None and room.state == Room.State.OUT:
        raise OutOfStep(f"room {room.public_id} is out of order")
    if row.state != RoomAssignment.State.CHECKED_IN:
        return giving.change(row, by=by, revision=row.revision, room=room)
    if room is None:
        raise OutOfStep("a guest who has arrived sleeps in a room")
    return giving.move(row, by=by, revision=row.revision, note=_("Moved on the floors"), room=room)


def taken_words(row, room, user) -> str:
    """Who has the room, as far as the reader may know."""
    others = (
        RoomAssignment.objects.visible_to(user)
        .holding()
        .filter(room=room, check_in__lt=row.check_out, check_out__gt=row.check_in)
    )
    rows = others.for_list().select_related("occupant__rank_class", "crew_of").exclude(pk=row.pk)
    other = rows.order_by("check_in", "pk").first()
    if other is None or not sees_room(user, other):
        return _("Room %(room)s is taken for one of these nights.") % {"room": room}
    words = {"room": room, "who": guest_name(other), "nights": floor_rows.nights_words(other)}
    return _("Room %(room)s is taken by %(who)s, %(nights)s.") % words


def done(request, hotel, moved):
    words = {"who": guest_name(moved), "room": moved.room}
    sentence = _("%(who)s: now in room %(room)s.") if moved.room else _("%(who)s: without a room number now.")
    return answer(request, hotel, told=sentence % words)


def stale(request, hotel, row):
    """Somebody was faster: the bar stands where they put it."""
    sentence = _("Someone else has just changed “%(what)s”. It is shown as it is now; nothing was moved.")
    return refused(request, hotel, row, sentence % {"what": guest_name(row)})


def refused(request, hotel, row, sentence, *, wanted=None):
    ways = tuple(floor_free.nearest(row, wanted)) if wanted is not None else ()
    lane = row.room.public_id if row.room_id else f"{floor_rows.SHELF}1"
    return answer(request, hotel, refusal=Refusal(lane, sentence, row, ways))


def answer(request, hotel, *, refusal=None, told=""):
    """The grid to htmx; without script the page: after a refusal itself, else by a redirect."""
    first = floor_page.first_of(request, hotel.summit)
    if not request.htmx and refusal is None:
        messages.success(request, told)
        return redirect(resolve_url("hotel-floors", hotel.public_id) + floor_page.query(first))
    grid = floor_rows.floors(request.user, hotel, first, now=clock.now())
    context = floor_page.about(request, grid, refusal=refusal, told=writing.one_stop(told))
    name = "_floors"
    if not request.htmx:
        context |= floor_page.around(request, grid)
        name = "floors"
    return render(request, f"venues/accommodation/{name}.html", context, status=422 if refusal else 200)
