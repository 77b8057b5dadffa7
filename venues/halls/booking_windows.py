"""Closing halls for a sweep by security or for another reason: one booking for each hall, all of them or none."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_http_methods

from summit import audit, writing
from summit.constraints import queue
from summit.editing import edit_page
from summit.event.models import Site
from summit.forms import SummitForm
from summit.inputs import MomentInput
from summit.policy import requires
from venues.halls import booking_choices as choices
from venues.halls import free, holding, holds
from venues.halls.booking import BookedPart, HallBooking
from venues.halls.booking_moving import FAR
from venues.halls.booking_words import shown, span
from venues.halls.hall import Hall, HallPart, PartOfHall

TIMES = 3  # free ones that a refusal offers


@dataclass(frozen=True)
class Window:
    """The bookings of one act."""

    rows: list[HallBooking]

    def get_absolute_url(self) -> str:
        if len(self.rows) == 1:
            return self.rows[0].get_absolute_url()
        day = writing.in_zone(self.rows[0].starts_at, self.rows[0].summit).date()
        return f"{reverse('hall-bookings')}?day={day.isoformat()}&purpose={self.rows[0].purpose}"


@dataclass(frozen=True)
class InTheWay:
    """A booking that a window would hit, as its reader may know it."""

    row: HallBooking
    what: str
    span: str
    url: str


class WindowForm(SummitForm):
    """From when until when, and which halls: those that are ticked, and all of a site."""

    halls = forms.ModelMultipleChoiceField(
        Hall.objects.none(),
        to_field_name="public_id",
        label=gettext_lazy("Halls"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    site = forms.ModelChoiceField(
        Site.objects.none(),
        to_field_name="public_id",
        label=gettext_lazy("All halls of a site"),
        required=False,
        empty_label=pgettext_lazy("site", "None"),
    )

    class Meta:
        model = HallBooking
        fields = ["starts_at", "ends_at", "halls", "site", "title", "remarks"]
        widgets = {
            "starts_at": MomentInput,
            "ends_at": MomentInput,
            "remarks": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, data=None, *args, user, **kwargs):
        super().__init__(choices.with_way(data), *args, user=user, **kwargs)
        self.ways: list[free.Alternative] = []
        self.in_the_way: list[InTheWay] = []
        open_halls = choices.halls(user.summit)
        self.fields["halls"].queryset = open_halls
        self.fields["halls"].label_from_instance = choices.hall_name
        self.fields["site"].queryset = Site.objects.filter(pk__in=open_halls.values("site"))
        self.fields["title"].label = _("Reason, in words")
        self.order_fields(self.Meta.fields)

    def clean(self):
        cleaned = super().clean()
        for name in ("starts_at", "ends_at"):
            if cleaned.get(name) and abs(cleaned[name].date() - self.instance.summit.starts_on) > FAR:
                self.add_error(name, _("This is more than a year away from the summit."))
        if not {"halls", "site"} & self.errors.keys() and not self.wanted():
            self.add_error("halls", _("Choose at least one hall."))
        return cleaned

    def wanted(self) -> list[Hall]:
        """The halls that are ticked and those of the site, those with most parts first."""
        ticked = {hall.pk for hall in self.cleaned_data.get("halls", ())}
        halls = self.fields["halls"].queryset.prefetch_related("parts")
        site = self.cleaned_data.get("site")
        found = [hall for hall in halls if hall.pk in ticked or (site and hall.site_id == site.pk)]
        return sorted(found, key=lambda hall: -len(hall.parts.all()))

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            self._look()

    def _look(self):
        """Refuse where something is booked, with what it is and with the times at which all is free."""
        row = self.instance
        made_of = PartOfHall.objects.filter(hall__in=[hall.pk for hall in self.wanted()])
        held = free.parts_held(row.starts_at, row.ends_at).filter(part__in=made_of.values("part"))
        rows = HallBooking.objects.filter(pk__in=held.values("booking"))
        self.in_the_way = [self._known(one) for one in rows.for_list().order_by("starts_at", "pk")]
        if self.in_the_way:
            self.refuse(len(self.in_the_way))

    def _known(self, row):
        may = self.user.has_perm("venues.view_booking", row)
        return InTheWay(row, shown(row, self.user), span(row), row.get_absolute_url() if may else "")

    def refuse(self, count):
        words = ngettext(
            "%(count)d booking is in the way. Nothing is closed yet.",
            "%(count)d bookings are in the way. Nothing is closed yet.",
            count,
        )
        halls, row = self.wanted(), self.instance
        self.add_error("starts_at", words % {"count": count})
        length = row.ends_at - row.starts_at
        times = [at for at in free.common_times(halls, length, near=row.starts_at) if at != row.starts_at]
        self.ways = [
            free.Alternative(
                hall=halls[0],
                starts_at=at,
                ends_at=at + length,
                words=free.hours_of(at, at + length, row.summit),
            )
            for at in times[:TIMES]
        ]

    def save(self, *, by):
        """The bookings of the window; ``None`` where one of its halls was taken meanwhile."""
        try:
            with transaction.atomic(), holding.refusing():
                return Window(list(self._book(by)))
        except holding.Taken:
            self._look()
            if not self.in_the_way:  # who was faster has let it go again
                self.add_error("starts_at", _("A hall was taken at the moment of saving. Save again."))
            return None

    def _book(self, by):
        """One booking a hall. A hall whose parts others of the window hold already needs none of its own."""
        halls = self.wanted()
        made_of = PartOfHall.objects.filter(
            hall__in=queue(Hall.objects.filter(pk__in=[hall.pk for hall in halls]))
        )
        queue(HallPart.objects.filter(pk__in=made_of.values("part")))
        covered: set[int] = set()
        for hall in halls:
            parts = {part.pk for part in hall.parts.all()} - covered
            if parts:
                yield self._hold(hall, parts, by)
                covered |= parts

    def _hold(self, hall, parts, by):
        row = HallBooking(
            summit=hall.summit,
            hall=hall,
            asked_by=by,
            setup_minutes=0,
            clearing_minutes=0,
            state=HallBooking.State.CONFIRMED,
            **{
                name: getattr(self.instance, name)
                for name in ("purpose", "title", "starts_at", "ends_at", "remarks")
            },
        )
        row.save()
        BookedPart.objects.bulk_create(
            BookedPart(summit_id=row.summit_id, booking=row, part_id=part) for part in sorted(parts)
        )
        audit.record(row, "create", by=by, changes={"starts_at": [None, str(row.starts_at)]})
        return row


@requires("venues.add_sweep")
@require_http_methods(["GET", "HEAD", "POST"])
def sweep(request):
    """A window of security, during which nobody books the halls."""
    return show(request, HallBooking.Kind.SWEEP, _("Close halls for a security sweep"))


@requires("venues.add_closure")
@require_http_methods(["GET", "HEAD", "POST"])
def closure(request):
    return show(request, HallBooking.Kind.CLOSURE, _("Close halls for a time"))


def show(request, purpose: str, title: str) -> Any:
    user, data = request.user, None
    if request.method == "POST":
        holds.let_go(user.summit)
        data = request.POST
    row = HallBooking(summit=user.summit, asked_by=user, purpose=purpose)
    form = WindowForm(data, instance=row, user=user, initial=proposed(user, request.GET))
    return edit_page(
        request,
        form,
        title=title,
        cancel_url=reverse("hall-bookings"),
        template="venues/halls/booking_window.html",
    )


def proposed(user, asked) -> dict:
    """``?hall=…&starts=…`` as in a booking."""
    known = choices.proposed(user, asked)
    initial = {name: known[name] for name in ("starts_at", "ends_at") if name in known}
    return initial | ({"halls": [known["hall"]]} if "hall" in known else {})
