"""The days of three people in Chromium, in French and in Arabic: a ministry, the secretariat, the Prime Minister."""

import pytest
from playwright.sync_api import expect

from summit.accounts.models import User
from summit.meetings.models import Decision, Meeting
from summit.tasks.models import Task
from tests.browser.conftest import sign_in

LANGUAGES = ["fr", "ar"]


def own_task(**fields):
    return Task.objects.filter(ministry__code="MTI", **fields).order_by("sort_key").first()


def send(page, selector):
    """Click, and wait for what htmx fetched."""
    with page.expect_response(lambda answer: answer.request.headers.get("hx-request") == "true"):
        page.click(selector)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ministry_updates_blocks_and_frees_a_task_without_leaving_the_list(browse, language):
    page = browse(language=language)
    User.objects.filter(username="transport").update(language=language)
    sign_in(page, "transport")
    assert page.get_attribute("html", "lang") == language
    task = own_task(state="doing")
    row = f"#task-{task.public_id}"
    page.goto(f"/tasks/?q={task.code}")
    page.evaluate("window.stayed = true")

    page.fill(f"#progress-{task.public_id}", "61")
    with page.expect_response(lambda answer: "/progress/" in answer.url):
        page.press(f"#progress-{task.public_id}", "Enter")
    expect(page.locator(f"#progress-{task.public_id}")).to_have_value("61")

    send(page, f"#step-{task.public_id}-block")
    asked = page.locator(f"#asks-{task.public_id}")
    asked.locator("[name=what]").fill("Neuf pylônes manquent")
    asked.locator("[name=must_act]").select_option(index=1)
    send(page, f"#asks-{task.public_id} button[type=submit]")
    expect(page.locator(f"#step-{task.public_id}-unblock")).to_be_visible()
    task.refresh_from_db()
    assert (task.state, task.progress) == ("blocked", 61)
    assert task.blocking_points.get(lifted_at=None).what == "Neuf pylônes manquent"

    send(page, f"#step-{task.public_id}-unblock")
    asked.locator("[name=note]").fill("Livrés ce matin")
    send(page, f"#asks-{task.public_id} button[type=submit]")
    expect(page.locator(f"{row} #step-{task.public_id}-block")).to_be_visible()
    task.refresh_from_db()
    assert task.state == "doing"
    assert page.evaluate("window.stayed") is True


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_secretariat_records_a_decision_and_makes_it_a_task(browse, language):
    page = browse("coordinator", language)
    meeting = Meeting.objects.filter(state="convened").order_by("starts_at").first()
    page.goto(meeting.get_absolute_url())
    page.click(f".acts a[href*='/{meeting.public_id}/hold/']")
    page.click("main form button[type=submit]")
    page.wait_for_url(f"**{meeting.get_absolute_url()}")
    page.locator(f"a[href='{meeting.get_absolute_url()}decisions/new/']").first.click()
    page.fill("[name=text_0]", "Livrer les neuf derniers pylônes")
    page.select_option("[name=ministry]", index=1)
    page.fill("[name=due_on]", "2025-12-23")
    page.click("main form button[type=submit]")
    page.wait_for_url(f"**{meeting.get_absolute_url()}")
    decision = Decision.objects.get(meeting=meeting)
    assert decision.code in page.inner_text("main")

    page.goto(f"{decision.get_absolute_url()}tasks/")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(f"**{decision.get_absolute_url()}")
    task = decision.tasks.get()
    page.click(f"main a[href='{task.get_absolute_url()}']")
    assert decision.code in page.inner_text("main")


@pytest.mark.parametrize("language", [*LANGUAGES, "en"])
def test_the_prime_minister_sees_the_whole_on_the_first_screen(browse, language):
    page = browse("authority", language, viewport={"width": 1440, "height": 900})
    page.goto("/readiness/")
    assert page.locator(".tiles .tile").count() == 6
    assert page.locator(".worst tbody tr").count() == 10
    for part in (".tiles", "[aria-labelledby=course] svg", "[aria-labelledby=worst]"):
        box = page.locator(part).first.bounding_box()
        assert box, part
        assert box["y"] + box["height"] <= 900, f"{part} ends at {box['y'] + box['height']:.0f}"
    with page.expect_download() as paper:
        page.click(f"a[href*='/readiness/{language}.pdf']")
    assert paper.value.path().read_bytes().startswith(b"%PDF")


def test_sign_in_and_a_task_without_script(browse):
    page = browse(java_script_enabled=False)
    sign_in(page, "transport")
    task = own_task(state="doing")
    page.goto(f"/tasks/?q={task.code}")
    page.fill(f"#progress-{task.public_id}", "70")
    page.press(f"#progress-{task.public_id}", "Enter")
    page.wait_for_load_state()
    task.refresh_from_db()
    assert task.progress == 70
    page.goto(f"/tasks/?q={task.code}")
    page.click(f"#step-{task.public_id}-block")
    page.fill("[name=what]", "Neuf pylônes manquent")
    page.select_option("[name=must_act]", index=1)
    page.click("main form button[type=submit]")
    page.wait_for_url(f"**{task.get_absolute_url()}")
    task.refresh_from_db()
    assert task.state == "blocked"


def test_rows_are_walked_and_search_is_reached_by_keyboard(browse):
    page = browse("coordinator")
    page.goto("/tasks/")
    first, second = (page.locator(".rows tbody tr").nth(place).locator("a").first for place in (0, 1))
    page.keyboard.press("j")
    expect(first).to_be_focused()
    page.keyboard.press("j")
    expect(second).to_be_focused()
    page.keyboard.press("k")
    expect(first).to_be_focused()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.type("eclairage")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=eclairage**")
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_be_visible()
