"""Asking for a change of a list, and accepting it."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.roster import line_writing, person_snapshot
from delegations.roster.line_form import LineForm
from summit.steps import NoteForm

REASON = gettext_lazy("Why the list should change")


def reason_field():
    return forms.CharField(
        label=REASON,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Protocol decides on it. For instance: replaces the adviser who fell ill."),
    )


class ChangeForm(LineForm):
    """The line as it should read, and why."""

    reason = reason_field()

    @property
    def fieldsets(self):
        return [("", [self["reason"]]), *super().fieldsets]

    def split(self) -> tuple[dict, str]:
        """The line's values and the reason."""
        values = dict(self.cleaned_data)
        return values, values.pop("reason")


class LeaveForm(forms.Form):
    """Why somebody leaves the list."""

    reason = reason_field()


class AcceptForm(NoteForm):
    """Accept a change; where its line has moved on since it was asked, both are shown and it is asked again."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.clashes = []

    def clean(self):
        cleaned = super().clean()
        change = self.subject
        for fault in line_writing.faults(change.delegation, [change]):
            self.add_error(None, fault.sentence)
        if not self.errors:
            self._look_again(change, cleaned)
        return cleaned

    def _look_again(self, change, cleaned):
        if not line_writing.moved_on(change):
            return
        now = line_writing.fresh(change.membership_id)
        revision = person_snapshot.revision(now)
        if cleaned.get("seen") == revision:
            return
        self.add_error(
            None, _("The line has changed since this was asked. Compare below, then accept again.")
        )
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = revision
        stored = person_snapshot.snapshot(now)
        wanted = stored | line_writing.wanted(change)
        told = person_snapshot.described(change.before, stored)
        asked = {
            str(label): after for label, _before, after in person_snapshot.described(change.before, wanted)
        }
        self.clashes = [(label, after, asked.get(str(label), after)) for label, _before, after in told]
