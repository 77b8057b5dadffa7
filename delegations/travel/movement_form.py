"""The form of a movement, with all that is known of it."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from delegations.roster.membership import Membership
from delegations.travel import movement_acts as acts
from delegations.travel.movement import Movement
from delegations.travel.passenger_choice import chosen_for, replace_passengers, travellers
from delegations.travel.restricted_fields import KeepsRestricted
from summit.forms import EditForm, readable
from summit.inputs import MomentInput


class MovementForm(KeepsRestricted, EditForm):
    """One movement of a delegation that is known beforehand: its members and flights are the choices."""

    RESTRICTED = ("assistance",)

    passengers = forms.ModelMultipleChoiceField(
        Membership.objects.none(),
        label=_("Passengers"),
        required=False,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Who leads the group is added by itself."),
    )

    class Meta:
        model = Movement
        fields = [
            "code", "direction", "principal", "party", "mode", "carrier", "flight_no", "flight", "origin",
            "destination", "site", "planned_at", "welcomed_by", "greeter", "lounge", "honour_guard", "anthems",
            "red_carpet", "gun_salute", "baggage", "baggage_tag", "vehicles", "onward", "visa", "armed_party",
            "assistance", "remarks",
        ]  # fmt: skip
        widgets = {"planned_at": MomentInput, "remarks": forms.Textarea(attrs={"rows": 3})}

    GROUPS = (
        (_("Who travels"), ("code", "direction", "principal", "party", "passengers")),
        (_("How"), ("mode", "carrier", "flight_no", "flight", "origin", "destination", "site")),
        (_("When"), ("planned_at",)),
        (
            _("Welcome and honours"),
            (
                "welcomed_by", "greeter", "lounge", "honour_guard", "anthems", "red_carpet", "gun_salute",
            ),
        ),
        (_("Baggage and onward journey"), ("baggage", "baggage_tag", "vehicles", "onward")),
        (_("Formalities"), ("visa", "armed_party", "assistance", "remarks")),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        delegation, stored = self.instance.delegation, chosen_for(self.instance)
        members = travellers(delegation) | Membership.objects.filter(pk__in=[one.pk for one in stored])
        self.fields["passengers"].queryset = members
        self.fields["passengers"].label_from_instance = self.fields["principal"].label_from_instance = said
        self.initial["passengers"], self.stored = stored, stored
        self.fields["principal"].queryset = members
        self.fields["principal"].empty_label = _("Nobody: a group of the delegation")
        flights = self.fields["flight"].queryset
        self.fields["flight"].queryset = flights.filter(delegation=delegation)
        self.fields["greeter"].queryset = self.fields["greeter"].queryset.active().order_by("name")
        for name in ("code", "flight_no"):
            self.fields[name].widget.attrs.update(dir="ltr", autocomplete="off")

    @property
    def fieldsets(self):
        """The fields in the groups in which the page shows them."""
        return [(legend, [self[name] for name in names]) for legend, names in self.GROUPS]

    def clean_planned_at(self):
        """The browser's field leaves the seconds out: a plan that did not move is not a change."""
        at, stored = self.cleaned_data["planned_at"], self.before["planned_at"]
        same = at and stored and dt.timedelta() <= stored - at < dt.timedelta(minutes=1)
        return stored if same else at

    def clean(self):
        cleaned = super().clean()
        self._count_party(cleaned)
        if cleaned.get("flight") and cleaned.get("mode") != Movement.Mode.SPECIAL:
            self.add_error(
                "flight", _("A special flight is chosen: say “special flight” as the way they come.")
            )
        if principal := cleaned.get("principal"):
            cleaned["passengers"] = cleaned.get("passengers", Membership.objects.none()) | (
                Membership.objects.filter(pk=principal.pk)
            )
        return cleaned

    def _count_party(self, cleaned):
        chosen = {member.pk for member in cleaned.get("passengers", ())}
        if cleaned.get("principal"):
            chosen.add(cleaned["principal"].pk)
        if "party" in cleaned and cleaned["party"] and cleaned["party"] < len(chosen):
            message = ngettext(
                "%(count)d person is chosen: at least as many travel.",
                "%(count)d people are chosen: at least as many travel.",
                len(chosen),
            )
            self.add_error("party", ValidationError(message, params={"count": len(chosen)}))

    def changes(self):
        return self._nameless(super().changes())

    def _created(self):
        return self._nameless(super()._created())

    def _nameless(self, pairs):
        """The audit keeps no personal names: who leads the group is told by the membership's own label."""
        if "principal" in pairs:
            labels = [
                getattr(one, "audit_label", "") for one in (self.before["principal"], self.instance.principal)
            ]
            pairs["principal"] = labels
        return pairs

    def _many_changes(self):
        """Who joined and who left the group, as counts: the audit keeps no names."""
        was = {member.pk for member in self.stored}
        now = {member.pk for member in self.cleaned_data["passengers"]}
        if was == now:
            return {}
        moved = " ".join(f"{sign}{len(part)}" for sign, part in (("+", now - was), ("−", was - now)) if part)
        return {"passengers": [len(was), f"{len(now)} ({moved})"]}

    def _both_versions(self):
        """The passengers are compared by their names."""
        yield from super()._both_versions()
        if "passengers" in self.cleaned_data:
            theirs, yours = self.stored, self.cleaned_data["passengers"]
            yield "passengers", *(sorted(readable(one.person) for one in rows) for rows in (theirs, yours))

    def _save_m2m(self):
        """The passengers, and the plan among the times told."""
        replace_passengers(self.instance, self.cleaned_data["passengers"])
        planned = self.instance.planned_at
        if self.before["planned_at"] != planned:
            acts.tell_time(self.instance, "planned", planned, by=self.user)


def said(member) -> str:
    """A member in a choice: the name, and the function that tells namesakes apart."""
    function = str(member.function)
    return f"{member.person}, {function}" if function else str(member.person)
