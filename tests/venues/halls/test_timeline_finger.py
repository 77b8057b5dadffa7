"""The timeline under a finger in Chromium: it scrolls and taps, and carries the bar on which it has rested."""

import pytest
from playwright.sync_api import expect

from tests.venues.halls.timeline_making import at
from tests.venues.halls.timeline_screen import DAY, Finger, bar, middle, signed_in, stored, until, way
from tests.venues.making import make_booking
from venues.halls import timeline_page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("at_j0"),
]
TABLET = {"viewport": {"width": 800, "height": 600}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def glass(chromium, live_server, conference, salon, lounge):
    context = chromium.new_context(base_url=live_server.url, locale="fr-FR", **TABLET)
    with signed_in(context.new_page(), live_server, conference) as page:
        yield page
    context.close()


@pytest.fixture
def booking(salon, conference):
    return make_booking(salon, "Mali - Faso", starts_at=at(12), by=conference)


def carry(page, finger, start, end):
    """Rest until the bar is taken, go there and let go."""
    finger.down(*start)
    expect(page.locator(".ghost")).to_have_count(1)
    for part in (0.3, 0.7, 1):
        finger.move(*(a + part * (b - a) for a, b in zip(start, end, strict=True)))
    expect(page.locator("tr.to")).to_have_count(1)
    finger.up()


def test_a_finger_that_rests_on_a_bar_takes_it_to_another_hour_day_and_hall(
    glass, booking, lounge, monkeypatch
):
    monkeypatch.setattr(timeline_page, "REST", 50)
    glass.goto("/halls/")
    finger = Finger(glass)
    carry(glass, finger, *way(glass, booking, 60, lounge))
    expect(glass.locator("[data-told]")).to_contain_text("now in Hall S2, 13:00 – 14:00")
    assert stored(booking) == ("S2", at(13), 2)
    glass.goto("/halls/?view=week")
    (x, y), (x2, y2) = way(glass, booking, DAY, None, hours=7 * 24)
    carry(glass, finger, (x + 14, y), (x2 + 14, y2))  # an hour of a week is narrower than a finger
    expect(glass.locator("[data-told]")).to_contain_text("now in Hall S2, Tue 23 Dec, 13:00 – 14:00")
    assert stored(booking) == ("S2", at(13, day=23), 3)
    carry(glass, finger, *[way(glass, booking, 0, None)[0]] * 2)
    expect(glass.locator("#halls-live")).to_have_text("Put back.")
    assert glass.url.endswith("/halls/?view=week")  # resting on it is no tap


def test_a_tap_opens_a_bar_and_a_swipe_over_it_scrolls(glass, booking, monkeypatch):
    monkeypatch.setattr(timeline_page, "REST", 60_000)  # also where the machine is slow
    glass.goto("/halls/")
    body = bar(glass, booking).locator("rect.it")
    body.scroll_into_view_if_needed()
    glass.touchscreen.tap(*middle(body))
    glass.wait_for_url("**/edit/")
    glass.go_back()
    body.scroll_into_view_if_needed()
    where = "[document.querySelector('.halls-panel').scrollLeft, scrollY]"
    finger, was = Finger(glass), glass.evaluate(where)
    finger.swipe(*middle(body), across=-90)
    until(glass, f"{where}[0] > arg[0] + 20", was)
    finger.swipe(*middle(body), along=-120)
    until(glass, f"{where}[1] > arg[1] + 20", was)
    assert glass.evaluate("window.halls.hand.held") is None
    assert stored(booking) == ("S1", at(12), 1)
