"""The registers of visits, reserves and decisions: their lists, filters, exports and forms."""

import django_filters
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from summit.accounts.models import Ministry
from summit.event.models import Site
from summit.listing import Column, ListSpec
from summit.registers import Register, columns
from venues.halls.inspection import SiteInspection, SiteReserve
from venues.halls.inspection_forms import DecisionForm, InspectionForm, ReserveForm
from venues.halls.site_decision import SiteDecision

ALL = gettext_lazy("All")


def sites(request):
    return Site.objects.of(request.user.summit)


def ministries(request):
    return Ministry.objects.of(request.user.summit).order_by("rank")


class SiteFilter(django_filters.FilterSet):
    site = django_filters.ModelChoiceFilter(
        queryset=sites, to_field_name="code", label=gettext_lazy("Site"), empty_label=ALL
    )

    class Meta:
        model = SiteInspection
        fields: list[str] = []


class ReserveFilter(django_filters.FilterSet):
    site = django_filters.ModelChoiceFilter(
        queryset=sites,
        field_name="inspection__site",
        to_field_name="code",
        label=gettext_lazy("Site"),
        empty_label=ALL,
    )
    ministry = django_filters.ModelChoiceFilter(
        queryset=ministries, to_field_name="code", label=gettext_lazy("Ministry"), empty_label=ALL
    )
    state = django_filters.ChoiceFilter(
        choices=SiteReserve.State, label=gettext_lazy("State"), empty_label=ALL
    )

    class Meta:
        model = SiteReserve
        fields: list[str] = []


def of_inspections(rows, today) -> str:
    count, drafts = rows.count(), rows.filter(state=SiteInspection.State.DRAFT).count()
    if not count:
        return _("No visit is written down yet.")
    said = ngettext("%(count)d visit", "%(count)d visits", count) % {"count": count}
    waits = ngettext("%(count)d to sign", "%(count)d to sign", drafts) % {"count": drafts}
    return _("%(visits)s, %(waits)s.") % {"visits": said, "waits": waits} if drafts else f"{said}."


def of_reserves(rows, today) -> str:
    left = rows.open()
    count, late = left.count(), left.filter(due_on__lt=today).count()
    if not count:
        return _("Nothing is left to do on the sites.")
    said = ngettext("%(count)d reserve is open", "%(count)d reserves are open", count) % {"count": count}
    over = ngettext("%(count)d is late", "%(count)d are late", late) % {"count": late}
    return _("%(reserves)s, %(late)s.") % {"reserves": said, "late": over} if late else f"{said}."


def of_decisions(rows, today) -> str:
    pending = rows.pending().order_by("decide_on").for_list().first()
    if pending is None:
        return _("No decision is awaited.")
    return _("Next: %(site)s, fallback %(hall)s.") % {
        "site": pending.site,
        "hall": pending.fallback or _("none"),
    }


INSPECTIONS = Register(
    name="inspection",
    plural="inspections",
    answer=of_inspections,
    title=gettext_lazy("Site inspections"),
    new_label=gettext_lazy("New visit"),
    model=SiteInspection,
    form=InspectionForm,
    view="venues.view_inspection",
    add="venues.edit_inspection",
    edit="venues.write_inspection",
    facts=["visited_on", "completion", "team", "remarks", "signed_by", "signed_at"],
    listing=ListSpec(
        template="venues/halls/inspections.html",
        columns=[
            Column(name="day", label=gettext_lazy("Day"), sort=("visited_on",)),
            Column(name="site", label=gettext_lazy("Site"), sort=("site__code",)),
            Column(name="completion", label=gettext_lazy("Completion, %"), sort=("completion",), css="num"),
            Column(name="state", label=gettext_lazy("State"), sort=("state",)),
        ],
        default_sort="-day",
        filterset=SiteFilter,
        searches=False,
        export=columns(
            (gettext_lazy("Day"), "visited_on"),
            (gettext_lazy("Site"), "site.code"),
            (gettext_lazy("Completion, %"), "completion"),
            (gettext_lazy("Team"), "team"),
            (gettext_lazy("State"), "get_state_display"),
        ),
        export_name="inspections",
    ),
)
RESERVES = Register(
    name="reserve",
    plural="reserves",
    answer=of_reserves,
    title=gettext_lazy("Reserves"),
    new_label=gettext_lazy("New reserve"),
    model=SiteReserve,
    form=ReserveForm,
    view="venues.view_reserve",
    add="venues.edit_inspection",
    edit="venues.edit_reserve",
    facts=["inspection", "text", "ministry", "owner", "due_on", "lifted_by", "closed_by", "closed_at"],
    listing=ListSpec(
        template="venues/halls/reserves.html",
        columns=[
            Column(name="due", label=gettext_lazy("Due"), sort=("due_on",)),
            Column(name="site", label=gettext_lazy("Site"), sort=("inspection__site__code",)),
            Column(name="text", label=gettext_lazy("What is left to do")),
            Column(name="ministry", label=gettext_lazy("In charge"), css="hide"),
            Column(name="state", label=gettext_lazy("State"), sort=("state",)),
        ],
        default_sort="due",
        filterset=ReserveFilter,
        searches=False,
        export=columns(
            (gettext_lazy("Due"), "due_on"),
            (gettext_lazy("Site"), "inspection.site.code"),
            (gettext_lazy("What is left to do"), "text"),
            (gettext_lazy("Ministry"), "ministry.code"),
            (gettext_lazy("Service in charge"), "owner"),
            (gettext_lazy("State"), "get_state_display"),
        ),
        export_name="reserves",
    ),
)
DECISIONS = Register(
    name="site-decision",
    plural="site-decisions",
    answer=of_decisions,
    title=gettext_lazy("Go or no-go"),
    new_label=gettext_lazy("New day of decision"),
    model=SiteDecision,
    form=DecisionForm,
    view="venues.view_inspection",
    add="venues.edit_inspection",
    edit="venues.edit_decision",
    facts=["decide_on", "fallback", "criteria", "decided_by", "decided_at"],
    listing=ListSpec(
        template="venues/halls/site_decisions.html",
        columns=[
            Column(name="day", label=gettext_lazy("Decide on"), sort=("decide_on",)),
            Column(name="site", label=gettext_lazy("Site"), sort=("site__code",)),
            Column(name="fallback", label=gettext_lazy("Fallback hall")),
            Column(name="state", label=gettext_lazy("State"), sort=("state",)),
        ],
        default_sort="day",
        filterset=None,
        searches=False,
        export=columns(
            (gettext_lazy("Decide on"), "decide_on"),
            (gettext_lazy("Site"), "site.code"),
            (gettext_lazy("Fallback hall"), lambda row: row.fallback.code if row.fallback_id else ""),
            (gettext_lazy("State"), "get_state_display"),
        ),
        export_name="go-no-go",
    ),
)
