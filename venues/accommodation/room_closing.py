"""The form that takes a room out of order: refused while somebody holds it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from summit import clock, writing
from summit.steps import NoteForm
from venues.accommodation.assignment import HOLDING


class ClosingForm(NoteForm):
    """Asks for the reason."""

    def clean(self):
        cleaned = super().clean()
        today = clock.today(self.subject.summit)
        held = (
            self.subject.lodgings.filter(state__in=HOLDING, check_out__gt=today).order_by("check_in").first()
        )
        if held:
            message = _(
                "Somebody holds this room from %(day)s to %(until)s. Give the guest another one first."
            )
            words = {
                "day": writing.short_day(held.check_in),
                "until": writing.short_day(held.check_out),
            }
            raise ValidationError(message, params=words)
        return cleaned
