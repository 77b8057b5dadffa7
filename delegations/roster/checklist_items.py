"""What the file itself wants of a delegation: names, a focal point, a liaison officer, a word about weapons."""

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from delegations.roster import checklist
from delegations.roster.checklist import Tally
from delegations.roster.delegation_facts import known
from delegations.roster.delegation_findings import FOCAL_BY, LIAISON_BY, LIST_BY
from delegations.roster.liaison import LiaisonAssignment
from summit import clock

ARMS_BY = -10


def one_if(condition):
    """1 where the condition holds, else 0."""
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


@checklist.item("names", _("Names on the list"), order=10)
def names(delegations, user):
    """People against the quota, as long as the list is open; without a quota whether a list has come."""
    today = clock.today(user.summit)
    found = {}
    for row in known(delegations, today):
        if row.is_frozen:
            done = total = row.people
        elif row.granted_people:
            done, total = row.people, row.granted_people
        else:
            done, total = int(row.list_received_at is not None), 1
        passed = row.summit.day_number(today) >= LIST_BY
        if total:
            found[row.pk] = Tally(done, total, late=passed and done < total)
    return found


@checklist.counted("focal", _("Focal point"), order=12, due=FOCAL_BY)
def focal(today):
    return one_if(~Q(focal_name="")), Value(1)


@checklist.counted("liaison", _("Liaison officer"), order=14, due=LIAISON_BY)
def liaison(today):
    """Somebody is assigned, whatever the hours."""
    shifts = LiaisonAssignment.objects.filter(delegation=OuterRef("pk"), state__in=["assigned", "on_duty"])
    return one_if(Exists(shifts)), Value(1)


@checklist.counted("arms", _("Weapons: answered"), order=16, due=ARMS_BY)
def arms(today):
    return one_if(~Q(arms="")), Value(1)
