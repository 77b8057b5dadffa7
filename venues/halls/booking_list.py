"""The list of bookings: search, filters, export, and as a calendar file."""

import datetime as dt

import django_filters
from django.db.models import Count, Q, TextField, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_safe

from summit import calendars, clock, exports, writing
from summit.days import day_bounds
from summit.event.models import Site
from summit.exports import Column as Sheet
from summit.inputs import DayInput
from summit.listing import Column, ListSpec, list_page, narrowed
from summit.policy import requires
from summit.text import search_words
from venues.halls import booking_needs as needs
from venues.halls import booking_search
from venues.halls.booking import STANDING, HallBooking
from venues.halls.booking_words import span
from venues.halls.hall import Hall

STANDS, SOON, MINE, PAST = "standing", "soon", "mine", "past"
SOON_HOURS = 24
STATUS = {"held": calendars.TENTATIVE, "freed": calendars.CANCELLED, "cancelled": calendars.CANCELLED}


def halls(request):
    return Hall.objects.visible_to(request.user).order_by("order", "sort_key")


def sites(request):
    return Site.objects.of(request.user.summit).filter(pk__in=halls(request).values("site"))


class BookingFilter(django_filters.FilterSet):
    """``?day=2025-12-22&hall=…&site=cicb&state=held&mine=mine&option=soon``; other pages link to these names."""

    day = django_filters.DateFilter(method="on_day", label=gettext_lazy("Day"), widget=DayInput)
    hall = django_filters.ModelChoiceFilter(
        queryset=halls, to_field_name="public_id", label=gettext_lazy("Hall"), empty_label=gettext_lazy("All")
    )
    site = django_filters.ModelChoiceFilter(
        field_name="hall__site",
        queryset=sites,
        to_field_name="code",
        label=gettext_lazy("Site"),
        empty_label=gettext_lazy("All"),
    )
    state = django_filters.ChoiceFilter(
        choices=[(STANDS, gettext_lazy("Holds its hall")), *HallBooking.State.choices],
        method="in_state",
        label=gettext_lazy("State"),
        empty_label=gettext_lazy("All"),
    )
    purpose = django_filters.ChoiceFilter(
        choices=HallBooking.Kind, label=pgettext_lazy("booking", "Kind"), empty_label=gettext_lazy("All")
    )
    mine = django_filters.ChoiceFilter(
        choices=[(MINE, gettext_lazy("Mine"))],
        method="of_mine",
        label=gettext_lazy("Booked by"),
        empty_label=gettext_lazy("Everybody"),
    )
    option = django_filters.ChoiceFilter(
        choices=[(SOON, gettext_lazy("Ends within a day"))],
        method="ending",
        label=pgettext_lazy("booking", "Option"),
        empty_label=gettext_lazy("All"),
    )

    past = django_filters.ChoiceFilter(
        choices=[(PAST, gettext_lazy("Past ones too"))],
        method="whenever",
        label=gettext_lazy("When"),
        empty_label=gettext_lazy("Today and later"),
    )

    class Meta:
        model = HallBooking
        fields: list[str] = []

    def filter_queryset(self, queryset):
        """What is over is left out until somebody asks for it: by its day, by words, or all of it."""
        rows, summit = super().filter_queryset(queryset), self.request.user.summit
        if any(self.request.GET.get(name) for name in ("day", "past", "q")):
            return rows
        start, _end = day_bounds(summit, clock.today(summit))
        return rows.filter(ends_at__gt=start)

    def whenever(self, rows, name, value):
        return rows

    def on_day(self, rows, name, value):
        if not 2 <= value.year <= 9998:
            return rows.none()
        return rows.between(*day_bounds(self.request.user.summit, value))

    def in_state(self, rows, name, value):
        return rows.standing() if value == STANDS else rows.filter(state=value)

    def of_mine(self, rows, name, value):
        return rows.filter(asked_by=self.request.user)

    def ending(self, rows, name, value):
        return rows.filter(ends_soon())


def ends_soon() -> Q:
    """Options that end within a day."""
    return Q(state=HallBooking.State.HELD, hold_until__lte=clock.now() + dt.timedelta(hours=SOON_HOURS))


def found_by(rows, query):
    """Bookings that the words find; they then carry the words themselves, for the search of the list."""
    words = search_words(query)
    if not words:
        return rows
    said = Value(" ".join(words), output_field=TextField())
    return booking_search.found(rows, words).annotate(search_text=said)


def columns(request):
    return [
        Sheet(gettext_lazy("Begins"), "starts_at"),
        Sheet(gettext_lazy("Ends"), "ends_at"),
        Sheet(gettext_lazy("Hall"), "hall.code"),
        Sheet(gettext_lazy("Name of the hall"), lambda row: str(row.hall)),
        Sheet(gettext_lazy("Site"), lambda row: str(row.hall.site)),
        Sheet(pgettext_lazy("booking", "For"), "what"),
        Sheet(pgettext_lazy("booking", "Kind"), "get_purpose_display"),
        Sheet(gettext_lazy("State"), "get_state_display"),
        Sheet(gettext_lazy("Option until"), "hold_until"),
        Sheet(gettext_lazy("Occupied from"), "occupied_from"),
        Sheet(gettext_lazy("Occupied until"), "occupied_until"),
        Sheet(gettext_lazy("Seats wanted"), "seats_asked"),
        Sheet(gettext_lazy("Layout"), lambda row: str(row.layout or "")),
        Sheet(gettext_lazy("Languages interpreted"), lambda row: needs.language_names(row.languages)),
        Sheet(gettext_lazy("Equipment wanted"), lambda row: needs.equipment_names(row.equipment)),
        Sheet(gettext_lazy("Remarks"), "remarks"),
    ]


def about(request, listing):
    user = request.user
    for row in listing.rows:
        row.span = span(row)
    sees_all = user.has_perm("venues.view_every_booking")
    counts = HallBooking.objects.visible_to(user).aggregate(
        total=Count("pk"),
        standing=Count("pk", filter=Q(state__in=STANDING)),
        options=Count("pk", filter=Q(state=HallBooking.State.HELD)),
        ending=Count("pk", filter=ends_soon()),
    )
    return {
        "said": said(counts) if sees_all else said_of_own(counts),
        "sees_all": sees_all,
        "total": counts["total"],
        "wrong": said_ending(counts["ending"]),
        "calendar_url": listing.url(export="ics"),
        "may_add": user.has_perm("venues.add_booking"),
        "may_sweep": user.has_perm("venues.add_sweep"),
        "may_close": user.has_perm("venues.add_closure"),
    }


def said(counts) -> str:
    if not counts["total"]:
        return _("No hall is booked yet.")
    bookings = ngettext(
        "%(count)d booking holds a hall", "%(count)d bookings hold a hall", counts["standing"]
    )
    options = ngettext("%(count)d of them is an option", "%(count)d of them are options", counts["options"])
    parts = (bookings % {"count": counts["standing"]}, options % {"count": counts["options"]})
    return f"{writing.listed(parts)}."


def said_of_own(counts) -> str:
    """The same for who sees the bookings that were made for them, and no other."""
    if not counts["total"]:
        return _("You have booked no hall.")
    words = ngettext(
        "%(count)d booking of yours holds a hall.",
        "%(count)d bookings of yours hold a hall.",
        counts["standing"],
    )
    return words % {"count": counts["standing"]}


def said_ending(count) -> str:
    if not count:
        return ""
    words = ngettext("%(count)d option ends within a day.", "%(count)d options end within a day.", count)
    return words % {"count": count}


BOOKINGS = ListSpec(
    template="venues/halls/bookings.html",
    columns=[
        Column(name="time", label=gettext_lazy("Time"), sort=("starts_at", "pk")),
        Column(name="hall", label=gettext_lazy("Hall"), sort=("hall__sort_key", "starts_at")),
        Column(name="what", label=pgettext_lazy("booking", "For")),
        Column(name="site", label=gettext_lazy("Site"), css="hide"),
        Column(name="seats", label=gettext_lazy("Seats wanted"), css="num hide"),
        Column(name="until", label=gettext_lazy("Option until"), css="hide"),
        Column(name="state", label=gettext_lazy("State"), sort=("state", "starts_at")),
    ],
    default_sort="time",
    filterset=BookingFilter,
    export=columns,
    export_name="hall-bookings",
    context=about,
)


@requires("venues.view_booking")
@require_safe
def bookings(request):
    rows = HallBooking.objects.visible_to(request.user).for_list()
    rows = found_by(rows, request.GET.get("q", "")[:200])
    if request.GET.get("export") == "ics":
        return calendar(request, rows)
    return list_page(request, rows, BOOKINGS)


def calendar(request, rows):
    """What the filters show as a calendar file."""
    _listing, rows = narrowed(request, rows, BOOKINGS)
    events = (event_of(row) for row in rows.order_by("starts_at", "pk"))
    summit = request.user.summit
    content = calendars.written(events, name=_("Hall bookings"), summit=summit, product="Hall bookings")
    return exports.attachment(content, "hall-bookings.ics", "ics")


def event_of(row):
    return calendars.event(
        row,
        "booking",
        start=row.starts_at,
        end=row.ends_at,
        summary=row.what,
        description=str(row.get_state_display()),
        place=writing.listed((row.hall, row.hall.site)),
        status=STATUS.get(row.state, calendars.CONFIRMED),
    )
