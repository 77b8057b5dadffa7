"""A version is accepted at the moment at which its list is frozen: all its lines are in, or all are asked."""

import pytest

from delegations.roster import side_drafting
from delegations.roster.models import Delegation, ListChange, Membership, Submission
from delegations.roster.side_drafting import NotNow
from summit.workflow import OutOfStep
from tests.delegations import making
from tests.delegations.roster.changing import line, version, visit_of
from tests.factories import make_ministry, make_person, make_summit
from tests.racing import race

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, LINES = 5, 3


@pytest.fixture
def chief():
    ministry = make_ministry("race", summit=make_summit("RACE"))
    return make_person("race-chief", "head", "protocol", ministry=ministry)


def test_an_acceptance_and_the_freeze_of_the_list(chief):
    seen = set()
    for _round in range(ROUNDS):
        delegation = making.make_delegation(summit=chief.summit, state="checked")
        sent = version(
            visit_of(delegation, chief), *[("add", {"after": line(surname=f"P{n}")}) for n in range(LINES)]
        )
        seen.add(outcome_of(delegation, sent, chief))
    assert seen <= {("accepted", "confirmed"), ("asked", None)}


def outcome_of(delegation, sent, chief):
    """The state of all lines, and that of all people on the list, when both acts are done."""
    frozen, taken = Delegation.objects.get(pk=delegation.pk), Submission.objects.get(pk=sent.pk)
    acts = (
        lambda: frozen.workflow.run(frozen, "confirm", by=chief),
        lambda: taken.workflow.run(taken, "accept", by=chief),
    )
    assert race(*acts, refusals=()) == ["done", "done"]
    lines = set(ListChange.objects.filter(submission=sent).values_list("state", flat=True))
    people = list(Membership.objects.filter(delegation=delegation).values_list("state", flat=True))
    assert (len(lines), len(people) in (0, LINES), len(set(people)) <= 1) == (1, True, True)
    return lines.pop(), people[0] if people else None


def test_two_windows_begin_one_draft(chief):
    visit = visit_of(making.make_delegation(summit=chief.summit), chief)
    assert race(*[lambda: side_drafting.put(visit, "add", after=line())] * 4, refusals=()) == ["done"] * 4
    assert (Submission.objects.count(), ListChange.objects.count()) == (1, 4)


def test_a_line_is_in_the_version_that_is_sent_or_refused(chief):
    for _round in range(ROUNDS):
        visit = visit_of(making.make_delegation(summit=chief.summit), chief)
        side_drafting.put(visit, "add", after=line())
        late = {"after": line(surname="Late")}
        acts = (
            lambda visit=visit: side_drafting.send(visit),
            lambda visit=visit, late=late: side_drafting.put(visit, "add", **late),
        )
        outcomes = race(*acts, refusals=(NotNow,))
        lines = visit.delegation.submissions.get().lines.count()
        assert outcomes == (["done", "done"] if lines == 2 else ["NotNow", "done"])


def test_of_two_officers_at_once_one_decides(chief):
    visit = visit_of(making.make_delegation(summit=chief.summit), chief)
    sent = version(visit, ("add", {"after": line()}))
    seen = [Submission.objects.get(pk=sent.pk) for _each in range(4)]
    acts = [lambda row=row: row.workflow.run(row, "accept", by=chief) for row in seen]
    assert race(*acts, refusals=(OutOfStep,)) == ["OutOfStep"] * 3 + ["done"]
    assert Membership.objects.count() == 1
