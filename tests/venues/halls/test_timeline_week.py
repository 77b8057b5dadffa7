"""The week in Chromium: bars go to another day at the same hour, by mouse and by keys, in both directions of reading."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.venues.halls.timeline_making import at
from tests.venues.halls.timeline_screen import DAY, bar, drag, signed_in, stored
from tests.venues.making import make_booking
from venues.halls import booking_moving

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("at_j0"),
]
WEEK = "/halls/?view=week"
HOURS = 7 * 24


@pytest.fixture
def screen(page, live_server, conference, salon, lounge):
    with signed_in(page, live_server, conference):
        yield page


@pytest.fixture
def booking(salon, conference):
    return make_booking(salon, "Mali - Faso", starts_at=at(12), by=conference)


def test_a_bar_is_carried_to_another_day_and_hall_and_keeps_its_hour(screen, booking, lounge):
    screen.goto(WEEK)
    drag(screen, booking, minutes=DAY + 300, to=lounge, drop=False, hours=HOURS)
    expect(screen.locator(".ghost text")).to_have_text("Tue 23 Dec, 12:00 – 13:00")
    live = screen.locator("#halls-live")
    expect(live).to_have_text(
        "Mali - Faso: Hall S2, Tue 23 Dec, 12:00 – 13:00. Let it go there, or bring it back."
    )
    screen.mouse.up()
    expect(screen.locator("[data-told]")).to_have_text(
        "Mali - Faso: now in Hall S2, Tue 23 Dec, 12:00 – 13:00."
    )
    expect(screen.locator(f"[data-lane='{lounge.public_id}'] #b-{booking.public_id}")).to_have_count(1)
    assert stored(booking) == ("S2", at(12, day=23), 2)
    drag(screen, booking, minutes=300, hours=HOURS)  # within its day: nothing is asked of the server
    expect(live).to_have_text("Put back.")
    assert screen.url.endswith(WEEK)  # letting go is no click on the link
    assert stored(booking)[2] == 2


def test_a_refused_bar_goes_back_and_who_was_slower_is_told(
    screen, booking, salon, lounge, conference, coordinator
):
    make_booking(lounge, "Mali - Niger", starts_at=at(12, day=24), by=conference)
    screen.goto(WEEK)
    drag(screen, booking, minutes=2 * DAY, to=lounge, hours=HOURS)
    refused = screen.locator("tr.halls-refused")
    alert = refused.get_by_role("alert")
    expect(alert).to_contain_text("Wed 24 Dec: Hall S2 is taken from 11:45 until 13:15")
    assert refused.get_attribute("data-beside") == salon.public_id
    expect(screen.locator(f"[data-lane='{salon.public_id}'] #b-{booking.public_id}")).to_have_count(1)
    expect(screen.locator(".ghost")).to_have_count(0)
    refused.get_by_role("button").first.click()
    expect(screen.locator("[data-told]")).to_have_text(
        "Mali - Faso: now in Hall S1, Wed 24 Dec, 12:00 – 13:00."
    )
    assert stored(booking) == ("S1", at(12, day=24), 2)
    booking_moving.move(booking, by=coordinator, revision=2, hall=lounge, starts_at=at(9, day=25))
    drag(screen, booking, minutes=-DAY, hours=HOURS)
    expect(alert).to_contain_text("has just changed “Mali - Faso”")
    assert refused.get_attribute("data-beside") == lounge.public_id
    assert stored(booking) == ("S2", at(9, day=25), 3)


def test_the_same_by_keys_also_where_the_clocks_change(screen, booking, lounge, conference):
    screen.goto(WEEK)
    bar(screen, booking).focus()
    for key in ("ArrowLeft", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowDown"):  # no day before Monday
        screen.keyboard.press(key)
    live = screen.locator("#halls-live")
    said = "Mali - Faso: Hall S2, Tue 23 Dec, 12:00 – 13:00. Enter sends it, Escape puts it back."
    expect(live).to_have_text(said)
    screen.keyboard.press("Escape")
    expect(live).to_have_text("Put back.")
    screen.keyboard.press("ArrowRight")
    screen.keyboard.press("Enter")
    expect(live).to_have_text("Mali - Faso: now in Hall S1, Tue 23 Dec, 12:00 – 13:00.")
    assert stored(booking) == ("S1", at(12, day=23), 2)
    assert screen.evaluate("document.activeElement.id") == f"b-{booking.public_id}"
    type(booking.summit).objects.update(zone="Europe/Paris")  # summer begins on Sunday 29 March
    saturday = dt.datetime(2026, 3, 28, 11, tzinfo=dt.UTC)
    spring = make_booking(lounge, "Spring", starts_at=saturday, by=conference)
    screen.goto(f"{WEEK}&day=2026-03-28")
    bar(screen, spring).focus()
    screen.keyboard.press("ArrowRight")
    screen.keyboard.press("Enter")
    expect(live).to_have_text("Spring: now in Hall S2, Sun 29 March, 12:00 – 13:00.")
    assert stored(spring)[1] == saturday + dt.timedelta(hours=23)


def test_in_arabic_later_days_lie_to_the_left(screen, booking, conference):
    type(conference).objects.filter(pk=conference.pk).update(language="ar")
    screen.goto(WEEK)
    drag(screen, booking, minutes=-DAY, hours=HOURS)
    expect(bar(screen, booking)).to_have_attribute("data-revision", "2")
    bar(screen, booking).focus()
    screen.keyboard.press("ArrowLeft")
    screen.keyboard.press("Enter")
    expect(bar(screen, booking)).to_have_attribute("data-revision", "3")
    assert stored(booking) == ("S1", at(12, day=24), 3)
