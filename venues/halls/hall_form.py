"""The form of a hall: names, place, parts, layouts and equipment on one page."""

from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from summit import audit, telling, writing
from summit.editing import edit_page
from summit.policy import fetch, requires
from venues.halls import holding
from venues.halls.hall import Hall, HallEquipment, HallLayout, HallPart, PlanMark
from venues.halls.hall_parts_held import hold_again
from venues.halls.number_rows import Kinds, NumbersForm

LAYOUTS = Kinds(model=HallLayout, key="layout", number="seats")
EQUIPMENT = Kinds(model=HallEquipment, key="item", number="quantity")
telling.DETAILS |= LAYOUTS.labels | EQUIPMENT.labels


class HallForm(NumbersForm):
    """A hall with everything that is asked about it; other parts are held by its bookings at once."""

    one_room = forms.BooleanField(
        label=gettext_lazy("This hall is one room"),
        required=False,
        help_text=gettext_lazy("It gets a part of its own, under its own code."),
    )
    GROUPS = (
        (gettext_lazy("The hall"), "", ("code", "name", "site", "zone")),
        (gettext_lazy("What it is made of"), "", ("parts", "one_room")),
        (gettext_lazy("Seats by layout"), "numbers", ("seats", *LAYOUTS.names)),
        (gettext_lazy("Equipment"), "numbers", tuple(EQUIPMENT.names)),
        (
            gettext_lazy("Fittings"),
            "numbers",
            ("booths", "screens", "network_seats", "power_backup", "accessible"),
        ),
        (gettext_lazy("Around each booking"), "numbers", ("setup_minutes", "clearing_minutes")),
        (gettext_lazy("Further"), "", ("order", "remarks")),
    )

    class Meta:
        model = Hall
        fields = [
            "code", "name", "site", "zone", "parts", "seats", "booths", "screens", "network_seats",
            "power_backup", "accessible", "setup_minutes", "clearing_minutes", "order", "remarks",
        ]  # fmt: skip
        widgets = {"parts": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        parts = self.fields["parts"]
        parts.required = False
        parts.help_text = _(
            "Halls that share a part exclude each other. Tick none for a hall that is one room."
        )
        parts.widget.choices = by_site(parts.queryset)
        self.fields["code"].widget.attrs.update(dir="ltr", autocomplete="off")

    @property
    def groups(self):
        """``(legend, style class, fields)`` in the order of the page."""
        return [(legend, css, [self[name] for name in names]) for legend, css, names in self.GROUPS]

    # -- layouts and equipment ------------------------------------------------------------

    def number_fields(self):
        return LAYOUTS.fields() | EQUIPMENT.fields()

    def stored_numbers(self):
        return LAYOUTS.stored(self.instance) | EQUIPMENT.stored(self.instance) if self.instance.pk else {}

    def write_numbers(self, changed):
        for name, number in changed.items():
            (LAYOUTS if name in LAYOUTS.names else EQUIPMENT).write(self.instance, name, number)

    def _typed(self, name):
        return self.cleaned_data.get(name) or None  # 0 is none

    # -- checks -----------------------------------------------------------------------------

    def clean(self):
        cleaned = super().clean()
        self._check_parts(cleaned)
        self._check_layouts(cleaned)
        zone, site = cleaned.get("zone"), cleaned.get("site")
        if zone and site and zone.site_id not in (None, site.pk):
            self.add_error("zone", _("This zone lies on another site."))
        return cleaned

    def _check_parts(self, cleaned):
        parts, site = cleaned.get("parts"), cleaned.get("site")
        if parts is None:
            return
        if cleaned.get("one_room"):
            self._check_one_room(parts, cleaned.get("code"))
        elif not parts:
            self.add_error("parts", _("Choose the parts that it is made of, or say that it is one room."))
        elif site and (elsewhere := [part.code for part in parts if part.site_id != site.pk]):
            message = _("Not on this site: %(parts)s. All parts of a hall lie on its own site.")
            self.add_error("parts", ValidationError(message, params={"parts": writing.listed(elsewhere)}))

    def _check_one_room(self, parts, code):
        if parts:
            self.add_error("one_room", _("Choose its parts or say that it is one room, not both."))
        elif HallPart.objects.of(self.instance.summit).filter(code=code).exists():
            message = _("There is a part %(code)s already: choose it above, or give the hall another code.")
            self.add_error("one_room", ValidationError(message, params={"code": code}))

    def _check_layouts(self, cleaned):
        """A hall does not grow with its chairs."""
        most = cleaned.get("seats")
        for name in LAYOUTS.names:
            if most is not None and (self._typed(name) or 0) > most:
                message = _("The hall takes %(seats)s at most.")
                self.add_error(name, ValidationError(message, params={"seats": writing.number(most)}))

    # -- saving -----------------------------------------------------------------------------

    @transaction.atomic
    def save(self, *, by, verb=None):
        """The stored hall, or ``None`` with the reason among the errors and nothing stored.

        Every booking that stands in it holds its parts as they are afterwards.
        """
        was = set()
        if self.instance.pk:
            holding.lock(self.instance)
            was = set(self.instance.made_of.values_list("part", flat=True))
        if self.cleaned_data["one_room"]:
            self.cleaned_data["parts"] = [self._own_part(by)]
        now = {part.pk for part in self.cleaned_data["parts"]}
        hall = super().save(by=by, verb=verb)
        refused = hold_again(hall, by) if hall and was and was != now else []
        for sentence in refused:
            self.add_error("parts", sentence)
        if hall is None or refused:
            transaction.set_rollback(True)
            return None
        return hall

    def _own_part(self, by):
        hall = self.instance
        part = HallPart.objects.create(summit=hall.summit, site=hall.site, code=hall.code, name=hall.name)
        audit.record(part, "create", by=by)
        return part

    def _save_m2m(self):
        hall = self.instance
        # First, with the summit that each of the rows between needs; then there is nothing left to be set without.
        hall.parts.set(self.cleaned_data["parts"], through_defaults={"summit": hall.summit})
        super()._save_m2m()
        PlanMark.objects.filter(hall=hall).exclude(plan__site=hall.site).delete()


def by_site(parts) -> list[tuple]:
    """Parts as choices under the name of their site: one query."""
    rows = parts.select_related("site").order_by("site__code", "code")
    grouped = groupby(rows, key=lambda part: part.site)
    return [(str(site), [(part.public_id, str(part)) for part in found]) for site, found in grouped]


form_page = require_http_methods(["GET", "HEAD", "POST"])
TEMPLATE = "venues/halls/hall_form.html"


@requires("venues.edit_hall")
@form_page
def new(request):
    """``?site=CODE`` chooses the site beforehand."""
    hall = Hall(summit=request.user.summit)
    form = HallForm(request.POST or None, instance=hall, initial=chosen_site(request), user=request.user)
    return edit_page(request, form, title=_("New hall"), cancel_url="hall-list", template=TEMPLATE)


def chosen_site(request) -> dict:
    sites = HallForm.base_fields["site"].queryset.of(request.user.summit)
    return {"site": sites.filter(code=request.GET.get("site", "")).first()}


@requires("venues.edit_hall")
@form_page
def edit(request, public_id):
    hall = fetch(request, Hall.objects.for_list(), "venues.edit_hall", public_id=public_id)
    title, cancel = str(hall), hall.get_absolute_url()
    form = HallForm(request.POST or None, instance=hall, user=request.user)
    return edit_page(request, form, title=title, cancel_url=cancel, template=TEMPLATE)
