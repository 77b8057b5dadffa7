"""A sealed link in Chromium: given to a focal point, used, and taken back while the focal point is at work."""

import datetime as dt

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import expect

from delegations.roster.models import Delegation
from summit import audit
from summit.links.models import SealedLink
from tests.browser.conftest import at_work

PHONE = {"viewport": {"width": 360, "height": 780}, "has_touch": True, "is_mobile": True}
ISSUED, USES, STATE = 1, 3, 4  # columns of the officer's table


@pytest.fixture
def day() -> dt.date:
    """The list of Burkina Faso is checked and not frozen."""
    return dt.date(2025, 12, 14)


@pytest.mark.parametrize(("language", "other"), [("fr", "ar"), ("ar", "fr")])
def test_a_link_is_revoked_while_its_focal_point_is_at_work(browse, watch, language, other):
    faso = Delegation.objects.get(code="BFA")
    officer = at_work(browse, "protocol", other)
    address, row = issued(officer, faso, "Awa Traoré")

    phone = browse(language=language, **PHONE)
    phone.goto(address)
    assert phone.get_attribute("html", "lang") == language
    phone.locator(".side-door button[type=submit]").click()
    expect(phone.locator("#h-people + span")).to_have_text(str(faso.memberships.live().count()))
    officer.goto(f"{faso.get_absolute_url()}links/")
    expect(row.locator("td").nth(USES)).to_contain_text("1")

    row.locator("form[action$='/revoke/'] button").click()
    expect(row.locator("form[action$='/revoke/']")).to_have_count(0)
    with translation.override(other):
        expect(row.locator("td").nth(STATE)).to_contain_text(gettext("revoked"))
    expect(row.locator("td").nth(USES)).to_contain_text("1")

    with phone.expect_response(lambda answer: answer.request.is_navigation_request()) as asked:
        phone.locator("main a[href$='/stay/']").first.click()
    assert asked.value.status == 404
    assert closed(phone, language)
    phone.goto(address)
    assert closed(phone, language)
    link = SealedLink.objects.get(recipient="Awa Traoré")
    assert (link.is_live(), link.uses.count()) == (False, 1)
    assert [entry.verb for entry in audit.history(link)] == ["revoke"]
    # The browser tells of the two pages that were closed, as it should.
    watch.complaints = [one for one in watch.complaints if "404" not in one]


def issued(officer, delegation, recipient):
    """The address that the officer's page shows this once, and the line of the link in its table."""
    officer.goto(delegation.get_absolute_url())
    officer.locator(f"main a[href='{delegation.get_absolute_url()}links/']").first.click()
    officer.fill("[name=recipient]", recipient)
    officer.fill("[name=email]", "")
    officer.locator("main form.form button[type=submit]").click()
    row = officer.locator("table.rows tbody tr").filter(has_text=recipient)
    expect(row.locator("td").nth(USES)).to_have_text("0")
    return officer.locator("#address").inner_text(), row


def closed(page, language):
    """Whether the page that opens nothing says so in this language, and nothing of the delegation stands on it."""
    with translation.override(language):
        expect(page.locator("h1")).to_have_text(gettext("This address opens nothing"))
    assert page.get_attribute("html", "lang") == language
    return (
        "Burkina" not in page.content()
        and page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    )
