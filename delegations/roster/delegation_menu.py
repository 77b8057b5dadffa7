"""What the delegation file hangs into the registries."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from delegations.roster import (  # noqa: F401 - loading them fills the registries
    checklist_items,
    delegation_admin,
    delegation_desk,
    delegation_findings,
    delegation_impact,
    delegation_papers,
)
from delegations.roster.delegation import Delegation
from delegations.roster.delegation_answer import STANDING
from summit import navigation, search, telling, writing
from summit.counters import Count, counter

navigation.add("delegations", _("Files"), "delegations", right="delegations.view_delegation", order=10)
navigation.add("settings", _("Classes of rank"), "rank-classes", right="delegations.view_reference", order=70)
navigation.add(
    "settings", _("Categories of people"), "categories", right="delegations.view_reference", order=72
)


def hit(delegation):
    return f"{delegation.code} {delegation}", writing.listed([delegation.get_state_display()])


search.searchable(Delegation, _("Delegations"), hit)
telling.VERBS |= {"cut": _("Quota lowered")}
telling.DETAILS |= {"leaving": _("people who leave")}


@counter("delegations", _("Delegations confirmed"))
def confirmed(summit):
    coming = Delegation.objects.of(summit).coming()
    states = list(coming.values_list("state", flat=True))
    done = sum(state in STANDING for state in states)
    return Count(done=done, total=len(states), url=str(reverse_lazy("delegations")))
