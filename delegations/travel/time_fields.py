"""The one field for a time, and the form that tells one."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from delegations.travel.journeys import TimeTold
from delegations.travel.time_reading import read_day, read_moment, typed
from summit import clock, writing

Kind = TimeTold.Kind
DAYS_AROUND = 3  # offered before the first and after the last day of the summit


class MomentField(forms.Field):
    """A time as people type it; cleaned to an aware moment. ``day`` and ``zone`` are given by the form."""

    day: dt.date | None = None
    zone = None

    def __init__(self, **kwargs):
        super().__init__(widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}), **kwargs)

    def of(self, movement):
        """The field for one movement: an hour alone belongs to the day for which it was planned."""
        self.zone = movement.summit.tz
        self.day = movement.planned_at.astimezone(self.zone).date()

    def prepare_value(self, value):
        return typed(value, day=self.day, zone=self.zone) if isinstance(value, dt.datetime) else value

    def to_python(self, value):
        text = str(value or "").strip()
        return read_moment(text, day=self.day, zone=self.zone) if text else None


class TimeForm(forms.Form):
    """One time for a movement: a day where the page asks for it apart, the hour, and who said so."""

    day = forms.ChoiceField(label=_("New day"), required=False)
    at = MomentField(label=_("New time"), help_text=_("10:38, or 23/12 07:30 where another day is meant."))
    time_type = forms.ChoiceField(
        label=_("Which time"),
        required=False,
        choices=[(kind, kind.label) for kind in (Kind.ESTIMATED, Kind.ON_BLOCKS, Kind.LANDED)],
    )
    note = forms.CharField(label=_("Who told you?"), max_length=300, required=False)
    AFTERWARDS = (Kind.ON_BLOCKS, Kind.LANDED)  # told once it has happened

    def __init__(self, *args, movement, **kwargs):
        super().__init__(*args, **kwargs)
        self.movement = movement
        self.fields["at"].of(movement)
        summit = movement.summit
        shown = (movement.estimated_at or movement.planned_at).astimezone(summit.tz).date()
        days = {
            summit.on_day(n)
            for n in range(-DAYS_AROUND, (summit.ends_on - summit.starts_on).days + DAYS_AROUND + 1)
        }
        days |= {shown, self.fields["at"].day, clock.today(summit)}
        self.fields["day"].choices = [(str(day), writing.short_day(day)) for day in sorted(days)]
        self.initial.setdefault("day", str(shown))
        self.asked = self.data.get("time_type") or self.initial.get("time_type", "")
        if self.asked in self.AFTERWARDS and movement.landed_at:
            self.fields["at"].label = self.label()
            self.fields["at"].day = movement.landed_at.astimezone(summit.tz).date()
        if self.data.get("day"):  # the page asks for the day apart: an hour alone belongs to that one
            self.fields["at"].day = day_chosen(self.data["day"], self.fields["at"].day)

    def label(self):
        if self.asked == Kind.ON_BLOCKS:
            return _("On blocks at")
        return _("Landed at") if self.movement.is_arrival else _("Left at")

    @property
    def button(self):
        """What pressing it does: a time noted before is corrected, any other is told."""
        return _("Correct the time") if self.asked == Kind.LANDED else _("Tell this time")

    def clean_time_type(self):
        return self.cleaned_data["time_type"] or Kind.ESTIMATED

    def refusal(self) -> str:
        """Everything that is wrong as one line, for a row of the board."""
        return " ".join(str(message) for errors in self.errors.values() for message in errors)


def day_chosen(text, default):
    try:
        return read_day(text, near=default)
    except (ValidationError, TypeError):
        return default  # the choice itself says what is wrong with it
