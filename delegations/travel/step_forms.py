"""What the steps of a movement ask before they are taken."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from delegations.travel.time_fields import MomentField
from delegations.travel.time_telling import TO_COME, is_to_come
from summit import clock
from summit.steps import NoteForm


class DelayForm(NoteForm):
    """The new estimate."""

    estimated_at = MomentField(
        label=_("Estimated"), help_text=_("10:38, or 23/12 07:30 where another day is meant.")
    )
    field_order = ["estimated_at", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["estimated_at"].of(self.subject)
        self.initial.setdefault("estimated_at", self.subject.estimated_at or self.subject.planned_at)


class LandedForm(NoteForm):
    """When it happened; left empty, now."""

    landed_at = MomentField(
        label=_("At"), required=False, help_text=_("Empty means now. An hour alone is one of today.")
    )
    field_order = ["landed_at", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field, summit = self.fields["landed_at"], self.subject.summit
        field.of(self.subject)
        field.day = clock.today(summit)  # what has happened happened today, whatever was planned
        self.initial.setdefault("landed_at", clock.now())

    def clean_landed_at(self):
        at = self.cleaned_data["landed_at"] or clock.now()
        if is_to_come(at):
            raise ValidationError(TO_COME)
        return at
