"""The phone page of a liaison officer: the question, the answer, the day, whom to call."""

import datetime as dt

import pytest
from django.urls import reverse

from delegations.roster.models import LiaisonAssignment
from delegations.travel import board_day
from delegations.travel.board_day import Moment
from delegations.travel.models import Movement
from tests import factories
from tests.delegations import making
from tests.delegations.travel.moving import at, make_head, make_special, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j0", "in_english")]
URL = "/arrivals/mine/"


def said(text):
    return " ".join(text.split('class="answer mt-1">')[1].split("</p>")[0].split()).replace("\xa0", " ")


def test_the_question_comes_first_and_the_new_time_is_told_there(as_user, liaison, delegation):
    head = make_head(delegation)
    arrival = make_special(
        delegation, code="A-001", stand="P2", principal=head, planned_at=at(12), state="confirmed"
    )
    client = as_user(liaison)
    text = client.get(URL).text
    assert said(text) == "<bdi>President of Faso</bdi> is awaited today at 12:00. Has the time changed?"
    assert '<option value="2025-12-22" selected>' in text
    sent = {
        "day": "2025-12-23",
        "at": "0730",
        "note": "By phone",
        "next": f"{URL}?delegation={delegation.public_id}",
    }
    response = client.post(reverse("movement-time", args=[arrival.public_id]), sent, follow=True)
    assert said(response.text).startswith("<bdi>President of Faso</bdi> is awaited Tue 23 Dec, 07:30.")
    assert "1 thing no longer holds." in response.text
    assert Movement.objects.get().state == "delayed"


def test_a_bad_time_comes_back_here_with_what_was_typed(as_user, liaison, delegation):
    arrival = making.make_movement(delegation, planned_at=at(12))
    sent = {"day": "2025-12-23", "at": "7:3", "note": "By phone", "next": URL}
    response = as_user(liaison).post(reverse("movement-time", args=[arrival.public_id]), sent)
    assert response.status_code == 422
    assert 'class="phone"' in response.text
    assert all(f'value="{typed}"' in response.text for typed in ("7:3", "By phone"))
    assert '<option value="2025-12-23" selected>' in response.text


def test_the_day_of_the_delegation_in_order_with_what_later_slices_add(
    as_user, liaison, delegation, other_delegation, monkeypatch
):
    monkeypatch.setattr(board_day, "LINES", [*board_day.LINES])
    board_day.of_delegation_day(lambda one, day, user: [Moment(at=at(9, 15), title=f"Convoy of {one.code}")])
    making.make_movement(delegation, planned_at=at(12))
    making.make_movement(delegation, planned_at=at(8), direction="departure")
    making.make_movement(delegation, planned_at=at(8, day=23))
    making.make_movement(other_delegation, planned_at=at(12))
    moments = as_user(liaison).get(URL).context["moments"]
    assert [(one.at.hour, one.title) for one in moments] == [
        (8, "Departure, Delegation of BFA"),
        (9, "Convoy of BFA"),
        (12, "Arrival, Delegation of BFA"),
    ]
    later = as_user(liaison).get(f"{URL}?day=2025-12-23").context["moments"]
    assert [one.title for one in later] == ["Convoy of BFA", "Arrival, Delegation of BFA"]


def test_how_many_have_arrived(as_user, liaison, delegation):
    here, awaited = making.make_member(delegation), making.make_member(delegation)
    making.make_member(delegation, state="withdrawn")
    take(making.make_movement(delegation, landed_at=at(9), state="landed"), here)
    take(making.make_movement(delegation), here, awaited)
    assert as_user(liaison).get(URL).context["people"] == {"total": 2, "here": 1}


def test_whom_to_call(as_user, liaison, airport, protocol, delegation):
    client = as_user(liaison)
    movement = making.make_movement(delegation, planned_at=at(12), greeter=protocol)
    assert client.get(URL).context["call"] is None
    type(airport).objects.filter(pk=airport.pk).update(phone="+223 00 00 00 11")
    assert client.get(URL).context["call"] == {"who": "Airport", "phone": "+223 00 00 00 11"}
    type(protocol).objects.filter(pk=protocol.pk).update(phone="+223 00 00 00 12")
    assert 'href="tel:+22300000012"' in client.get(URL).text
    assert movement.greeter.name in client.get(URL).text


def test_the_delegation_of_the_present_shift_comes_first(
    as_user, liaison, foreign, delegation, other_delegation, summit
):
    making.make_shift(other_delegation, liaison, starts_at=at(6), ends_at=at(20))
    factories.make_duty(liaison, "officer", "liaison", narrowed_to=other_delegation.public_id)
    assert as_user(liaison).get(URL).context["delegation"] == other_delegation
    LiaisonAssignment.objects.update(ends_at=at(10))
    assert as_user(liaison).get(URL).context["delegation"] == delegation


def test_who_accompanies_nobody_is_told_so_and_may_choose_one(
    as_user, airport, liaison, delegation, other_delegation
):
    assert "You accompany no delegation." in as_user(airport).get(URL).text
    assert as_user(airport).get(URL, {"delegation": delegation.public_id}).context["delegation"] == delegation
    assert as_user(liaison).get(URL, {"delegation": other_delegation.public_id}).status_code == 404


def test_nothing_ahead_is_said(as_user, liaison, delegation):
    making.make_movement(delegation, state="cancelled")
    text = as_user(liaison).get(URL).text
    assert said(text) == "Nothing is ahead: no arrival and no departure is awaited."
    assert 'id="tell"' not in text


def test_who_gets_in(client, as_user, visitor, authority):
    assert client.get(URL).status_code == 302
    assert [as_user(user).get(URL).status_code for user in (visitor, authority)] == [403, 200]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_it_opens_in_every_language(language, as_user, liaison, delegation):
    type(liaison).objects.filter(pk=liaison.pk).update(language=language)
    making.make_movement(delegation, planned_at=at(12), estimated_at=at(14))
    assert as_user(liaison).get(URL).status_code == 200


def test_in_a_summit_elsewhere_the_day_is_the_one_of_its_clocks(as_user, liaison, delegation, summit):
    summit.zone = "Asia/Kabul"
    summit.save()
    making.make_movement(delegation, planned_at=at(20))  # 23 December, 00:30 in Kabul
    response = as_user(liaison).get(URL)
    assert response.context["moments"] == []
    assert '<option value="2025-12-23" selected>' in response.text
    assert 'value="00:30"' in response.text
    assert response.context["day"] == dt.date(2025, 12, 22)


def test_what_has_not_changed_is_not_sent_again(as_user, liaison, delegation, at_j0):
    movement = making.make_movement(delegation, planned_at=at(12))
    client, asks = as_user(liaison), {"HX-Request": "true"}
    page = client.get(URL)
    version = page.context["marks"]["version"]
    assert 'id="feed"' in page.text
    assert client.get(URL, {"v": version}, headers=asks).status_code == 204
    Movement.objects.filter(pk=movement.pk).update(estimated_at=at(12, 30))
    part = client.get(URL, {"v": version}, headers=asks)
    assert (part.status_code, part.headers["Cache-Control"]) == (200, "no-store")
    assert ("is awaited today at 12:30." in part.text, 'id="feed"' in part.text) == (True, False)
    moved = {name for name, mark in part.context["marks"].items() if page.context["marks"][name] != mark}
    assert moved == {"question", "tell", "day", "version"}
    at_j0.shift(dt.timedelta(minutes=1))
    later = client.get(URL, {"v": part.context["marks"]["version"]}, headers=asks)
    assert later.status_code == 200
