"""What the steps of a clearance ask before they are taken."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from delegations.travel.flight import Flight
from delegations.travel.opinions import GOOD, Opinion
from summit.inputs import MomentInput
from summit.steps import NoteForm


class OpinionForm(NoteForm):
    """An opinion; one that is not plainly favourable says why."""

    opinion = forms.ChoiceField(
        label=_("Opinion"),
        choices=[choice for choice in Opinion.choices if choice[0]],
        widget=forms.RadioSelect,
    )
    field_order = ["opinion", "note"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("opinion") not in (None, Opinion.FAVOURABLE) and not cleaned.get("note"):
            self.add_error("note", _("A reserve or an unfavourable opinion needs its reason."))
        return cleaned


class GrantForm(NoteForm):
    """The number of the clearance and the time that it covers."""

    clearance_number = forms.CharField(label=_("Clearance number"), max_length=60)
    valid_from = forms.DateTimeField(label=_("Valid from"), widget=MomentInput)
    valid_until = forms.DateTimeField(label=_("Valid until"), widget=MomentInput)
    field_order = ["clearance_number", "valid_from", "valid_until", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["clearance_number"].widget.attrs.update(dir="ltr", autocomplete="off")
        self.initial.setdefault("clearance_number", self.subject.clearance_number)
        self.initial.setdefault("valid_from", self.subject.valid_from or self.subject.arrives_at)
        self.initial.setdefault("valid_until", self.subject.valid_until or self.subject.departs_at)

    def clean_clearance_number(self):
        number = self.cleaned_data["clearance_number"].strip()
        others = Flight.objects.of(self.subject.summit).exclude(pk=self.subject.pk)
        if others.filter(clearance_number=number).exists():  # the unique key has the last word
            raise ValidationError(_("This clearance number is already taken."), code="taken")
        return number

    def clean(self):
        cleaned = super().clean()
        begins, ends = cleaned.get("valid_from"), cleaned.get("valid_until")
        if begins and ends and ends <= begins:
            self.add_error("valid_until", _("The end is not after the start."))
        for words, opinion in (
            (_("Defence has not given a favourable opinion."), self.subject.defence_opinion),
            (_("Civil aviation has not given a favourable opinion."), self.subject.aviation_opinion),
        ):
            if opinion not in GOOD:
                self.add_error(None, words)
        return cleaned
