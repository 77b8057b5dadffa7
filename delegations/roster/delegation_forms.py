"""The form of a delegation."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from delegations.roster.delegation import Delegation
from delegations.roster.notes import NoteVerbale
from summit import writing
from summit.accounts.models import Organisation
from summit.forms import EditForm
from summit.inputs import DayInput

SENDING = (Organisation.Kind.STATE, Organisation.Kind.INTERNATIONAL)
GROUPS = (
    ("", ("code", "name", "organisation", "delegation_type")),
    (
        _("Focal point of the delegation"),
        ("focal_name", "focal_function", "focal_email", "focal_phone", "focal_note"),
    ),
    (_("What it said"), ("accepted_on", "languages", "arms", "terms", "remarks")),
)


class DelegationForm(EditForm):
    """Everything about a delegation but its list, its quotas and its state."""

    class Meta:
        model = Delegation
        fields = [name for _legend, names in GROUPS for name in names]
        widgets = {"accepted_on": DayInput}
        help_texts = {
            "code": _("Short, for lists and commands: BFA."),
            "languages": _("For instance French, Arabic."),
            "focal_note": _("The note in which the delegation names the focal point."),
            "accepted_on": _("The day of the note that accepts; some orders of precedence count from it."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = self.senders()
        self.offer_notes()

    def senders(self):
        """States and international organisations that take part and have no delegation yet."""
        rows = self.fields["organisation"].queryset
        others = Delegation.objects.of(self.user.summit).exclude(pk=self.instance.pk)
        free = Q(org_type__in=SENDING, state=Organisation.State.ACTIVE) & ~Q(
            pk__in=others.values("organisation")
        )
        return rows.filter(free | Q(pk=self.instance.organisation_id)).order_by("code")

    def offer_notes(self):
        """The notes received from the delegation; a new one has none yet."""
        if self.instance.pk is None:
            del self.fields["focal_note"]
            return
        field = self.fields["focal_note"]
        incoming = field.queryset.filter(delegation=self.instance, direction=NoteVerbale.Direction.IN)
        field.queryset = incoming.exclude(state=NoteVerbale.State.DRAFT) | field.queryset.filter(
            pk=self.instance.focal_note_id
        )
        field.label_from_instance = note_in_words

    @property
    def fieldsets(self):
        shown = [(legend, [name for name in names if name in self.fields]) for legend, names in GROUPS]
        return [(legend, [self[name] for name in names]) for legend, names in shown]

    def clean_code(self):
        return self.cleaned_data["code"].upper()


def note_in_words(note):
    return writing.listed((note.code, writing.short_date(note.dated), note.subject))
