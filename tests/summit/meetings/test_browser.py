"""The committee's pages in Chromium: with script and without, in two directions, for everybody."""

import pytest
from django.urls import reverse

from summit.meetings.models import Decision
from tests.factories import make_ministry, make_person, make_summit
from tests.summit.meetings.making import hold, make_body, make_decision, make_meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def committee():
    """A meeting that is held, one decision of an earlier one, and the secretary."""
    summit = make_summit("BROWSER")
    ministry = make_ministry("transport", summit=summit)
    secretary = make_person("browser-secretary", "secretary", summit=summit, language="fr")
    earlier = make_meeting(summit=summit, ministries=[ministry])
    decision = make_decision(earlier, ministry=ministry)
    meeting = make_meeting(
        summit=summit, items=["Airport"], ministries=[ministry], starts_at=earlier.starts_at.replace(day=11)
    )
    hold(meeting, by=secretary)
    return meeting, decision, secretary


@pytest.fixture
def sign_in(client, live_server):
    def sign(page, user):
        client.force_login(user)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        return page

    return sign


def test_the_secretary_records_a_decision_during_the_meeting(page, committee, sign_in):
    meeting, _earlier, secretary = committee
    sign_in(page, secretary)
    page.goto(meeting.get_absolute_url())
    page.click(f"a[href='{reverse('decision-new', args=[meeting.public_id])}']")
    page.fill("#id_text_0", "Livrer les neuf derniers pylônes")
    page.select_option("#id_ministry", label="transport (fr)")
    page.fill("#id_due_on", "2025-12-17")
    page.click("main button[type=submit]")
    page.wait_for_url(f"**{meeting.get_absolute_url()}")
    assert "CP-02/D1" in page.inner_text("main")
    assert str(Decision.objects.get(meeting=meeting).text) == "Livrer les neuf derniers pylônes"


def test_rows_are_added_to_an_agenda_without_losing_what_was_typed(page, committee, sign_in):
    meeting, _earlier, secretary = committee
    make_body("CO", summit=meeting.summit)
    sign_in(page, secretary)
    page.goto(reverse("meeting-new"))
    page.fill("#id_item-0-title_0", "Sécurité")
    page.click("button[hx-post]")
    page.wait_for_selector("#id_item-9-title_0")
    assert page.input_value("#id_item-0-title_0") == "Sécurité"
    assert page.input_value("#row-count") == "10"
