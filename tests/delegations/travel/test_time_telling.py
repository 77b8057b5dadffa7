"""Telling a time: everything told is kept, the last one is in force, a delay is a step."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from delegations.travel import time_telling
from delegations.travel.models import Movement, TimeTold
from delegations.travel.time_telling import TimeRefused
from summit import audit
from summit.notices.models import Notice
from summit.workflow import ReasonMissing
from tests.delegations import making
from tests.delegations.travel.moving import at
from tests.racing import race

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j0", "in_english")]
KIND = TimeTold.Kind.ESTIMATED


def told(movement):
    return list(movement.times.order_by("pk").values_list("time_type", "at", "told_by__username"))


def test_a_time_within_a_quarter_of_an_hour_is_no_delay(delegation, liaison):
    movement = making.make_movement(delegation, planned_at=at(10, 35), state="confirmed")
    time_telling.tell(movement, KIND, at(10, 38), by=liaison)
    movement.refresh_from_db()
    assert (movement.state, movement.estimated_at, movement.revision) == ("confirmed", at(10, 38), 2)
    assert told(movement) == [("estimated", at(10, 38), "liaison")]
    entry = audit.history(movement).get()
    assert (entry.verb, entry.actor, list(entry.changes)) == ("tell_time", liaison, ["estimated_at"])


@pytest.mark.parametrize("state", ["announced", "confirmed", "en_route", "delayed"])
def test_a_later_time_is_a_delay_taken_through_the_workflow(state, delegation, airport):
    movement = making.make_movement(delegation, planned_at=at(10, 35), state=state)
    time_telling.tell(movement, KIND, at(10, 51), by=airport, note="Told by the tower")
    movement.refresh_from_db()
    assert (movement.state, movement.estimated_at) == ("delayed", at(10, 51))
    assert told(movement) == [("estimated", at(10, 51), "airport")]
    assert [(entry.verb, entry.note) for entry in audit.history(movement)] == [("delay", "Told by the tower")]


def test_exactly_a_quarter_of_an_hour_is_not_yet_a_delay(delegation, airport):
    movement = making.make_movement(delegation, planned_at=at(10, 35), state="confirmed")
    time_telling.tell(movement, KIND, at(10, 50), by=airport)
    movement.refresh_from_db()
    assert movement.state == "confirmed"


def test_the_same_time_sent_twice_by_one_person_is_told_once_and_by_two_twice(delegation, airport, protocol):
    movement = making.make_movement(delegation, planned_at=at(10, 35))
    for by in (airport, airport, protocol):
        time_telling.tell(movement, KIND, at(10, 38), by=by)
    assert told(movement) == [("estimated", at(10, 38), "airport"), ("estimated", at(10, 38), "protocol")]


@pytest.mark.parametrize("state", ["landed", "handed_over", "closed", "cancelled"])
def test_what_is_over_takes_no_estimate(state, delegation, airport):
    movement = making.make_movement(delegation, state=state, landed_at=at(10, 38))
    with pytest.raises(TimeRefused):
        time_telling.tell(movement, KIND, at(11), by=airport)
    assert told(movement) == []


def test_who_may_not_tell_tells_nothing(delegation, other_delegation, liaison, authority, visitor):
    theirs = making.make_movement(other_delegation)
    for user in (liaison, authority, visitor):
        with pytest.raises(PermissionDenied):
            time_telling.tell(theirs, KIND, at(11), by=user)
    assert told(theirs) == []


def test_on_blocks_only_after_the_landing(delegation, airport):
    movement = making.make_movement(delegation)
    with pytest.raises(TimeRefused):
        time_telling.tell(movement, TimeTold.Kind.ON_BLOCKS, at(10, 50), by=airport)
    movement.workflow.run(movement, "land", by=airport, data={"landed_at": at(10, 38)})
    with pytest.raises(TimeRefused):
        time_telling.tell(movement, TimeTold.Kind.ON_BLOCKS, at(10, 30), by=airport)
    time_telling.tell(movement, TimeTold.Kind.ON_BLOCKS, at(10, 45), by=airport)
    movement.refresh_from_db()
    assert movement.on_blocks_at == at(10, 45)
    assert [kind for kind, _at, _by in told(movement)] == ["landed", "on_blocks"]


def test_those_who_wait_are_told_the_time_itself_and_a_small_change_tells_nobody(
    delegation, liaison, airport, summit
):
    making.make_shift(delegation, liaison)
    summit.zone = "Asia/Kabul"
    summit.save()
    movement = making.make_movement(delegation, "A-001", planned_at=at(10, 35), greeter=airport)
    time_telling.tell(movement, KIND, at(10, 45), by=airport)
    time_telling.tell(movement, KIND, at(11, 5), by=airport)
    notice = Notice.objects.get(user=liaison)
    assert "A-001" in notice.subject
    assert "15:35" in notice.subject
    assert not Notice.objects.filter(user=airport).exists()


@pytest.mark.django_db(transaction=True)
def test_two_people_tell_at_once_and_nothing_told_is_lost(delegation, airport, protocol):
    movement = making.make_movement(delegation, planned_at=at(10, 35))
    fresh = [Movement.objects.get(pk=movement.pk) for _each in range(8)]
    times = [at(10, 36), at(11, 30), at(10, 40), at(12, 10), at(10, 20), at(13), at(10, 42), at(14)]
    acts = [
        lambda row=row, moment=moment, by=by: time_telling.tell(row, KIND, moment, by=by)
        for row, moment, by in zip(fresh, times, [airport, protocol] * 4, strict=True)
    ]
    assert race(*acts, refusals=(TimeRefused,)) == ["done"] * 8
    movement.refresh_from_db()
    assert sorted(moment for _kind, moment, _by in told(movement)) == sorted(times)
    assert movement.estimated_at == told(movement)[-1][1]
    assert movement.revision == 9
    assert audit.history(movement).count() == 8


def test_noting_a_landing_leaves_its_time_among_those_told(delegation, airport):
    movement = making.make_movement(delegation)
    movement.workflow.run(movement, "land", by=airport)
    movement.workflow.run(movement, "hand_over", by=airport)
    movement.refresh_from_db()
    now = dt.datetime(2025, 12, 22, 10, 20, tzinfo=dt.UTC)
    assert (movement.landed_at, movement.left_airport_at) == (now, now)
    assert told(movement) == [("landed", now, "airport"), ("left", now, "airport")]


def test_an_arrival_lands_and_a_departure_leaves(delegation, airport):
    steps = {
        direction: {
            step.name
            for step in Movement.workflow.open_to(
                airport, making.make_movement(delegation, direction=direction)
            )
        }
        for direction in ("arrival", "departure")
    }
    assert steps["arrival"] - steps["departure"] == {"land"}
    assert steps["departure"] - steps["arrival"] == {"leave"}
    gone = making.make_movement(delegation, direction="departure")
    with pytest.raises(PermissionDenied):
        gone.workflow.run(gone, "land", by=airport)
    gone.workflow.run(gone, "leave", by=airport)
    assert str(gone.state_words) == "Left"


def test_the_minute_of_a_landing_is_corrected_and_both_stay_among_the_times_told(
    delegation, airport, liaison
):
    movement = making.make_movement(delegation, planned_at=at(10))
    with pytest.raises(TimeRefused):
        time_telling.tell(movement, TimeTold.Kind.LANDED, at(10, 10), by=airport)
    movement.workflow.run(movement, "land", by=airport)
    time_telling.tell(movement, TimeTold.Kind.ON_BLOCKS, at(10, 24), by=airport)
    for moment in (at(10, 26), at(10, 25)):  # still to come, and after the blocks
        with pytest.raises(TimeRefused):
            time_telling.tell(movement, TimeTold.Kind.LANDED, moment, by=liaison)
    for _each in range(2):
        time_telling.tell(movement, TimeTold.Kind.LANDED, at(10, 12), by=liaison)
    movement.refresh_from_db()
    assert (movement.state, movement.landed_at) == ("landed", at(10, 12))
    landings = [one for one in told(movement) if one[0] == "landed"]
    assert landings == [("landed", at(10, 20), "airport"), ("landed", at(10, 12), "liaison")]
    assert audit.history(movement).first().verb == "tell_time"


@pytest.mark.parametrize(("direction", "step"), [("arrival", "unland"), ("departure", "unleave")])
def test_a_press_on_the_wrong_row_is_taken_back(direction, step, delegation, airport):
    movement = making.make_movement(delegation, direction=direction, estimated_at=at(10, 35))
    movement.workflow.run(movement, step.removeprefix("un"), by=airport)
    with pytest.raises(ReasonMissing):
        movement.workflow.run(movement, step, by=airport)
    movement.workflow.run(movement, step, by=airport, note="The wrong row")
    movement.refresh_from_db()
    assert (movement.state, movement.landed_at, movement.best_time) == ("confirmed", None, at(10, 35))
    assert told(movement) == [("landed", at(10, 20), "airport")]
