"""Booking a hall: what for, where and when, what is wanted there, and as an option or confirmed."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from summit import clock, writing
from summit.forms import EditForm
from summit.inputs import MomentInput
from venues.halls import booking_choices as choices
from venues.halls import booking_needs as needs
from venues.halls import free, holding
from venues.halls.booking import HOLDS_FOR, HallBooking
from venues.halls.booking_moving import FAR, make_room, tell_who_asked
from venues.halls.booking_words import refusal

CONFIRMS = "venues.confirm_booking"
MOMENTS = ("starts_at", "ends_at", "hold_until")
LISTS = ("languages", "equipment")


class BookingForm(EditForm):
    """One session in one hall; ``ways`` are what is free instead where the hall is not to be had."""

    layout = forms.ChoiceField(label=gettext_lazy("Layout"), required=False)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages interpreted"), required=False, widget=forms.CheckboxSelectMultiple
    )
    equipment = forms.MultipleChoiceField(
        label=gettext_lazy("Equipment wanted"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=needs.EQUIPMENT.items(),
    )
    keep = forms.ChoiceField(
        label=gettext_lazy("Book it"),
        choices=[
            ("held", gettext_lazy("as an option, which ends by itself")),
            ("confirmed", pgettext_lazy("booking", "confirmed")),
        ],
        widget=forms.RadioSelect,
        initial="held",
    )

    class Meta:
        model = HallBooking
        fields = [
            "meeting", "item", "title", "hall", "starts_at", "ends_at", "setup_minutes", "clearing_minutes",
            "seats_asked", "layout", "languages", "equipment", "remarks", "hold_until",
        ]  # fmt: skip
        widgets = dict.fromkeys(MOMENTS, MomentInput) | {"remarks": forms.Textarea(attrs={"rows": 3})}

    GROUPS = (
        (gettext_lazy("What for"), ("meeting", "item", "title")),
        (
            gettext_lazy("Where and when"),
            ("hall", "starts_at", "ends_at", "setup_minutes", "clearing_minutes"),
        ),
        (
            gettext_lazy("What is wanted"),
            ("seats_asked", "layout", "languages", "equipment", "remarks"),
        ),
        (gettext_lazy("Option or confirmed"), ("keep", "hold_until")),
    )

    def __init__(self, data=None, *args, user, **kwargs):
        super().__init__(choices.with_way(data), *args, user=user, **kwargs)
        self.ways: list[free.Alternative] = []
        self.is_new = self.instance.pk is None
        choices.fill(self, user)
        for name in ("starts_at", "ends_at", "setup_minutes", "clearing_minutes"):
            self.fields[name].required = name in MOMENTS and not self.is_new
        if self.is_new:
            self.fields["starts_at"].help_text = _("Left empty, it takes the times of the meeting or item.")
        self.fields["setup_minutes"].help_text = _("Left empty, set-up and clearing are the hall’s own.")
        self.initial["layout"] = self.instance.layout.layout if self.instance.layout_id else ""
        if not self.is_new or not user.has_perm(CONFIRMS):
            del self.fields["keep"]
        if not self.is_new and self.instance.state != HallBooking.State.HELD:
            del self.fields["hold_until"]
            self.before.pop("hold_until")

    @property
    def fieldsets(self):
        """The fields in the groups in which the page shows them; a group without fields is left out."""
        groups = [
            (legend, [self[name] for name in names if name in self.fields]) for legend, names in self.GROUPS
        ]
        return [(legend, fields) for legend, fields in groups if fields]

    # -- what was typed --------------------------------------------------------------------

    def clean_hall(self):
        hall = self.cleaned_data["hall"]
        if not hall.made_of.exists():
            raise ValidationError(_("This hall has no parts yet: nothing of it can be held."))
        return hall

    def clean(self):
        """What was left open is filled in before the two versions of an edit are compared."""
        cleaned = self.cleaned_data
        for name in MOMENTS:
            cleaned[name] = self._unmoved(name, cleaned.get(name))
        self._say_what_for(cleaned)
        self._take_times(cleaned)
        kind, cleaned["layout"] = cleaned.get("layout", ""), None
        if cleaned.get("hall"):
            self._lay_out(cleaned, cleaned["hall"], kind)
        if "hold_until" in self.fields and cleaned.get("starts_at"):
            self._hold(cleaned)
        return super().clean()

    def _unmoved(self, name, at):
        """The browser's field leaves the seconds out: a moment that did not move is not a change."""
        stored = self.before.get(name)
        same = at and stored and dt.timedelta() <= stored - at < dt.timedelta(minutes=1)
        return stored if same else at

    def _say_what_for(self, cleaned):
        named = [name for name in ("meeting", "item", "title") if cleaned.get(name) and str(cleaned[name])]
        if not named and not {"meeting", "item", "title"} & self.errors.keys():
            self.add_error(
                "meeting", _("Choose a meeting or a programme item, or say in words what the hall is for.")
            )

    def _take_times(self, cleaned):
        """Times that were left empty are those of what takes place; both are near the summit."""
        served = cleaned.get("meeting") or cleaned.get("item")
        if served and not (cleaned["starts_at"] or cleaned["ends_at"]):
            cleaned["starts_at"], cleaned["ends_at"] = choices.times_of(served)
        for name, sentence in (("starts_at", _("Say when it begins.")), ("ends_at", _("Say when it ends."))):
            if name in self.errors:
                continue
            if not cleaned[name]:
                self.add_error(name, sentence)
            elif abs(cleaned[name].date() - self.instance.summit.starts_on) > FAR:
                self.add_error(name, _("This is more than a year away from the summit."))

    def _lay_out(self, cleaned, hall, kind):
        for name in ("setup_minutes", "clearing_minutes"):
            if cleaned.get(name) is None and name not in self.errors:
                cleaned[name] = getattr(hall, name)
        layouts = {one.layout: one for one in hall.layouts.all()}
        cleaned["layout"] = layouts.get(kind)
        if kind and kind not in layouts:
            words = {"hall": hall, "layouts": writing.listed(layouts.values())}
            known = _("%(hall)s is not laid out like that. It can be: %(layouts)s.")
            self.add_error(
                "layout", (known if layouts else _("No layout of %(hall)s is written down.")) % words
            )

    def _hold(self, cleaned):
        now, starts_at = clock.now(), cleaned["starts_at"]
        if self.confirms:
            cleaned["hold_until"] = now + HOLDS_FOR  # until the same act confirms it
            return
        until = cleaned.get("hold_until") or choices.proposed_end(starts_at)
        if self.data.get("way"):  # a way out that begins earlier takes the end of the option with it
            until = min(until, starts_at)
        cleaned["hold_until"] = until
        if until == self.before.get("hold_until"):
            return
        if starts_at <= now:
            self.add_error(
                "hold_until", _("It begins before an option could end: this needs a confirmed booking.")
            )
        elif until > starts_at:
            self.add_error("hold_until", _("The option ends when the booking begins, at the latest."))
        elif until <= now:
            self.add_error("hold_until", _("This moment is past."))

    @property
    def confirms(self) -> bool:
        """Whether the booking is to be confirmed at once, by somebody who may."""
        return "keep" in self.fields and self.cleaned_data.get("keep") == "confirmed"

    # -- what is free ----------------------------------------------------------------------

    def _post_clean(self):
        super()._post_clean()
        row = self.instance
        if {"hall", "starts_at", "ends_at", "setup_minutes", "clearing_minutes"} & self.errors.keys():
            return
        row.fill_keys()
        self._seat(row)
        if free.taken(row.hall, row.occupied_from, row.occupied_until, but=row).exists():
            self.refuse()

    def _seat(self, row):
        """More seats than there are is refused, with the halls that are free and large enough."""
        if {"seats_asked", "layout"} & self.errors.keys() or needs.seated(row):
            return
        self.ways = free.other_halls(row)[: free.WAYS_OUT]
        fitting = writing.listed(way.hall for way in self.ways)
        rest = (
            _("Free then and large enough: %(halls)s.")
            if fitting
            else _("No free hall is large enough then.")
        )
        self.add_error("seats_asked", f"{needs.too_few_seats(row)} {rest % {'halls': fitting}}")

    def refuse(self):
        """Say at the hall what holds it, and what is free instead."""
        self.add_error("hall", refusal(self.instance, self.user))
        self.ways = free.alternatives(self.instance)

    # -- storing ---------------------------------------------------------------------------

    def changes(self):
        return self._listed(super().changes())

    def _created(self):
        return self._listed(super()._created())

    def _listed(self, pairs):
        """The audit keeps lists as lists."""
        known = {name: [self.before[name] or [], getattr(self.instance, name)] for name in LISTS}
        return {name: known.get(name, pair) for name, pair in pairs.items()}

    def save(self, *, by, verb=None):
        """The stored booking; ``None`` where the hall was taken meanwhile, or the booking changed."""
        moved = not self.is_new and bool({"hall", "starts_at", "ends_at"} & self.changes().keys())
        try:
            with transaction.atomic(), holding.refusing():
                make_room(self.instance)
                row = super().save(by=by, verb=verb)
                if row is None:
                    transaction.set_rollback(True)
                elif self.confirms:
                    row.workflow.run(row, "confirm", by=by)
                elif moved:
                    tell_who_asked(row, by=by)
                return row
        except holding.Taken:
            self._forget_key()
            self.refuse()
            return None

    def _save_m2m(self):
        """The parts that the booking holds."""
        holding.hold(self.instance)

    def _forget_key(self):
        """A row whose transaction was rolled back is not stored, whatever its key says."""
        if self.is_new:
            self.instance.pk, self.instance._state.adding = None, True
