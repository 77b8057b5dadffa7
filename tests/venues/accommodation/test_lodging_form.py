"""Giving one room, changing it and moving the guest: what is proposed, what is refused and what is free instead."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from delegations.travel.models import Passenger
from tests import factories
from tests.delegations.making import make_delegation, make_flight, make_member, make_movement
from tests.venues.accommodation.lodging_days import (  # noqa: F401 - fixtures
    DAY,
    SHARE,
    in_english,
    on_the_eve,
)
from tests.venues.accommodation.making import (
    FIRST,
    LAST,
    make_block,
    make_hotel,
    make_lodging,
    make_room,
    make_type,
)
from venues.accommodation.models import EntitlementRule, RoomAssignment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_eve", "in_english")]


@pytest.fixture
def officer(summit):
    ministry = factories.make_ministry("hotels", summit=summit)
    return factories.make_person("rooms", "officer", "lodging", ministry=ministry)


@pytest.fixture
def world(summit):
    """Two hotels: the near one with a block of two singles and two rooms, the far one with a block of one."""
    single = make_type("single", summit=summit, order=40)
    near, far = make_hotel("NEAR", minutes=5), make_hotel("FAR", minutes=30)
    world = {
        "single": single,
        "near": make_block(near, single, code="N1", rooms=2, rate=45000),
        "far": make_block(far, single, code="F1", rooms=1, rate=30000),
        "rooms": [make_room(near, single, number=number) for number in ("101", "102")],
        "delegation": make_delegation("BFA", summit=summit),
    }
    EntitlementRule.objects.create(summit=summit, with_head=0)
    return world


def address(member, **asked):
    return reverse("lodging-new", query={"member": member.public_id} | asked)


def sent(place, /, **fields):
    """What the browser sends for a single of the block."""
    return {
        "check_in": FIRST, "check_out": LAST, "room_type": place.room_type.public_id, "block": place.public_id,
        "room": "", "alone": "on", "paid_by": "host", "paid_because": "Other delegations + 0: room 1 of 1",
    } | fields  # fmt: skip


def travels(member):
    for direction, day in (("arrival", 21), ("departure", 24)):
        at = dt.datetime(2025, 12, day, 12, tzinfo=dt.UTC)
        movement = make_movement(member.delegation, direction=direction, planned_at=at)
        Passenger.objects.create(summit=member.summit, movement=movement, membership=member)


def test_the_form_proposes_nights_payer_and_the_best_block(officer, as_user, world):
    member = make_member(world["delegation"], "Diarra")
    travels(member)
    answer = as_user(officer).get(address(member))
    form, page = answer.context["form"], answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")
    assert answer.status_code == 200
    assert [form[name].value() for name in ("check_in", "check_out", "paid_by", "paid_because")] == [
        FIRST, LAST, "host", "Other delegations + 0: room 1 of 1",
    ]  # fmt: skip
    assert [key for key, _words in form.fields["block"].choices] == [
        "",
        world["near"].public_id,
        world["far"].public_id,
    ]
    assert form.initial["block"] == world["near"] and form.initial["room_type"] == world["single"]
    assert [key for key, _words in form.fields["room"].choices][1:] == [
        one.public_id for one in world["rooms"]
    ]
    price, cost = (f"\u2066{thousands}\u202f000\u00a0XOF\u2069" for thousands in (45, 135))
    assert form.forecast == f"3 nights × {price} = {cost}"
    assert page.count("btn-primary") == 1
    asked = as_user(officer).get(address(member, block=world["far"].public_id)).context["form"]
    assert asked.initial["block"] == world["far"]
    with time_machine.travel(FIRST + DAY, tick=False):
        later = as_user(officer).get(address(member)).context["form"]
    assert later["check_in"].value() == FIRST + DAY  # the first night is over
    assert as_user(officer).get(reverse("lodging-new"))["Location"] == reverse("without-bed")
    assert as_user(officer).get(reverse("lodging-new"), {"member": "nobody"}).status_code == 404


def test_it_is_given_asked_for_or_only_looked_at(officer, as_user, world):
    first, second = make_member(world["delegation"]), make_member(world["delegation"])
    client = as_user(officer)
    looked = client.post(address(first), sent(world["near"], check_out=LAST - DAY, look="1"))
    assert (looked.status_code, RoomAssignment.objects.count()) == (200, 0)
    assert looked.context["form"].forecast.startswith("2 nights")
    answer = client.post(address(first), sent(world["near"], room=world["rooms"][0].public_id))
    given = RoomAssignment.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, given.get_absolute_url())
    assert (given.state, given.hotel.code, given.room.number, given.occupant) == (
        "proposed",
        "NEAR",
        "101",
        first,
    )
    client.post(address(second), sent(world["near"], block="", paid_by="own", paid_because="beyond the rule"))
    asked = RoomAssignment.objects.get(occupant=second)
    assert (asked.state, asked.block, asked.hotel) == ("requested", None, None)
    edit = reverse("lodging-edit", args=[asked.public_id])
    assert client.get(edit).status_code == 200
    own = {"paid_by": "own", "paid_because": "beyond the rule", "revision": 1}
    client.post(edit, sent(world["far"], **own))
    asked.refresh_from_db()
    assert (asked.state, asked.block) == ("proposed", world["far"])


def test_refusals_name_what_is_taken_and_what_is_free(officer, as_user, world):
    guest, other = make_member(world["delegation"]), make_member(world["delegation"], "Traore")
    near, far, (first, second) = world["near"], world["far"], world["rooms"]
    make_lodging(other, room=first, block=near)
    client = as_user(officer)

    def errors(**fields):
        answer = client.post(address(guest), sent(near, **fields))
        assert answer.status_code == 422
        form = answer.context["form"]
        return {name: " ".join(said) for name, said in form.errors.items()}, [way["key"] for way in form.ways]

    taken, ways = errors(room=first.public_id)
    assert taken["room"].replace("\u00a0", " ") == (
        f"Room 101 is taken, 21 Dec – 24 Dec: {other.person}. Free for these nights: 102."
    )
    assert ways == [f"{near.public_id}.{second.public_id}"]
    make_lodging(make_member(world["delegation"]), block=near, check_in=FIRST + DAY, check_out=LAST)
    full, ways = errors()
    assert (
        full["block"]
        .replace("\u00a0", " ")
        .startswith("N1 has no room left for the nights of 22 Dec, 23 Dec. Free instead: Hotel FAR")
    )
    assert ways == [f"{far.public_id}."]
    assert "alone" in errors(alone="", agrees_to_share="on")[0]
    assert "check_out" in errors(check_out=FIRST)[0]
    assert "paid_because" in errors(paid_by="organisation")[0]
    assert "block" in errors(block="", room=second.public_id)[0]
    secured = make_room(near.hotel, near.room_type, level=9)
    secured.floor.secured = True
    secured.floor.save()
    assert errors(room=secured.public_id)[0]["room"] == "This floor is secured: it takes principals alone."
    answer = client.post(address(guest), sent(near, way=f"{far.public_id}."))
    given = RoomAssignment.objects.get(occupant=guest)
    assert (answer.status_code, given.block) == (302, far)
    again, _ways = errors(check_in=LAST - DAY, check_out=LAST + DAY, block=far.public_id)
    assert "already has a room" in again["check_in"]


def test_a_room_is_shared_by_consent_beside_its_guest(officer, as_user, world):
    twin = make_type("twin", summit=world["single"].summit, beds=2)
    block = make_block(world["near"].hotel, twin, code="T1", rooms=1)
    room = make_room(block.hotel, twin, number="201")
    make_lodging(make_member(world["delegation"]), room=room, block=block, **SHARE)
    member = make_member(world["delegation"])
    fields = sent(block, room=room.public_id, paid_by="own", paid_because="wish")
    refused = as_user(officer).post(address(member), fields | {"alone": ""})
    assert refused.context["form"].errors["agrees_to_share"] == [
        "Nobody shares a room without having agreed."
    ]
    as_user(officer).post(address(member), fields | {"alone": "", "agrees_to_share": "on"})
    given = RoomAssignment.objects.get(occupant=member)
    assert (given.room, given.held_nights.count()) == (room, 0)


def test_an_edit_keeps_what_was_not_sent_again_and_tells_of_a_clash(officer, as_user, world):
    lodging = make_lodging(make_member(world["delegation"]), block=world["near"], paid_by="own")
    edit, client = reverse("lodging-edit", args=[lodging.public_id]), as_user(officer)
    fields = sent(world["near"], paid_by="own", paid_because="", meals="half board", revision=1)
    assert client.post(edit, fields).status_code == 302
    clash = client.post(edit, fields | {"meals": "none"})
    assert clash.status_code == 422
    assert [(theirs, yours) for _label, theirs, yours in clash.context["form"].clashes] == [
        ("half board", "none")
    ]
    lodging.refresh_from_db()
    lodging.workflow.run(lodging, "check_in", by=officer)
    assert set(client.get(edit).context["form"].fields) == {
        "check_out", "paid_by", "paid_because", "early_check_in", "late_check_out", "meals", "smoking",
        "accessible", "remarks", "revision",
    }  # fmt: skip
    later = {"check_out": LAST + DAY, "paid_by": "own", "revision": lodging.revision}
    refused = client.post(edit, later)
    assert "N1 has no room left for the night of 24" in str(refused.context["form"].errors)
    lodging.workflow.run(lodging, "check_out", by=officer)
    assert client.get(edit).status_code == 302


def test_a_guest_moves_and_a_crew_is_lodged_at_once(officer, as_user, world, reader):
    lodging = make_lodging(make_member(world["delegation"]), block=world["near"])
    move, client = reverse("lodging-move", args=[lodging.public_id]), as_user(officer)
    assert client.get(move).status_code == 200
    same = {"block": world["near"].public_id, "room": "", "note": "noise", "revision": 1}
    assert "sleeps there already" in str(client.post(move, same).context["form"].errors)
    assert client.post(move, same | {"block": ""}).status_code == 422
    assert client.post(move, same | {"note": ""}).status_code == 422
    assert client.post(move, same | {"block": world["far"].public_id}).status_code == 302
    states = RoomAssignment.objects.order_by("pk").values_list("state", "hotel__code")
    assert list(states) == [("moved", "NEAR"), ("confirmed", "FAR")]
    assert client.get(move).status_code == 302
    flight = make_flight(
        world["delegation"],
        crew=2,
        arrives_at=dt.datetime(2025, 12, 21, 12, tzinfo=dt.UTC),
        departs_at=dt.datetime(2025, 12, 24, 12, tzinfo=dt.UTC),
    )
    crew = reverse("lodging-new", query={"crew": flight.public_id})
    assert client.get(crew).context["form"].initial["rooms"] == 2
    fields = sent(world["near"], paid_by="own", paid_because="Crew")
    assert client.post(crew, fields | {"rooms": 3}).status_code == 422
    assert RoomAssignment.objects.filter(crew_of=flight).count() == 0
    assert client.post(crew, fields | {"rooms": 2}).status_code == 302
    assert RoomAssignment.objects.filter(crew_of=flight, state="proposed").count() == 2
    assert as_user(reader).get(crew).status_code == 403
