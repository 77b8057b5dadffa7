"""Where the halls of a site lie on its plan: a click on the picture, or two numbers."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from summit import telling
from summit.editing import edit_page
from summit.policy import fetch, requires
from venues.halls import plan_drawing
from venues.halls.hall import PlanMark, SitePlan
from venues.halls.number_rows import NumbersForm
from venues.halls.plan_pages import PLANS, Place, places_on

WHOLE = 1000
AXES = (("x", gettext_lazy("from the left, ‰")), ("y", gettext_lazy("from the top, ‰")))
telling.VERBS |= {"mark": gettext_lazy("Halls marked")}


class MarksForm(NumbersForm):
    """Two numbers for each hall of the site, in thousandths of the picture; both empty: not on this plan."""

    class Meta:
        model = SitePlan
        fields: list[str] = []

    def __init__(self, *args, places, **kwargs):
        self.places = places
        super().__init__(*args, **kwargs)

    def number_fields(self):
        return {
            f"{axis}-{place.hall.public_id}": forms.IntegerField(
                label=f"{place.hall.name} {label}",
                min_value=0,
                max_value=WHOLE,
                required=False,
                widget=forms.NumberInput(attrs={"aria-label": f"{place.hall.name} {label}"}),
            )
            for place in self.places
            for axis, label in AXES
        }

    def stored_numbers(self):
        rows = self.instance.marks.values_list("hall__public_id", "x", "y")
        return {
            f"{axis}-{hall}": value for hall, *both in rows for axis, value in zip("xy", both, strict=True)
        }

    def rows(self):
        """``(place, field from the left, field from the top)`` of every hall."""
        return [
            (place, self[f"x-{place.hall.public_id}"], self[f"y-{place.hall.public_id}"])
            for place in self.places
        ]

    def clean(self):
        cleaned = super().clean()
        for place in self.places:
            names = [f"{axis}-{place.hall.public_id}" for axis, _label in AXES]
            empty = [name for name in names if name in cleaned and cleaned[name] is None]
            if len(empty) == 1:
                self.add_error(empty[0], _("A mark needs both numbers."))
        return cleaned

    def told_changes(self):
        """By hall, as one place: ``{code: ["320, 410", "330, 400"]}``."""
        changed, stored = self.number_changes(), self.stored_numbers()
        told = {}
        for place in self.places:
            names = [f"{axis}-{place.hall.public_id}" for axis, _label in AXES]
            if changed.keys() & set(names):
                before, after = [stored.get(name) for name in names], [self._typed(name) for name in names]
                told[place.hall.code] = [spelt(before), spelt(after)]
        return told

    def write_numbers(self, changed):
        for place in self.places:
            names = [f"{axis}-{place.hall.public_id}" for axis, _label in AXES]
            if changed.keys() & set(names):
                self._place(place.hall, *(self._typed(name) for name in names))

    def _place(self, hall, x, y):
        rows = PlanMark.objects.filter(plan=self.instance, hall=hall)
        if x is None:
            rows.delete()
        elif not rows.update(x=x, y=y):
            PlanMark.objects.create(summit=self.instance.summit, plan=self.instance, hall=hall, x=x, y=y)

    def drawn(self):
        """The marks as they were typed, the others hidden."""
        found = []
        for place, x, y in self.rows():
            at = [number(field.value()) for field in (x, y)]
            at = at if None not in at else [None, None]
            found.append(Place(place.number, place.present, *at))
        return plan_drawing.marks(found, link=False)


def spelt(pair) -> str:
    return "" if None in pair else f"{pair[0]}, {pair[1]}"


def number(value) -> int | None:
    """What a field holds, as far as it lies on the picture."""
    text = str(value if value is not None else "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 and int(text) <= WHOLE else None


@requires("venues.edit_hall")
@require_http_methods(["GET", "HEAD", "POST"])
def marks(request, public_id):
    row = fetch(request, PLANS, "venues.edit_hall", public_id=public_id)
    form = MarksForm(
        request.POST or None, instance=row, places=places_on(row, request.user), user=request.user
    )
    return edit_page(
        request,
        form,
        title=_("Halls on the plan %(title)s") % {"title": row.title},
        cancel_url=row.get_absolute_url(),
        template="venues/halls/plan_marks.html",
        plan=row,
        size=plan_drawing.size_of(row.picture),
    )
