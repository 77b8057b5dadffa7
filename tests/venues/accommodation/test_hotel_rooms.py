"""Rooms of a hotel: many at once, one by one, out of order, and what each reader sees of them."""

import pytest
from django.urls import reverse

from summit import audit
from summit.workflow import OutOfStep
from tests.clocks import at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations.making import make_delegation, make_member
from tests.venues.accommodation.making import LAST, make_hotel, make_lodging, make_room, make_type
from venues.accommodation.models import Bed, Floor, Room, RoomType
from venues.accommodation.room_entry import RoomsForm
from venues.accommodation.room_numbers import read_numbers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_7", "in_english")]


@pytest.mark.parametrize(
    ("typed", "found", "wrong"),
    [
        ("201-203, 205", ["201", "202", "203", "205"], []),
        ("A08–A10، B1", ["A08", "A09", "A10", "B1"], []),
        ("201, 201;202\n", ["201", "202"], []),
        ("203-201, 2x1y, 5-9999, -", [], ["203-201", "2x1y", "5-9999", "-"]),
        ("A1-B3", [], ["A1-B3"]),
    ],
)
def test_numbers_are_read_as_typed(typed, found, wrong):
    assert read_numbers(typed) == (found, wrong)


def test_many_rooms_are_entered_at_once_with_their_beds(lodging, security, summit, as_user):
    hotel, twin = make_hotel("H"), make_type("twin", beds=2)
    url, client = reverse("hotel-rooms", args=[hotel.public_id]), as_user(lodging)
    typed = {"level": "2", "numbers": "201-203, 210", "room_type": twin.public_id, "accessible": "on"}
    assert client.post(url, typed)["Location"] == url
    rooms = list(Room.objects.all())
    assert [(room.number, room.floor.level, room.accessible) for room in rooms] == [
        ("201", 2, True), ("202", 2, True), ("203", 2, True), ("210", 2, True),
    ]  # fmt: skip
    assert (Bed.objects.count(), Floor.objects.count()) == (8, 1)
    assert audit.history(rooms[0]).get().verb == "create"
    page = client.get(url)
    assert page.context["answer"] == "4 rooms on 1 floor."
    refused = client.post(url, typed | {"numbers": "203-204, 210, x-y", "smoking": "on"})
    assert refused.status_code == 422
    assert refused.context["form"].errors == {
        "numbers": [
            "Neither a number nor a range of at most 400: x-y.",
            "These rooms are entered already: 203, 210.",
        ]
    }
    assert 'value="203-204, 210, x-y"' in refused.text
    assert Room.objects.count() == 4
    assert as_user(security).post(url, typed).status_code == 403


def test_who_was_faster_with_a_number_is_told(lodging, summit):
    hotel = make_hotel()
    typed = {"level": "1", "numbers": "101", "room_type": make_type().public_id}
    form = RoomsForm(typed, hotel=hotel)
    assert form.is_valid()
    make_room(hotel, number="101")
    assert form.save(by=lodging) is None
    assert form.errors == {"numbers": ["Someone has just entered these: 101."]}


def test_a_room_is_edited_within_its_hotel(lodging, summit, as_user):
    twin, single = make_type("twin", beds=2), make_type("single")
    hotel = make_hotel()
    room, beside = make_room(hotel, twin, number="301"), make_room(hotel, twin, number="302")
    far = make_room(number="999")
    url, client = reverse("room-edit", args=[room.public_id]), as_user(lodging)
    typed = {
        "number": "302", "floor": room.floor.public_id, "room_type": single.public_id,
        "adjoins": far.public_id, "remarks": "Quiet", "revision": "1",
    }  # fmt: skip
    refused = client.post(url, typed)
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"number", "adjoins"})
    assert client.post(url, typed | {"number": "300", "adjoins": beside.public_id}).status_code == 302
    room.refresh_from_db()
    assert (room.number, room.adjoins, room.beds.count()) == ("300", beside, 1)
    assert "300" in client.get(beside.get_absolute_url()).text
    make_lodging(make_member(), room=room)
    refused = client.post(
        url, typed | {"number": "300", "adjoins": "", "room_type": twin.public_id, "revision": "2"}
    )
    assert refused.context["form"].errors == {"room_type": ["Somebody holds this room: it keeps its type."]}


def test_a_room_is_not_taken_out_of_order_while_somebody_holds_it(lodging, summit, as_user):
    room, client = make_room(), as_user(lodging)
    given = make_lodging(make_member(), room=room)
    url = reverse("step", args=["room", room.public_id, "close"])
    refused = client.post(url, {"note": "Water"})
    assert refused.status_code == 422
    said = "Somebody holds this room from Sun 21 Dec to Wed 24 Dec. Give the guest another one first."
    assert said in refused.text.replace("\u00a0", " ")
    with pytest.raises(OutOfStep):
        room.workflow.run(room, "close", by=lodging, note="Water")
    room.refresh_from_db()
    assert room.state == "usable"
    given.workflow.run(given, "cancel", by=lodging, note="Stays away")
    assert client.post(url, {"note": "Water"}).status_code == 302
    assert "The room is out of order." in client.get(room.get_absolute_url()).text


def test_who_sleeps_in_a_principal_s_room_is_restricted(lodging, protocol, summit, as_user):
    room, delegation = make_room(number="501"), make_delegation("BFA")
    make_lodging(make_member(delegation, "Traore", is_head=True), room=room)
    make_lodging(make_member(delegation, "Sample"), room=room, check_in=LAST, check_out=LAST.replace(day=26))
    page = as_user(lodging).get(room.get_absolute_url()).text.replace("\u00a0", " ").casefold()
    assert ("traore" in page, "sample" in page, "free until 21 dec." in page) == (True, True, True)
    page = as_user(protocol).get(room.get_absolute_url()).text.casefold()
    assert ("traore" in page, "sample" in page, "restricted" in page) == (False, True, True)


def test_types_keep_the_beds_of_the_rooms_entered(lodging, summit, as_user):
    twin, client = make_type("twin", beds=2), as_user(lodging)
    url = reverse("room-type-edit", args=[twin.public_id])
    typed = {
        "code": "twin",
        "name_0": "Double",
        "order": "5",
        "beds": "1",
        "can_be_shared": "on",
        "revision": "1",
    }
    assert set(client.post(url, typed).context["form"].errors) == {"can_be_shared"}
    make_room(room_type=twin)
    refused = client.post(url, typed | {"beds": "3"})
    assert refused.context["form"].errors == {
        "beds": ["1 room is entered with the beds of this type: make another type."]
    }
    assert client.post(url, typed | {"beds": "2"}).status_code == 302
    assert client.post(reverse("room-type-new"), typed | {"code": "suite", "beds": "2"}).status_code == 302
    assert list(RoomType.objects.values_list("code", "order")) == [("suite", 5), ("twin", 5)]
    page = client.get(reverse("room-types"))
    assert page.context["answer"] == "2 types of rooms, the best first."
