"""Approving lists of precedence: from which minute they hold, what ends then, and what is kept."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from delegations.protocol import computing, holding
from delegations.protocol.acts import MinuteTaken
from delegations.protocol.models import PrecedenceEntry, PrecedenceList
from summit.audit.models import Entry
from summit.workflow import ReasonMissing
from tests.delegations.making import make_delegation, make_precedence
from tests.delegations.protocol.conftest import OATHS, approve, make_head
from tests.factories import make_person

pytestmark = pytest.mark.usefixtures("at_j_7", "in_english")

MORNING = dt.datetime(2025, 12, 22, 6, tzinfo=dt.UTC)
HANDOVER = dt.datetime(2025, 12, 23, 14, 40, tzinfo=dt.UTC)
EVENING = dt.datetime(2025, 12, 23, 20, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def holding_code(summit, at, scope="session"):
    row = holding.in_force(summit, scope, at)
    return row.code if row else None


@pytest.fixture
def first(draft, chief):
    return approve(draft, by=chief)


@pytest.fixture
def second(summit, heads):
    """The list after the handover: Burkina Faso in the chair."""
    return make_precedence("P-2", summit=summit, chair=heads["BFA"].delegation, effective_from=HANDOVER)


# -- the chair changes during the session -----------------------------------------------------------


def test_a_list_holds_until_the_one_that_follows(summit, first, second, chief):
    approve(second, by=chief)
    first.refresh_from_db()
    assert (first.effective_until, second.effective_until) == (HANDOVER, None)
    at = [MORNING - MINUTE, MORNING, HANDOVER - MINUTE, HANDOVER, EVENING]
    assert [holding_code(summit, moment) for moment in at] == [None, "P-1", "P-1", "P-2", "P-2"]


def test_the_end_of_the_list_before_is_recorded_with_who_approved_the_next(first, second, chief):
    approve(second, by=chief)
    entry = Entry.objects.about(first).latest("pk")
    assert (entry.verb, entry.actor) == ("follow", chief)
    assert entry.changes == {"effective_until": [None, str(HANDOVER)]}


def test_the_form_may_say_another_minute_than_the_draft(first, second, chief, summit):
    approve(second, by=chief, effective_from=HANDOVER + 5 * MINUTE, effective_until=EVENING)
    at = [HANDOVER, HANDOVER + 5 * MINUTE, EVENING]
    assert [holding_code(summit, moment) for moment in at] == ["P-1", "P-2", None]


def test_a_list_approved_in_between_ends_where_the_next_begins(first, second, chief, summit):
    approve(second, by=chief)
    between = make_precedence("P-3", summit=summit, effective_from=HANDOVER - 60 * MINUTE)
    approve(between, by=chief)
    assert between.effective_until == HANDOVER
    at = [HANDOVER - 61 * MINUTE, HANDOVER - MINUTE, HANDOVER]
    assert [holding_code(summit, moment) for moment in at] == ["P-1", "P-3", "P-2"]


def test_an_end_that_comes_before_the_next_list_stays(first, second, chief, summit):
    approve(second, by=chief)
    between = make_precedence(
        "P-3", summit=summit, effective_from=MORNING + MINUTE, effective_until=MORNING + 9 * MINUTE
    )
    approve(between, by=chief)
    assert between.effective_until == MORNING + 9 * MINUTE


def test_other_uses_and_other_summits_are_left_alone(first, chief, summit, other_summit):
    photo = make_precedence("F-1", summit=summit, scope="photo", effective_from=HANDOVER)
    approve(photo, by=chief)
    there = make_precedence("P-1", summit=other_summit, effective_from=HANDOVER)
    boss = make_person("boss", "coordinator", summit=other_summit)
    approve(there, by=boss)
    first.refresh_from_db()
    assert first.effective_until is None


def test_a_second_list_of_the_same_minute_is_refused_and_nothing_is_written(first, chief, summit):
    twin = make_precedence("P-2", summit=summit)
    with pytest.raises(MinuteTaken):
        approve(twin, by=chief)
    twin.refresh_from_db()
    first.refresh_from_db()
    assert (twin.state, first.effective_until, twin.entries.count()) == ("draft", None, 0)


def test_the_database_has_the_last_word(first, second, summit):
    with pytest.raises(IntegrityError, match="precedence_one_in_force"), transaction.atomic():
        PrecedenceList.objects.filter(pk=second.pk).update(
            state="approved", approved_by=first.approved_by, approved_at=MORNING
        )


# -- what is kept -----------------------------------------------------------------------------------


def test_the_places_stay_as_they_were_approved(first, heads, summit, delegations):
    heads["NER"].rank_date = dt.date(1990, 1, 1)
    heads["NER"].save()
    heads["BFA"].delegation.name = "Other name"
    places = computing.standing_of(first).places
    assert [place.membership.delegation.code for place in places] == ["MLI", "BFA", "NER"]
    assert [place.basis["date"] for place in places] == [
        OATHS[code].isoformat() for code in ("MLI", "BFA", "NER")
    ]
    assert list(first.entries.values_list("position", flat=True)) == [1, 2, 3]


def test_a_move_by_hand_is_kept_with_its_reason_and_one_of_nobody_is_dropped(
    draft, heads, chief, delegations
):
    def move(member, place):
        return PrecedenceEntry.objects.create(
            summit=draft.summit, precedence=draft, membership=member, manual=place, reason="Agreed"
        )

    move(heads["NER"], 1)
    gone = move(make_head(make_delegation("TCD", summit=draft.summit)), 2)
    gone.membership.workflow.run(gone.membership, "withdraw", by=chief, note="Not coming")
    approve(draft, by=chief)
    kept = list(draft.entries.order_by("position").values_list("membership", "position", "manual", "reason"))
    assert kept == [
        (heads["NER"].pk, 1, 1, "Agreed"),
        (heads["MLI"].pk, 2, None, ""),
        (heads["BFA"].pk, 3, None, ""),
    ]


# -- the end ----------------------------------------------------------------------------------------


def test_a_list_that_is_ended_held_until_then(first, chief, summit, at_j_7):
    at_j_7.move_to(MORNING + 60 * MINUTE)
    first.workflow.run(first, "supersede", by=chief, note="Wrong chair")
    assert (first.state, first.effective_until) == ("superseded", MORNING + 60 * MINUTE)
    at = [MORNING, MORNING + 59 * MINUTE, MORNING + 60 * MINUTE]
    assert [holding_code(summit, moment) for moment in at] == ["P-1", "P-1", None]


def test_a_list_that_is_ended_before_it_began_never_held(first, chief, summit):
    first.workflow.run(first, "supersede", by=chief, note="Wrong chair")
    assert (first.effective_until, first.never_held) == (MORNING, True)
    assert [holding_code(summit, moment) for moment in (MORNING, EVENING)] == [None, None]


def test_an_end_that_is_past_already_stays(draft, chief, summit, at_j_7):
    approve(draft, by=chief, effective_until=HANDOVER)
    at_j_7.move_to(EVENING)
    draft.workflow.run(draft, "supersede", by=chief, note="Tidy up")
    assert draft.effective_until == HANDOVER


def test_another_list_may_take_the_time_of_one_that_was_ended(first, chief, summit):
    first.workflow.run(first, "supersede", by=chief, note="Wrong chair")
    approve(make_precedence("P-2", summit=summit), by=chief)
    assert holding_code(summit, MORNING) == "P-2"


def test_ending_wants_a_reason(first, chief):
    with pytest.raises(ReasonMissing):
        first.workflow.run(first, "supersede", by=chief)


@pytest.mark.parametrize("state", ["draft", "approved"])
def test_only_an_ended_list_may_end_where_it_begins(state, draft, chief):
    fields = {"state": state, "approved_by": chief, "approved_at": MORNING}
    with pytest.raises(IntegrityError), transaction.atomic():
        PrecedenceList.objects.filter(pk=draft.pk).update(**fields, effective_until=draft.effective_from)


# -- who, and the page of the step ----------------------------------------------------------------------


@pytest.mark.parametrize("persona", ["protocol", "authority", "security", "lodging"])
def test_only_the_head_of_protocol_and_the_coordinator_approve(persona, draft, request):
    with pytest.raises(PermissionDenied):
        approve(draft, by=request.getfixturevalue(persona))


def test_the_coordinator_approves(draft, coordinator):
    assert approve(draft, by=coordinator).state == "approved"


def post(client, precedence, **data):
    url = reverse("step", args=["precedencelist", precedence.public_id, "approve"])
    return client.post(url, {"effective_from": "2025-12-22T06:00", "effective_until": "", "note": ""} | data)


def test_the_page_asks_from_which_minute(draft, as_user, chief):
    assert post(as_user(chief), draft, effective_from="2025-12-22T07:15").status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.effective_from) == ("approved", MORNING + 75 * MINUTE)


def test_an_unsettled_list_wants_a_tick(draft, heads, as_user, chief):
    heads["NER"].rank_date = None
    heads["NER"].save()
    client = as_user(chief)
    response = post(client, draft)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["anyway"])
    assert "Approve although 1 place is not settled" in response.text
    assert post(client, draft, anyway="on").status_code == 302


def test_a_minute_that_is_taken_is_said_at_the_field(first, summit, as_user, chief):
    twin = make_precedence("P-2", summit=summit)
    response = post(as_user(chief), twin)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["effective_from"])
    assert "P-1 is approved and begins at" in response.text


@pytest.mark.parametrize("ends", ["2025-12-22T06:00", "2025-12-22T05:59"])
def test_an_end_that_is_not_after_the_start_is_said_at_the_field(ends, draft, as_user, chief):
    response = post(as_user(chief), draft, effective_until=ends)
    assert list(response.context["form"].errors) == ["effective_until"]


def test_a_list_of_nobody_is_not_approved(summit, as_user, chief):
    response = post(as_user(chief), make_precedence("P-9", summit=summit))
    assert response.status_code == 422
    assert "Nobody stands on this list yet." in response.text
