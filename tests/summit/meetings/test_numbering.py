"""Numbers are given once, in order and without gaps, whoever asks at the same moment."""

import pytest
from django.db import IntegrityError, transaction

from summit.meetings.models import CommitteeBody, Decision, Meeting
from tests.factories import make_ministry, make_summit
from tests.racing import race
from tests.summit.meetings.making import MEETING_AT, make_body, make_decision, make_meeting


def test_meetings_of_a_body_are_numbered_in_the_order_of_convening(summit):
    first, second = make_meeting(summit=summit), make_meeting(summit=summit)
    other = make_meeting(summit=summit, body=make_body("CO", summit=summit))
    assert [first.code, second.code, other.code] == ["CP-01", "CP-02", "CO-01"]


def test_a_meeting_that_was_not_stored_leaves_no_gap(summit):
    body = make_body(summit=summit)
    with pytest.raises(RuntimeError), transaction.atomic():
        make_meeting(body=body)
        raise RuntimeError
    assert make_meeting(body=body).code == "CP-01"


def test_a_number_from_elsewhere_counts_as_given(summit):
    body = make_body(summit=summit)
    make_meeting(body=body, number=4)
    assert make_meeting(body=body).code == "CP-05"


def test_decisions_are_numbered_within_their_meeting(summit):
    first, second = make_meeting(summit=summit), make_meeting(summit=summit)
    codes = [make_decision(meeting).code for meeting in (first, first, second)]
    assert codes == ["CP-01/D1", "CP-01/D2", "CP-02/D1"]


def test_two_summits_number_for_themselves(summit, other_summit):
    assert make_meeting(summit=summit).code == make_meeting(summit=other_summit).code == "CP-01"


def test_the_database_refuses_a_second_meeting_of_the_same_number(summit):
    make_meeting(summit=summit)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_meeting(summit=summit, number=1)


@pytest.mark.django_db(transaction=True)
def test_ten_meetings_convened_at_once_get_ten_numbers():
    body = make_body(summit=make_summit("RACE"))

    def convene():
        Meeting.objects.create(
            summit=body.summit, body=CommitteeBody.objects.get(pk=body.pk), title="x", starts_at=MEETING_AT
        )

    assert race(*[convene] * 10, refusals=(IntegrityError,)) == ["done"] * 10
    assert sorted(Meeting.objects.values_list("number", flat=True)) == list(range(1, 11))


@pytest.mark.django_db(transaction=True)
def test_ten_decisions_recorded_at_once_get_ten_numbers():
    meeting = make_meeting(summit=make_summit("RACE"))
    ministry = make_ministry(summit=meeting.summit)
    outcomes = race(*[lambda: make_decision(meeting, ministry=ministry)] * 10, refusals=(IntegrityError,))
    assert outcomes == ["done"] * 10
    assert sorted(Decision.objects.values_list("number", flat=True)) == list(range(1, 11))
