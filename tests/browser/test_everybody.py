"""Every main page for every reader: three languages, light and dark, a wide screen and a phone."""

import datetime as dt

import pytest
from axe_playwright_python.sync_playwright import Axe

from summit.accounts.models import Duty, User
from summit.meetings.models import Decision, Meeting
from summit.tasks.models import Handover, Milestone, Risk, RoadClosure, Task, WelcomePoint
from tests.delegations import browser_pages as coming

SERIOUS = {"serious", "critical"}
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 360, "height": 780}
SMALL = {"width": 1024, "height": 768}  # the least that shows the frame of a wide screen
LISTS = (
    "/", "/tasks/", "/tasks/board/", "/tasks/timeline/", "/readiness/", "/meetings/", "/decisions/", "/risks/",
    "/milestones/", "/closures/", "/welcome-points/", "/handovers/", "/findings/", "/search/?q=aeroport", "/audit/",
    "/notices/", "/imports/", "/waiting/task/validate/", "/profile/", "/settings/summit/", "/settings/users/",
    "/settings/mandates/", "/settings/ministries/", "/settings/commissions/", "/settings/organisations/",
    "/settings/sites/", "/settings/zones/",
)  # fmt: skip
FORMS = (
    "/tasks/new/", "/meetings/new/", "/risks/new/", "/closures/new/", "/imports/new/tasks/", "/settings/users/new/",
    "/settings/summit/move/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/sessions/", "/admin/",
    "/no-such-page/",
)  # fmt: skip
RUN = """contrast => axe.run({
  resultTypes: ["violations"], preload: false, rules: {"color-contrast": {enabled: contrast}},
}).then(found => found.violations)"""
AXE = Axe().axe_script
# A page that is walked in three languages is looked at once in each: theme, screen, and whether its colours are
# measured, which takes most of the time and is the same in any language. One that is walked in one: in two ways.
LOOKS = {"fr": ("light", WIDE, True), "ar": ("dark", NARROW, True), "en": ("light", NARROW, False)}
TWO_WAYS = [LOOKS["fr"], LOOKS["ar"]]


@pytest.fixture
def day():
    """A meeting is being held, roads are closed, and there is a row of everything."""
    return dt.date(2025, 12, 18)


def rows():
    """The page of one row of each kind, and the forms that hang on it."""
    held, approved = (
        Meeting.objects.filter(state=state).latest("starts_at") for state in ("held", "approved")
    )
    blocked = Task.objects.filter(state="blocked").latest("sort_key")
    decision = Decision.objects.filter(meeting=approved).latest("pk")
    kinds = (Risk, Milestone, RoadClosure, WelcomePoint, Handover)
    found = [row.get_absolute_url() for row in (held, approved, decision, blocked)]
    found += [kind.objects.order_by("pk").first().get_absolute_url() for kind in kinds]
    found += [
        f"{held.get_absolute_url()}{page}/" for page in ("edit", "attendance", "minutes", "decisions/new")
    ]
    found += [f"{decision.get_absolute_url()}tasks/", f"{blocked.get_absolute_url()}edit/"]
    found += [f"/do/task/{blocked.public_id}/unblock/", Duty.objects.order_by("pk").last().get_absolute_url()]
    return [*found, User.objects.get(username="transport").get_absolute_url()]


def serious(violations):
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in violations if one["impact"] in SERIOUS]


def look_at(page, address, looks):
    """What is wrong with one page: axe in each of the looks, and no sideways scroll on a phone and a small screen."""
    page.goto(address)
    found = []
    for theme, size, colours in looks:
        page.set_viewport_size(size)
        page.evaluate("theme => document.documentElement.dataset.bsTheme = theme", theme)
        found += [f"{theme} {size['width']} {fault}" for fault in serious(examined(page, colours))]
    for size in (NARROW, SMALL):
        page.set_viewport_size(size)
        if (width := page.evaluate("document.documentElement.scrollWidth")) > size["width"]:
            found.append(f"{width} px wide on a screen of {size['width']}")
    return [f"{address} {fault}" for fault in found]


def examined(page, colours):
    """What axe finds; it is handed to the page once."""
    if page.evaluate("window.axe === undefined"):
        page.evaluate(AXE)
    return page.evaluate(RUN, colours)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("kind", ["lists", "forms", "rows"])
def test_nothing_serious_and_no_sideways_scroll(browse, watch, language, kind):
    page = browse("coordinator", language, reduced_motion="reduce")
    addresses = {"lists": LISTS, "forms": FORMS, "rows": rows()}[kind]
    wrong = [fault for address in addresses for fault in look_at(page, address, [LOOKS[language]])]
    watch.complaints = [said for said in watch.complaints if "404" not in said]  # one page is to be missing
    assert wrong == [], "\n".join(wrong)


def test_the_frame_of_a_wide_screen_is_read_in_the_dark(browse):
    """The pages are walked in the dark on a phone, which shows no side bar."""
    page = browse("coordinator", "en", reduced_motion="reduce")
    wrong = [
        fault
        for address in ("/", "/tasks/", "/readiness/")
        for fault in look_at(page, address, [("dark", WIDE, True)])
    ]
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_doors_are_open_to_everybody(browse, language):
    page = browse(language=language, reduced_motion="reduce")
    doors = ("/accounts/login/", "/accounts/password/reset/", "/accounts/password/reset/done/")
    wrong = [fault for address in doors for fault in look_at(page, address, [LOOKS[language]])]
    assert wrong == [], "\n".join(wrong)


LANGUAGES = ("fr", "ar", "en")
TURNS = (
    "lists",
    "forms",
    "rows",
    "stands",
    "weapons",
)  # pages of these are walked in one language each, in turn
DELEGATIONS = {
    "lists": ("coordinator", coming.lists),
    "forms": ("coordinator", coming.forms),
    "rows": ("coordinator", coming.rows),
    "stands": ("airport", coming.of_airport),
    "weapons": ("security", coming.of_security),
    "way": ("liaison", coming.of_liaison),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", DELEGATIONS)
def test_nothing_serious_on_the_pages_of_delegations(browse, language, kind):
    username, addresses = DELEGATIONS[kind]
    page = browse(username, language, reduced_motion="reduce")
    walk, looks = addresses(), [LOOKS[language]]
    if kind in TURNS:
        walk, looks = walk[LANGUAGES.index(language) :: len(LANGUAGES)], TWO_WAYS
    wrong = [fault for address in walk for fault in look_at(page, address, looks)]
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_serious_on_the_delegations_own_side(browse, watch, language):
    page = browse(language=language, reduced_motion="reduce")
    door, *behind = coming.of_side()
    looks = [LOOKS[language]]
    wrong = look_at(page, door, looks)
    page.locator(".side-door button[type=submit]").click()
    wrong += [fault for address in behind for fault in look_at(page, address, looks)]
    watch.complaints = [said for said in watch.complaints if "404" not in said]  # one address opens nothing
    assert wrong == [], "\n".join(wrong)


def test_no_page_of_delegations_is_left_out(demo):
    walked = [address for _who, addresses in DELEGATIONS.values() for address in addresses()]
    assert coming.pages_of_delegations() <= coming.names_of([*walked, *coming.of_side()])
