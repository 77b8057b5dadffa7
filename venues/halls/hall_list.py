"""The register of halls: which there are, for how many, with what in them."""

import django_filters
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from summit import writing
from summit.event.models import Site
from summit.listing import Column, ListSpec, list_page
from summit.policy import requires
from summit.registers import columns
from venues.halls.hall import Hall, HallEquipment


def sites(request):
    return Site.objects.of(request.user.summit)


class HallFilter(django_filters.FilterSet):
    """``?site=CICB&seats=200&equipment=video``; the names are stable, other pages link to them."""

    site = django_filters.ModelChoiceFilter(
        queryset=sites,
        to_field_name="code",
        label=gettext_lazy("Site"),
        empty_label=gettext_lazy("All"),
    )
    seats = django_filters.NumberFilter(lookup_expr="gte", label=gettext_lazy("Seats, at least"))
    booths = django_filters.NumberFilter(
        lookup_expr="gte", label=gettext_lazy("Interpretation booths, at least")
    )
    equipment = django_filters.MultipleChoiceFilter(
        choices=HallEquipment.Kind, method="equipped", label=gettext_lazy("With all of this equipment")
    )
    state = django_filters.ChoiceFilter(
        choices=Hall.State, label=gettext_lazy("State"), empty_label=gettext_lazy("All")
    )

    class Meta:
        model = Hall
        fields: list[str] = []

    def equipped(self, rows, name, wanted):
        """Halls that have every kind that was ticked."""
        for item in wanted:
            rows = rows.filter(pk__in=HallEquipment.objects.filter(item=item).values("hall"))
        return rows


def around(request, listing):
    user = request.user
    return {"answer": answer(Hall.objects.visible_to(user)), "may_edit": user.has_perm("venues.edit_hall")}


def answer(halls) -> str:
    """``9 halls on 5 sites, 1 closed.``"""
    counts = halls.order_by().aggregate(
        halls=Count("pk"), sites=Count("site", distinct=True), closed=Count("pk", filter=Q(state="closed"))
    )
    if not counts["halls"]:
        return _("No hall is entered yet.")
    words = ngettext("%(count)d hall", "%(count)d halls", counts["halls"]) % {"count": counts["halls"]}
    places = ngettext("on %(count)d site", "on %(count)d sites", counts["sites"]) % {"count": counts["sites"]}
    if not counts["closed"]:
        return _("%(halls)s %(sites)s.") % {"halls": words, "sites": places}
    closed = ngettext("%(count)d closed", "%(count)d closed", counts["closed"]) % {"count": counts["closed"]}
    return _("%(halls)s %(sites)s, %(closed)s.") % {"halls": words, "sites": places, "closed": closed}


def with_numbers(rows, name) -> str:
    """``plenary 400, one table 60``: what the rows say with their numbers."""
    shown = (f"{getattr(row, f'get_{name}_display')()} {number_of(row)}" for row in rows)
    return writing.listed(shown)


def number_of(row) -> str:
    return writing.number(row.seats if hasattr(row, "seats") else row.quantity)


HALLS = ListSpec(
    template="venues/halls/hall_list.html",
    columns=(
        Column(name="code", label=gettext_lazy("Code"), sort=("sort_key",)),
        Column(name="name", label=gettext_lazy("Hall")),
        Column(name="site", label=gettext_lazy("Site"), sort=("site__code", "order", "sort_key")),
        Column(name="seats", label=gettext_lazy("Seats"), sort=("seats", "sort_key"), css="num"),
        Column(name="booths", label=gettext_lazy("Booths"), sort=("booths", "sort_key"), css="num hide"),
        Column(name="layouts", label=gettext_lazy("Layouts"), css="hide"),
        Column(name="equipment", label=gettext_lazy("Equipment"), css="hide"),
        Column(name="state", label=gettext_lazy("State"), sort=("state", "sort_key")),
    ),
    default_sort="site",
    filterset=HallFilter,
    export=columns(
        (gettext_lazy("Code"), "code"),
        (gettext_lazy("Hall"), "name"),
        (gettext_lazy("Site"), "site.code"),
        (gettext_lazy("Access zone"), lambda row: row.zone.code if row.zone_id else ""),
        (gettext_lazy("Parts"), lambda row: [part.code for part in row.parts.all()]),
        (gettext_lazy("Seats"), "seats"),
        (gettext_lazy("Layouts"), lambda row: with_numbers(row.layouts.all(), "layout")),
        (gettext_lazy("Equipment"), lambda row: with_numbers(row.equipment.all(), "item")),
        (gettext_lazy("Booths"), "booths"),
        (gettext_lazy("Screens"), "screens"),
        (gettext_lazy("Network places"), "network_seats"),
        (gettext_lazy("Generator"), "power_backup"),
        (gettext_lazy("Without steps"), "accessible"),
        (gettext_lazy("Set-up, minutes"), "setup_minutes"),
        (gettext_lazy("Clearing, minutes"), "clearing_minutes"),
        (gettext_lazy("State"), "get_state_display"),
    ),
    export_name="halls",
    context=around,
)


@requires("venues.view_hall")
@require_safe
def halls(request):
    rows = Hall.objects.visible_to(request.user).for_list().prefetch_related("equipment")
    return list_page(request, rows, HALLS)
