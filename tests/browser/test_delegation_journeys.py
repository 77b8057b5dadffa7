"""The days of those who work with delegations, in Chromium: a list that comes in, people entered twice, a frozen list."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from delegations.roster import resemblances
from delegations.roster.models import Delegation, Membership, Person, Resemblance
from summit.imports.models import ImportBatch
from tests.browser.conftest import at_work
from tests.delegations import making
from tests.delegations.roster.importing import person_row, rows_of
from tests.summit.imports.making import csv_of

BORN = {"sex": "F", "birth_date": dt.date(1951, 2, 2)}
EXCHANGE = 20_000  # ms for one answer of the server on a busy machine


@pytest.fixture
def day() -> dt.date:
    """The lists of Burkina Faso and Niger are checked and not frozen; both are awaited this afternoon."""
    return dt.date(2025, 12, 14)


def of_state(code):
    return Delegation.objects.get(code=code)


def exchange(page, click):
    """Do ``click``, and wait for what htmx puts in the place of the preview."""
    with page.expect_response(lambda answer: answer.request.headers.get("hx-request") == "true") as asked:
        click()
    assert asked.value.status == 200
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)


def counted(page):
    """How many rows the preview says of each kind."""
    tabs = page.locator("nav.tabs a[href*='show=']").all()
    return {tab.get_attribute("href").split("show=")[1]: int(tab.locator(".n").inner_text()) for tab in tabs}


def received():
    """Three good rows, one with a day that does not exist, one of somebody who is perhaps known."""
    return rows_of(
        *(person_row(n, **{"N° de passeport": f"JOURNEY-{n}"}) for n in (2, 3, 4)),
        person_row(5, **{"N° de passeport": "JOURNEY-5", "Date de naissance": "31/02/1970"}),
        person_row(1, **{"N° de passeport": "JOURNEY-1", "Nom": "Sanouvie"}),
    )


def test_a_list_that_came_is_read_mended_and_taken_over(browse):
    faso = of_state("BFA")
    known = making.make_member(faso, "Sanouvi", "Awa", person_fields=BORN).person
    before = Person.objects.count()
    page = at_work(browse, "protocol", "fr")
    page.goto("/delegations/")
    page.locator(f"main a[href='{faso.get_absolute_url()}']").first.click()
    page.locator("main a[href*='/imports/new/people/']").click()
    expect(page.locator("[name=delegation]")).to_have_value(faso.public_id)
    page.set_input_files(
        "[name=file]", {"name": "liste.csv", "mimeType": "text/csv", "buffer": csv_of(received())}
    )
    page.locator("main form.form button[type=submit]").click()
    expect(page.locator("#import h1")).to_contain_text("liste.csv", timeout=EXCHANGE)
    assert counted(page) == {"new": 3, "refused": 1, "held": 1}
    assert Person.objects.count() == before, "nothing is written before it is confirmed"

    date = page.locator("#refused [name=value]")
    expect(date).to_have_value("31/02/1970")
    expect(page.locator("#refused .err")).not_to_be_empty()
    date.fill("28/02/1970")
    exchange(page, lambda: date.press("Enter"))
    expect(page.locator("#refused [aria-invalid=true]")).to_have_count(0)

    same = page.locator(f"#held form:has([value='same:{known.public_id}']) button")
    exchange(page, same.click)
    assert ImportBatch.objects.get().counts == {"new": 4, "changed": 1}
    page.locator(".confirm form[action$='/apply/'] button").click()
    expect(page.locator(".confirm form[action$='/apply/']")).to_have_count(0, timeout=EXCHANGE)

    known.refresh_from_db()
    assert (Person.objects.count(), known.surname) == (before + 4, "Sanouvie")
    for number in (2, 3, 4, 5):
        surname = person_row(number)[1]
        page.goto(f"/people/?delegation=BFA&q={surname}")
        expect(page.locator(".rows")).to_contain_text(re.compile(surname, re.IGNORECASE))
    mended = Person.objects.get(email="personne5@example.org")
    assert mended.birth_date == dt.date(1970, 2, 28)


def test_two_records_become_one_and_the_old_address_leads_to_it(browse):
    known = making.make_member(of_state("BFA"), "Sanouvi", "Awa", person_fields=BORN).person
    making.make_member(of_state("CUA"), person=known)
    double = making.make_member(
        of_state("NER"), "Sanouvie", "Awa", person_fields={**BORN, "phone": "+227 90"}
    )
    gone = double.person
    resemblances.find(known.summit, [known, gone])
    pair = Resemblance.objects.get(state="open", first__in=[known, gone], second__in=[known, gone])

    page = at_work(browse, "ousmane", "ar")
    assert page.get_attribute("html", "dir") == "rtl"
    page.goto("/people/")
    page.locator("main .acts a[href='/people/twins/']").click()
    page.locator(f"main a[href='{pair.get_absolute_url()}']").click()
    sides = page.locator("table.sides tbody tr")
    spelling = sides.filter(has=page.locator("[name=surname]"))
    expect(spelling.locator("td").nth(0)).to_contain_text("Sanouvi")
    expect(spelling.locator("td").nth(1)).to_contain_text("Sanouvie")
    spelling.locator("[value=right]").check()
    page.locator("button[name=act][value=merge]").click()
    page.wait_for_url(lambda url: pair.public_id not in url)

    page.goto(f"/people/{gone.public_id}/")
    page.wait_for_url(f"**{known.get_absolute_url()}")
    expect(page.locator("h1")).to_contain_text(re.compile("sanouvie", re.IGNORECASE))
    expect(page.locator("article.on-list")).to_have_count(3)
    expect(page.locator(f"#line-{double.public_id}")).to_be_visible()
    expect(page.locator("main")).to_contain_text("+227 90")
    page.goto("/people/twins/")
    expect(page.locator(f"a[href='{pair.get_absolute_url()}']")).to_have_count(0)
    gone.refresh_from_db()
    assert (gone.state, gone.merged_into) == ("merged", known)


def test_a_frozen_list_changes_by_a_request_that_protocol_accepts(browse, watch):
    faso = of_state("BFA")
    member = making.make_member(faso, "Sanouvi", "Awa", person_fields=BORN)
    address = member.get_absolute_url()
    chief = at_work(browse, "protocol", "fr")
    chief.goto(address)
    expect(chief.locator(f"a[href='/members/{member.public_id}/edit/']").first).to_be_visible()
    chief.goto(faso.get_absolute_url())
    chief.locator(f"form[action='/do/delegation/{faso.public_id}/confirm/'] button").click()
    expect(chief.locator(f"form[action='/do/delegation/{faso.public_id}/confirm/']")).to_have_count(0)
    chief.goto(address)
    expect(chief.locator(f"a[href='/members/{member.public_id}/edit/']")).to_have_count(0)

    liaison = at_work(browse, "liaison", "ar")
    liaison.goto(address)
    liaison.locator(f"a[href='/members/{member.public_id}/change/']").click()
    liaison.fill("[name=function_0]", "Ministre des eaux")
    liaison.locator("main form.form button[type=submit]").last.click()
    expect(liaison.locator("[name=reason]")).to_have_attribute("aria-invalid", "true")
    expect(liaison.locator("[name=function_0]")).to_have_value("Ministre des eaux")
    liaison.fill("[name=reason]", "Nommée hier")
    liaison.locator("main form.form button[type=submit]").last.click()
    liaison.wait_for_url("**/changes/*/")
    expect(liaison.locator("form[action$='/accept/']")).to_have_count(0)
    member.refresh_from_db()
    assert member.function.localize("fr") == "Adviser (fr)", "what is asked is not on the list yet"

    chief.goto("/changes/")
    chief.locator("main .rows a.strong").first.click()
    expect(chief.locator("main")).to_contain_text("Nommée hier")
    chief.locator("main form[action$='/accept/'] button").click()
    expect(chief.locator("form[action$='/accept/']")).to_have_count(0)
    chief.goto(address)
    expect(chief.locator(f"#line-{member.public_id}")).to_contain_text("Ministre des eaux")
    chief.goto("/people/?delegation=BFA&q=Sanouvi")
    expect(chief.locator(".rows")).to_contain_text("Ministre des eaux")
    assert Membership.objects.get(pk=member.pk).function.localize("fr") == "Ministre des eaux"
    watch.complaints = [said for said in watch.complaints if "422" not in said]  # one form is sent incomplete
