"""What delegations put on a person's desk: the own delegation of a liaison officer, urgent problems of all for protocol."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delegations.roster import delegation_answer, delegation_facts
from delegations.roster.delegation import Delegation
from delegations.roster.delegation_findings import files, problems_of
from delegations.roster.rights import LIAISON
from summit import desk, rights
from summit.findings import ALERT


@desk.panel
def own_delegations(user, today):
    """A line for each delegation that the person accompanies: two queries."""
    names = [duty.narrowed_to for duty in rights.held(user, LIAISON, ()) if duty.narrowed_to]
    if not names:
        return None
    rows = Delegation.objects.visible_to(user).filter(public_id__in=names)
    found = delegation_facts.load(rows.order_by("sort_key"), user.summit, today)
    lines = [
        desk.Line(
            strong=_("Your delegation"),
            title=str(row.name),
            detail=said(row, problems),
            url=row.get_absolute_url(),
        )
        for row, problems in with_problems(found, user, today)
    ]
    return desk.Panel(today=lines, order=20) if lines else None


def with_problems(rows, user, today):
    problems = problems_of(rows, user, today)
    return [(row, problems[row.pk]) for row in rows]


def said(row, problems):
    wrong = delegation_answer.problems(problems)
    return " ".join(filter(None, [delegation_answer.people(row), f"{wrong}." if wrong else ""]))


@desk.panel
def urgent(user, today):
    """For those who keep the files, how many delegations the file itself finds wanting: one light query.

    Papers, photos and arrivals of single people are counted on the list of delegations alone.
    """
    if not user.has_perm("delegations.edit_delegation"):
        return None
    coming = Delegation.objects.visible_to(user).coming()
    rows = delegation_facts.load(coming, user.summit, today, plain=True)
    count = len({pk for pk, one in files(rows, today) if one.level == ALERT})
    if not count:
        return None
    wrong = ngettext(
        "%(count)d delegation has an urgent problem.", "%(count)d delegations have an urgent problem.", count
    )
    return desk.Panel(wrong=wrong % {"count": count}, order=20)
