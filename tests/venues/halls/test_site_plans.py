"""Plans of the sites: the picture, the marks over it, who sees them, and marking by hand and by click."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from summit import audit
from summit.clock import now
from summit.files import may_read
from tests import factories
from tests.clocks import in_english  # noqa: F401 - a fixture
from tests.venues.halls.hall_making import make_plan, png, upload
from tests.venues.making import HOUR, make_booking, make_hall
from venues.halls import plan_drawing
from venues.halls.models import Hall, PlanMark, SitePlan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def site(summit):
    return factories.make_site("CICB")


@pytest.fixture
def halls(site):
    return [make_hall(code, site=site, order=place) for place, code in enumerate(["H1", "H2", "H3"])]


@pytest.fixture
def plan(site, halls, conference):
    """A plan with the first and the third hall on it."""
    return make_plan(site, by=conference, marks=[(halls[0], 250, 400), (halls[2], 1000, 0)])


def url(name, plan):
    return reverse(name, args=[plan.public_id])


def typed(plan, **marks):
    """``H1="250 400"``: what the form of the marks sends, empty where nothing is said."""
    places = {hall.code: hall.public_id for hall in Hall.objects.filter(site=plan.site)}
    sent = {f"{axis}-{public_id}": "" for public_id in places.values() for axis in "xy"}
    for code, at in marks.items():
        sent |= dict(zip([f"x-{places[code]}", f"y-{places[code]}"], [*at.split(" "), ""], strict=False))
    return sent | {"revision": plan.revision}


def stored(plan):
    return {mark.hall.code: (mark.x, mark.y) for mark in plan.marks.select_related("hall")}


def test_a_plan_is_uploaded_drawn_anew_and_read_by_who_sees_halls(conference, focal, outsider, site, as_user):
    sent = {
        "site": site.public_id,
        "title_0": "Rez-de-chaussée",
        "title_1": "",
        "title_2": "",
        "upload": upload(),
    }
    answer = as_user(conference).post(reverse("site-plan-new"), sent)
    plan = SitePlan.objects.get()
    assert answer["Location"] == plan.get_absolute_url()
    assert plan.picture.kind_of_use == "site_plan"
    assert [may_read(plan.picture, person) for person in (focal, outsider)] == [True, False]
    shown = as_user(focal).get(url("site-plan-picture", plan))
    assert Image.open(io.BytesIO(shown.content)).format == "WEBP"
    assert (
        as_user(focal)
        .get(url("site-plan-picture", plan), headers={"if-none-match": shown["ETag"]})
        .status_code
        == 304
    )
    assert as_user(outsider).get(url("site-plan-picture", plan)).status_code == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.4 %%EOF", "Send a picture: JPEG, PNG or WebP."),
        (png()[:90], "This image cannot be read. Save it again as JPEG or PNG."),
        (None, "This field is required."),
    ],
)
def test_what_is_no_picture_is_refused_at_the_field(content, said, conference, site, as_user):
    sent = {"site": site.public_id, "title_0": "Étage 1"}
    sent |= {"upload": upload(content)} if content else {}
    answer = as_user(conference).post(reverse("site-plan-new"), sent)
    assert (answer.status_code, answer.context["form"].errors) == (422, {"upload": [said]})
    assert 'value="Étage 1"' in answer.text


def test_another_picture_leaves_the_marks(conference, plan, as_user):
    first = plan.picture_id
    sent = {"title_0": "Nouveau", "revision": plan.revision, "upload": upload(png((300, 300)))}
    assert as_user(conference).post(url("site-plan-edit", plan), sent).status_code == 302
    plan.refresh_from_db()
    assert (str(plan.title), plan.picture_id != first, plan.marks.count()) == ("Nouveau", True, 2)
    kept = {"title_0": "Encore", "revision": plan.revision}
    assert as_user(conference).post(url("site-plan-edit", plan), kept).status_code == 302
    assert SitePlan.objects.get().picture_id == plan.picture_id


def test_a_large_picture_travels_small(conference, site):
    plan = make_plan(site, by=conference, size=(4000, 2000))
    small = Image.open(io.BytesIO(plan_drawing.shrunk(plan.picture)))
    assert small.size == plan_drawing.size_of(plan.picture) == (1600, 800)


def test_the_plan_says_which_halls_are_free_and_lists_what_it_draws(focal, plan, halls, as_user):
    make_booking(halls[0], "Secret council", starts_at=now() - HOUR / 2, setup_minutes=0)
    page = as_user(focal).get(plan.get_absolute_url())
    assert page.context["said"] == "1 of 2 halls are free now."
    assert [(place.number, place.hall.code, place.state) for place in page.context["places"]] == [
        (1, "H1", "taken"),
        (3, "H3", "free"),
    ]
    assert 'x="25%" y="40%"' in page.text
    assert 'x="100%" y="0%"' in page.text
    assert page.text.count(halls[0].get_absolute_url()) == 2  # the mark, and the list for who does not see it
    assert "Secret council" not in page.text
    Hall.objects.filter(code="H3").update(state="closed")
    said = as_user(focal).get(plan.get_absolute_url()).context["said"]
    assert said == "0 of 2 halls are free now. 1 is closed."


def test_a_plan_is_not_mirrored(focal, plan, as_user):
    type(focal).objects.filter(pk=focal.pk).update(language="ar")
    page = as_user(focal).get(plan.get_absolute_url())
    assert '<figure class="floor" dir="ltr">' in page.text
    assert 'x="25%" y="40%"' in page.text


def test_marks_are_set_moved_and_taken_away(conference, plan, as_user):
    answer = as_user(conference).post(url("site-plan-marks", plan), typed(plan, H1="300 410", H2="0 1000"))
    assert (answer.status_code, stored(plan)) == (302, {"H1": (300, 410), "H2": (0, 1000)})
    changes = audit.history(plan).get().changes
    assert changes == {"H1": ["250, 400", "300, 410"], "H2": ["", "0, 1000"], "H3": ["1000, 0", ""]}


def test_every_wrong_mark_is_told_and_nothing_is_lost(conference, plan, halls, as_user):
    sent = typed(plan, H1="1001 5", H2="7", H3="half 5")
    answer = as_user(conference).post(url("site-plan-marks", plan), sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        f"x-{halls[0].public_id}": ["Ensure this value is less than or equal to 1000."],
        f"y-{halls[1].public_id}": ["A mark needs both numbers."],
        f"x-{halls[2].public_id}": ["Enter a whole number."],
    }
    assert 'value="half"' in answer.text
    assert stored(plan) == {"H1": (250, 400), "H3": (1000, 0)}


def test_who_was_slower_marks_nothing_silently(conference, plan, as_user):
    client, first = as_user(conference), typed(plan, H1="1 1", H3="1000 0")
    second = typed(plan, H1="2 2", H3="1000 0")
    assert client.post(url("site-plan-marks", plan), first).status_code == 302
    answer = client.post(url("site-plan-marks", plan), second)
    assert answer.status_code == 422
    assert [clash[1:] for clash in answer.context["form"].clashes] == [("1", "2"), ("1", "2")]
    assert stored(plan)["H1"] == (1, 1)


def test_the_list_says_which_sites_have_no_plan(conference, summit, as_user, django_assert_max_num_queries):
    client, page = as_user(conference), reverse("site-plans")
    assert client.get(page).context["answer"] == "No plan is stored yet."
    costs = []
    for count in (1, 29):
        for _each in range(count):
            hall = make_hall()
            make_plan(hall.site, by=conference, marks=[(hall, 1, 1)])
        with django_assert_max_num_queries(9) as asked:
            client.get(page)
        costs.append(len(asked))
    make_hall()
    assert client.get(page).context["answer"] == "30 plans. 1 site with halls has none."
    assert costs[0] == costs[1]


def test_a_plan_costs_the_same_with_1_and_30_marks(
    focal, conference, site, as_user, django_assert_max_num_queries
):
    client, plan, costs = as_user(focal), make_plan(site, by=conference), []
    client.get(plan.get_absolute_url())
    for count in (1, 29):
        for _each in range(count):
            hall = make_hall(site=site)
            PlanMark.objects.create(summit=site.summit, plan=plan, hall=hall, x=5, y=5)
            make_booking(hall, starts_at=now(), by=conference)
        with django_assert_max_num_queries(17) as asked:
            client.get(plan.get_absolute_url())
        costs.append(len(asked))
    assert costs[0] == costs[1]


@pytest.mark.parametrize(
    ("name", "read", "edit"), [("protocol", 200, 403), ("focal", 200, 403), ("outsider", 404, 404)]
)
def test_who_reads_and_who_marks(name, read, edit, plan, as_user, request):
    client = as_user(request.getfixturevalue(name))
    assert client.get(plan.get_absolute_url()).status_code == read
    for page in ("site-plan-edit", "site-plan-marks"):
        assert client.post(url(page, plan), {"revision": 1}).status_code == edit
    assert plan.marks.count() == 2


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_click_on_the_picture_marks_the_chosen_hall(language, page, live_server, conference, plan):
    type(conference).objects.filter(pk=conference.pk).update(language=language)
    client = Client()
    client.force_login(conference)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.goto(url("site-plan-marks", plan))
    picture, second = page.locator(".floor img"), Hall.objects.get(code="H2").public_id
    expect(picture).to_have_js_property("complete", True)
    expect(page.locator("[data-chosen]")).to_have_value(second)  # the first without a mark
    expect(page.locator(f'[data-mark="{second}"]')).to_be_hidden()
    box = picture.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.75, box["y"] + box["height"] * 0.25)
    expect(page.locator(f'[data-mark="{second}"]')).to_be_visible()
    first = page.locator(f'[name="x-{Hall.objects.get(code="H1").public_id}"]')
    first.fill("900")  # the way of the keyboard moves its mark as well
    expect(page.locator(".mark").first).to_have_attribute("x", "90%")
    page.locator("button.btn-primary").last.click()
    page.wait_for_url(f"**{plan.get_absolute_url()}")
    x, y = stored(plan)["H2"]
    assert (abs(x - 750) <= 3, abs(y - 250) <= 3, stored(plan)["H1"]) == (True, True, (900, 400))
