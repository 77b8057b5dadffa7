"""What the steps of the plan ask before they are taken."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from summit import clock
from summit.accounts.models import Organisation
from summit.files.forms import PrivateFileField
from summit.inputs import DayInput
from summit.steps import NoteForm


class BlockForm(NoteForm):
    """What blocks, who must lift it and since when."""

    note = None
    what = forms.CharField(
        label=_("What blocks the task"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    must_act = forms.ModelChoiceField(
        Organisation.objects.none(), to_field_name="public_id", label=_("Who must act")
    )
    must_act_text = forms.CharField(
        label=_("What they must do"),
        max_length=300,
        required=False,
        help_text=_("For instance: deliver the last 9 pylons before 17 December."),
    )
    since = forms.DateField(
        label=_("Since"),
        required=False,
        widget=DayInput,
        help_text=_("Leave it empty when it began just now."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.of(self.subject.summit).filter(state=Organisation.State.ACTIVE)
        self.fields["must_act"].queryset = rows.order_by("code")

    def clean_since(self):
        """The moment it began: noon of an earlier day; today means now."""
        day, today = self.cleaned_data["since"], clock.today(self.subject.summit)
        if day is None or day == today:
            return None
        if day > today:
            raise forms.ValidationError(_("This day is still to come."))
        return dt.datetime.combine(day, dt.time(12), tzinfo=self.subject.summit.tz)


class UnblockForm(NoteForm):
    """How the blocking point was lifted; it stays in the task's history."""

    note = forms.CharField(
        label=_("How it was lifted"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), required=True
    )

    def _declared_note(self):
        return False  # NoteForm would rename the field and call it optional


class SubmitForm(NoteForm):
    """A remark and the file that proves the work."""

    proof = PrivateFileField(
        label=_("Evidence"),
        required=False,
        help_text=_("A report, a photograph, a signed sheet: PDF, image or document."),
    )


class CounterForm(NoteForm):
    """Another date for what a ministry is asked."""

    offered_on = forms.DateField(label=_("Date offered"), widget=DayInput)
    field_order = ["offered_on", "note"]

    def clean_offered_on(self):
        day = self.cleaned_data["offered_on"]
        if day < clock.today(self.subject.summit):
            raise forms.ValidationError(_("This day is already over."))
        if day == self.subject.wished_on:
            raise forms.ValidationError(_("This is the date they wish: accept it instead."))
        return day


class PublishForm(NoteForm):
    """The number under which the notice was published."""

    notice_number = forms.CharField(
        label=_("Number of the notice"), max_length=60, help_text=_("As printed on the published text.")
    )
    field_order = ["notice_number", "note"]
