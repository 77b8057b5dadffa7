"""Forms of the register of notes verbales and of its steps."""

from django import forms
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from delegations.roster.delegation import Delegation
from delegations.roster.notes import NoteVerbale
from summit import clock, files, writing
from summit.accounts.models import Duty, User
from summit.files.forms import PrivateFileField
from summit.forms import EditForm
from summit.inputs import DayInput
from summit.steps import NoteForm
from summit.workflow import OutOfStep

SCAN = "note-scan"
FIXED = ("direction", "dated", "correspondent")
OUT, IN = NoteVerbale.Direction.OUT, NoteVerbale.Direction.IN
DIRECTIONS = [(IN, pgettext_lazy("note", "Received")), (OUT, pgettext_lazy("note", "To be sent"))]


class NoteChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return f"{obj.code} · {writing.short_date(obj.dated)} · {obj.subject}"


class NoteVerbaleForm(EditForm):
    """A note of either direction.

    A new note received is entered in the register as it is saved, a new one to be sent stays a
    draft. Once a note counts, what the register knows it by is no longer asked.
    """

    upload = PrivateFileField(
        label=_("Scan"), required=False, help_text=_("The signed note as PDF or image.")
    )
    answers = NoteChoice(NoteVerbale.objects.all(), label=_("Answers"), required=False)
    field_order = [
        "direction", "dated", "correspondent", "delegation", "subject", "reference", "channel", "answers",
        "answer_due", "upload", "remarks",
    ]  # fmt: skip

    class Meta:
        model = NoteVerbale
        fields = [
            "direction", "dated", "correspondent", "delegation", "subject", "reference", "channel", "answers",
            "answer_due", "remarks",
        ]  # fmt: skip
        widgets = {
            "direction": forms.RadioSelect,
            "dated": DayInput,
            "answer_due": DayInput,
            "remarks": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        note = self.instance
        if note.counts:
            for name in FIXED:
                del self.fields[name]
                del self.before[name]
        else:
            self.fields["direction"].choices = DIRECTIONS
            self.fields["correspondent"].required = False
            self.fields["correspondent"].help_text = _("Empty: who sends the delegation.")
        self.fields["delegation"].queryset = Delegation.objects.visible_to(self.user).for_list()
        counted = self.fields["answers"].queryset.exclude(state=NoteVerbale.State.DRAFT)
        if note.counts:
            counted = counted.exclude(direction=note.direction)
        self.fields["answers"].queryset = counted.order_by("-sort_key")

    def clean_dated(self):
        day = self.cleaned_data["dated"]
        if day > clock.today(self.instance.summit):
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def clean(self):
        cleaned = super().clean()
        direction = cleaned.get("direction") or self.instance.direction
        answers, due = cleaned.get("answers"), cleaned.get("answer_due")
        if answers and answers.direction == direction:
            self.add_error(
                "answers", _("A note received answers one that was sent, and the other way round.")
            )
        if due and due < (cleaned.get("dated") or self.instance.dated or due):
            self.add_error("answer_due", _("The answer would be due before the note was written."))
        if "correspondent" in self.fields and not cleaned.get("correspondent"):
            self._fill_correspondent(cleaned)
        return cleaned

    def _fill_correspondent(self, cleaned):
        if cleaned.get("delegation"):
            cleaned["correspondent"] = cleaned["delegation"].organisation
        elif "correspondent" not in self.errors:
            self.add_error("correspondent", _("Say from whom the note comes or to whom it goes."))

    @transaction.atomic
    def save(self, *, by, verb=None):
        is_new = self.instance.pk is None
        if upload := self.cleaned_data.get("upload"):
            self.before["scan"] = self.instance.scan
            self.instance.scan = files.store(upload, kind=SCAN, summit=self.instance.summit, by=by)
        note = super().save(by=by, verb=verb)
        if note and is_new and note.direction == IN:
            note.workflow.run(note, "enter", by=by)
        if note and note.answers_id and note.counts and note.direction == IN:
            mark_answered(note.answers, by=by)
        return note

    def changes(self):
        """The name of a scan is its sender's words: the register says only that it changed."""
        return {name: None if name == "scan" else pair for name, pair in super().changes().items()}

    def _created(self):
        return {name: None if name == "scan" else pair for name, pair in super()._created().items()}


def mark_answered(note, *, by) -> None:
    """Take the step on a note sent that has its answer now; belongs to the transaction of the answer."""
    if note.state in note.workflow.steps["answered"].sources and by.has_perm("delegations.edit_note", note):
        try:
            note.workflow.run(note, "answered", by=by)
        except OutOfStep:
            return  # somebody noted the same answer just before


class ReceiptForm(NoteForm):
    """What proves that a note arrived."""

    receipt = forms.CharField(
        label=_("Proof of receipt"),
        max_length=300,
        help_text=_("For instance: stamped copy, signature in the bearer's book, answer by e-mail."),
    )
    receipt_on = forms.DateField(label=_("Received on"), widget=DayInput)
    field_order = ["receipt", "receipt_on", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["receipt_on"].initial = clock.today(self.subject.summit)

    def clean_receipt_on(self):
        day = self.cleaned_data["receipt_on"]
        if day > clock.today(self.subject.summit):
            raise forms.ValidationError(_("This day is still to come."))
        if day < self.subject.dated:
            raise forms.ValidationError(_("The note was not written yet on this day."))
        return day


class AssignForm(NoteForm):
    """Who deals with a note that came in."""

    assigned_to = forms.ModelChoiceField(
        User.objects.none(), to_field_name="public_id", label=_("Dealt with by")
    )
    field_order = ["assigned_to", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assigned_to"].queryset = readers_of(self.subject.summit)
        self.fields["assigned_to"].initial = self.subject.assigned_to


def readers_of(summit):
    """Active people who read the register by their duty of today: protocol, the coordinator, the secretary."""
    duties = Duty.objects.of(summit).in_force(clock.today(summit)).filter(narrowed_to="")
    who = Q(portfolio__code="protocol") | Q(portfolio=None, role__in=["coordinator", "secretary"])
    return User.objects.active().filter(pk__in=duties.filter(who).values("user")).order_by("name", "username")
