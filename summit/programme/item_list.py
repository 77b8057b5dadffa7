"""The programme as a list by days: search, filters, export, and as a calendar file."""

from dataclasses import replace
from itertools import groupby

import django_filters
from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from summit import calendars, clock, exports, writing
from summit.days import day_bounds
from summit.event.models import Site
from summit.exports import Column as Sheet
from summit.inputs import DayInput
from summit.listing import Column, ListSpec, list_page, narrowed
from summit.policy import requires
from summit.programme import beside, item_words
from summit.programme.items import ProgrammeItem

BY_TIME = ("time", "-time")
STANDS = ~Q(state=ProgrammeItem.State.CANCELLED)


def sites(request):
    used = ProgrammeItem.objects.visible_to(request.user).filter(site__isnull=False)
    return Site.objects.of(request.user.summit).filter(pk__in=used.values("site"))


class ItemFilter(django_filters.FilterSet):
    """``?day=2025-12-22&site=cicb&state=draft&without=hall``; other pages link to these names."""

    day = django_filters.DateFilter(method="on_day", label=gettext_lazy("Day"), widget=DayInput)
    site = django_filters.ModelChoiceFilter(
        queryset=sites, to_field_name="code", label=gettext_lazy("Site"), empty_label=gettext_lazy("All")
    )
    state = django_filters.ChoiceFilter(
        choices=ProgrammeItem.State, label=gettext_lazy("State"), empty_label=gettext_lazy("All")
    )
    without = django_filters.ChoiceFilter(
        method="lacking", label=gettext_lazy("What is missing"), empty_label=gettext_lazy("All")
    )

    class Meta:
        model = ProgrammeItem
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = beside.shown_to(self.request.user)
        self.filters["without"].extra["choices"] = [(kind.name, kind.without) for kind in kinds]
        if not kinds:
            del self.filters["without"]

    def on_day(self, rows, name, value):
        if not 2 <= value.year <= 9998:
            return rows.none()
        start, end = day_bounds(self.request.user.summit, value)
        return rows.filter(starts_at__lt=end, ends_at__gt=start)

    def lacking(self, rows, name, value):
        kind = next(kind for kind in beside.shown_to(self.request.user) if kind.name == value)
        return rows.filter(STANDS & kind.lacking())


def columns(request):
    """The export's columns; what stands beside the items is asked once for all of them."""
    user = request.user
    found = beside.links(ProgrammeItem.objects.visible_to(user), user)

    def of_kind(row):
        return writing.listed(one.label for one in found.get(row.pk, ()))

    extra = [Sheet(kind.label, of_kind) for kind in beside.shown_to(user)[:1]]
    return [
        Sheet(gettext_lazy("Begins"), "starts_at"),
        Sheet(gettext_lazy("Ends"), "ends_at"),
        Sheet(gettext_lazy("Title"), lambda row: str(row.title)),
        Sheet(gettext_lazy("Site"), lambda row: str(row.site or "")),
        Sheet(gettext_lazy("Room or place"), lambda row: str(row.place)),
        *extra,
        Sheet(gettext_lazy("State"), "get_state_display"),
        Sheet(gettext_lazy("Notes"), "notes"),
    ]


def about(request, listing):
    user = request.user
    dress(listing.rows, user)
    days = [(day, list(rows)) for day, rows in groupby(listing.rows, key=item_words.day_of)]
    return {
        "by_day": listing.sort in BY_TIME,
        "days": days if listing.sort in BY_TIME else [(None, listing.rows)],
        "answer": answer(ProgrammeItem.objects.visible_to(user), user.summit),
        "calendar_url": listing.url(export="ics"),
        "ways": beside.list_ways(user),
        "kinds": beside.shown_to(user),
        "may_add": user.has_perm("summit.edit_item"),
    }


def dress(rows, user) -> None:
    """Set on each item what its row shows."""
    found = beside.links(rows, user)
    for row in rows:
        row.hours, row.span = item_words.hours(row), item_words.span(row)
        row.where, row.beside = item_words.place(row), found.get(row.pk, [])


def answer(rows, summit) -> dict:
    """What the list's first line says of all items, filtered or not: two queries."""
    counts = rows.aggregate(
        items=Count("pk", filter=STANDS),
        days=Count(TruncDate("starts_at", tzinfo=summit.tz), distinct=True, filter=STANDS),
        cancelled=Count("pk", filter=~STANDS),
    )
    ahead = rows.standing().filter(starts_at__gte=clock.now()).order_by("starts_at", "pk")
    return {"said": said(counts), "next": ahead.select_related("summit").first(), "sub": said_off(counts)}


def said(counts) -> str:
    if not counts["items"]:
        return _("The programme is empty.")
    items = ngettext("%(count)d item", "%(count)d items", counts["items"]) % {"count": counts["items"]}
    return ngettext("%(items)s on %(count)d day", "%(items)s on %(count)d days", counts["days"]) % {
        "items": items,
        "count": counts["days"],
    }


def said_off(counts) -> str:
    if not counts["cancelled"]:
        return ""
    words = ngettext("%(count)d item is cancelled.", "%(count)d items are cancelled.", counts["cancelled"])
    return words % {"count": counts["cancelled"]}


ITEMS = ListSpec(
    template="summit/programme/items.html",
    columns=[
        Column(name="time", label=gettext_lazy("Time"), sort=("starts_at",)),
        Column(name="title", label=gettext_lazy("Title"), sort=("sort_key",)),
        Column(name="place", label=gettext_lazy("Place"), css="hide"),
        Column(name="beside", label=gettext_lazy("Hall")),
        Column(name="state", label=gettext_lazy("State"), sort=("state", "starts_at")),
    ],
    default_sort="time",
    filterset=ItemFilter,
    export=columns,
    export_name="programme",
    context=about,
)
# For those who are shown nothing beside the items.
ALONE = replace(ITEMS, columns=[column for column in ITEMS.columns if column.name != "beside"])


@requires("summit.view_item")
@require_safe
def items(request):
    rows = ProgrammeItem.objects.visible_to(request.user).for_list()
    if request.GET.get("export") == "ics":
        _listing, rows = narrowed(request, rows, ITEMS)
        return as_calendar(rows.order_by("starts_at", "pk"), request.user)
    return list_page(request, rows, ITEMS if beside.shown_to(request.user) else ALONE)


# -- as a calendar -------------------------------------------------------------------------


def as_calendar(rows, user):
    """The items as an iCalendar file that ``import_calendar`` knows again; nobody is named in it."""
    rows = list(rows)
    found = beside.links(rows, user)
    events = [event_of(row, found.get(row.pk, ())) for row in rows]
    content = calendars.written(
        events, name=str(user.summit), summit=user.summit, product=str(_("Programme"))
    )
    return exports.attachment(content, "programme.ics", "ics")


def event_of(item, halls):
    cancelled = item.state == ProgrammeItem.State.CANCELLED
    event = calendars.event(
        item,
        "item",
        start=item.starts_at,
        end=item.ends_at,
        summary=str(item.title),
        description=item.notes,
        place=str(item.place) or writing.listed(one.label for one in halls) or str(item.site or ""),
        status=calendars.CANCELLED if cancelled else calendars.TENTATIVE,
    )
    event["SUMMARY"].params["LANGUAGE"] = writing.language()
    if item.uid:
        del event["UID"]
        event.add("uid", item.uid)
    return event
