"""What the steps of a list of precedence ask before they are taken."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from delegations.protocol import computing
from delegations.protocol.forms import NOT_AFTER
from delegations.protocol.models import PrecedenceList
from summit import writing
from summit.inputs import MomentInput
from summit.steps import NoteForm


class ApproveForm(NoteForm):
    """From which minute the list holds; places that the rule does not give want a word of their own."""

    effective_from = forms.DateTimeField(
        label=_("Holds from"),
        widget=MomentInput,
        help_text=_("The list that held before ends at that minute."),
    )
    effective_until = forms.DateTimeField(
        label=_("Holds until"),
        required=False,
        widget=MomentInput,
        help_text=_("Empty: until another list follows."),
    )
    anyway = forms.BooleanField(required=True, label="")
    field_order = ["effective_from", "effective_until", "anyway", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["effective_from"].initial = self.subject.effective_from
        self.fields["effective_until"].initial = self.subject.effective_until
        standing = computing.standing_of(self.subject)
        self.places = len(standing.places)
        doubts = len(standing.open) + len(standing.headless)
        if doubts:
            said = ngettext(
                "Approve although %(count)d place is not settled",
                "Approve although %(count)d places are not settled",
                doubts,
            )
            self.fields["anyway"].label = said % {"count": doubts}
            self.fields["anyway"].error_messages["required"] = _(
                "Settle the places first, or tick this: it is recorded."
            )
        else:
            del self.fields["anyway"]

    def clean(self):
        cleaned = super().clean()
        begins, ends = cleaned.get("effective_from"), cleaned.get("effective_until")
        if begins and ends and ends <= begins:
            self.add_error("effective_until", NOT_AFTER)
        if not self.places:
            self.add_error(None, _("Nobody stands on this list yet."))
        elif begins and (other := self.other_at(begins)):
            words = {"code": other.code, "moment": writing.short_time(begins, self.subject.summit)}
            self.add_error(
                "effective_from",
                _("%(code)s is approved and begins at %(moment)s too. End it first.") % words,
            )
        return cleaned

    def other_at(self, moment):
        """The approved list of the same use that begins at that very minute."""
        rows = PrecedenceList.objects.filter(
            scope_key=self.subject.scope_key, state=PrecedenceList.State.APPROVED, effective_from=moment
        )
        return rows.exclude(pk=self.subject.pk).first()
