"""The convocation: a meeting, its agenda and who is invited, sent as one form."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from summit import audit
from summit.accounts.models import Ministry, Organisation
from summit.forms import EditForm
from summit.inputs import MomentInput
from summit.meetings import seats
from summit.meetings.locking import keep_open
from summit.meetings.models import AgendaEntry, Meeting

EXTRA_ROWS = 5
MOST_ROWS = 60


def lines_high(field, rows):
    """Let each language of a long text have a box of so many lines."""
    for widget in field.widget.widgets:
        widget.attrs["rows"] = rows


class MeetingForm(EditForm):
    """When, where, under whose chair, and which ministries are invited."""

    invited = forms.ModelMultipleChoiceField(
        Ministry.objects.order_by("rank", "code"),
        label=_("Ministries invited"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Meeting
        fields = ["body", "title", "starts_at", "ends_at", "site", "place", "chair", "convocation"]
        widgets = {"starts_at": MomentInput, "ends_at": MomentInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lines_high(self.fields["convocation"], 4)
        self.fields["body"].empty_label = None
        if self.instance.pk:
            del self.fields["body"]  # its number was given by it
            self.before.pop("body")
            chosen = seats.invited_ministries(self.instance)
        else:
            chosen = self.fields["invited"].queryset.filter(coordinated=True)
        self.fields["invited"].initial = list(chosen)

    @property
    def fieldsets(self):
        groups = (
            (_("The meeting"), ("body", "title", "chair")),
            (_("When and where"), ("starts_at", "ends_at", "site", "place")),
            (_("Who is invited"), ("invited",)),
            (_("Convocation"), ("convocation",)),
        )
        return [(legend, [self[name] for name in names if name in self.fields]) for legend, names in groups]

    def save(self, *, by, verb=None):
        return super().save(by=by, verb=verb or ("edit" if self.instance.pk else "convene"))

    def _save_m2m(self):
        """Ministries sit at the meeting through a seat, which is no field of it."""


class AgendaRowForm(EditForm):
    """One item of the agenda; an empty row is no item."""

    remove = forms.BooleanField(label=_("Remove"), required=False)

    class Meta:
        model = AgendaEntry
        fields = ["order", "title", "presenter"]
        widgets = {"order": forms.NumberInput(attrs={"min": 1, "max": 99, "dir": "ltr"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.empty_permitted = self.instance.pk is None
        self.fields["order"].required = False
        self.fields["presenter"].queryset = Organisation.objects.of(self.user.summit).filter(
            org_type__in=[Organisation.Kind.MINISTRY, Organisation.Kind.PUBLIC],
            state=Organisation.State.ACTIVE,
        )
        self.fields["presenter"].empty_label = _("Nobody yet")
        if self.instance.pk is None:  # nothing to remove, nobody to be faster
            del self.fields["remove"], self.fields["revision"]

    @property
    def is_item(self):
        return bool(self.instance.pk) or self.has_changed()

    @property
    def removed(self):
        return bool(self.cleaned_data.get("remove"))

    def clean_remove(self):
        remove = self.cleaned_data["remove"]
        if remove and (str(self.instance.minutes) or self.instance.decisions.exists()):
            raise ValidationError(_("This item has minutes or decisions and stays."))
        return remove

    def clean_order(self):
        return self.cleaned_data["order"] or self.instance.order or 99


class Convocation:
    """The meeting's form and one row for each item of its agenda, plus ``blank`` empty ones."""

    def __init__(self, *, user, meeting=None, data=None, blank=EXTRA_ROWS):
        self.user, self.meeting = user, meeting
        self.form = MeetingForm(data, instance=meeting, user=user)
        entries = list(meeting.agenda.all()) if meeting else []
        rows = len(entries) + blank
        if data is not None:
            rows = max(len(entries), min(number(data.get("rows")), MOST_ROWS))
        self.rows = [self._row(index, entries, data) for index in range(rows)]

    def _row(self, index, entries, data):
        entry = entries[index] if index < len(entries) else AgendaEntry(order=None)
        return AgendaRowForm(data, instance=entry, prefix=f"item-{index}", user=self.user)

    @classmethod
    def retyped(cls, *, user, meeting, data):
        """What was typed, shown again with more rows and without judging it yet."""
        typed = cls(user=user, meeting=meeting, data=data)
        fresh = cls(user=user, meeting=meeting, blank=0)
        fresh.rows = [cls._again(row) for row in typed.rows]
        fresh.form = cls._again(typed.form)
        return fresh

    @staticmethod
    def _again(form):
        again = type(form)(instance=form.instance, prefix=form.prefix, user=form.user)
        again.initial |= {name: form[name].data for name in form.fields if form[name].data is not None}
        for name, field in again.fields.items():
            field.initial = again.initial.get(name, field.initial)
        return again

    @property
    def is_bound(self):
        return self.form.is_bound

    def is_valid(self):
        return all([self.form.is_valid(), *(row.is_valid() for row in self.rows)])

    @transaction.atomic
    def save(self, *, by):
        """The stored meeting, or ``None`` where somebody changed a part of it meanwhile.

        Raises ``MinutesClosed`` where the meeting's minutes were sent in between.
        """
        if self.meeting:
            keep_open(self.meeting)
        meeting = self.form.save(by=by)
        if meeting is None or None in self._save_rows(meeting, by):
            transaction.set_rollback(True)
            return None
        seats.invite(meeting, self.form.cleaned_data["invited"], by=by)
        return meeting

    def _save_rows(self, meeting, by):
        return [self._save_row(row, place, meeting, by) for place, row in enumerate(self.items, start=1)]

    @property
    def wrong_rows(self):
        """Whether an item of the agenda has an error."""
        return self.is_bound and any(row.errors for row in self.rows)

    @property
    def items(self):
        """The rows that are items of the agenda, in the order that their numbers give."""
        filled = [row for row in self.rows if row.is_item]
        return sorted(filled, key=lambda row: row.cleaned_data.get("order") or 99)

    @staticmethod
    def _save_row(row, place, meeting, by):
        if row.removed:
            audit.record(row.instance, "remove", by=by)
            row.instance.delete()
            return True
        row.instance.meeting = meeting
        row.instance.order = place
        return row.save(by=by)


def number(text) -> int:
    """A count of rows as the page sent it; 0 where it makes no sense."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 4 else 0
