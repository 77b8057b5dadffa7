"""What aircraft, stands and weapons hang into the registries."""

from django.utils.translation import gettext_lazy as _

from delegations.roster import checklist
from delegations.roster.checklist import Mark
from delegations.travel import flight_findings  # noqa: F401 - registers
from delegations.travel.flight import Flight
from delegations.travel.weapons import Weapon
from summit import navigation, telling
from summit.search import searchable

navigation.add("delegations", _("Special flights"), "flights", right="delegations.view_flight", order=50)
navigation.add("delegations", _("Plan of the stands"), "stand-plan", right="delegations.view_stand", order=52)
navigation.add("delegations", _("Weapons"), "weapons-list", right="delegations.view_weapons", order=70)
navigation.add("settings", _("Aircraft stands"), "stands", right="delegations.edit_stand", order=64)

searchable(
    Flight, _("Special flights"), lambda row: (f"{row.callsign} {row.aircraft_type}", str(row.delegation))
)
telling.VERBS |= {"count_in": _("Weapons counted in"), "count_out": _("Weapons counted out")}


@checklist.mark("weapon", _("Weapon"), order=70, right="delegations.view_weapons")
def weapon_marks(memberships, user):
    """Who bears a declared weapon; a declaration that waits is shown as waiting. One query."""
    bearers = Weapon.objects.filter(bearer__in=[row.pk for row in memberships]).select_related("declaration")
    states = {line.bearer_id: line.declaration.state for line in bearers}
    none = Mark("", _("none"))
    waits, done = Mark("wait", _("to decide")), Mark("done", _("decided"))
    return {
        row.pk: none
        if row.pk not in states
        else (waits if states[row.pk] in ("received", "complete") else done)
        for row in memberships
    }
