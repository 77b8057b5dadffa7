"""The page of the seats: who came, who sent somebody, who excused himself."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from summit.accounts.models import Organisation
from summit.forms import EditForm
from summit.meetings.locking import keep_open
from summit.meetings.models import Attendance

BLANK_SEATS = 2


class SeatForm(EditForm):
    """One seat: whether it was taken, and by whom when somebody else came."""

    class Meta:
        model = Attendance
        fields = ["presence", "substitute"]
        widgets = {"presence": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        hint = _("Who came instead")
        self.fields["substitute"].widget.attrs |= {"aria-label": hint, "placeholder": hint, "dir": "auto"}

    def clean(self):
        cleaned = super().clean()
        came_instead = cleaned.get("presence") == Attendance.Presence.SUBSTITUTE
        if came_instead and not cleaned.get("substitute"):
            self.add_error("substitute", _("Name the person who came instead."))
        if cleaned.get("substitute") and not came_instead:
            self.add_error(
                "presence", _("You named a substitute: choose “Substitute came” or empty the name.")
            )
        return cleaned


class NewSeatForm(SeatForm):
    """A seat that the convocation did not know; left empty it is none."""

    class Meta(SeatForm.Meta):
        fields = ["organisation", "office", "user", "presence", "substitute"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, empty_permitted=True, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.of(self.user.summit).filter(
            org_type__in=[
                Organisation.Kind.MINISTRY,
                Organisation.Kind.PUBLIC,
                Organisation.Kind.INTERNATIONAL,
            ]
        )
        del self.fields["revision"]  # nobody can be faster at a seat that is not there yet
        self.initial["presence"] = Attendance.Presence.PRESENT

    def clean(self):
        cleaned = super().clean()
        named = cleaned.get("organisation") or cleaned.get("user") or str(cleaned.get("office") or "")
        if not named:
            raise ValidationError(_("Say which body, office or person sat there."))
        return cleaned


class Seating:
    """All seats of one meeting as one form."""

    def __init__(self, meeting, *, user, data=None):
        self.meeting, self.is_bound = meeting, data is not None
        seats = meeting.attendance.select_related("organisation__ministry", "user", "meeting")
        self.seats = [
            SeatForm(data, instance=seat, prefix=f"seat-{seat.public_id}", user=user) for seat in seats
        ]
        if data is not None:  # a seat added since the page was opened is left as it is
            self.seats = [form for form in self.seats if form.add_prefix("revision") in data]
        self.blank = [
            NewSeatForm(
                data,
                instance=Attendance(meeting=meeting, summit=meeting.summit),
                prefix=f"new-{index}",
                user=user,
            )
            for index in range(BLANK_SEATS)
        ]

    @property
    def forms(self):
        return [*self.seats, *self.blank]

    @property
    def wrong(self):
        """Whether any row has an error."""
        return self.is_bound and any(form.errors for form in self.forms)

    def is_valid(self):
        verdicts = [
            form.is_valid() for form in self.forms
        ]  # every row is judged, not only the first wrong one
        return all(verdicts)

    @transaction.atomic
    def save(self, *, by) -> bool:
        """Store every row that changed, or none of them where somebody else changed one meanwhile.

        Raises ``MinutesClosed``.
        """
        keep_open(self.meeting)
        filled = [form for form in self.forms if form.has_changed()]
        if None in [form.save(by=by, verb="attend") for form in filled]:
            transaction.set_rollback(True)
            return False
        return True
