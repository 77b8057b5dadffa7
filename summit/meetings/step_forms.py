"""What the steps of a decision ask before they are taken."""

from django.utils.translation import gettext_lazy as _
from i18nfield.forms import I18nFormField, I18nTextarea

from summit.files.forms import PrivateFileField
from summit.forms_i18n import label_languages
from summit.steps import NoteForm


class ExecuteForm(NoteForm):
    """How the decision was carried out, and the file that proves it."""

    proof = I18nFormField(
        label=_("How it was executed"),
        widget=I18nTextarea,
        max_length=3000,
        widget_kwargs={"attrs": {"rows": 2}},
    )
    upload = PrivateFileField(
        label=_("Proof"),
        required=False,
        help_text=_("A report, a photograph, a signed sheet: PDF, image or document."),
    )
    field_order = ["proof", "upload", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        label_languages(self.fields["proof"])
