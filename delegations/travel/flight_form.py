"""The form of a special flight: the diplomatic clearance, field by field."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from delegations.travel.flight import Flight
from delegations.travel.restricted_fields import KeepsRestricted
from summit import writing
from summit.forms import EditForm
from summit.inputs import MomentInput

LEFT_TO_RIGHT = ("code", "registration", "callsign", "spare_callsign", "frequencies")


class FlightForm(KeepsRestricted, EditForm):
    """One aircraft of a delegation that is known beforehand; its notes are the choices."""

    RESTRICTED = ("goods_detail", "itinerary")
    GROUPS = (
        (_("Request"), ("code", "note", "request_type", "purpose", "vip", "passengers", "contact")),
        (
            _("Aircraft"),
            (
                "aircraft_count", "aircraft_type", "registration", "callsign", "operator", "spare", "spare_callsign",
                "mass_kg", "wingspan_cm",
            ),
        ),
        (_("Crew"), ("crew", "pilot", "crew_hotel")),
        (
            _("Flight"),
            (
                "flight_rules", "landing", "departure", "destination", "alternates", "arrives_at", "departs_at",
                "frequencies", "itinerary",
            ),
        ),
        (
            _("On board"),
            ("sensors", "armament", "electronic_warfare", "dangerous_goods", "goods_detail"),
        ),
        (_("On the ground"), ("handler", "fuel_litres", "repositioning", "guard", "insurance", "remarks")),
    )  # fmt: skip

    class Meta:
        model = Flight
        fields = [
            "code", "note", "request_type", "purpose", "vip", "passengers", "contact", "aircraft_count",
            "aircraft_type", "registration", "callsign", "operator", "spare", "spare_callsign", "mass_kg",
            "wingspan_cm", "crew", "pilot", "crew_hotel", "flight_rules", "landing", "departure", "destination",
            "alternates", "arrives_at", "departs_at", "frequencies", "itinerary", "sensors", "armament",
            "electronic_warfare", "dangerous_goods", "goods_detail", "handler", "fuel_litres", "repositioning",
            "guard", "insurance", "remarks",
        ]  # fmt: skip
        widgets = {
            "arrives_at": MomentInput,
            "departs_at": MomentInput,
            "itinerary": forms.Textarea(attrs={"rows": 4}),
            "goods_detail": forms.Textarea(attrs={"rows": 3}),
            "remarks": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        notes = self.fields["note"].queryset
        self.fields["note"].queryset = notes.filter(delegation=self.instance.delegation)
        for name in LEFT_TO_RIGHT:
            self.fields[name].widget.attrs.update(dir="ltr", autocomplete="off")

    @property
    def fieldsets(self):
        """The fields in the groups of the form on paper."""
        return [(legend, [self[name] for name in names]) for legend, names in self.GROUPS]

    def clean_wingspan_cm(self):
        """The stands that were given still have to take it; the database says so as well."""
        width = self.cleaned_data["wingspan_cm"]
        held = self.instance.allocations.standing() if self.instance.pk else ()
        narrow = [row.stand.code for row in held if row.stand.wingspan_cm < width]
        if narrow:
            message = _("Stand %(stands)s was given and is too narrow. Give another one first.")
            raise ValidationError(message, code="too_wide", params={"stands": writing.listed(narrow)})
        return width

    def clean(self):
        cleaned = super().clean()
        arrives, departs = cleaned.get("arrives_at"), cleaned.get("departs_at")
        if arrives and departs and departs <= arrives:
            self.add_error("departs_at", _("The aircraft would leave before it arrives."))
        if cleaned.get("dangerous_goods") and not cleaned.get("goods_detail"):
            self.add_error("goods_detail", _("Say what the dangerous goods are."))
        return cleaned
