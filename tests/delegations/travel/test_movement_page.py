"""The page of a movement: the answer, the times with who told them, who travels, what is restricted."""

import pytest
from django.urls import reverse

from delegations.travel import time_telling
from delegations.travel.models import TimeTold
from summit import audit
from tests.delegations import making
from tests.delegations.travel.moving import at, make_head, make_special, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j0", "in_english")]
READY = {"welcomed_by": "President of Mali", "vehicles": "11 cars", "state": "confirmed"}
CLEARED = {"state": "granted", "clearance_number": "ML-1", "defence_opinion": "favourable", "aviation_opinion": "favourable"}  # fmt: skip


def answer(client, movement):
    page = client.get(movement.get_absolute_url()).text
    said = page.split('<p class="answer">')[1].split("</p>")[0]
    for mark in ('<span class="red">', "</span>"):
        said = said.replace(mark, "")
    return " ".join(said.split()).replace("\xa0", " ")


def test_the_first_line_says_when_and_what_is_missing(as_user, airport, delegation):
    client = as_user(airport)
    ready = make_special(
        delegation, stand="P1", planned_at=at(10, 35), estimated_at=at(10, 38), flight_fields=CLEARED, **READY
    )
    assert answer(client, ready) == "Lands today at 10:38, 3 minutes late; everything ready."
    moved = {
        "estimated_at": at(7, 30, day=23),
        "flight_fields": CLEARED | {"clearance_number": "ML-2"},
    } | READY
    late = make_special(delegation, stand="P2", planned_at=at(12), **moved)
    assert answer(client, late) == "Lands Tue 23 Dec, 07:30, 19 h 30 late; stand not held at that time."
    bare = make_special(delegation, planned_at=at(8, day=23), vehicles="", state="announced")
    assert answer(client, bare) == (
        "Lands Tue 23 Dec, 08:00, on time; "
        "no clearance, no stand given, nobody to greet them, no vehicles, time not confirmed."
    )
    landed = making.make_movement(delegation, planned_at=at(9), landed_at=at(8, 50), state="landed")
    assert answer(client, landed) == "Landed today at 08:50, 10 minutes early."
    gone = making.make_movement(
        delegation, planned_at=at(7), landed_at=at(8, 30), state="landed", direction="departure"
    )
    assert answer(client, gone) == "Left today at 08:30, 1 h 30 late."
    off = making.make_movement(delegation, state="cancelled")
    assert answer(client, off) == "Cancelled: nobody travels with it any more."


def test_every_time_told_stands_there_with_who_told_it_and_when(as_user, airport, liaison, delegation):
    movement = making.make_movement(delegation, planned_at=at(12))
    time_telling.tell(movement, TimeTold.Kind.ESTIMATED, at(12, 5), by=liaison)
    time_telling.tell(movement, TimeTold.Kind.ESTIMATED, at(12, 10), by=airport)
    text = as_user(airport).get(movement.get_absolute_url()).text.replace("\xa0", " ")
    first, second = text.index("Mon 22 Dec, 12:10</time></b>"), text.index("Mon 22 Dec, 12:05</time></b>")
    assert first < second
    assert "<bdi>Liaison</bdi>, <time" in text
    assert text.count("Time told") >= 2


def test_passengers_are_named_to_who_may_read_names(as_user, airport, authority, delegation):
    movement = take(
        making.make_movement(delegation, party=3), making.make_member(delegation, "Traoré", "Awa")
    )
    assert "Awa TRAORÉ" in as_user(airport).get(movement.get_absolute_url()).text
    assert "TRAORÉ" not in as_user(authority).get(movement.get_absolute_url()).text


def test_what_the_time_breaks_is_listed(as_user, airport, delegation):
    movement = make_special(delegation, stand="P1", estimated_at=at(7, 30, day=23), state="delayed")
    text = as_user(airport).get(movement.get_absolute_url()).text
    assert "What no longer holds at this time" in text
    assert "The stand is held from" in text


def test_what_is_restricted_is_shown_on_a_press_and_recorded(
    as_user, liaison, security, authority, delegation
):
    movement = making.make_movement(delegation, "A-001", armed_party=True, assistance="wheelchair")
    url = reverse("movement-reveal", args=[movement.public_id])
    for user in (liaison, security, authority):
        assert "wheelchair" not in as_user(user).get(movement.get_absolute_url()).text
    shown = as_user(liaison).post(url).text
    assert ("wheelchair" in shown, "Weapons in the party" in shown) == (True, False)
    shown = as_user(security).post(url).text
    assert ("wheelchair" in shown, "Weapons in the party" in shown) == (False, True)
    assert as_user(authority).post(url).status_code == 302
    entries = [(entry.actor.username, entry.verb, entry.changes) for entry in audit.history(movement)]
    assert entries == [
        ("security", "reveal", {"armed_party": None}),
        ("liaison", "reveal", {"assistance": None}),
    ]


def test_on_blocks_is_asked_after_the_landing(as_user, airport, delegation):
    movement = making.make_movement(delegation, landed_at=at(10, 5), state="landed")
    client = as_user(airport)
    assert 'name="time_type" value="on_blocks"' in client.get(movement.get_absolute_url()).text
    client.post(
        reverse("movement-time", args=[movement.public_id]), {"time_type": "on_blocks", "at": "10:12"}
    )
    movement.refresh_from_db()
    assert movement.on_blocks_at == at(10, 12)
    assert 'name="time_type" value="on_blocks"' not in client.get(movement.get_absolute_url()).text


def test_what_was_noted_says_by_whom_and_its_minute_is_corrected_there(
    as_user, airport, authority, delegation
):
    movement = making.make_movement(delegation, planned_at=at(10, 35))
    movement.workflow.run(movement, "land", by=airport)
    client, url = as_user(airport), reverse("movement-time", args=[movement.public_id])
    text = client.get(movement.get_absolute_url()).text
    assert "Noted by <bdi>Airport</bdi> " in text
    assert '<a href="#tell-landed">' in text
    assert 'id="idlanded_at"' in text
    refused = client.post(url, {"time_type": "landed", "at": "18:00"})
    assert (refused.status_code, refused.text.count('value="18:00"')) == (422, 1)
    client.post(url, {"time_type": "landed", "at": "10:12"})
    movement.refresh_from_db()
    assert movement.landed_at == at(10, 12)
    assert "#tell-landed" not in as_user(authority).get(movement.get_absolute_url()).text


def test_who_opens_it(
    client, as_user, visitor, outsider, liaison, airport, authority, delegation, other_delegation
):
    ours, theirs = making.make_movement(delegation), making.make_movement(other_delegation)
    assert client.get(ours.get_absolute_url()).status_code == 302
    found = {
        user.username: [as_user(user).get(row.get_absolute_url()).status_code for row in (ours, theirs)]
        for user in (visitor, outsider, liaison, airport, authority)
    }
    assert found == {
        "visitor": [403, 403],
        "outsider": [404, 404],
        "liaison": [200, 404],
        "airport": [200, 200],
        "authority": [200, 200],
    }


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_it_opens_in_every_language(language, as_user, airport, delegation):
    type(airport).objects.filter(pk=airport.pk).update(language=language)
    head = make_head(delegation)
    row = take(make_special(delegation, stand="P1", principal=head, anthems=True, baggage=40), head)
    assert as_user(airport).get(row.get_absolute_url()).status_code == 200


def test_many_passengers_cost_no_more(
    as_user, airport, delegation, django_assert_num_queries, django_assert_max_num_queries
):
    movement = take(making.make_movement(delegation, party=40), making.make_member(delegation))
    client = as_user(airport)
    client.get(movement.get_absolute_url())
    with django_assert_max_num_queries(20) as first:
        client.get(movement.get_absolute_url())
    take(movement, *[making.make_member(delegation) for _each in range(29)])
    with django_assert_num_queries(len(first)):
        client.get(movement.get_absolute_url())
