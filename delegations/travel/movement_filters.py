"""The filters of the list of movements, kept in its address."""

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from delegations.roster.delegation import Delegation
from delegations.travel.movement import Movement
from delegations.travel.movements import on_days
from summit.inputs import DayInput

AHEAD, LATE = "ahead", "late"
STATES = [
    (AHEAD, _("Still to come")),
    (LATE, pgettext_lazy("movements", "Late")),
    *Movement.State.choices,
]


def delegations(request):
    return Delegation.objects.visible_to(request.user)


class MovementFilter(django_filters.FilterSet):
    """``?direction=arrival&day=2025-12-22&delegation=…&state=late``; other pages link to these names."""

    direction = django_filters.ChoiceFilter(
        choices=Movement.Direction, label=_("Direction"), empty_label=_("All")
    )
    day = django_filters.DateFilter(method="on_day", label=_("Day"), widget=DayInput)
    delegation = django_filters.ModelChoiceFilter(
        queryset=delegations, to_field_name="public_id", label=_("Delegation"), empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(
        choices=STATES, method="in_state", label=_("State"), empty_label=_("All")
    )
    mode = django_filters.ChoiceFilter(
        choices=Movement.Mode, label=pgettext_lazy("way of travel", "By"), empty_label=_("All")
    )

    class Meta:
        model = Movement
        fields: list[str] = []

    def on_day(self, rows, name, value):
        return rows.filter(on_days(self.request.user.summit, value))

    def in_state(self, rows, name, value):
        if value == AHEAD:
            return rows.filter(state__in=Movement.AHEAD)
        return rows.filter(state=Movement.State.DELAYED if value == LATE else value)
