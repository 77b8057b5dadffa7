"""Delegates at a meeting: noted as present, excused, taken off, and given their seats."""

import pytest
from django.urls import reverse

from delegations.sessions import attending
from delegations.sessions.models import Seat
from summit.audit.models import Entry
from tests.delegations.sessions.seating import squeezed, states, url_of
from tests.summit.meetings.making import make_meeting

pytestmark = pytest.mark.usefixtures("at_j_7", "in_english")


# -- marking ------------------------------------------------------------------------------------


def mark(client, meeting, step, **data):
    return client.post(url_of(meeting, "-mark", step), data, follow=True)


def test_ticked_people_are_noted_as_present(meeting, seats, as_user, protocol):
    response = mark(as_user(protocol), meeting, "attend", seat=[seats[0].public_id, seats[2].public_id])
    assert states(seats) == ["attended", "expected", "attended"]
    assert "Note as present: 2 people." in response.text


def test_a_ticked_delegation_is_marked_whole(meeting, seats, as_user, protocol, delegation):
    mark(as_user(protocol), meeting, "seat", delegation=[delegation.public_id], seat=[seats[0].public_id])
    assert states(seats) == ["seated", "seated", "expected"]


def test_steps_that_do_not_fit_are_counted_and_left(meeting, seats, as_user, protocol):
    attending.mark(seats[:1], "excuse", by=protocol)
    response = mark(as_user(protocol), meeting, "attend", seat=[seat.public_id for seat in seats])
    assert states(seats) == ["excused", "attended", "attended"]
    assert "1 person was left: the step does not fit." in response.text


def test_nobody_ticked_changes_nothing(meeting, seats, as_user, protocol):
    assert "Nobody was ticked." in mark(as_user(protocol), meeting, "attend").text
    assert states(seats) == ["expected"] * 3


def test_one_person_is_marked_from_the_row(meeting, seats, as_user, protocol):
    response = as_user(protocol).post(reverse("step", args=["seat", seats[0].public_id, "attend"]))
    assert (response.status_code, response.url) == (302, url_of(meeting))
    assert states(seats)[0] == "attended"


def test_each_mark_is_in_the_register(meeting, seats, protocol):
    attending.mark(seats, "attend", by=protocol)
    entries = Entry.objects.filter(verb="attend")
    assert sorted(entry.object_id for entry in entries) == sorted(seat.public_id for seat in seats)
    assert {entry.object_label for entry in entries} == {f"seat {seat.public_id}" for seat in seats}


def test_a_seat_of_another_meeting_is_not_marked_here(meeting, seats, summit, as_user, protocol):
    other = make_meeting(summit=summit)
    mark(as_user(protocol), other, "attend", seat=[seats[0].public_id])
    assert states(seats) == ["expected"] * 3


def test_a_step_that_is_none_is_not_found(meeting, seats, as_user, protocol):
    assert mark(as_user(protocol), meeting, "explode", seat=[seats[0].public_id]).status_code == 404


def test_who_was_added_by_mistake_is_taken_off_and_who_came_stays(meeting, seats, as_user, protocol):
    attending.mark(seats[:1], "attend", by=protocol)
    sent = {"seat": [seats[0].public_id, seats[1].public_id]}
    response = as_user(protocol).post(url_of(meeting, "-take-off"), sent, follow=True)
    assert set(Seat.objects.values_list("pk", flat=True)) == {seats[0].pk, seats[2].pk}
    assert "Taken off the list: 1 person." in response.text
    assert Entry.objects.about(meeting).get(verb="take_off_delegates").changes == {"delegates": [3, 2]}


def test_nobody_is_added_or_marked_at_a_cancelled_meeting(meeting, seats, as_user, protocol):
    type(meeting).objects.filter(pk=meeting.pk).update(state="cancelled")
    client = as_user(protocol)
    assert client.get(url_of(meeting)).status_code == 200
    assert client.get(url_of(meeting, "-add")).status_code == 403
    assert mark(client, meeting, "attend", seat=[seats[0].public_id]).status_code == 403


# -- seat labels ----------------------------------------------------------------------------------


def labels(seats, *texts):
    fields = {}
    for seat, text in zip(seats, texts, strict=True):
        seat.refresh_from_db()
        fields |= {f"seat-{seat.public_id}-label": text, f"seat-{seat.public_id}-revision": seat.revision}
    return fields


def test_seats_are_given_for_all_at_once(meeting, seats, as_user, protocol):
    client = as_user(protocol)
    assert client.post(url_of(meeting, "-seats"), labels(seats, "A1", "A2", "")).status_code == 302
    assert [Seat.objects.get(pk=seat.pk).label for seat in seats] == ["A1", "A2", ""]
    assert Entry.objects.filter(verb="edit", kind="delegations.seat").count() == 2


def test_where_somebody_was_faster_nothing_is_stored(meeting, seats, as_user, protocol):
    sent = labels(seats, "A1", "A2", "A3")
    Seat.objects.filter(pk=seats[1].pk).update(label="B9", revision=7)
    response = as_user(protocol).post(url_of(meeting, "-seats"), sent)
    assert response.status_code == 422
    assert [Seat.objects.get(pk=seat.pk).label for seat in seats] == ["", "B9", ""]
    assert "stored now: <bdi>B9</bdi>, yours: <bdi>A2</bdi>" in squeezed(response)
    assert 'value="A1"' in response.text


def test_a_label_that_is_too_long_is_said_at_its_seat(meeting, seats, as_user, protocol):
    response = as_user(protocol).post(url_of(meeting, "-seats"), labels(seats, "A" * 31, "A2", "A3"))
    assert response.status_code == 422
    assert not Seat.objects.exclude(label="").exists()
