"""Forms of the summit, its places and its zones."""

from django import forms
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from summit.event import colours
from summit.event.models import Site, Summit, Zone, colour
from summit.files import store
from summit.files.forms import PrivateFileField
from summit.forms import EditForm
from summit.inputs import DayInput
from summit.writing import number

LOGO_BYTES = 200_000


class ColourInput(forms.TextInput):
    input_type = "color"


def as_colour(typed):
    """Small letters, so that one colour has one spelling; raises what the model's field would."""
    shade = typed.lower()
    colour(shade)
    return shade


class SettingsForm(EditForm):
    """Everything about the summit but its first day: moving that moves the plan, on a page of its own."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    upload = PrivateFileField(
        label=_("Logo"), required=False, help_text=_("PNG, JPEG or WebP, square, 200 KB at most.")
    )

    class Meta:
        model = Summit
        fields = [
            "name",
            "short_name",
            "subtitle",
            "host",
            "ends_on",
            "zone",
            "languages",
            "colour_1",
            "colour_2",
            "retention_until",
        ]
        widgets = {
            "ends_on": DayInput,
            "retention_until": DayInput,
            "colour_1": ColourInput,
            "colour_2": ColourInput,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        measured = colours.contrast(self.instance.colour_1, colours.LIGHT_GROUND)
        self.fields["colour_1"].help_text = _(
            "Its contrast on white is %(measured)s; at least %(least)s is needed. "
            "The shades of the dark display follow from it."
        ) % {"measured": number(measured, 2), "least": number(colours.ENOUGH, 1)}

    def clean_host(self):
        return self.cleaned_data["host"].upper()

    def clean_colour_1(self):
        """Links and buttons are written in it, so it must be read on white."""
        shade = as_colour(self.cleaned_data["colour_1"])
        measured = colours.contrast(shade, colours.LIGHT_GROUND)
        if measured < colours.ENOUGH:
            raise forms.ValidationError(
                _(
                    "This colour is too pale to be read on white: its contrast is %(measured)s, at least %(least)s is needed."
                ),
                params={"measured": number(measured, 2), "least": number(colours.ENOUGH, 1)},
            )
        return shade

    def clean_colour_2(self):
        return as_colour(self.cleaned_data["colour_2"])

    def clean_upload(self):
        """The logo stands on every page, so it must be a picture and a small one."""
        upload = self.cleaned_data["upload"]
        if upload and not upload.content_type.startswith("image/"):
            raise forms.ValidationError(_("The logo must be a picture: PNG, JPEG or WebP."))
        if upload and len(upload.content) > LOGO_BYTES:
            raise forms.ValidationError(
                _("The logo is too large for slow lines. Make it smaller than 200 KB.")
            )
        return upload

    def _get_validation_exclusions(self):
        """The first day is not in the form, but the last one is measured against it."""
        return super()._get_validation_exclusions() - {"starts_on"}

    def clean(self):
        cleaned = super().clean()
        kept, last = cleaned.get("retention_until"), cleaned.get("ends_on")
        if kept and last and kept < last:
            self.add_error("retention_until", _("Personal data is needed until the summit is over."))
        return cleaned

    @transaction.atomic
    def save(self, *, by, verb=None):
        if accepted := self.cleaned_data.get("upload"):
            self.before["logo"] = self.instance.logo
            self.instance.logo = store(accepted, kind="logo", summit=self.instance, by=by)
        return super().save(by=by, verb=verb)


class MoveForm(forms.Form):
    """The new first day and why."""

    starts_on = forms.DateField(label=_("New first day (J0)"), widget=DayInput)
    note = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Write the reason: the move is recorded with it.")},
    )

    def __init__(self, *args, summit, **kwargs):
        super().__init__(*args, **kwargs)
        self.summit = summit

    def clean_starts_on(self):
        day = self.cleaned_data["starts_on"]
        if day == self.summit.starts_on:
            raise forms.ValidationError(_("This is the first day already."))
        return day


class SiteForm(EditForm):
    class Meta:
        model = Site
        fields = ["code", "name", "site_type", "address", "capacity", "power_backup", "network_capacity"]


class ZoneForm(EditForm):
    class Meta:
        model = Zone
        fields = ["code", "name", "colour", "site", "parent"]
        widgets = {"colour": ColourInput}

    def clean_colour(self):
        return as_colour(self.cleaned_data["colour"])

    def clean_parent(self):
        """Zones lie inside each other like boxes: going outwards must come to an end."""
        parent = outer = self.cleaned_data["parent"]
        while outer is not None:
            if outer.pk == self.instance.pk:
                raise forms.ValidationError(_("This zone lies inside the one that you edit."))
            outer = outer.parent
        return parent
