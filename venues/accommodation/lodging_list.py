"""The list of lodgings: search, filters, export, and confirming several at once."""

import django_filters
from django.contrib import messages
from django.db.models import Count, F, Q, TextField, Value
from django.db.models.functions import Coalesce, Concat
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from delegations.roster.models import Delegation, Quota
from summit import writing
from summit.exports import Column as Sheet
from summit.inputs import DayInput
from summit.listing import Column, ListSpec, list_page
from summit.policy import requires
from summit.workflow import OutOfStep
from venues.accommodation import lodging_words as words
from venues.accommodation.assignment import HOLDING, RoomAssignment
from venues.accommodation.hotel import Hotel, RoomType

NAMES, EDITS = "delegations.view_membership", "venues.edit_lodging"
State = RoomAssignment.State
PAST = (State.MOVED, State.CANCELLED)


def hotels(request):
    return Hotel.objects.of(request.user.summit).order_by("order", "sort_key")


def delegations(request):
    seen = RoomAssignment.objects.visible_to(request.user)
    return (
        Delegation.objects.of(request.user.summit)
        .filter(pk__in=seen.values("delegation"))
        .order_by("sort_key")
    )


def room_types(request):
    return RoomType.objects.of(request.user.summit)


def chosen(name, rows, label, key="public_id"):
    return django_filters.ModelChoiceFilter(
        field_name=name, queryset=rows, to_field_name=key, label=label, empty_label=gettext_lazy("All")
    )


class LodgingFilter(django_filters.FilterSet):
    """``?hotel=…&delegation=…&state=proposed&night=2025-12-22``; other pages link to these names."""

    hotel = chosen("hotel", hotels, gettext_lazy("Hotel"))
    delegation = chosen("delegation", delegations, gettext_lazy("Delegation"))
    state = django_filters.ChoiceFilter(
        choices=State.choices,
        label=gettext_lazy("State"),
        empty_label=gettext_lazy("Without what was moved or cancelled"),
    )
    night = django_filters.DateFilter(method="on_night", label=gettext_lazy("Night"), widget=DayInput)
    paid_by = django_filters.ChoiceFilter(
        choices=Quota.Payer, label=gettext_lazy("Paid by"), empty_label=gettext_lazy("All")
    )
    room_type = chosen("room_type", room_types, gettext_lazy("Type of room"), key="code")

    class Meta:
        model = RoomAssignment
        fields: list[str] = []

    def filter_queryset(self, queryset):
        rows = super().filter_queryset(queryset)
        return rows if self.request.GET.get("state") else rows.exclude(state__in=PAST)

    def on_night(self, rows, name, value):
        return rows.on(value)


def with_keys(rows, *, names):
    """The columns for search and order; a name is searched by who may read names."""
    empty, space = (Value(sign, output_field=TextField()) for sign in ("", " "))
    person = Coalesce("occupant__person__search_text", empty) if names else empty
    parts = [person, F("delegation__search_text"), Coalesce("hotel__search_text", empty)]
    spaced = [piece for part in parts for piece in (part, space)]
    return rows.annotate(
        search_text=Concat(*spaced, output_field=TextField()),
        guest_sort=Coalesce("occupant__sort_key", "crew_of__sort_key", Value("")),
        hotel_sort=Coalesce("hotel__sort_key", Value("")),
    )


def dress(rows, user):
    """Set on each row what it shows; asks no query."""
    names = user.has_perm(NAMES)
    for row in rows:
        row.guest = words.guest(row, names=names)
        row.shown_room = words.room_of(row, user)
        row.is_restricted = bool(row.room_id) and not words.sees_room(user, row)
        row.look = words.LOOKS[row.state]
        row.when = words.days(row.check_in, row.check_out)
    return rows


def columns(request):
    """Functions and no names: these leave in the hotel's list, whose sending is written down."""
    user = request.user
    return [
        Sheet(gettext_lazy("Delegation"), "delegation.code"),
        Sheet(pgettext_lazy("lodging", "Guest"), lambda row: words.guest(row, names=False)),
        Sheet(gettext_lazy("Hotel"), lambda row: str(row.hotel or "")),
        Sheet(gettext_lazy("Type of room"), lambda row: str(row.room_type)),
        Sheet(gettext_lazy("Block"), lambda row: str(row.block or "")),
        Sheet(gettext_lazy("Room"), lambda row: words.room_of(row, user)),
        Sheet(gettext_lazy("First night"), "check_in"),
        Sheet(gettext_lazy("Leaves on"), "check_out"),
        Sheet(gettext_lazy("Nights"), "nights"),
        Sheet(gettext_lazy("Paid by"), "get_paid_by_display"),
        Sheet(gettext_lazy("Because"), "paid_because"),
        Sheet(gettext_lazy("State"), "get_state_display"),
    ]


def about(request, listing):
    user = request.user
    dress(listing.rows, user)
    counts = RoomAssignment.objects.visible_to(user).aggregate(
        holding=Count("pk", filter=Q(state__in=HOLDING)),
        proposed=Count("pk", filter=Q(state=State.PROPOSED)),
        requested=Count("pk", filter=Q(state=State.REQUESTED)),
    )
    return {
        "said": said(counts),
        "may_edit": user.has_perm(EDITS),
        "tickable": any(row.state == State.PROPOSED for row in listing.rows),
    }


def said(counts) -> str:
    given = ngettext("%(n)d room is given", "%(n)d rooms are given", counts["holding"])
    waits = ngettext("%(n)d to confirm", "%(n)d to confirm", counts["proposed"])
    asked = ngettext("%(n)d request without a room", "%(n)d requests without a room", counts["requested"])
    parts = [given % {"n": counts["holding"]}]
    parts += [waits % {"n": counts["proposed"]}] if counts["proposed"] else []
    parts += [asked % {"n": counts["requested"]}] if counts["requested"] else []
    return f"{writing.listed(parts)}."


LODGINGS = ListSpec(
    template="venues/accommodation/lodgings.html",
    columns=[
        Column(name="tick", label=""),
        Column(name="guest", label=pgettext_lazy("lodging", "Guest"), sort=("guest_sort", "check_in")),
        Column(
            name="delegation", label=gettext_lazy("Delegation"), sort=("delegation__sort_key", "guest_sort")
        ),
        Column(name="hotel", label=gettext_lazy("Hotel"), sort=("hotel_sort", "check_in")),
        Column(name="type", label=gettext_lazy("Type of room")),
        Column(name="room", label=gettext_lazy("Room")),
        Column(name="nights", label=gettext_lazy("Nights"), sort=("check_in", "check_out")),
        Column(name="paid", label=gettext_lazy("Paid by"), css="hide"),
        Column(name="state", label=gettext_lazy("State"), sort=("state", "check_in")),
    ],
    default_sort="nights",
    filterset=LodgingFilter,
    export=columns,
    export_name="lodgings",
    context=about,
)


@requires("venues.view_lodging")
@require_safe
def lodgings(request):
    rows = RoomAssignment.objects.visible_to(request.user).for_list()
    rows = rows.select_related("occupant__rank_class", "crew_of")
    return list_page(request, with_keys(rows, names=request.user.has_perm(NAMES)), LODGINGS)


@requires(EDITS)
@require_POST
def confirm(request):
    """Confirm those that are ticked and still proposed; each is an act of its own."""
    rows = RoomAssignment.objects.visible_to(request.user).filter(
        public_id__in=request.POST.getlist("lodging"), state=State.PROPOSED
    )
    done = sum(confirmed(row, request.user) for row in rows.for_list().order_by("pk"))
    told = ngettext("%(n)d room confirmed.", "%(n)d rooms confirmed.", done) % {"n": done}
    (messages.success if done else messages.warning)(request, told)
    left = len(request.POST.getlist("lodging")) - done
    if left > 0:
        words_left = ngettext(
            "%(n)d was not waiting for it and stays as it is.", "%(n)d were not waiting for it and stay as they are.", left
        )  # fmt: skip
        messages.warning(request, words_left % {"n": left})
    back = request.POST.get("back", "")
    return redirect(f"{reverse('lodgings')}?{back}" if back else "lodgings")


def confirmed(row, user) -> bool:
    try:
        row.workflow.run(row, "confirm", by=user)
    except OutOfStep:
        return False
    return True
