"""Giving an aircraft a stand, with the free ones that fit when the wanted one is taken."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from delegations.travel.stand import Stand, StandAllocation
from summit import writing
from summit.forms import EditForm
from summit.inputs import MomentInput

BUFFER = dt.timedelta(minutes=15)
DROP_AND_GO = dt.timedelta(minutes=45)


class AllocationForm(EditForm):
    """The stand of one flight, from when until when; the database refuses a second aircraft and a wider one."""

    class Meta:
        model = StandAllocation
        fields = ["stand", "use", "tug", "occupied_from", "occupied_until"]
        widgets = {"occupied_from": MomentInput, "occupied_until": MomentInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field, flight = self.fields["stand"], self.instance.flight
        field.queryset = field.queryset.order_by("sort_key")
        field.label_from_instance = told
        field.help_text = _("%(aircraft)s is %(metres)s m wide.") % {
            "aircraft": flight.aircraft_type,
            "metres": writing.number(flight.wingspan_cm / 100, 1),
        }

    def clean_stand(self):
        """The database compares the two widths; here they have a sentence."""
        stand = self.cleaned_data["stand"]
        if stand.wingspan_cm < self.instance.flight.wingspan_cm:
            raise ValidationError(_("The aircraft is too wide for this stand."), code="too_wide")
        return stand

    def _post_clean(self):
        """A clash names the aircraft and the stands that are free, at the stand."""
        super()._post_clean()
        for name, errors in list(self.errors.as_data().items()):
            if any(error.code == "overlap" for error in errors):
                del self._errors[name]
                self.add_error("stand", self._said())

    def _said(self):
        row = self.instance
        others = clashing(row.stand, row.occupied_from, row.occupied_until).exclude(pk=row.pk)
        names = writing.listed(one.flight.callsign for one in others.select_related("flight"))
        free = writing.listed(one.code for one in fitting(row.flight, row.occupied_from, row.occupied_until))
        if not free:
            return _("%(flights)s stands there at that time, and no stand that fits is free.") % {
                "flights": names
            }
        return _("%(flights)s stands there at that time. Free and wide enough: %(stands)s.") % {
            "flights": names,
            "stands": free,
        }


def told(stand) -> str:
    """``P1, parking, up to 65 m``."""
    return writing.listed(
        (
            stand.code,
            stand.get_use_display(),
            _("up to %(metres)s m") % {"metres": writing.number(stand.wingspan_cm / 100, 1)},
        )
    )


def clashing(stand, begins, ends):
    """Standing allocations of ``stand`` that overlap [begins, ends)."""
    return StandAllocation.objects.standing().filter(
        stand=stand, occupied_from__lt=ends, occupied_until__gt=begins
    )


def fitting(flight, begins, ends):
    """Stands that are free all that time and wide enough, the narrowest first: wide ones stay for the wide."""
    taken = StandAllocation.objects.standing().filter(occupied_from__lt=ends, occupied_until__gt=begins)
    wide = Stand.objects.of(flight.summit).filter(wingspan_cm__gte=flight.wingspan_cm)
    return wide.exclude(pk__in=taken.values("stand")).order_by("wingspan_cm", "sort_key")


def proposed(flight) -> dict:
    """What the form of a new allocation shows: the flight's own times with buffers, and a free stand."""
    if flight.arrives_at is None:
        return {}
    leaves = flight.departs_at or flight.arrives_at + DROP_AND_GO
    begins, ends = flight.arrives_at - BUFFER, leaves + BUFFER
    return {"occupied_from": begins, "occupied_until": ends, "stand": fitting(flight, begins, ends).first()}
