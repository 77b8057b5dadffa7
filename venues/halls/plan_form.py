"""The form of a plan: its site, its title and the picture."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from summit.files import store
from summit.files.forms import PrivateFileField
from summit.files.pictures import FORMATS
from summit.forms import EditForm
from venues.halls.hall import SitePlan

KIND = "site_plan"


class PlanForm(EditForm):
    upload = PrivateFileField(
        label=_("Picture of the plan"),
        help_text=_("JPEG, PNG or WebP; a scan or a good photo of the plan on the wall will do."),
    )

    class Meta:
        model = SitePlan
        fields = ["site", "title"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].widget.attrs["accept"] = ",".join(FORMATS)
        if self.instance.pk:
            del self.fields["site"]  # the halls that are marked lie on it
            self.before.pop("site")
            self.fields["upload"].required = False
            self.fields["upload"].label = _("Another picture")
            self.fields["upload"].help_text = _("The marks stay where they are.")

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload and upload.content_type not in FORMATS:
            raise ValidationError(_("Send a picture: JPEG, PNG or WebP."))
        return upload

    @transaction.atomic
    def save(self, *, by, verb=None):
        if accepted := self.cleaned_data["upload"]:
            self.before["picture"] = self.instance.picture if self.instance.pk else None
            self.instance.picture = store(accepted, kind=KIND, summit=self.instance.summit, by=by)
        return super().save(by=by, verb=verb)
