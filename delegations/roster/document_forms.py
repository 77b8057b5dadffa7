"""The form of one paper: its number goes in and never comes out again."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from delegations.roster import document_lines, mrz, person_snapshot, resemblances
from delegations.roster.membership import Document
from delegations.roster.person_fields import label
from delegations.roster.person_writing import keep_version
from summit import clock, files
from summit.files.forms import PrivateFileField
from summit.forms import EditForm
from summit.inputs import DayInput
from summit.secrecy.levels import S3

SCAN = "document_scan"
SECRET = ("number", "mrz")
# What the machine-readable lines fill, by the names of the line's form.
FROM_LINES = {
    "document_type": "document_type",
    "document_issuer": "issuer",
    "document_number": "number",
    "document_expires_on": "expires_on",
}


def may_read_scan(file, user) -> bool:
    return Document.objects.visible_to(user).filter(scan=file).exists()


files.register(SCAN, may_read_scan, S3)


class DocumentForm(EditForm):
    """A passport or another paper of a person; an empty number keeps the one that is stored."""

    issuer = forms.ChoiceField(
        label=label(Document, "issuer"),
        required=False,
        choices=[("", "—"), *countries],
    )
    upload = PrivateFileField(
        label=_("Scan"), required=False, help_text=_("A PDF or a picture of the page with the photo.")
    )

    class Meta:
        model = Document
        fields = ["mrz", "document_type", "issuer", "number", "issued_on", "expires_on"]
        widgets = {
            "mrz": forms.Textarea(
                attrs={"rows": 3, "dir": "ltr", "autocomplete": "off", "spellcheck": "false"}
            ),
            "number": forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
            "issued_on": DayInput,
            "expires_on": DayInput,
        }

    def __init__(self, data=None, *args, instance, **kwargs):
        self.summit, self.lines, self.not_lines = instance.person.summit, None, ""
        self.stored = {name: getattr(instance, name) for name in SECRET}
        super().__init__(self._with_lines_read(data), *args, instance=instance, **kwargs)
        self.initial.update(dict.fromkeys(SECRET, ""))
        if self.stored["number"]:
            self.fields["number"].required = False
            masked = {"number": person_snapshot.masked(self.stored["number"])}
            self.fields["number"].help_text = _("Stored: %(number)s. Empty keeps it.") % masked

    def _with_lines_read(self, data):
        """``data`` with its empty fields filled from the machine-readable lines."""
        if not data or not (text := data.get("mrz", "").strip()):
            return data
        try:
            self.lines = mrz.read(text, today=clock.today(self.summit))
        except mrz.NotMrz as refused:
            self.not_lines = refused.args[0]
            return data
        filled, said = data.copy(), document_lines.values(self.lines)
        for theirs, ours in FROM_LINES.items():
            if said.get(theirs) and not filled.get(ours, "").strip():
                filled[ours] = said[theirs]
        return filled

    def clean(self):
        for name in SECRET:
            if name in self.cleaned_data and not self.cleaned_data[name]:
                self.cleaned_data[name] = self.stored[name]
        cleaned = super().clean()
        if self.not_lines:
            self.add_error("mrz", self.not_lines)
        if self.lines:
            self._check_lines(cleaned)
        self._check_days(cleaned)
        return cleaned

    def _check_lines(self, cleaned):
        """What the lines say otherwise than the form, or than is known of the person."""
        if wrong := document_lines.wrong_digits(self.lines):
            self.add_error("mrz", wrong)
        person = self.instance.person
        typed = person_snapshot.snapshot_of(person, papers=False)
        typed |= {theirs: person_snapshot.plain(cleaned.get(ours)) for theirs, ours in FROM_LINES.items()}
        for name, sentence in document_lines.contradictions(self.lines, typed).items():
            if name in FROM_LINES:
                self.add_error(FROM_LINES[name], sentence)
            else:
                words = {"field": person._meta.get_field(name).verbose_name, "sentence": sentence}
                self.add_error("mrz", _("%(field)s: %(sentence)s") % words)

    def _check_days(self, cleaned):
        issued = cleaned.get("issued_on")
        if issued and issued > clock.today(self.summit):
            self.add_error("issued_on", _("This day is still to come."))

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload and not upload.content_type.startswith(("image/", "application/pdf")):
            raise ValidationError(_("Send a PDF or a picture."))
        return upload

    def _both_versions(self):
        """Numbers show their end only, in a clash too."""
        for name, theirs, yours in super()._both_versions():
            if name in SECRET and theirs != yours:
                yield name, person_snapshot.masked(theirs or ""), _("another one")
            elif name not in SECRET:
                yield name, theirs, yours

    @transaction.atomic
    def save(self, *, by, verb=None):
        """Store the paper; what was known before is kept, and people with the same number are noted."""
        person, upload = self.instance.person, self.cleaned_data.get("upload")
        known = person_snapshot.snapshot_of(person) if self.instance.pk else None
        if upload:
            self.before["scan"] = self.instance.scan
            self.instance.scan = files.store(upload, kind=SCAN, summit=self.summit, by=by)
        changed = bool(self.changes())
        row = super().save(by=by, verb=verb)
        if row is not None and changed:
            if known:
                keep_version(person, "edit", by=by, values=known)
            resemblances.find(self.summit, people=[person])
        return row
