"""The list of blocks: what is kept, what is held, what is free, and until when."""

import datetime as dt

import django_filters
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from summit import clock, writing
from summit.listing import Column, ListSpec, list_page
from summit.policy import requires
from summit.registers import columns
from venues.accommodation.block import RoomBlock
from venues.accommodation.block_figures import with_figures
from venues.accommodation.block_words import days_left
from venues.accommodation.hotel import Hotel, RoomType

WEEK = dt.timedelta(days=7)
ALL = gettext_lazy("All")


def hotels(request):
    return Hotel.objects.of(request.user.summit)


def types(request):
    return RoomType.objects.of(request.user.summit)


class BlockFilter(django_filters.FilterSet):
    """``?hotel=H1&type=suite&state=contracted``; the names are stable, other pages link to them."""

    hotel = django_filters.ModelChoiceFilter(
        queryset=hotels, to_field_name="code", label=gettext_lazy("Hotel"), empty_label=ALL
    )
    type = django_filters.ModelChoiceFilter(
        queryset=types,
        field_name="room_type",
        to_field_name="code",
        label=gettext_lazy("Type of room"),
        empty_label=ALL,
    )
    state = django_filters.ChoiceFilter(choices=RoomBlock.State, label=gettext_lazy("State"), empty_label=ALL)

    class Meta:
        model = RoomBlock
        fields: list[str] = []


def around(request, listing):
    user = request.user
    today = clock.today(user.summit)
    for row in listing.rows:
        tell(row, today)
    return {
        "answer": answer(RoomBlock.objects.visible_to(user), today),
        "may_edit": user.has_perm("venues.edit_block"),
    }


def tell(row, today):
    """Give a block the words of its line."""
    row.free = row.kept - row.held
    row.a_night = a_night(row)
    row.left = days_left(row.cut_off, today) if row.cut_off and row.is_open else ""
    row.urgent = bool(row.left) and today <= row.cut_off < today + WEEK and row.free > 0


def a_night(row) -> str:
    """``18``, or ``10–18`` where the nights differ."""
    if row.least == row.most:
        return writing.number(row.most)
    return f"{writing.number(row.least)}–{writing.number(row.most)}"


def answer(rows, today) -> str:
    """``12 blocks in 9 hotels, 2 with their cut-off within a week.``"""
    soon = Q(cut_off__range=(today, today + WEEK), state__in=RoomBlock.GIVEN_FROM)
    counts = rows.order_by().aggregate(
        blocks=Count("pk"), hotels=Count("hotel", distinct=True), soon=Count("pk", filter=soon)
    )
    if not counts["blocks"]:
        return _("No block of rooms is entered yet.")
    words = {
        "blocks": ngettext("%(count)d block", "%(count)d blocks", counts["blocks"])
        % {"count": counts["blocks"]},
        "hotels": ngettext("in %(count)d hotel", "in %(count)d hotels", counts["hotels"])
        % {"count": counts["hotels"]},
    }
    if not counts["soon"]:
        return _("%(blocks)s %(hotels)s.") % words
    said = ngettext(
        "%(count)d with its cut-off within a week",
        "%(count)d with their cut-off within a week",
        counts["soon"],
    )
    words["soon"] = said % {"count": counts["soon"]}
    return _("%(blocks)s %(hotels)s, %(soon)s.") % words


BLOCKS = ListSpec(
    template="venues/accommodation/block_list.html",
    columns=(
        Column(name="code", label=gettext_lazy("Code"), sort=("code",)),
        Column(name="hotel", label=gettext_lazy("Hotel"), sort=("hotel__order", "hotel__sort_key", "code")),
        Column(
            name="type",
            label=gettext_lazy("Type of room"),
            sort=("room_type__order", "room_type__code", "code"),
        ),
        Column(name="rooms", label=gettext_lazy("Rooms a night"), sort=("most", "code"), css="num"),
        Column(name="held", label=gettext_lazy("Nights held"), sort=("held", "code"), css="num"),
        Column(name="free", label=gettext_lazy("Nights free"), css="num"),
        Column(name="cut_off", label=gettext_lazy("Cut-off"), sort=("cut_off_sort", "code")),
        Column(name="release", label=gettext_lazy("Release"), sort=("release_sort", "code"), css="hide"),
        Column(name="state", label=gettext_lazy("State"), sort=("state", "code")),
    ),
    default_sort="hotel",
    filterset=BlockFilter,
    searches=False,
    export=columns(
        (gettext_lazy("Code"), "code"),
        (gettext_lazy("Hotel"), "hotel"),
        (gettext_lazy("Type of room"), "room_type"),
        (gettext_lazy("Rooms a night, fewest"), "least"),
        (gettext_lazy("Rooms a night, most"), "most"),
        (gettext_lazy("Nights kept"), "kept"),
        (gettext_lazy("Nights held"), "held"),
        (gettext_lazy("Price a night"), "rate"),
        (gettext_lazy("Currency"), "currency"),
        (gettext_lazy("Cut-off"), "cut_off"),
        (gettext_lazy("Release"), "release_on"),
        (gettext_lazy("State"), "get_state_display"),
    ),
    export_name="blocks",
    context=around,
)


@requires("venues.view_block")
@require_safe
def blocks(request):
    return list_page(request, with_figures(RoomBlock.objects.visible_to(request.user).for_list()), BLOCKS)
