"""One hall: whether it is free, what comes next, what it excludes, what is wrong with it."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from summit.findings import all_findings
from tests import factories
from tests.clocks import in_english  # noqa: F401 - a fixture
from tests.venues.halls.hall_making import make_plan
from tests.venues.making import HOUR, NINE, make_booking, make_hall, make_part
from venues.halls.hall_excluding import excluded_by
from venues.halls.hall_findings import CHECKS
from venues.halls.hall_taken import present
from venues.halls.models import Hall, HallEquipment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture(autouse=True)
def half_past_nine():
    with time_machine.travel(NINE + dt.timedelta(minutes=30), tick=False) as traveller:
        yield traveller


@pytest.fixture
def djoliba(summit):
    """A hall with a moving wall: the whole and both halves."""
    site = factories.make_site("CICB")
    left, right = make_part("A", site=site), make_part("B", site=site)
    return [
        make_hall(code, parts=parts, name=factories.named(name))
        for code, name, parts in [
            ("DJ", "Djoliba", [left, right]),
            ("DJ-A", "Djoliba A", [left]),
            ("DJ-B", "Djoliba B", [right]),
        ]
    ]


def page_of(hall, client):
    return client.get(reverse("hall", args=[hall.public_id]))


def test_halls_that_share_a_part_are_named_in_words(djoliba):
    whole, left, right = djoliba
    site = whole.site
    third = make_part("C", site=site)
    wide = make_hall("DJ-W", parts=[*right.parts.all(), third], name=factories.named("Wide"))
    twin = make_hall("DJ-A2", parts=list(left.parts.all()), name=factories.named("Salon A"))
    make_hall("SAL", site=site)

    def said(hall):
        return {
            one.hall.code: one.words.removesuffix("; one excludes the other.") for one in excluded_by(hall)
        }

    assert said(left) == {
        "DJ": "With Djoliba B it makes Djoliba",
        "DJ-A2": "It is the same place under another name",
    }
    assert said(whole) == {
        "DJ-A": "It is a part of this hall",
        "DJ-A2": "It is a part of this hall",
        "DJ-B": "It is a part of this hall",
        "DJ-W": "Both use Part B",
    }
    assert said(right) == {"DJ": "With Djoliba A it makes Djoliba", "DJ-W": "With Part C it makes Wide"}
    assert said(twin).keys() == {"DJ", "DJ-A"}
    assert said(wide).keys() == {"DJ", "DJ-B"}


def test_the_answer_says_what_takes_place_and_what_comes_next(conference, djoliba, as_user):
    whole, left, right = djoliba
    client = as_user(conference)
    assert "Free; nothing is booked from now on." in page_of(left, client).text
    make_booking(left, "Experts", starts_at=NINE + 3 * HOUR)
    booked = make_booking(whole, "Council of Ministers", starts_at=NINE)
    ball = make_booking(make_hall(), "Ball", starts_at=NINE + 26 * HOUR).hall
    said = "Free until Tue\xa023\xa0Dec, 10:45, then <bdi>Ball</bdi>."
    assert said in page_of(ball, client).text
    page = page_of(left, client)
    assert (page.context["going"].row, page.context["coming"].said) == (booked, "Experts")
    assert "Taken until 10:15: <bdi>Council of Ministers</bdi>." in page.text
    assert "Booked as <bdi>Djoliba</bdi>." in page.text
    assert page_of(right, client).context["coming"] is None
    Hall.objects.filter(pk=left.pk).update(state="closed")
    assert "The hall is closed." in page_of(left, client).text


def test_only_the_days_from_today_on_are_listed_and_freed_ones_are_not(conference, djoliba, as_user):
    hall = djoliba[1]
    make_booking(hall, "Yesterday", starts_at=NINE - 24 * HOUR)
    make_booking(hall, "This morning", starts_at=NINE - 4 * HOUR)
    make_booking(hall, "Given up", starts_at=NINE, state="freed")
    make_booking(hall, "Tomorrow", starts_at=NINE + 24 * HOUR)
    takings = page_of(hall, as_user(conference)).context["takings"]
    assert [one.said for one in takings] == ["This morning", "Tomorrow"]


def test_who_may_not_read_bookings_sees_that_it_is_taken(focal, protocol, djoliba, as_user):
    booking = make_booking(djoliba[0], "Secret council", starts_at=NINE)
    page = page_of(djoliba[0], as_user(focal))
    assert page.context["going"].said == "taken"
    assert "Secret council" not in page.text
    assert booking.public_id not in page.text
    read = page_of(djoliba[0], as_user(protocol))
    assert booking.get_absolute_url() in read.text


def test_one_look_says_what_a_hall_offers(conference, summit, as_user):
    zone = factories.make_zone("Z2", colour="#aa3300")
    hall = make_hall("PLEN", zone=zone, seats=620, layouts=[("plenary", 600), ("board", 60)], booths=6)
    HallEquipment.objects.create(summit=summit, hall=hall, item="headset", quantity=500)
    text = page_of(hall, as_user(conference)).text
    for said in (
        "620 seats at most",
        "plenary 600, one table 60",
        "interpretation headsets 500",
        'fill="#aa3300"',
    ):
        assert said in text
    for name in ("hall-sheet", "hall-edit"):
        assert reverse(name, args=[hall.public_id]) in text
    assert f"{reverse('hall-booking-new')}?hall={hall.public_id}" in text
    assert f"{reverse('halls')}?site={hall.site.code}" in text


def test_it_is_closed_with_a_reason_and_opened_again(conference, focal, djoliba, as_user):
    hall = djoliba[1]
    client, close = as_user(conference), reverse("step", args=["hall", hall.public_id, "close"])
    assert client.post(close, {"note": ""}).status_code == 422
    assert client.post(close, {"note": "Water damage"}).status_code == 302
    assert Hall.objects.get(pk=hall.pk).state == "closed"
    page = page_of(hall, client)
    assert "Water damage" in page.text
    assert reverse("hall-booking-new") not in page.text
    assert client.post(reverse("step", args=["hall", hall.public_id, "open"])).status_code == 302
    assert Hall.objects.get(pk=hall.pk).state == "open"
    assert as_user(focal).post(close, {"note": "No"}).status_code == 403


def test_what_is_unwise_stands_on_its_page_and_among_the_findings(conference, protocol, summit, as_user):
    site = factories.make_site()
    fine = make_hall("FINE", site=site, layouts=[("board", 20)])
    hall = make_hall("BAD", site=site, state="closed", layouts=[("board", 20)])
    bare = make_hall("BARE")
    make_booking(hall, starts_at=NINE + HOUR)
    make_booking(hall, starts_at=NINE + 4 * HOUR)
    make_booking(hall, starts_at=NINE - 24 * HOUR)
    make_booking(hall, starts_at=NINE + 8 * HOUR, purpose="closure")
    plan = make_plan(site, by=conference, marks=[(fine, 100, 100)])
    wanted = {
        "BAD": [
            "Hall BAD is closed and has 2 bookings to come. Move them.",
            "Hall BAD is marked on no plan of its site.",
        ],
        "BARE": ["Hall BARE has no layout: nobody knows how many it seats."],
        "FINE": [],
    }
    for row in (hall, bare, fine):
        problems = page_of(row, as_user(conference)).context["problems"]
        assert [one.message for one in problems] == wanted[row.code]
    found = [one for one in all_findings(summit, today=NINE.date()) if one.code in CHECKS]
    assert sorted(one.message for one in found) == sorted(said for told in wanted.values() for said in told)
    assert page_of(hall, as_user(protocol)).context["problems"] == []
    page = page_of(fine, as_user(protocol))
    assert plan.get_absolute_url() in page.text
    assert 'x="10%" y="10%" class="mark here"' in page.text


@pytest.mark.parametrize(
    ("name", "status"), [("protocol", 200), ("focal", 200), ("outsider", 404), ("visitor", 403)]
)
def test_who_opens_a_hall(name, status, djoliba, as_user, request):
    client = as_user(request.getfixturevalue(name))
    assert page_of(djoliba[0], client).status_code == status
    edit = client.get(reverse("hall-edit", args=[djoliba[0].public_id])).status_code
    assert edit == (404 if name == "outsider" else 403)


def test_a_page_costs_the_same_with_1_and_10_bookings(
    conference, djoliba, as_user, django_assert_max_num_queries
):
    client, costs = as_user(conference), []
    page_of(djoliba[0], client)
    for start, stop in ((0, 1), (1, 10)):
        for day in range(start, stop):
            make_booking(djoliba[day % 2], starts_at=NINE + day * 24 * HOUR)
        with django_assert_max_num_queries(25) as asked:
            page_of(djoliba[0], client)
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_halls_as_they_are_now(focal, djoliba, django_assert_num_queries):
    whole, left, _right = djoliba
    other = make_hall("SAL", site=whole.site)
    make_booking(left, starts_at=NINE)
    Hall.objects.filter(pk=other.pk).update(state="closed")
    halls = list(Hall.objects.filter(site=whole.site).for_list())
    focal.duties  # noqa: B018 - read once a request
    with django_assert_num_queries(2):
        states = {one.hall.code: one.state for one in present(halls, focal, now=NINE)}
    assert states == {"DJ": "taken", "DJ-A": "taken", "DJ-B": "free", "SAL": "closed"}
    assert {one.state for one in present(halls[:3], focal, now=NINE + 2 * HOUR)} == {"free"}
