"""The rooms of a hotel with the form that enters many at once, and one room with who has it."""

from dataclasses import replace

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from summit import clock, history, writing
from summit.listing import Column, ListSpec, list_page
from summit.policy import fetch, requires
from summit.registers import columns, facts
from venues.accommodation.assignment import HOLDING, HeldBed
from venues.accommodation.hotel import Hotel, Room, RoomType
from venues.accommodation.room_entry import RoomsForm
from venues.accommodation.room_guests import guests_of

ALL = gettext_lazy("All")
FACTS = ("accessible", "smoking", "remarks")


def types(request):
    return RoomType.objects.of(request.user.summit)


class RoomFilter(django_filters.FilterSet):
    level = django_filters.NumberFilter(field_name="floor__level", label=gettext_lazy("Floor"))
    type = django_filters.ModelChoiceFilter(
        queryset=types,
        field_name="room_type",
        to_field_name="code",
        label=gettext_lazy("Type of room"),
        empty_label=ALL,
    )
    state = django_filters.ChoiceFilter(choices=Room.State, label=gettext_lazy("State"), empty_label=ALL)

    class Meta:
        model = Room
        fields: list[str] = []


ROOMS = ListSpec(
    template="venues/accommodation/hotel_rooms.html",
    columns=(
        Column(name="number", label=gettext_lazy("Room"), sort=("sort_key",)),
        Column(name="floor", label=gettext_lazy("Floor"), sort=("floor__level", "sort_key")),
        Column(name="type", label=gettext_lazy("Type of room"), sort=("room_type__order", "sort_key")),
        Column(name="adjoins", label=gettext_lazy("Adjoins"), css="hide"),
        Column(name="remarks", label=gettext_lazy("Remarks"), css="hide"),
        Column(name="tonight", label=gettext_lazy("Tonight")),
        Column(name="state", label=gettext_lazy("State"), sort=("state", "sort_key")),
    ),
    default_sort="floor",
    filterset=RoomFilter,
    searches=False,
    export=columns(
        (gettext_lazy("Room"), "number"),
        (gettext_lazy("Floor"), "floor.level"),
        (gettext_lazy("Secured"), "floor.secured"),
        (gettext_lazy("Kept for"), lambda row: row.floor.kept_for.code if row.floor.kept_for_id else ""),
        (gettext_lazy("Type of room"), "room_type"),
        (gettext_lazy("Adjoins"), lambda row: row.adjoins.number if row.adjoins_id else ""),
        (gettext_lazy("Accessible without steps"), "accessible"),
        (gettext_lazy("Smoking"), "smoking"),
        (gettext_lazy("Remarks"), "remarks"),
        (gettext_lazy("State"), "get_state_display"),
    ),
    export_name="rooms",
)


@requires("venues.view_hotel")
@require_http_methods(["GET", "HEAD", "POST"])
def rooms(request, public_id):
    hotel = fetch(request, Hotel.objects.for_list(), public_id=public_id)
    may_edit = request.user.has_perm("venues.edit_hotel", hotel)
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    form = RoomsForm(request.POST if request.method == "POST" else None, hotel=hotel)
    if form.is_bound and form.is_valid() and (made := form.save(by=request.user)):
        said = ngettext("%(count)s room entered.", "%(count)s rooms entered.", len(made))
        messages.success(request, said % {"count": writing.number(len(made))})
        return redirect(reverse("hotel-rooms", args=[public_id]))

    def around(request, listing):
        return {"hotel": hotel, "form": form, "may_edit": may_edit, "answer": answer(hotel)}

    response = list_page(request, rows_of(hotel, request.user), replace(ROOMS, context=around))
    if form.is_bound:
        response.status_code = 422
    return response


def rows_of(hotel, user):
    tonight = clock.today(hotel.summit)
    held = HeldBed.objects.filter(
        bed__room=OuterRef("pk"), state__in=HOLDING, check_in__lte=tonight, check_out__gt=tonight
    )
    rows = Room.objects.visible_to(user).filter(hotel=hotel)
    rows = rows.select_related("floor__kept_for", "room_type", "adjoins", "summit")
    return rows.annotate(given=Exists(held))


def answer(hotel) -> str:
    """``48 rooms on 4 floors, 2 out of order.``"""
    counts = hotel.rooms.order_by().aggregate(
        rooms=Count("pk"), floors=Count("floor", distinct=True), out=Count("pk", filter=Q(state="out"))
    )
    if not counts["rooms"]:
        return _("No room is entered yet.")
    words = {
        "rooms": ngettext("%(count)s room", "%(count)s rooms", counts["rooms"])
        % {"count": writing.number(counts["rooms"])},
        "floors": ngettext("on %(count)d floor", "on %(count)d floors", counts["floors"])
        % {"count": counts["floors"]},
    }
    if not counts["out"]:
        return _("%(rooms)s %(floors)s.") % words
    out = ngettext("%(count)d out of order", "%(count)d out of order", counts["out"])
    words["out"] = out % {"count": counts["out"]}
    return _("%(rooms)s %(floors)s, %(out)s.") % words


@requires("venues.view_hotel")
@require_safe
def room(request, public_id):
    user = request.user
    rows = Room.objects.select_related("hotel", "floor__kept_for", "room_type", "adjoins", "summit")
    row = fetch(request, rows, public_id=public_id)
    guests = guests_of(row, user, today := clock.today(row.summit))
    context = {
        "room": row,
        "guests": guests,
        "now": next((guest for guest in guests if guest.lodging.check_in <= today), None),
        "beside": [*([row.adjoins] if row.adjoins_id else []), *row.adjoined_by.all()],
        "beds": row.beds.count(),
        "facts": facts(row, FACTS),
        "may_edit": user.has_perm("venues.edit_hotel", row),
        "sees_lodgings": user.has_perm("venues.view_lodging"),
        "entries": history.lines(row),
    }
    return render(request, "venues/accommodation/room.html", context)
