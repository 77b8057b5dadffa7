"""What a delegation fills in about its people, its arrivals and its wishes."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.roster import person_snapshot
from delegations.roster.change_forms import reason_field
from delegations.roster.changes import Submission
from delegations.roster.delegation import Delegation
from delegations.roster.line_form import LineForm
from delegations.roster.person_snapshot import SECRET
from summit.files.forms import PrivateFileField
from summit.inputs import MomentInput

GROUPS = (
    (gettext_lazy("Reason"), ("reason",), False),
    (gettext_lazy("Name"), ("surname", "given_names", "arabic_name"), False),
    (gettext_lazy("Function"), ("function", "category", "is_head"), False),
    (gettext_lazy("Photo"), ("upload",), False),
    (gettext_lazy("Identity"), ("sex", "birth_date", "birth_place", "nationality"), False),
    (
        gettext_lazy("Document"),
        ("document_type", "document_issuer", "document_number", "document_issued_on", "document_expires_on"),
        False,
    ),
    (gettext_lazy("Machine readable lines"), ("mrz",), True),
    (gettext_lazy("Form of address"), ("title",), True),
    (gettext_lazy("Contact"), ("languages", "email", "phone"), True),
    (gettext_lazy("Wishes"), ("wishes",), True),
)
KEPT = gettext_lazy("Stored: %(number)s. Empty keeps it.")
MORE_ROWS = 2


class PhotoField(PrivateFileField):
    """A picture and nothing else."""

    def to_python(self, data):
        accepted = super().to_python(data)
        if accepted and not accepted.content_type.startswith("image/"):
            raise forms.ValidationError(_("Send the photo as JPEG or PNG."), code="not_a_picture")
        return accepted

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"accept": "image/jpeg,image/png,image/webp"}


class SideLineForm(LineForm):
    """A line as the delegation's own side sees it: without rank and payer, without our remarks.

    ``line`` is a line of the draft that is edited again; the number of a paper is not sent back out.
    """

    for_side = True
    NOT_FOR_THE_SIDE = (*LineForm.NOT_FOR_THE_SIDE, "remarks", "print_name", "spoken_title")
    upload = PhotoField(
        label=gettext_lazy("Photo"),
        required=False,
        help_text=gettext_lazy("Passport photo in colour, taken within the last six months."),
    )

    def __init__(self, data=None, files=None, *, delegation, membership=None, line=None):
        stored = (line.after if line else {}) or {}
        shown = {name: value for name, value in stored.items() if name not in SECRET}
        super().__init__(data, delegation=delegation, membership=membership, initial=shown or None)
        self.files, self.stored = files or {}, stored
        if delegation.is_frozen:
            self.fields["reason"] = reason_field()
            self.fields["reason"].initial = line.reason if line else ""
        if number := stored.get("document_number"):
            self.keeps_number = True
            masked = {"number": person_snapshot.masked(number)}
            self.fields["document_number"].help_text = KEPT % masked

    @property
    def groups(self) -> list[tuple]:
        """``(legend, fields, folded)``: what a phone shows at once, and what is opened when it is wanted."""
        found = []
        for legend, names, folded in GROUPS:
            fields = [self[name] for name in names if name in self.fields]
            shut = folded and not any(field.errors or field.value() for field in fields)
            if fields:
                found.append((legend, fields, shut if folded else None))
        return found

    def values(self) -> dict:
        """The line as it is kept: a number that was not typed again stays."""
        beside = ("upload", "reason")
        typed = {name: value for name, value in self.cleaned_data.items() if name not in beside}
        kept = {name: self.stored[name] for name in SECRET if self.stored.get(name) and not typed.get(name)}
        return typed | kept

    @property
    def reason(self) -> str:
        return self.cleaned_data.get("reason", "")


class ArrivalForm(forms.Form):
    """One arrival in the delegation's own words; an empty row is none."""

    at = forms.DateTimeField(label=gettext_lazy("Day and hour"), widget=MomentInput, required=False)
    flight = forms.CharField(label=gettext_lazy("Flight or road"), max_length=60, required=False)
    origin = forms.CharField(label=gettext_lazy("Coming from"), max_length=100, required=False)
    party = forms.IntegerField(label=gettext_lazy("People"), min_value=1, max_value=2000, required=False)

    def clean(self):
        cleaned = super().clean()
        said = any(cleaned.get(name) for name in ("flight", "origin", "party"))
        if said and not cleaned.get("at") and "at" not in self.errors:
            self.add_error("at", _("Say when you arrive, as far as you know it."))
        return cleaned

    def plain(self) -> dict | None:
        """The row as it is kept, or None for an empty one."""
        if not self.cleaned_data.get("at"):
            return None
        return self.cleaned_data | {"at": self.cleaned_data["at"].isoformat()}


class StayForm(forms.Form):
    """Weapons and wishes."""

    arms = forms.ChoiceField(
        label=gettext_lazy("Does anybody carry a weapon?"),
        choices=[
            (Delegation.Arms.NONE, gettext_lazy("No, nobody")),
            (Delegation.Arms.DECLARED, gettext_lazy("Yes: protocol sends you the form")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    wishes = forms.CharField(
        label=gettext_lazy("Wishes and remarks"),
        max_length=Submission._meta.get_field("wishes").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=gettext_lazy("Rooms, meals, interpreters, bilateral meetings, whatever we should know."),
    )


ArrivalRows = forms.formset_factory(ArrivalForm, extra=MORE_ROWS, max_num=40, absolute_max=60)
