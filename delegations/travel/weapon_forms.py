"""Forms of declarations of weapons: the declaration, its lines, the counts and the permit."""

from django import forms
from django.utils.translation import gettext_lazy as _

from delegations.travel.movement import Movement
from delegations.travel.movement_form import said
from delegations.travel.restricted_fields import KeepsRestricted
from delegations.travel.weapons import Weapon, WeaponsDeclaration
from summit.forms import EditForm
from summit.inputs import DayInput
from summit.steps import NoteForm


class DeclarationForm(KeepsRestricted, EditForm):
    """What one delegation declares; the movements are its own."""

    RESTRICTED = ("storage", "zones", "remarks")

    class Meta:
        model = WeaponsDeclaration
        fields = ["code", "carried", "arrives", "departs", "storage", "zones", "policy_signed", "remarks"]
        widgets = {
            "storage": forms.TextInput,
            "zones": forms.TextInput,
            "remarks": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = Movement.objects.filter(delegation=self.instance.delegation).standing()
        for name, direction in (("arrives", "arrival"), ("departs", "departure")):
            self.fields[name].queryset = own.filter(direction=direction).order_by("planned_at")


class PermitForm(NoteForm):
    """The permit that security gives."""

    permit = forms.CharField(label=_("Permit number"), max_length=60)
    valid_until = forms.DateField(label=_("Permit valid until"), widget=DayInput)
    field_order = ["permit", "valid_until", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("valid_until", self.subject.summit.ends_on)


class WeaponForm(EditForm):
    """One line: the weapon by serial and bearer, and how many pieces and rounds are declared."""

    serial = forms.CharField(label=_("Serial number"), max_length=60)
    weapon_type = forms.CharField(label=_("Type"), max_length=60)
    make = forms.CharField(label=_("Make"), max_length=60, required=False)
    model = forms.CharField(label=_("Model"), max_length=60, required=False)
    calibre = forms.CharField(label=_("Calibre"), max_length=30, required=False)
    magazines = forms.IntegerField(label=_("Magazines"), min_value=0, max_value=1000, required=False)
    accessories = forms.CharField(label=_("Accessories"), max_length=200, required=False)
    pieces = forms.IntegerField(label=_("Pieces"), min_value=1, max_value=1000, initial=1)
    rounds = forms.IntegerField(label=_("Rounds"), min_value=0, max_value=1_000_000, initial=0)
    DETAILS = {"weapon_type": "type", "make": "make", "model": "model", "calibre": "calibre", "magazines": "magazines", "accessories": "accessories"}  # fmt: skip

    class Meta:
        model = Weapon
        fields = ["bearer", "serial"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        row = self.instance
        members = self.fields["bearer"].queryset.filter(delegation=row.declaration.delegation)
        self.fields["bearer"].queryset = members.live().select_related("person").in_order()
        self.fields["bearer"].label_from_instance = said
        for field, name in self.DETAILS.items():
            self.initial.setdefault(field, row.details.get(name, ""))
        if row.pk:
            self.initial["pieces"], self.initial["rounds"] = row.counts.get("declared", [1, 0])
        self.fields["serial"].widget.attrs.update(dir="ltr", autocomplete="off")

    def clean_serial(self):
        serial = self.cleaned_data["serial"].strip()
        others = Weapon.objects.of(self.instance.summit).exclude(pk=self.instance.pk)
        if others.filter(serial_key__matches=serial).exists():  # the unique key has the last word
            self.add_error("serial", _("This serial number is already declared."))
        return serial

    def clean(self):
        cleaned = super().clean()
        details = {name: cleaned.get(field) for field, name in self.DETAILS.items()}
        self.instance.details = {name: value for name, value in details.items() if value not in (None, "")}
        counted = {k: v for k, v in self.instance.counts.items() if k != "declared"}
        self.instance.counts = {
            "declared": [cleaned.get("pieces") or 1, cleaned.get("rounds") or 0]
        } | counted
        return cleaned


class CountForm(forms.Form):
    """Pieces and rounds of every line, counted blind: what is expected is restricted and would be copied."""

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines
        for place, line in enumerate(lines, 1):
            for name, label in (("pieces", _("Pieces")), ("rounds", _("Rounds"))):
                self.fields[f"{name}-{line.public_id}"] = forms.IntegerField(
                    label=label,
                    min_value=0,
                    max_value=1_000_000,
                    widget=forms.NumberInput(attrs={"aria-label": f"{label} {place}"}),
                )

    def rows(self):
        """``(line, field of the pieces, field of the rounds)`` for the table."""
        return [
            (line, self[f"pieces-{line.public_id}"], self[f"rounds-{line.public_id}"]) for line in self.lines
        ]

    def counted(self, line) -> list[int]:
        return [self.cleaned_data[f"{name}-{line.public_id}"] for name in ("pieces", "rounds")]
