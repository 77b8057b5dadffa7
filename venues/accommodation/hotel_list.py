"""The list of hotels: where, how far, how many rooms, and how many of those kept tonight are given."""

import django_filters
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from summit import clock, writing
from summit.event.models import Zone
from summit.listing import Column, ListSpec, list_page
from summit.policy import requires
from summit.registers import columns
from venues.accommodation.hotel import Hotel, Room
from venues.accommodation.hotel_figures import with_figures


def zones(request):
    return Zone.objects.of(request.user.summit)


class HotelFilter(django_filters.FilterSet):
    """``?zone=2&state=open``; the names are stable, other pages link to them."""

    zone = django_filters.ModelChoiceFilter(
        queryset=zones,
        to_field_name="code",
        label=gettext_lazy("Access zone"),
        empty_label=gettext_lazy("All"),
    )
    state = django_filters.ChoiceFilter(
        choices=Hotel.State, label=gettext_lazy("State"), empty_label=gettext_lazy("All")
    )

    class Meta:
        model = Hotel
        fields: list[str] = []


def around(request, listing):
    user = request.user
    return {
        "answer": answer(user),
        "may_edit": user.has_perm("venues.edit_hotel"),
        "sees_blocks": user.has_perm("venues.view_block"),
    }


def answer(user) -> str:
    """``9 hotels with 420 rooms, 1 no longer used.``"""
    hotels = Hotel.objects.visible_to(user)
    counts = hotels.order_by().aggregate(hotels=Count("pk"), closed=Count("pk", filter=Q(state="closed")))
    if not counts["hotels"]:
        return _("No hotel is entered yet.")
    rooms = Room.objects.visible_to(user).count()
    words = {
        "hotels": ngettext("%(count)d hotel", "%(count)d hotels", counts["hotels"])
        % {"count": counts["hotels"]},
        "rooms": ngettext("%(count)s room", "%(count)s rooms", rooms) % {"count": writing.number(rooms)},
    }
    if not counts["closed"]:
        return _("%(hotels)s with %(rooms)s.") % words
    closed = ngettext("%(count)d no longer used", "%(count)d no longer used", counts["closed"])
    words["closed"] = closed % {"count": counts["closed"]}
    return _("%(hotels)s with %(rooms)s, %(closed)s.") % words


HOTELS = ListSpec(
    template="venues/accommodation/hotel_list.html",
    columns=(
        Column(name="code", label=gettext_lazy("Code"), sort=("sort_key",)),
        Column(name="name", label=gettext_lazy("Hotel"), sort=("order", "sort_key")),
        Column(name="zone", label=gettext_lazy("Access zone"), css="hide"),
        Column(name="minutes", label=gettext_lazy("Drive, minutes"), sort=("drive", "sort_key"), css="num"),
        Column(name="rooms", label=gettext_lazy("Rooms"), sort=("rooms_count", "sort_key"), css="num"),
        Column(
            name="blocks", label=gettext_lazy("Blocks"), sort=("blocks_count", "sort_key"), css="num hide"
        ),
        Column(name="tonight", label=gettext_lazy("Held tonight"), css="num"),
        Column(name="state", label=gettext_lazy("State"), sort=("state", "sort_key")),
    ),
    default_sort="name",
    filterset=HotelFilter,
    export=columns(
        (gettext_lazy("Code"), "code"),
        (gettext_lazy("Hotel"), "name"),
        (gettext_lazy("Access zone"), lambda row: row.zone.code if row.zone_id else ""),
        (gettext_lazy("Address"), "address"),
        (gettext_lazy("Minutes to the main site"), "minutes"),
        (gettext_lazy("Contact"), "contact"),
        (gettext_lazy("Telephone"), "phone"),
        (gettext_lazy("E-mail"), "email"),
        (gettext_lazy("Rooms"), "rooms_count"),
        (gettext_lazy("Blocks"), "blocks_count"),
        (gettext_lazy("Held tonight"), "held"),
        (gettext_lazy("Kept tonight"), "kept"),
        (gettext_lazy("State"), "get_state_display"),
    ),
    export_name="hotels",
    context=around,
)


@requires("venues.view_hotel")
@require_safe
def hotels(request):
    rows = Hotel.objects.visible_to(request.user).for_list()
    return list_page(request, with_figures(rows, clock.today(request.user.summit)), HOTELS)
