"""The register of aircraft stands."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delegations.travel.stand import Stand, StandAllocation
from summit import clock, writing
from summit.forms import EditForm
from summit.listing import Column, ListSpec
from summit.registers import Register, columns


class StandForm(EditForm):
    class Meta:
        model = Stand
        fields = ["code", "site", "use", "wingspan_cm", "remarks"]

    def clean_wingspan_cm(self):
        """The aircraft that were given this stand still have to fit; the database says so as well."""
        width = self.cleaned_data["wingspan_cm"]
        held = self.instance.allocations.standing().for_list() if self.instance.pk else ()
        wide = [row.flight.callsign for row in held if row.flight.wingspan_cm > width]
        if wide:
            message = _("%(flights)s was given this stand and is wider. Move it first.")
            raise ValidationError(message, code="too_wide", params={"flights": writing.listed(wide)})
        return width


def answer(rows, today) -> str:
    """How many stands there are, and how many hold an aircraft now."""
    total, now = rows.count(), clock.now()
    if not total:
        return _("No stand is entered yet.")
    held = StandAllocation.objects.standing().filter(
        stand__in=rows, occupied_from__lte=now, occupied_until__gt=now
    )
    stands = ngettext("%(count)d stand", "%(count)d stands", total) % {"count": total}
    return _("%(stands)s, %(taken)d taken now.") % {"stands": stands, "taken": held.count()}


STANDS = Register(
    name="stand",
    plural="stands",
    answer=answer,
    title=gettext_lazy("Aircraft stands"),
    new_label=gettext_lazy("New stand"),
    model=Stand,
    form=StandForm,
    view="delegations.view_stand",
    add="delegations.edit_stand",
    edit="delegations.edit_stand",
    facts=["site", "use", "wingspan_cm", "remarks"],
    listing=ListSpec(
        template="delegations/travel/stands.html",
        columns=[
            Column(name="code", label=gettext_lazy("Code"), sort=("sort_key",)),
            Column(name="site", label=gettext_lazy("Apron"), css="hide"),
            Column(name="use", label=gettext_lazy("For"), sort=("use", "sort_key")),
            Column(
                name="width",
                label=gettext_lazy("Widest aircraft, m"),
                sort=("wingspan_cm", "sort_key"),
                css="num",
            ),
        ],
        default_sort="code",
        searches=False,
        export=columns(
            (gettext_lazy("Code"), "code"),
            (gettext_lazy("Apron"), lambda row: row.site.code if row.site_id else ""),
            (gettext_lazy("For"), "get_use_display"),
            (gettext_lazy("Widest aircraft, cm"), "wingspan_cm"),
        ),
        export_name="stands",
    ),
)
urlpatterns = STANDS.urls
