"""What is asked about a list of precedence: its rule, and from when to when it holds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from delegations.protocol.models import PrecedenceList
from delegations.roster.delegation import Delegation
from summit import clock
from summit.forms import EditForm
from summit.inputs import MomentInput

NOT_AFTER = _("The end is not after the start.")


class PrecedenceForm(EditForm):
    """The rule of a list and its time; whoever stands in it follows from both."""

    class Meta:
        model = PrecedenceList
        fields = [
            "code", "title", "scope", "rule", "alphabet", "chair", "chair_place", "host", "host_place",
            "reversed", "whole", "effective_from", "effective_until", "note",
        ]  # fmt: skip
        widgets = {
            "effective_from": MomentInput,
            "effective_until": MomentInput,
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("chair", "host"):
            known = Delegation.objects.of(self.user.summit).coming().for_list()
            self.fields[name].queryset = known.order_by("sort_key")

    @property
    def fieldsets(self):
        groups = (
            (_("The list"), ["code", "title", "scope", "effective_from", "effective_until"]),
            (_("The rule"), ["rule", "alphabet", "reversed", "whole"]),
            (_("Chair and host"), ["chair", "chair_place", "host", "host_place"]),
            ("", ["note"]),
        )
        return [(legend, [self[name] for name in names]) for legend, names in groups]

    def clean(self):
        cleaned = super().clean()
        begins, ends = cleaned.get("effective_from"), cleaned.get("effective_until")
        if begins and ends and ends <= begins:
            self.add_error("effective_until", NOT_AFTER)
        return cleaned


class MomentForm(forms.Form):
    """The minute that somebody asks about; in the summit's zone, empty for now."""

    at = forms.DateTimeField(label=_("Which list holds at"), required=False, widget=MomentInput)

    def moment(self):
        """The minute asked for, else now; also where what was typed is no date."""
        asked = self.cleaned_data.get("at") if self.is_valid() else None
        return asked or clock.now()
