"""The timeline in Chromium: bars moved by pointer and by keys, refusals, and what another officer does."""

import pytest
from playwright.sync_api import expect

from tests.venues.halls.timeline_making import at
from tests.venues.halls.timeline_screen import bar, drag, signed_in, stored
from tests.venues.making import make_booking
from venues.halls import booking_moving, timeline_page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("at_j0"),
]
POLL = 15_000  # ms within which every screen shows a change


@pytest.fixture
def quick(monkeypatch):
    """The grid asks itself again each second."""
    monkeypatch.setattr(timeline_page, "EVERY", 1)


@pytest.fixture
def screen(page, live_server, conference, salon, lounge):
    with signed_in(page, live_server, conference):
        yield page


@pytest.fixture
def booking(salon, conference):
    return make_booking(salon, "Mali - Faso", starts_at=at(12), by=conference)


def test_a_bar_is_carried_to_another_hour_and_another_hall(screen, booking, lounge):
    screen.goto("/halls/")
    drag(screen, booking, minutes=62, drop=False)
    expect(screen.locator(".ghost text")).to_have_text("13:00 – 14:00")
    screen.mouse.up()
    expect(screen.locator("[data-told]")).to_contain_text("now in Hall S1, 13:00 – 14:00")
    drag(screen, booking, to=lounge)
    expect(screen.locator("[data-told]")).to_contain_text("now in Hall S2, 13:00 – 14:00")
    expect(screen.locator(f"[data-lane='{lounge.public_id}'] #b-{booking.public_id}")).to_have_count(1)
    assert stored(booking) == ("S2", at(13), 3)
    assert screen.url.endswith("/halls/")  # letting go is no click on the link


def test_a_refused_bar_goes_back_and_the_ways_out_stand_beside_it(
    screen, quick, booking, salon, lounge, conference
):
    make_booking(lounge, "Mali - Niger", starts_at=at(12), by=conference)
    screen.goto("/halls/")
    drag(screen, booking, to=lounge)
    refused = screen.locator("tr.halls-refused")
    expect(refused.get_by_role("alert")).to_contain_text("Hall S2 is taken from 11:45 until 13:15")
    assert refused.get_attribute("data-beside") == salon.public_id
    expect(screen.locator(f"[data-lane='{salon.public_id}'] #b-{booking.public_id}")).to_have_count(1)
    expect(screen.locator(".ghost")).to_have_count(0)
    with screen.expect_response(lambda answer: "v=" in answer.url):
        pass  # asking again takes nothing away
    expect(refused).to_be_visible()
    refused.get_by_role("button").first.click()
    expect(screen.locator("[data-told]")).to_contain_text("now in")
    expect(refused).to_have_count(0)
    assert stored(booking)[2] == 2


def test_escape_puts_a_bar_back_into_its_place(screen, booking):
    screen.goto("/halls/")
    drag(screen, booking, minutes=60, drop=False)
    expect(screen.locator(".ghost")).to_have_count(1)
    screen.keyboard.press("Escape")
    expect(screen.locator(".ghost")).to_have_count(0)
    screen.evaluate("addEventListener('click', event => { window.followed = !event.defaultPrevented })")
    screen.mouse.up()
    assert screen.evaluate("window.followed") is False
    assert stored(booking) == ("S1", at(12), 1)


def test_the_same_by_keys(screen, booking, lounge, salon, conference):
    make_booking(salon, "Evening", starts_at=at(18), by=conference)
    screen.goto("/halls/")
    bar(screen, booking).focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "Shift+ArrowRight", "ArrowDown"):
        screen.keyboard.press(key)
    live = screen.locator("#halls-live")
    expect(live).to_have_text("Mali - Faso: Hall S2, 12:35 – 13:35. Enter sends it, Escape puts it back.")
    screen.keyboard.press("Escape")
    expect(live).to_have_text("Put back.")
    assert stored(booking) == ("S1", at(12), 1)
    screen.keyboard.press("Shift+ArrowRight")
    screen.keyboard.press("ArrowDown")
    screen.keyboard.press("Enter")
    expect(live).to_contain_text("Mali - Faso: now in Hall S2, 12:30 – 13:30.")
    assert stored(booking) == ("S2", at(12, 30), 2)
    assert screen.evaluate("document.activeElement.id") == f"b-{booking.public_id}"
    screen.keyboard.press("Enter")  # nothing was moved: the link is followed
    screen.wait_for_url("**/edit/")


def test_what_another_officer_does_comes_in_but_not_under_the_hand(
    screen, quick, booking, salon, lounge, coordinator, conference
):
    other = make_booking(lounge, "Theirs", starts_at=at(15), by=conference)
    screen.goto("/halls/")
    booking_moving.move(other, by=coordinator, revision=1, starts_at=at(16))
    expect(bar(screen, other)).to_have_attribute("data-revision", "2", timeout=POLL)
    bar(screen, booking).focus()
    screen.keyboard.press("Shift+ArrowRight")
    booking_moving.move(booking, by=coordinator, revision=1, hall=lounge)
    screen.wait_for_timeout(2500)  # two times the grid would have asked
    expect(screen.locator(".ghost")).to_have_count(1)
    expect(bar(screen, booking)).to_have_attribute("data-revision", "1")
    screen.keyboard.press("Enter")
    refused = screen.locator("tr.halls-refused")
    expect(refused.get_by_role("alert")).to_contain_text("has just changed “Mali - Faso”")
    assert refused.get_attribute("data-beside") == lounge.public_id
    assert stored(booking) == ("S2", at(12), 2)


def test_keys_lead_to_the_table_and_to_the_days_beside(screen, booking):
    screen.goto("/halls/")
    screen.keyboard.press("t")
    screen.wait_for_url("**view=table")
    expect(screen.get_by_role("cell", name="12:00 – 13:00")).to_be_visible()
    screen.keyboard.press("t")
    screen.wait_for_url("**/halls/?day=2025-12-22")
    expect(bar(screen, booking)).to_have_count(1)
    screen.keyboard.press("ArrowRight")
    screen.wait_for_url("**day=2025-12-23")
    screen.keyboard.press("ArrowLeft")
    screen.wait_for_url("**day=2025-12-22")


def test_in_arabic_later_lies_to_the_left(screen, booking, conference):
    type(conference).objects.filter(pk=conference.pk).update(language="ar")
    screen.goto("/halls/")
    drag(screen, booking, minutes=-60)
    expect(screen.locator("[data-told]")).to_have_count(1)
    assert stored(booking) == ("S1", at(13), 2)
    bar(screen, booking).focus()
    screen.keyboard.press("Shift+ArrowLeft")
    screen.keyboard.press("Enter")
    expect(bar(screen, booking)).to_have_attribute("data-revision", "3")
    assert stored(booking) == ("S1", at(13, 30), 3)
