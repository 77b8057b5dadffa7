"""The list of special flights, with what is missing of each."""

import django_filters
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_safe

from delegations.travel.flight import Flight
from delegations.travel.stand import StandAllocation
from summit import clock, writing
from summit.listing import Column, ListSpec, list_page
from summit.policy import requires
from summit.registers import columns


class FlightFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(
        choices=Flight.State, label=gettext_lazy("State"), empty_label=gettext_lazy("All")
    )
    missing = django_filters.ChoiceFilter(
        method="lacking",
        choices=[("clearance", gettext_lazy("Clearance")), ("stand", gettext_lazy("Stand"))],
        label=gettext_lazy("Missing"),
        empty_label=gettext_lazy("Whatever"),
    )

    class Meta:
        model = Flight
        fields: list[str] = []

    def lacking(self, rows, name, value):
        if value == "clearance":
            return rows.awaited()
        return without_stand(rows)


def without_stand(rows):
    """Flights still to come that land here and hold no stand."""
    held = StandAllocation.objects.standing().values("flight")
    return rows.filter(landing=True).exclude(state__in=Flight.OVER).exclude(pk__in=held)


def rows_for(user):
    """Flights that ``user`` may see, each with ``held``, its standing allocations: two queries."""
    held = StandAllocation.objects.standing().select_related("stand").order_by("occupied_from")
    return (
        Flight.objects.visible_to(user)
        .for_list()
        .prefetch_related(Prefetch("allocations", held, to_attr="held"))
    )


def stands_of(flight) -> str:
    return writing.listed(one.stand.code for one in flight.held)


def count(listing) -> int:
    """The page's figures count the rows: asked once for both."""
    held = StandAllocation.objects.standing().filter(flight=OuterRef("pk"))
    ahead = ~Q(state__in=Flight.OVER)
    listing.figures = listing.queryset.aggregate(
        total=Count("pk"),
        cleared=Count("pk", filter=Q(state__in=[Flight.State.GRANTED, Flight.State.USED])),
        awaited=Count("pk", filter=Q(clearance_number="") & ahead),
        standless=Count("pk", filter=Q(landing=True) & ahead & ~Exists(held)),
    )
    return listing.figures["total"]


def about(request, listing):
    for row in listing.rows:
        row.stands = stands_of(row)
        row.is_over = row.state in Flight.OVER
    answer = {"said": said(listing.figures), "wrong": wrong(listing.figures)}
    return {"answer": answer, "may_add": request.user.has_perm("delegations.add_flight")}


def said(counts) -> str:
    if not counts["total"]:
        return _("No special flight is announced yet.")
    flights = ngettext("%(count)d special flight", "%(count)d special flights", counts["total"])
    return _("%(flights)s, %(cleared)d cleared.") % {
        "flights": flights % {"count": counts["total"]},
        "cleared": counts["cleared"],
    }


def wrong(counts) -> list[str]:
    found = []
    if awaited := counts["awaited"]:
        words = ngettext("%(count)d without clearance", "%(count)d without clearance", awaited)
        found.append(words % {"count": awaited})
    if standless := counts["standless"]:
        words = ngettext("%(count)d without a stand", "%(count)d without a stand", standless)
        found.append(words % {"count": standless})
    return found


FLIGHTS = ListSpec(
    template="delegations/travel/flights.html",
    columns=[
        Column(name="code", label=gettext_lazy("Code"), sort=("sort_key",)),
        Column(
            name="delegation", label=gettext_lazy("Delegation"), sort=("delegation__sort_key", "sort_key")
        ),
        Column(name="aircraft", label=gettext_lazy("Aircraft"), css="hide"),
        Column(name="departure", label=pgettext_lazy("place", "From"), css="hide"),
        Column(name="arrives", label=gettext_lazy("Arrival")),
        Column(name="opinions", label=gettext_lazy("Opinions"), css="hide"),
        Column(name="clearance", label=gettext_lazy("Clearance")),
        Column(name="stand", label=gettext_lazy("Stand")),
        Column(name="state", label=gettext_lazy("State"), sort=("state", "sort_key")),
    ],
    default_sort="code",
    filterset=FlightFilter,
    export=columns(
        (gettext_lazy("Code"), "code"),
        (gettext_lazy("Delegation"), "delegation.code"),
        (gettext_lazy("Type of aircraft"), "aircraft_type"),
        (gettext_lazy("Registration"), "registration"),
        (gettext_lazy("Call sign"), "callsign"),
        (pgettext_lazy("place", "From"), "departure"),
        (gettext_lazy("Arrival"), "arrives_at"),
        (gettext_lazy("Departure"), "departs_at"),
        (gettext_lazy("Wingspan, cm"), "wingspan_cm"),
        (gettext_lazy("Clearance number"), "clearance_number"),
        (gettext_lazy("Stand"), stands_of),
        (gettext_lazy("State"), "get_state_display"),
    ),
    export_name="flights",
    context=about,
    count=count,
)


@requires("delegations.view_flight")
@require_safe
def flights(request):
    return list_page(request, rows_for(request.user), FLIGHTS)


def days_ahead(flight, summit) -> int | None:
    """Days until the flight arrives, 0 today; None without a time."""
    if flight.arrives_at is None:
        return None
    return (writing.in_zone(flight.arrives_at, summit).date() - clock.today(summit)).days
