"""Whom a change of a delegation touches, and what a move of the summit leaves behind."""

from django.utils.translation import gettext as _

from delegations.roster import delegation_acts
from delegations.roster.liaison import LiaisonAssignment
from summit import writing
from summit.impact import Broken, affected, breaks


@affected("delegation")
def people_of_delegation(delegation):
    """Its liaison officers and everybody with a duty in protocol."""
    return delegation_acts.who_works_for(delegation)


@breaks("summit.starts_on")
def liaison_shifts(change):
    """Shifts stand at hours of the clock and have to be moved by hand."""
    for shift in LiaisonAssignment.objects.of(change.row).standing().for_list().order_by("starts_at", "pk"):
        words = {"name": shift.officer, "date": writing.short_time(shift.starts_at, change.row)}
        yield Broken(
            subject=shift.delegation.code,
            message=_("The shift of %(name)s stays on %(date)s.") % words,
            owner=str(_("Protocol")),
            url=shift.get_absolute_url(),
        )
