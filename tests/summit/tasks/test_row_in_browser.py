"""The row of a task in Chromium: updated, refused and blocked without leaving the list."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from summit.tasks.models import Task
from tests import factories

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("clock_at_j_7"),
]


@pytest.fixture
def signed_in(page, live_server, focal):
    """The page of a browser that is signed in; the clock of the browser is not the test's."""
    client = Client()
    client.force_login(focal)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return page


def test_a_task_is_updated_and_blocked_in_its_row(signed_in, transport, focal):
    task = factories.make_task("T-104", ministry=transport, owner=focal)
    energy = factories.make_organisation("energy", name="Energy")
    signed_in.goto("/tasks/")
    row = signed_in.locator(f"#task-{task.public_id}")
    field = row.locator("input[name=progress]")
    field.fill("350")
    field.press("Enter")
    expect(row.get_by_role("alert")).to_be_visible()
    expect(field).to_have_value("350")
    field.fill("35")
    field.press("Enter")
    expect(row.get_by_role("alert")).to_have_count(0)
    assert signed_in.evaluate("document.activeElement.id") == f"progress-{task.public_id}"
    row.get_by_role("link", name="State a blocking point").click()
    asked = signed_in.locator(f"#asks-{task.public_id}")
    asked.locator("textarea[name=what]").fill("No pylons")
    asked.locator("select[name=must_act]").select_option(energy.public_id)
    asked.locator("button[type=submit]").click()
    expect(asked).to_have_count(0)
    expect(row).to_contain_text("Blocked")
    assert signed_in.url.endswith("/tasks/")
    stored = Task.objects.get()
    assert (stored.progress, stored.state) == (35, "blocked")
