"""People without a bed by rank, and giving rooms of one block to several: nothing is lost of who could not be given one."""

import pytest
from django.urls import reverse

from tests import factories
from tests.delegations.making import make_delegation, make_flight, make_member
from tests.venues.accommodation.lodging_days import in_english, on_the_eve  # noqa: F401 - fixtures
from tests.venues.accommodation.making import make_block, make_hotel, make_lodging, make_type
from venues.accommodation.models import EntitlementRule, RoomAssignment

PAGE = "without-bed"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_eve", "in_english")]


@pytest.fixture
def officer(summit):
    ministry = factories.make_ministry("hotels", summit=summit)
    return factories.make_person("rooms", "officer", "lodging", ministry=ministry)


@pytest.fixture
def people(summit):
    """An expert and a minister of one delegation, the head of another, and somebody who has a room."""
    first, second = make_delegation("BFA", summit=summit), make_delegation("NER", summit=summit)
    make_lodging(make_member(first))
    EntitlementRule.objects.create(summit=summit, with_head=0)
    expert, minister = make_member(first, list_order=2), make_member(first, rank="minister")
    return expert, minister, make_member(second, rank="state", is_head=True)


def test_they_stand_by_rank_with_nights_and_payer(officer, as_user, people, reader):
    expert, minister, head = people
    client = as_user(officer)
    answer = client.get(reverse(PAGE))
    rows = answer.context["listing"].rows
    assert rows == [head, minister, expert]
    assert [(row.cover.paid_by, row.stay.known) for row in rows] == [
        ("host", False),
        ("host", False),
        ("own", False),
    ]
    assert answer.context["said"] == "3 people have no bed."
    assert answer.content.decode().count("btn-primary") == 1
    narrowed = client.get(reverse(PAGE), {"delegation": head.delegation.public_id})
    assert narrowed.context["listing"].rows == [head]
    assert len(client.get(reverse(PAGE), {"night": "2025-12-25"}).context["listing"].rows) == 4
    assert client.get(reverse(PAGE), {"q": head.person.surname}).context["listing"].rows == [head]
    assert as_user(reader).get(reverse(PAGE)).status_code == 403


def test_rooms_are_given_to_those_ticked_and_the_others_stay(officer, as_user, people):
    expert, minister, head = people
    client, block = as_user(officer), make_block(make_hotel("AM"), make_type("single"), rooms=2)
    ticked = {"member": [one.public_id for one in people], "block": block.public_id}
    answer = client.post(reverse(PAGE), ticked)
    assert answer.status_code == 422
    given = RoomAssignment.objects.filter(block=block)
    assert set(given.values_list("occupant", "state")) == {(head.pk, "proposed"), (minister.pk, "proposed")}
    ((member, sentence),) = answer.context["failed"]
    assert member == expert
    assert sentence.startswith(f"{block.code} has no room left for the nights of 21\u00a0Dec")
    assert answer.context["listing"].rows == [expert] and answer.context["listing"].rows[0].ticked
    assert answer.context["chosen"] == block.public_id
    more = make_block(block.hotel, block.room_type, rooms=1)
    done = client.post(reverse(PAGE), ticked | {"block": more.public_id})
    assert (done.status_code, RoomAssignment.objects.get(block=more).occupant) == (302, expert)
    assert client.get(reverse(PAGE)).context["total"] == 0


def test_without_a_block_or_a_tick_nothing_is_given(officer, as_user, people):
    block, client = make_block(), as_user(officer)
    before = RoomAssignment.objects.count()
    for sent in ({"block": block.public_id}, {"member": [people[0].public_id]}):
        answer = client.post(reverse(PAGE), sent)
        assert answer.status_code == 422
        assert [member for member, _sentence in answer.context["failed"]] == [None]
    assert RoomAssignment.objects.count() == before


def test_crews_with_fewer_rooms_than_people_are_named(officer, as_user, summit):
    delegation = make_delegation("BFA", summit=summit)
    two, none = make_flight(delegation, crew=2), make_flight(delegation)
    make_flight(delegation, crew=3, state="refused")
    lodging = make_lodging(make_member(delegation))
    RoomAssignment.objects.create(
        summit=summit, delegation=delegation, crew_of=two, hotel=lodging.hotel, room_type=lodging.room_type,
        check_in=lodging.check_in, check_out=lodging.check_out, state="confirmed",
    )  # fmt: skip
    crews = as_user(officer).get(reverse(PAGE)).context["crews"]
    assert [(one.code, one.given, one.crew) for one in crews] == [(two.code, 1, 2)]
    assert none.crew == 0
