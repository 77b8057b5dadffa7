"""The floors of a hotel: who sleeps in which room, moved with its revision, refused in words, restricted where it must be."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests.delegations.making import make_delegation, make_member
from tests.venues.accommodation.making import (
    FIRST,
    LAST,
    make_block,
    make_hotel,
    make_lodging,
    make_room,
    make_type,
)
from venues.accommodation import floor_free, floor_rows, giving
from venues.accommodation.models import Floor, RoomAssignment

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2025, 12, 20, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def _on_the_eve():
    with time_machine.travel(NOW, tick=False), translation.override("en"):
        yield


@pytest.fixture
def hotel(summit):
    return make_hotel("SAL")


@pytest.fixture
def block(hotel):
    return make_block(hotel, make_type("single"), rooms=9)


@pytest.fixture
def rooms(hotel, block):
    return [
        make_room(hotel, block.room_type, level=level, number=number)
        for level, number in ((1, "101"), (2, "201"), (2, "202"))
    ]


def sleep(block, name, **fields):
    return make_lodging(
        make_member(make_delegation(summit=block.summit), name, **fields.pop("member", {})),
        block=block,
        **fields,
    )


def post(client, lodging, room, **fields):
    address = reverse("hotel-floors-move", args=[lodging.hotel.public_id, lodging.public_id])
    data = {"revision": lodging.revision, "room": room.public_id if room else "shelf-1"} | fields
    return client.post(f"{address}?from=2025-12-19", data, **HTMX)


def stored(lodging):
    row = RoomAssignment.objects.select_related("room").get(pk=lodging.pk)
    return (row.room.number if row.room else None, row.revision)


def test_rooms_by_floor_and_who_has_no_number_on_the_shelf(hotel, block, rooms, lodging):
    Floor.objects.filter(level=2).update(secured=True)
    sleep(block, "Zongo", room=rooms[1])
    for _one in range(2):
        sleep(block, "Bamba", check_out=LAST - DAY)
    sleep(block, "Later", check_in=LAST - DAY)
    grid = floor_rows.floors(lodging, hotel, FIRST - DAY, now=NOW)
    assert [(one.name, one.secured, [lane.name for lane in one.lanes]) for one in grid.storeys] == [
        ("2", True, ["201", "202"]), ("1", False, ["101"])]  # fmt: skip
    assert [len(lane.blocks) for lane in grid.shelf] == [2, 1]
    (block_,) = grid.storeys[0].lanes[0].blocks
    assert (block_.look, block_.hours) == ("booked", "21\xa0Dec – 24\xa0Dec")
    assert block_.starts_at.isoformat() == "2025-12-21T12:00:00+00:00"
    assert grid.waiting == 3 and grid.moves


def test_a_guest_is_moved_to_a_room_and_back_to_the_shelf(as_user, block, rooms, lodging):
    guest, client = sleep(block, "Zongo"), as_user(lodging)
    response = post(client, guest, rooms[0])
    assert response.status_code == 200 and "now in room 101" in response.content.decode()
    assert stored(guest) == ("101", 2)
    guest.refresh_from_db()
    assert post(client, guest, None).status_code == 200
    assert stored(guest) == (None, 3)
    assert guest.versions.count() == 2


def test_what_is_taken_goes_back_with_who_has_it_and_what_is_free(as_user, block, rooms, lodging):
    other, guest = sleep(block, "Zongo", room=rooms[1]), sleep(block, "Bamba", room=rooms[0])
    response = post(as_user(lodging), guest, rooms[1])
    text = response.content.decode()
    assert response.status_code == 422 and stored(guest) == ("101", 1)
    assert f"Room 201 is taken by {other.occupant.person}, 21\xa0Dec – 24\xa0Dec." in text
    assert f'value="{rooms[2].public_id}"' in text and f'data-booking="{guest.public_id}"' in text
    rooms[2].state = "out"
    rooms[2].save()
    response = post(as_user(lodging), guest, rooms[2])
    assert "Room 202 is out of order." in response.content.decode() and stored(guest) == ("101", 1)


def test_who_was_faster_is_never_overwritten(as_user, block, rooms, lodging, coordinator):
    guest = sleep(block, "Zongo", room=rooms[0])
    giving.change(guest, by=coordinator, revision=1, room=rooms[1])
    response = post(as_user(lodging), guest, rooms[2])
    assert response.status_code == 422 and stored(guest) == ("201", 2)
    assert "Someone else has just changed" in response.content.decode()


def test_who_has_arrived_moves_from_today_on(as_user, block, rooms, lodging):
    guest = sleep(block, "Zongo", room=rooms[0], state="checked_in")
    with time_machine.travel(NOW + 2 * DAY, tick=False):
        assert post(as_user(lodging), guest, rooms[1]).status_code == 200
    new = RoomAssignment.objects.get(state="confirmed")
    assert (new.room, new.check_in, new.check_out) == (rooms[1], FIRST + DAY, LAST)
    guest.refresh_from_db()
    assert (guest.state, guest.room, guest.check_out) == ("moved", rooms[0], FIRST + DAY)


def test_others_changes_come_in_and_nothing_where_nothing_changed(as_user, hotel, block, rooms, lodging):
    client, address = as_user(lodging), reverse("hotel-floors", args=[hotel.public_id])
    guest = sleep(block, "Zongo", room=rooms[0])
    version = client.get(address).context["grid"].version
    assert client.get(address, {"v": version}, **HTMX).status_code == 204
    giving.change(guest, by=lodging, revision=1, room=rooms[1])
    response = client.get(address, {"v": version}, **HTMX)
    assert response.status_code == 200 and "<html" not in response.content.decode()


def test_the_room_of_a_principal_is_nobody_s_business(as_user, hotel, block, rooms, lodging, protocol):
    head = sleep(block, "Kabore", room=rooms[0], member={"is_head": True})
    name, address = str(head.occupant.person), reverse("hotel-floors", args=[hotel.public_id])
    assert name in as_user(lodging).get(address).content.decode()
    text = as_user(protocol).get(address).content.decode()
    assert name not in text and head.public_id not in text and "restricted" in text
    assert post(as_user(protocol), head, rooms[1]).status_code == 403


def test_without_a_script_a_form_moves(as_user, hotel, block, rooms, lodging):
    guest, client = sleep(block, "Zongo", room=rooms[0]), as_user(lodging)
    sleep(block, "Bamba", room=rooms[1])
    address = reverse("hotel-floors", args=[hotel.public_id])
    page = client.get(address, {"move": guest.public_id})
    assert (
        [room.number for room in page.context["moving"][3]]
        == ["202"]
        == [r.number for r in floor_free.rooms(guest)]
    )
    move = reverse("hotel-floors-move", args=[hotel.public_id, guest.public_id])
    response = client.post(move, {"revision": 1, "room": rooms[2].public_id})
    assert response.status_code == 302 and stored(guest) == ("202", 2)
    assert client.get(address, {"from": "never"}).status_code == 404


def test_as_many_queries_for_many(as_user, hotel, block, rooms, lodging):
    client, address = as_user(lodging), reverse("hotel-floors", args=[hotel.public_id])
    sleep(block, "First", room=rooms[0])
    client.get(address)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    few = queries()
    for number in range(5):
        sleep(block, "Guest", room=make_room(hotel, make_type(), level=number + 3))
        sleep(block, "Unplaced") if number < 3 else None
    assert queries() == few
