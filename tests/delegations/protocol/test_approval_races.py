"""Many approvals at once: one list holds at any minute, whoever clicks first."""

import datetime as dt

import pytest
from django.db import IntegrityError

from delegations.protocol.models import PrecedenceEntry, PrecedenceList
from summit.audit.models import Entry
from summit.workflow import OutOfStep
from tests.delegations.making import make_delegation, make_precedence
from tests.delegations.protocol.conftest import OATHS, approve, make_head
from tests.factories import make_ministry, make_person, make_summit
from tests.racing import race

HANDOVER = dt.datetime(2025, 12, 23, 14, 40, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def racing_lists(request):
    """A list in force and ``count`` drafts that want its place from the same minute."""
    summit = make_summit("RACE")
    for code, since in OATHS.items():
        make_head(make_delegation(code, summit=summit), since)
    chief = make_person("chief", "head", "protocol", ministry=make_ministry("foreign", summit=summit))
    before = make_precedence("P-0", summit=summit) if request.param else None
    drafts = [make_precedence(f"P-{n}", summit=summit, effective_from=HANDOVER) for n in range(1, 9)]
    if before:
        approve(before, by=chief)
    return chief, before, drafts


def approver(draft, chief, at=HANDOVER):
    def act():
        row = PrecedenceList.objects.get(pk=draft.pk)
        user = type(chief).objects.get(pk=chief.pk).at(row.summit)
        approve(row, by=user, effective_from=at)

    return act


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("racing_lists", [True, False], indirect=True, ids=["after another", "the first"])
def test_of_eight_lists_approved_for_one_minute_one_holds(racing_lists):
    chief, before, drafts = racing_lists
    outcomes = race(*[approver(draft, chief) for draft in drafts], refusals=(OutOfStep, IntegrityError))
    assert outcomes == ["MinuteTaken"] * 7 + ["done"]
    approved = PrecedenceList.objects.filter(state="approved", effective_from=HANDOVER)
    assert [row.entries.count() for row in approved] == [3]
    assert PrecedenceEntry.objects.filter(precedence__in=drafts).count() == 3
    if before:
        before.refresh_from_db()
        assert before.effective_until == HANDOVER


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("racing_lists", [True], indirect=True)
def test_lists_approved_at_once_for_different_minutes_follow_each_other(racing_lists):
    chief, _before, drafts = racing_lists
    minutes = {draft.pk: HANDOVER + number * MINUTE for number, draft in enumerate(drafts)}
    acts = [approver(draft, chief, minutes[draft.pk]) for draft in drafts]
    assert race(*acts, refusals=(OutOfStep, IntegrityError)) == ["done"] * 8
    rows = list(PrecedenceList.objects.filter(state="approved").order_by("effective_from"))
    assert [row.effective_until for row in rows] == [row.effective_from for row in rows[1:]] + [None]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("racing_lists", [False], indirect=True)
def test_one_list_approved_by_many_is_approved_once(racing_lists):
    chief, _before, drafts = racing_lists
    outcomes = race(*[approver(drafts[0], chief)] * 6, refusals=(OutOfStep, IntegrityError))
    assert outcomes == ["OutOfStep"] * 5 + ["done"]
    assert drafts[0].entries.count() == 3
    assert Entry.objects.filter(verb="approve").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("racing_lists", [False], indirect=True)
def test_writers_past_the_step_meet_the_constraint(racing_lists):
    chief, _before, drafts = racing_lists

    def writer(draft):
        def act():
            rows = PrecedenceList.objects.filter(pk=draft.pk)
            rows.update(state="approved", approved_by=chief, approved_at=HANDOVER)

        return act

    outcomes = race(*[writer(draft) for draft in drafts], refusals=(IntegrityError,))
    assert outcomes == ["IntegrityError"] * 7 + ["done"]
