"""The hours of the conference officer in Chromium: a hall for an item, from the clash to the sheet on its door."""

import datetime as dt
import io

import pypdfium2
import pytest
from i18nfield.strings import LazyI18nString
from playwright.sync_api import expect

from summit.programme.models import ProgrammeItem
from tests.browser.conftest import at_work
from venues.halls.models import Hall, HallBooking

TITLES = {"fr": "Essai de la sonorisation", "ar": "تجربة مكبرات الصوت", "en": "Sound check"}


@pytest.fixture
def day() -> dt.date:
    """Tuesday is planned: Lounge 1 is taken by the spokespersons from 09:00 until 09:45."""
    return dt.date(2025, 12, 21)


@pytest.fixture
def item(demo):
    """What nobody has given a hall yet, while the spokespersons meet in Lounge 1."""
    taken = HallBooking.objects.standing().get(hall__code="SAL-1", starts_at__date=dt.date(2025, 12, 23))
    return ProgrammeItem.objects.create(
        summit=taken.summit,
        title=LazyI18nString(TITLES),
        starts_at=taken.starts_at,
        ends_at=taken.ends_at,
        site=taken.hall.site,
    )


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_hall_is_booked_confirmed_moved_printed_and_found(browse, item, watch, language):
    page = at_work(browse, "conference", language)
    booking = booked_past_a_clash(page, item)
    page.locator(f"form[action$='/hallbooking/{booking.public_id}/confirm/'] button").click()
    expect(page.locator("ol.path .cur")).to_have_count(1)
    booking.refresh_from_db()
    assert (booking.state, booking.hold_until) == ("confirmed", None)

    moved_on_the_timeline(page, booking, language)
    printed = sheet_of_the_door(page, booking)
    was, booking = booking, HallBooking.objects.select_related("hall", "summit").get(pk=booking.pk)
    assert (booking.starts_at - was.starts_at, booking.hall) == (dt.timedelta(minutes=30), was.hall)
    local = booking.starts_at.astimezone(booking.summit.tz)
    assert [TITLES["fr"] in printed, f"{local:%H:%M}" in printed] == [True, True]

    page.fill("#find", TITLES[language])
    page.press("#find", "Enter")
    page.wait_for_url("**/search/**")
    found = page.locator(f"main a[href='{booking.get_absolute_url()}']")
    expect(found).to_have_text(TITLES[language])
    found.click()
    page.wait_for_url(f"**{booking.get_absolute_url()}")
    # The hall was refused once.
    watch.complaints = [one for one in watch.complaints if "422" not in one]


def booked_past_a_clash(page, item):
    """From the item to its booking, in the first of the ways out."""
    page.goto("/programme/?day=2025-12-23")
    page.locator(f"main a[href='{item.get_absolute_url()}']").first.click()
    page.locator(f"a[href='/halls/bookings/new/?item={item.public_id}']").click()
    expect(page.locator("[name=item]")).to_have_value(item.public_id)
    wanted = Hall.objects.get(code="SAL-1")
    page.select_option("[name=hall]", wanted.public_id)
    page.fill("[name=seats_asked]", "8")
    page.locator("main form.form .buttons button[type=submit]").click()
    expect(page.locator("[name=hall]")).to_have_attribute("aria-invalid", "true")
    ways = page.locator(".way button[name=way]")
    assert 0 < ways.count() <= 3
    expect(page.locator("[name=seats_asked]")).to_have_value("8")
    hall, starts_at, _ends = ways.first.get_attribute("value").split("|")
    ways.first.click()
    page.wait_for_url("**/halls/bookings/*/")
    booking = HallBooking.objects.select_related("hall").get(item=item)
    taken = (booking.hall.public_id, booking.starts_at, booking.state, booking.seats_asked)
    assert taken == (hall, dt.datetime.fromisoformat(starts_at), "held", 8)
    return booking


def moved_on_the_timeline(page, booking, language):
    """Half an hour later by pointer; later lies to the left in Arabic."""
    page.goto("/halls/?day=2025-12-23&hours=all")
    bar = page.locator(f"#b-{booking.public_id} rect.it")
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    wide = page.locator("td.tl svg.plot").first.bounding_box()["width"]
    step = 30 * wide / (24 * 60) * (-1 if language == "ar" else 1)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + step / 2, y)
    page.mouse.move(x + step, y)
    page.mouse.up()
    expect(page.locator(f"#b-{booking.public_id}")).to_have_attribute(
        "data-revision", str(booking.revision + 1)
    )


def sheet_of_the_door(page, booking):
    """The text of the paper that hangs on the door that day, in one line."""
    page.goto(booking.hall.get_absolute_url())
    address = page.locator(f"a[href='{booking.hall.get_absolute_url()}sheet/']").get_attribute("href")
    answer = page.request.get(f"{address}?day=2025-12-23&lang=fr")
    assert answer.headers["content-type"] == "application/pdf"
    sheets = pypdfium2.PdfDocument(io.BytesIO(answer.body()))
    return " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in sheets).split())
