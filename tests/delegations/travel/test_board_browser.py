"""The board in Chromium: a time told in its row, and what others change while somebody writes."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from delegations.travel.models import Movement
from tests.delegations import making
from tests.delegations.travel.moving import at, make_special

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("at_j0"),
]
POLL = 10_000  # ms after which every screen asks again


@pytest.fixture
def signed_in(page, live_server, airport):
    """The page of a browser that is signed in; the clock of the browser is not the test's."""
    client = Client()
    client.force_login(airport)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    assert [one for one in complaints if "422" not in one] == []  # the browser notes a refused time itself


def test_a_time_is_refused_and_told_in_its_row(signed_in, delegation):
    movement = make_special(delegation, code="A-001", stand="P1", planned_at=at(10, 35), state="confirmed")
    signed_in.goto("/arrivals/")
    row, field = (
        signed_in.locator(f"#m-{movement.public_id}"),
        signed_in.locator(f"#eta-{movement.public_id}"),
    )
    field.fill("25:99")
    field.press("Enter")
    expect(row.get_by_role("alert")).to_be_visible()
    expect(field).to_have_value("25:99")
    field.fill("1600")
    field.press("Enter")
    expect(row).to_contain_text("Delayed")
    expect(field).to_have_value("16:00")
    assert signed_in.evaluate("document.activeElement.id") == f"eta-{movement.public_id}"
    expect(signed_in.locator("#told")).to_contain_text("1 thing no longer holds.")
    assert Movement.objects.get().times.count() == 1


def test_what_others_tell_comes_in_and_what_is_being_written_stays(signed_in, delegation):
    mine = making.make_movement(delegation, "A-001", planned_at=at(12), state="confirmed")
    theirs = making.make_movement(delegation, "A-002", planned_at=at(13), state="confirmed")
    signed_in.clock.install()
    signed_in.goto("/arrivals/")
    field = signed_in.locator(f"#eta-{mine.public_id}")
    field.press_sequentially("9", delay=0)
    typed = field.input_value()
    signed_in.evaluate("document.querySelectorAll('tr[id^=m-]').forEach(row => row.dataset.seen = 1)")
    Movement.objects.filter(pk=theirs.pk).update(lounge="VIP 7")
    Movement.objects.filter(pk=mine.pk).update(lounge="VIP 8")
    signed_in.clock.run_for(POLL)
    expect(signed_in.locator(f"#m-{theirs.public_id}")).to_contain_text("VIP 7")
    row = signed_in.locator(f"#m-{mine.public_id}")
    expect(row).to_have_class("sel stale")
    expect(row).to_have_attribute("data-seen", "1")
    expect(field).to_have_value(typed)
    assert signed_in.evaluate("document.activeElement.id") == f"eta-{mine.public_id}"


def test_new_rows_come_in_while_nobody_writes(signed_in, delegation):
    making.make_movement(delegation, "A-001", planned_at=at(12))
    signed_in.clock.install()
    signed_in.goto("/arrivals/")
    fresh = making.make_movement(delegation, "A-002", planned_at=at(11))
    signed_in.clock.run_for(POLL)
    expect(signed_in.locator("tr[id^=m-]").first).to_have_id(f"m-{fresh.public_id}")
    expect(signed_in.locator("#board-next")).to_contain_text("11:00")


def test_the_phone_shows_what_others_tell_and_keeps_what_is_being_written(signed_in, delegation):
    movement = making.make_movement(delegation, "A-001", planned_at=at(12), state="confirmed")
    signed_in.clock.install()
    signed_in.goto(f"/arrivals/mine/?delegation={delegation.public_id}")
    field, question = signed_in.locator("#id_at"), signed_in.locator("#mine-question")
    Movement.objects.update(estimated_at=at(12, 30))
    signed_in.clock.run_for(POLL)
    expect(question).to_contain_text("12:30")
    expect(field).to_have_value("12:30")
    field.fill("13:05")
    Movement.objects.filter(pk=movement.pk).update(estimated_at=at(12, 40))
    signed_in.clock.run_for(POLL)
    expect(question).to_contain_text("12:40")
    expect(field).to_have_value("13:05")
    expect(signed_in.locator("#mine-tell")).to_have_class("stale")
    signed_in.locator("#tell-do").click()
    expect(question).to_contain_text("13:05")
