"""What the movements hang into the registries."""

from django.utils.translation import gettext_lazy as _

from delegations.travel import (  # noqa: F401 - loading them fills the registries
    movement_checklist,
    movement_desk,
    movement_findings,
    movement_impact,
    movement_panels,
)
from delegations.travel import movement_words as words
from delegations.travel.movement import Movement
from summit import navigation, search, telling, writing

RIGHT = "delegations.view_movement"
navigation.add("delegations", _("Arrivals"), "arrivals", right=RIGHT, order=15)
navigation.add("delegations", _("Movements"), "movements", right=RIGHT, order=16)


def hit(row):
    title = f"{row.code} {words.group(row, names=False)}"
    return title, writing.listed((writing.short_time(row.best_time, row.summit), row.state_words))


search.searchable(Movement, _("Movements"), hit)
telling.VERBS["tell_time"] = _("Time told")
telling.DETAILS["passengers"] = _("passengers")
