"""The days of the lodging officer in Chromium: rooms given, told, moved, withdrawn, cut and proposed."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import translation
from django.utils.translation import gettext, ngettext, pgettext
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from delegations.roster.models import ListChange
from delegations.travel.models import Movement
from summit import writing
from summit.accounts.models import User
from tests.browser.conftest import at_work
from venues.accommodation import giving
from venues.accommodation.entitled import without_bed
from venues.accommodation.lodging_words import forecast
from venues.accommodation.models import Hotel, LodgingProposal, RoomAssignment, RoomBlock

PHONE = {"viewport": {"width": 360, "height": 780}, "has_touch": True, "is_mobile": True}
BACKGROUND = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
SAVE = "main form.form .buttons button.btn-primary"
NIGHTS = {day: dt.date(2025, 12, day) for day in (21, 22, 23, 24)}
COMPUTED = 20_000  # ms for a proposal on a busy machine

both = pytest.mark.parametrize("language", ["fr", "ar"])


@pytest.fixture
def day() -> dt.date:
    """Sunday: the heads come tomorrow, and one driver has no bed."""
    return dt.date(2025, 12, 21)


@pytest.fixture
def driver(demo):
    """Who has no bed."""
    return without_bed(User.objects.get(username="lodging").summit).get(delegation__code="BFA")


def standing(block, **wanted):
    """The first lodging that holds a room of ``block``."""
    rows = RoomAssignment.objects.holding().for_list().filter(block__code=block, **wanted)
    return rows.order_by("pk").first()


def run(page, row, step):
    """Press the button of a step that asks for nothing."""
    page.locator(f"form[action$='/{row.public_id}/{step}/'] button").click()


@both
def test_a_room_is_given_told_to_the_hotel_and_moved_into(browse, driver, language):
    """In the hotel of the reader's language, for a hotel reads its own."""
    block = RoomBlock.objects.select_related("hotel").get(code={"fr": "FLE-B", "ar": "MAN-A"}[language])
    page = at_work(browse, "lodging", language)
    row = given(page, driver, block)
    told, address = told_to_the_hotel(page, row)
    assert any(driver.person.surname.casefold() in line.casefold() for line in told)
    moved_in(browse(language=language, **PHONE), address, row, language)

    page.goto(row.get_absolute_url())
    with translation.override(language):
        expect(page.locator("ol.path .cur")).to_have_text(gettext("Checked in"))


def given(page, driver, block):
    """From the overview to a confirmed room for tonight and the two nights after it."""
    page.goto("/hotels/")
    page.locator("main a[href='/hotels/without/']").first.click()
    page.locator(f"main a[href='/hotels/lodgings/new/?member={driver.public_id}']").click()
    expect(page.locator("[name=check_in]")).to_have_value("2025-12-21")  # the nights before are over
    expect(page.locator("[name=check_out]")).to_have_value("2025-12-24")
    expect(page.locator("[name=block]")).not_to_have_value("")
    page.select_option("[name=block]", block.public_id)
    page.locator("button[name=look]").click()
    expect(page.locator("[name=paid_by]")).to_have_value("own")
    with translation.override(page.get_attribute("html", "lang")):
        cost = forecast(block.rate, block.currency, 3)
    expect(page.locator("body")).to_contain_text(cost)  # nights × price = sum; the choices say the sum alone
    page.select_option("[name=room]", index=1)
    page.locator(SAVE).click()
    expect(page.locator("ol.path .cur")).to_have_count(1)
    row = RoomAssignment.objects.holding().for_list().get(occupant=driver)
    assert (row.state, row.block, row.check_in, row.nights) == ("proposed", block, NIGHTS[21], 3)
    run(page, row, "confirm")
    expect(page.locator(f"form[action$='/{row.public_id}/confirm/']")).to_have_count(0)
    return row


def told_to_the_hotel(page, row):
    """The lines of the workbook that leaves the house, and the address that is handed over."""
    page.goto(row.hotel.get_absolute_url())
    page.locator(f"a[href='/hotels/{row.hotel.public_id}/list/']").click()
    expect(page.locator("main table.rows")).to_contain_text(row.occupant.person.surname.upper())
    with page.expect_download() as coming:
        page.locator("form[action$='/list.xlsx'] button").click()
    sheet = CalamineWorkbook.from_path(coming.value.path()).get_sheet_by_index(0)
    lines = [" ".join(map(str, line)) for line in sheet.to_python()]
    page.locator(f"a[href='/hotels/{row.hotel.public_id}/links/']").click()
    page.fill("[name=recipient]", "Awa Traoré")
    page.fill("[name=email]", "")
    page.locator("main form.form button[type=submit]").click()
    return lines, page.locator("#address").inner_text()


def moved_in(phone, address, row, language):
    """The hotel notes the arrival, on a narrow phone."""
    phone.goto(address)
    assert phone.get_attribute("html", "lang") == language
    phone.locator(".side-door button[type=submit]").click()
    guest = phone.locator(f"#g-{row.public_id}")
    expect(guest).to_contain_text(row.room.number)
    guest.locator("form[action$='/arrived/'] button").click()
    expect(guest.locator("form[action$='/left/'] button")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    row.refresh_from_db()
    assert row.state == "checked_in"


@both
def test_the_nights_follow_an_arrival_that_moves_as_long_as_there_is_a_room(browse, driver, language):
    movement = Movement.objects.select_related("delegation").get(code="A-010")
    row = standing("VIA-J", occupant__journeys__movement=movement)
    tower = at_work(browse, "airport", language)
    officer = at_work(browse, "lodging", language)
    finding = f"main a[href='/hotels/lodgings/?delegation={movement.delegation.public_id}']"
    officer.goto("/findings/")
    expect(officer.locator(finding)).to_have_count(0)

    moved_to(tower, movement, "23/12 09:30")
    officer.reload()
    officer.locator(finding).click()
    officer.locator(f"main a[href='{row.get_absolute_url()}']").first.click()
    run(officer, row, "follow")
    expect(officer.locator(".flash .done")).to_be_visible()
    expect(officer.locator("form[action$='/follow/']")).to_have_count(0)
    row.refresh_from_db()
    assert (row.check_in, row.check_out) == (NIGHTS[23], NIGHTS[24])

    given_meanwhile(row, driver)
    moved_to(tower, movement, "22/12 09:30")
    officer.reload()
    run(officer, row, "follow")
    with translation.override(language):
        said = ngettext("%(block)s has no room left for the night of %(nights)s.", "%(nights)s", 1)
        said %= {"block": row.block, "nights": writing.short_date(NIGHTS[22])}
    expect(officer.locator(".flash .late")).to_contain_text(said)
    row.refresh_from_db()
    assert (row.check_in, row.check_out) == (NIGHTS[23], NIGHTS[24])


def moved_to(tower, movement, time):
    """Tell a time on the board, and see there that rooms are given for other nights or no longer are."""
    tower.goto("/arrivals/")
    field = f"#eta-{movement.public_id}"
    tower.fill(field, time)
    tower.press(field, "Enter")
    rooms = f"#told a[href='/hotels/lodgings/?delegation={movement.delegation.public_id}']"
    expect(tower.locator(rooms).first).to_be_visible()


def given_meanwhile(row, driver):
    """The night that became free, to somebody else."""
    taken = RoomAssignment(
        summit=row.summit, delegation=driver.delegation, occupant=driver, hotel=row.hotel, block=row.block,
        room_type=row.room_type, check_in=NIGHTS[22], check_out=NIGHTS[23],
    )  # fmt: skip
    giving.give(taken, by=User.objects.get(username="lodging"))


@both
def test_a_hotel_withdraws_rooms_and_its_guests_sleep_elsewhere(browse, demo, language):
    block = RoomBlock.objects.get(code="KAR-A")
    held = block.lodgings.holding().count()
    page = at_work(browse, "lodging", language)
    page.goto(block.get_absolute_url())
    page.locator(f"a[href='{block.get_absolute_url()}withdraw/']").click()
    page.fill("[name=first]", "2025-12-22")
    page.fill("[name=last]", "2025-12-23")
    page.fill("[name=rooms]", "3")
    page.locator("main form[method=get] button").click()
    lines = page.locator("[aria-labelledby=h-leaving] tbody tr")
    expect(lines).to_have_count(2)
    goal = Hotel.objects.get(code="FLE")
    addresses = [line.locator("th a").get_attribute("href") for line in lines.all()]
    for line in lines.all():
        expect(line.locator("td").last).to_contain_text(str_in(language, goal))
    page.fill("[name=note]", "Étage fermé")
    page.locator("main form[method=post] button").click()
    with translation.override(language):
        said = "The rooms are taken out of the block; %(count)s guests sleep elsewhere."
        said = ngettext("The rooms are taken out of the block; %(count)s guest sleeps elsewhere.", said, 2)
        expect(page.locator(".flash .done")).to_have_text(said % {"count": writing.number(2)})
    assert block.lodgings.holding().count() == held - 2

    page.goto(addresses[0])
    with translation.override(language):
        expect(page.locator(".st").first).to_have_text(pgettext("lodging", "Moved elsewhere"))
    page.locator("[aria-labelledby=others] a").click()
    expect(page.locator("main dl.facts dd").first).to_have_text(str_in(language, goal))
    new = RoomAssignment.objects.holding().filter(occupant__lodgings__in=block.lodgings.filter(state="moved"))
    assert [(row.hotel, row.state, row.room) for row in new] == [(goal, "confirmed", None)] * 2


def str_in(language, row):
    with translation.override(language):
        return str(row)


@both
def test_a_cut_quota_leaves_a_room_that_somebody_gives_back(browse, demo, language):
    """Rooms are counted beside their quota; who falls off the list leaves a room that is still kept."""
    row = standing("PON-T", delegation__code="CUA")
    page = at_work(browse, "protocol", language)
    cut(page, row.delegation, row.occupant)
    change = ListChange.objects.get(membership=row.occupant, state="asked")  # the list is frozen
    page.goto(change.get_absolute_url())
    page.locator("main form[action$='/accept/'] button").click()
    expect(page.locator("form[action$='/accept/']")).to_have_count(0)

    officer = at_work(browse, "lodging", language)
    officer.goto("/findings/")
    officer.locator(f"main a[href='{row.get_absolute_url()}']").click()
    with translation.override(language):
        said = gettext("The guest does not come any more, and the room is kept.")
    expect(officer.locator("body")).to_contain_text(said)
    dropped(officer, row)
    expect(officer.locator("body")).not_to_contain_text(said)


def cut(page, delegation, leaving):
    """One room less than are used, and one place less than there are people: ``leaving`` goes."""
    used = delegation.lodgings.holding().filter(paid_by="host").count()
    people = delegation.memberships.live().count()
    rooms = page.locator("tr:has([name=rooms-granted])")
    page.goto(f"{delegation.get_absolute_url()}quotas/")
    page.fill("[name=rooms-granted]", str(used - 1))
    page.fill("[name=people-granted]", str(people - 1))
    page.locator(SAVE).click()
    page.wait_for_url("**/cut/**")
    page.locator("[name=leaving]:checked").uncheck()
    page.check(f"[name=leaving][value='{leaving.public_id}']")
    page.fill("[name=note]", "Quota réduit")
    page.locator("main .confirm button[type=submit]").click()
    page.wait_for_url(f"**{delegation.get_absolute_url()}")
    page.goto(f"{delegation.get_absolute_url()}quotas/")
    expect(rooms.locator("input[name=rooms-granted]")).to_have_value(str(used - 1))
    expect(rooms.locator("td.num")).to_have_text(str(used))


def dropped(page, row):
    """Cancel a lodging with the reason."""
    page.goto(row.get_absolute_url())
    page.locator(f"a[href$='/{row.public_id}/cancel/']").click()
    page.fill("[name=note]", "Ne vient plus")
    page.locator("main form.form button[type=submit]").click()
    page.wait_for_url(f"**{row.get_absolute_url()}")
    row.refresh_from_db()
    assert row.state == "cancelled"


@both
def test_a_proposal_is_awaited_changed_and_taken_over(browse, demo, settings, language):
    settings.TASKS = BACKGROUND
    row = standing("PON-T", delegation__code="UNO")
    page = at_work(browse, "lodging", language)
    dropped(page, row)
    page.goto("/hotels/")
    page.locator("a[href='/hotels/proposals/']").first.click()
    page.select_option("[name=delegation]", row.delegation.public_id)
    page.locator(SAVE).click()
    expect(page.locator("#proposal progress")).to_be_visible()
    call_command("db_worker", "--batch", "--no-startup-delay", verbosity=0, skip_checks=True)
    change = page.locator("main a[href^='/hotels/proposals/'][href$='/1/']")
    expect(change).to_be_visible(timeout=COMPUTED)
    line = LodgingProposal.objects.get().lines.select_related("block").get()
    assert (line.occupant, line.proposal.state) == (row.occupant, "ready")

    change.click()
    wanted = RoomBlock.objects.exclude(pk=line.block_id).get(code="MAN-A")
    page.select_option("[name=block]", wanted.public_id)
    page.select_option("[name=room]", "")
    page.locator("main form.form button[type=submit]").last.click()
    expect(page.locator("[aria-labelledby=lines] tbody td").nth(1)).to_contain_text(
        str_in(language, wanted.hotel)
    )
    run(page, line.proposal, "take")
    expect(page.locator("main a[href*='/1/']")).to_have_count(0)
    lodged = RoomAssignment.objects.holding().get(occupant=row.occupant)
    assert (lodged.state, lodged.block) == ("proposed", wanted)
    page.goto(lodged.get_absolute_url())
    expect(page.locator("main dl.facts dd").first).to_have_text(str_in(language, wanted.hotel))
