"""The hours of protocol, airport and focal points in Chromium: an order of precedence, a late flight, a phone in Arabic."""

import datetime as dt

import pypdfium2
import pytest
from django.utils import translation
from playwright.sync_api import expect

from delegations.protocol import wording
from delegations.protocol.models import PrecedenceList
from delegations.roster.models import Delegation, Membership, Person
from delegations.travel.models import Movement
from tests.browser.conftest import at_work

PHONE = {"viewport": {"width": 360, "height": 780}, "has_touch": True, "is_mobile": True}
WITHIN = 15_000  # ms in which every screen shows what was told at another one


@pytest.fixture
def day() -> dt.date:
    """The lists of Burkina Faso and Niger are checked and not frozen; both are awaited this afternoon."""
    return dt.date(2025, 12, 14)


def fits(page):
    """Whether a phone shows the page without scrolling it sideways."""
    return page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]


def test_a_late_flight_is_seen_everywhere_within_fifteen_seconds(browse):
    movement = Movement.objects.get(code="A-003")
    field = f"#eta-{movement.public_id}"
    tower = at_work(browse, "baba", "ar")
    phone = at_work(browse, "liaison", "fr", **PHONE)
    for page in (tower, phone):
        page.goto("/arrivals/")
        expect(page.locator(field)).to_have_value("14:10")
        page.evaluate("window.stayed = true")
    assert fits(phone)

    tower.fill(field, "15:45")
    tower.press(field, "Enter")
    tower.press(field, "Tab")  # what stands under the cursor does not change by itself
    expect(tower.locator("#told")).not_to_be_empty()
    expect(phone.locator(field)).to_have_value("15:45", timeout=WITHIN)
    movement.refresh_from_db()
    assert (movement.state, movement.estimated_at.hour, movement.estimated_at.minute) == ("delayed", 15, 45)

    other = phone.context.new_page()
    other.goto("/arrivals/mine/")
    expect(other.locator("#tell [name=at]")).to_have_value("15:45")
    assert fits(other)
    other.fill("#tell [name=at]", "16h20")
    other.fill("#tell [name=note]", "Chef d’escale")
    other.click("footer.thumb button[type=submit]")
    other.wait_for_url(f"**told={movement.public_id}")
    expect(other.locator("#tell [name=at]")).to_have_value("16:20")
    for page in (tower, phone):
        expect(page.locator(field)).to_have_value("16:20", timeout=WITHIN)
        assert page.evaluate("window.stayed") is True, "the page was loaded anew"
    told = movement.times.filter(time_type="estimated").order_by("pk")
    assert list(told.values_list("told_by__username", flat=True)) == ["baba", "liaison"]


def test_an_order_of_precedence_is_settled_approved_and_printed(browse, watch):
    order = PrecedenceList.objects.get(code="SES-1")
    head = Membership.objects.get(delegation__code="BFA", is_head=True)
    other = Membership.objects.get(delegation__code="NER", is_head=True)
    was, head.rank_date = head.rank_date, None
    head.save(update_fields=["rank_date"])
    page = at_work(browse, "protocol", "fr")
    page.goto("/precedence/")
    page.locator(f"main a[href='{order.get_absolute_url()}']").first.click()
    doubt = page.locator(f".doubts li:has(a[href*='{head.public_id}'])")
    expect(doubt.locator(".red")).to_be_visible()
    assert places(page) == ["MLI", "NER", "BFA", "CUA"]

    page.goto(f"/members/{head.public_id}/edit/")
    page.fill("[name=rank_date]", was.isoformat())
    page.locator("main form button.btn-primary").click()
    page.wait_for_url("**/people/*/")
    page.goto(order.get_absolute_url())
    expect(doubt).to_have_count(0)
    assert places(page) == ["MLI", "BFA", "NER", "CUA"]

    move_by_hand(page, order, other)
    assert places(page) == ["MLI", "NER", "BFA", "CUA"]
    said = approved_and_printed(page, order)
    order.refresh_from_db()
    with translation.override("fr"):
        rule = wording.rule_words(order)
    assert " ".join(rule.split()) in said  # the reader of the PDF gives every space alike
    assert "Convenu à Niamey" in said
    assert order.state == "approved"
    # A move was sent without its reason.
    watch.complaints = [one for one in watch.complaints if "422" not in one]


def move_by_hand(page, order, member):
    """To the second place; the reason is wanted."""
    page.locator(f".places a[href$='/move/{member.public_id}/']").click()
    page.fill("[name=place]", "2")
    page.locator("main form.form button[type=submit]").click()
    expect(page.locator("[name=reason]")).to_have_attribute("aria-invalid", "true")
    page.fill("[name=reason]", "Convenu à Niamey")
    page.locator("main form.form button[type=submit]").click()
    page.wait_for_url(f"**{order.get_absolute_url()}")


def approved_and_printed(page, order):
    """The text of the paper, in one line."""
    page.locator(f"a[href='/do/precedencelist/{order.public_id}/approve/']").click()
    page.check("[name=anyway]")  # some delegations have announced nobody yet
    page.locator("main form.form button[type=submit]").click()
    page.wait_for_url(f"**{order.get_absolute_url()}")
    expect(page.locator(".doubts .red")).to_have_count(0)
    page.locator(f"main a[href='{order.get_absolute_url()}print/']").click()
    page.fill("[name=purpose]", "Cérémonie")
    with page.expect_download() as paper:
        page.locator("main form.form button[type=submit]").click()
    printed = pypdfium2.PdfDocument(paper.value.path())[0].get_textpage().get_text_range()
    return " ".join(printed.split())


def places(page):
    """The delegations by their place, as the page shows them."""
    names = {str(row.name.localize("fr")): row.code for row in Delegation.objects.all()}
    return [names[text] for text in page.locator(".places tbody tr td:nth-child(2) bdi").all_inner_texts()]


def test_a_focal_point_sends_a_list_from_a_phone_and_protocol_takes_it_over(browse):
    faso = Delegation.objects.get(code="BFA")
    protocol = at_work(browse, "protocol", "fr")
    protocol.goto(faso.get_absolute_url())
    protocol.locator(f"main a[href='{faso.get_absolute_url()}links/']").first.click()
    protocol.fill("[name=recipient]", "Awa Traoré")
    protocol.fill("[name=email]", "")
    protocol.locator("main form.form button[type=submit]").click()
    address = protocol.locator("#address").inner_text()

    phone = browse(language="ar", **PHONE)
    fill_and_send(phone, address)
    protocol.goto(faso.get_absolute_url())
    protocol.locator("main a[href^='/submissions/']").first.click()
    expect(protocol.locator(".version")).to_contain_text("Mariam")
    protocol.locator("form[action$='/accept/'] button[type=submit]").click()
    expect(protocol.locator("form[action$='/accept/']")).to_have_count(0)
    added = Person.objects.get(surname="Ouédraogo-Essai")
    assert added.memberships.get().delegation == faso
    protocol.goto("/people/?delegation=BFA&q=Ouedraogo-Essai")
    expect(protocol.locator(f".rows a[href='{added.get_absolute_url()}']")).to_be_visible()
    phone.reload()
    expect(phone.locator("#h-people + span")).to_have_text(str(faso.memberships.live().count()))


def fill_and_send(phone, address):
    """What the focal point does on the phone, from the door to the version sent."""
    phone.goto(address)
    assert (phone.get_attribute("html", "lang"), phone.get_attribute("html", "dir")) == ("ar", "rtl")
    assert fits(phone)
    phone.locator(".side-door button[type=submit]").click()
    phone.locator("main a[href$='/lines/new/']").click()
    assert fits(phone)
    phone.fill("[name=surname]", "Ouédraogo-Essai")
    phone.fill("[name=given_names]", "Mariam")
    phone.fill("[name=arabic_name]", "مريم ويدراوغو")
    phone.fill("[name=function_1]", "مستشارة")
    phone.select_option("[name=category]", "C")
    phone.locator("main form.form button[type=submit]").click()
    expect(phone.locator(".side-lines").first).to_contain_text("Mariam")
    assert fits(phone)
    assert not Person.objects.filter(surname="Ouédraogo-Essai").exists()
    phone.locator("main a[href$='/send/']").click()
    assert fits(phone)
    phone.locator("form.confirm button[type=submit]").click()
    expect(phone.locator("main a[href$='/lines/new/']")).to_have_count(0)  # it waits for protocol
    assert fits(phone)
