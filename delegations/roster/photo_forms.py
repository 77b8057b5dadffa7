"""The photo's form: a picture, the part of it that is kept, and when it was taken."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from delegations.roster import person_photo
from delegations.roster.person import Person
from delegations.roster.person_fields import label
from summit import clock
from summit.files.forms import PrivateFileField
from summit.files.pictures import FORMATS
from summit.inputs import DayInput


class PhotoForm(forms.Form):
    """``x``, ``y``, ``w`` and ``h`` say the cut in ten-thousandths of the picture; without them its middle is kept."""

    upload = PrivateFileField(
        label=_("Photo"),
        help_text=_("JPEG, PNG or WebP; face from the front, plain background, at least 480 × 640 pixels."),
    )
    taken_on = forms.DateField(
        label=label(Person, "photo_taken_on"),
        required=False,
        widget=DayInput,
        help_text=_("Not more than six months before the summit."),
    )
    x = forms.IntegerField(
        required=False, min_value=0, max_value=person_photo.WHOLE, widget=forms.HiddenInput
    )
    y = forms.IntegerField(
        required=False, min_value=0, max_value=person_photo.WHOLE, widget=forms.HiddenInput
    )
    w = forms.IntegerField(
        required=False, min_value=1, max_value=person_photo.WHOLE, widget=forms.HiddenInput
    )
    h = forms.IntegerField(
        required=False, min_value=1, max_value=person_photo.WHOLE, widget=forms.HiddenInput
    )

    def __init__(self, *args, summit, **kwargs):
        super().__init__(*args, **kwargs)
        self.summit = summit
        self.fields["upload"].widget.attrs.update(accept=",".join(FORMATS), **{"data-photo": ""})

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload and upload.content_type not in FORMATS:
            raise ValidationError(_("Send a picture: JPEG, PNG or WebP."))
        return upload

    def clean_taken_on(self):
        day = self.cleaned_data["taken_on"]
        if day and day > clock.today(self.summit):
            raise ValidationError(_("This day is still to come."))
        return day

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("upload"):
            box = [cleaned.get(name) for name in "xywh"]
            try:
                cut = person_photo.cut(cleaned["upload"], box if None not in box else None)
            except ValidationError as refused:
                self.add_error("upload", refused)
            else:
                cleaned["photo"] = cut
        return cleaned


class VerdictForm(forms.Form):
    """A look at one photo: good, or refused with what is wrong."""

    photo = forms.CharField(max_length=16)
    verdict = forms.ChoiceField(choices=[("good", ""), ("bad", "")])
    fault = forms.CharField(max_length=200, required=False)
    words = forms.CharField(max_length=200, required=False)

    def clean(self):
        """What is wrong: a usual fault by its code, or in words."""
        cleaned = super().clean()
        cleaned["fault"] = cleaned.get("words") or cleaned.get("fault") or ""
        if cleaned.get("verdict") == "bad" and not cleaned["fault"]:
            raise ValidationError(_("Say what is wrong with the photo."))
        return cleaned
