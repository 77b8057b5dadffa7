"""Forms of site inspections, reserves and go or no-go decisions."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from summit import clock, files
from summit.files.forms import PrivateFileField
from summit.forms import EditForm
from summit.inputs import DayInput
from venues.halls.hall import Hall
from venues.halls.inspection import SiteInspection, SiteReserve
from venues.halls.site_decision import SiteDecision

PHOTO = "site-photo"


class InspectionForm(EditForm):
    class Meta:
        model = SiteInspection
        fields = ["site", "visited_on", "completion", "team", "remarks"]
        widgets = {
            "visited_on": DayInput,
            "team": forms.Textarea(attrs={"rows": 4}),
            "remarks": forms.Textarea(attrs={"rows": 3}),
        }

    def clean_visited_on(self):
        day = self.cleaned_data["visited_on"]
        if day > clock.today(self.instance.summit):
            raise ValidationError(_("This day is still to come."))
        return day


class ReserveForm(EditForm):
    """One reserve with its photo; the number is the next of its visit."""

    upload = PrivateFileField(label=_("Photo"), required=False, help_text=_("What was seen, as an image."))
    field_order = ["text", "ministry", "owner", "due_on", "upload"]

    class Meta:
        model = SiteReserve
        fields = ["text", "ministry", "owner", "due_on"]
        widgets = {"due_on": DayInput, "text": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ministry"].queryset = self.fields["ministry"].queryset.order_by("rank")

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload and not upload.content_type.startswith("image/"):
            raise ValidationError(_("This is no image."))
        return upload

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day < self.instance.inspection.visited_on:
            raise ValidationError(_("This day is before the visit."))
        return day

    @transaction.atomic
    def save(self, *, by, verb=None):
        if upload := self.cleaned_data.get("upload"):
            self.before["photo"] = self.instance.photo
            self.instance.photo = files.store(upload, kind=PHOTO, summit=self.instance.summit, by=by)
        if self.instance.pk is None:
            self.instance.number = next_number(self.instance.inspection)
        return super().save(by=by, verb=verb)

    def changes(self):
        """The name of a photo is its sender's words: the register says only that it changed."""
        return {name: None if name == "photo" else pair for name, pair in super().changes().items()}

    def _created(self):
        return {name: None if name == "photo" else pair for name, pair in super()._created().items()}


def next_number(inspection) -> int:
    """The number after the last one; of two people at once the database lets one have it."""
    last = inspection.reserves.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


class DecisionForm(EditForm):
    class Meta:
        model = SiteDecision
        fields = ["site", "decide_on", "fallback", "criteria"]
        widgets = {"decide_on": DayInput, "criteria": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fallback"].queryset = Hall.objects.of(self.user.summit).in_use().for_list()
        self.fields["fallback"].label_from_instance = lambda hall: f"{hall} · {hall.site}"

    def clean(self):
        cleaned = super().clean()
        fallback = cleaned.get("fallback")
        if fallback and fallback.site == cleaned.get("site"):
            self.add_error("fallback", _("The hall that replaces a site lies on another site."))
        return cleaned
