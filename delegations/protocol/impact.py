"""Whom a list of precedence touches, and whom a member of one touches."""

from django.db.models import Q

from delegations.protocol.models import PrecedenceEntry, PrecedenceList
from delegations.roster.liaison import LiaisonAssignment
from delegations.roster.portfolio import PROTOCOL
from summit import clock
from summit.accounts.models import User
from summit.impact import affected


@affected("precedencelist")
def people_of_list(precedence):
    """Who approved it, everybody with a duty in protocol, and the liaison officers of its delegations."""
    delegations = precedence.entries.values("membership__delegation")
    liaison = LiaisonAssignment.objects.filter(delegation__in=delegations).exclude(state="released")
    keepers = User.objects.with_duty(precedence.summit, PROTOCOL)
    known = Q(pk__in=keepers.values("pk")) | Q(pk__in=liaison.values("officer"))
    return User.objects.active().filter(known | Q(pk=precedence.approved_by_id))


@affected("membership")
def approvers_of_member(membership):
    """Who approved a list that holds or will hold and on which the member has a place."""
    return approvers(PrecedenceEntry.objects.filter(membership=membership))


@affected("person")
def approvers_of_person(person):
    return approvers(PrecedenceEntry.objects.filter(membership__person=person))


def approvers(entries):
    standing = entries.filter(precedence__state=PrecedenceList.State.APPROVED, position__isnull=False)
    standing = standing.exclude(precedence__effective_until__lte=clock.now())
    return User.objects.active().filter(pk__in=standing.values("precedence__approved_by"))
