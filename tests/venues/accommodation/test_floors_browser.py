"""The floors in Chromium: a guest carried by pointer and by keys, refused, and what another officer does."""

import datetime as dt

import pytest
import time_machine
from playwright.sync_api import expect

from tests.delegations.making import make_delegation, make_member
from tests.venues.accommodation.making import make_block, make_hotel, make_lodging, make_room, make_type
from tests.venues.halls.timeline_screen import bar, drag, signed_in
from venues.accommodation import floor_page, giving
from venues.accommodation.models import RoomAssignment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOW = dt.datetime(2025, 12, 20, 10, 20, tzinfo=dt.UTC)
POLL = 15_000  # ms within which every screen shows a change


@pytest.fixture(autouse=True)
def _on_the_eve(monkeypatch):
    monkeypatch.setattr(floor_page, "EVERY", 1)
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def hotel(summit):
    return make_hotel("SAL")


@pytest.fixture
def rooms(hotel):
    single = make_type("single")
    return [make_room(hotel, single, number=number) for number in ("101", "102", "103")]


@pytest.fixture
def guests(hotel, rooms, summit):
    """Zongo in 101, Bamba in 102, Diallo on the shelf."""
    block = make_block(hotel, rooms[0].room_type, rooms=9)
    delegation = make_delegation("BFA", summit=summit)
    placed = (("Zongo", rooms[0]), ("Bamba", rooms[1]), ("Diallo", None))
    return [make_lodging(make_member(delegation, name), block=block, room=room) for name, room in placed]


@pytest.fixture
def screen(page, live_server, lodging):
    with signed_in(page, live_server, lodging):
        yield page


def stored(lodging):
    row = RoomAssignment.objects.select_related("room").get(pk=lodging.pk)
    return (row.room.number if row.room else None, row.revision)


def test_by_pointer_and_by_keys(screen, hotel, rooms, guests, coordinator):
    zongo, bamba, diallo = guests
    screen.goto(f"/hotels/{hotel.public_id}/floors/")
    drag(screen, diallo, to=rooms[2], minutes=2000)  # sideways nothing moves: a guest keeps the nights
    expect(screen.locator("[data-told]")).to_contain_text("now in room 103")
    assert stored(diallo) == ("103", 2)

    drag(screen, zongo, to=rooms[1])
    refused = screen.locator("tr.halls-refused")
    expect(refused.get_by_role("alert")).to_contain_text("Room 102 is taken by")
    expect(screen.locator(f"[data-lane='{rooms[0].public_id}'] #b-{zongo.public_id}")).to_have_count(1)
    assert stored(zongo) == ("101", 1)
    screen.locator("[data-refused-close]").click()

    bar(screen, bamba).focus()
    live = screen.locator("#halls-live")
    for key in ("ArrowRight", "ArrowUp", "ArrowUp"):  # over Zongo's room to the shelf
        screen.keyboard.press(key)
    expect(live).to_contain_text("without room number. Enter sends it, Escape puts it back.")
    screen.keyboard.press("Enter")
    expect(live).to_contain_text("without a room number now")
    assert stored(bamba) == (None, 2)
    giving.change(RoomAssignment.objects.get(pk=zongo.pk), by=coordinator, revision=1, room=rooms[1])
    expect(bar(screen, zongo)).to_have_attribute("data-revision", "2", timeout=POLL)


def test_a_stale_bar_is_explained(screen, hotel, rooms, guests, coordinator):
    zongo, _bamba, diallo = guests
    screen.goto(f"/hotels/{hotel.public_id}/floors/")
    bar(screen, diallo).focus()
    for _room in range(3):
        screen.keyboard.press("ArrowDown")
    giving.change(RoomAssignment.objects.get(pk=diallo.pk), by=coordinator, revision=1, meals="no pork")
    screen.keyboard.press("Enter")
    expect(screen.locator("tr.halls-refused").get_by_role("alert")).to_contain_text("has just changed")
    assert stored(diallo) == (None, 2) and stored(zongo) == ("101", 1)
