"""The register of halls: what it answers, what it filters, what it costs, who reads it."""

import csv
import io

import pytest
from django.urls import reverse

from summit.search import find
from tests import factories
from tests.clocks import in_english  # noqa: F401 - a fixture
from tests.venues.halls.hall_making import content_of
from tests.venues.making import make_hall
from venues.halls.models import Hall, HallEquipment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def equip(hall, **items):
    for item, quantity in items.items():
        HallEquipment.objects.create(summit=hall.summit, hall=hall, item=item, quantity=quantity)
    return hall


@pytest.fixture
def halls(summit):
    centre, palace = factories.make_site("CICB"), factories.make_site("KOUL")
    return [
        equip(
            make_hall("PLEN", site=centre, seats=620, booths=6, layouts=[("plenary", 600)]),
            video=1,
            recording=1,
        ),
        equip(make_hall("SAL-2", site=centre, seats=40), video=1),
        make_hall("SAL-10", site=centre, seats=60, booths=2),
        make_hall("KOUL-G", site=palace, seats=200, state="closed"),
    ]


def codes(response):
    return [row.code for row in response.context["listing"].rows]


def test_the_first_line_answers(conference, halls, as_user):
    client = as_user(conference)
    assert client.get(reverse("hall-list")).context["answer"] == "4 halls on 2 sites, 1 closed."
    Hall.objects.update(state="open")
    assert client.get(reverse("hall-list"), {"seats": 900}).context["answer"] == "4 halls on 2 sites."


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["PLEN", "SAL-2", "SAL-10", "KOUL-G"]),
        ("site=KOUL", ["KOUL-G"]),
        ("seats=60", ["PLEN", "SAL-10", "KOUL-G"]),
        ("booths=2", ["PLEN", "SAL-10"]),
        ("equipment=video", ["PLEN", "SAL-2"]),
        ("equipment=video&equipment=recording", ["PLEN"]),
        ("state=closed", ["KOUL-G"]),
        ("q=sal-1", ["SAL-10"]),
        ("sort=-seats", ["PLEN", "KOUL-G", "SAL-10", "SAL-2"]),
        ("sort=code", ["KOUL-G", "PLEN", "SAL-2", "SAL-10"]),
        ("seats=many", ["PLEN", "SAL-2", "SAL-10", "KOUL-G"]),
        ("seats=99999999999999999999", []),
    ],
)
def test_filters_and_order_stay_in_the_address(query, found, conference, halls, as_user):
    Hall.objects.filter(site__code="KOUL").update(order=60)
    assert codes(as_user(conference).get(f"{reverse('hall-list')}?{query}")) == found


@pytest.mark.parametrize("sort", ["code", "-code", "site", "seats", "-seats", "booths", "state"])
def test_pages_follow_each_other_in_every_order(sort, conference, summit, as_user):
    site = factories.make_site()
    for _each in range(55):
        make_hall(site=site, seats=50)
    client, seen, url = as_user(conference), [], f"{reverse('hall-list')}?sort={sort}"
    while url:
        listing = client.get(url).context["listing"]
        seen += [row.code for row in listing.rows]
        url = listing.next_url
    assert len(seen) == len(set(seen)) == 55


@pytest.mark.parametrize("query", ["", "?export=csv", "?export=xlsx"])
def test_costs_the_same_for_1_and_30_halls(query, conference, summit, as_user, django_assert_max_num_queries):
    client, url, costs = as_user(conference), reverse("hall-list") + query, []
    content_of(client.get(url))
    for count in (1, 29):
        for _each in range(count):
            zone = factories.make_zone(summit=summit)
            equip(make_hall(layouts=[("plenary", 90)], zone=zone), video=2)
        with django_assert_max_num_queries(12) as asked:
            response = client.get(url)
            assert len(content_of(response)) > 200
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_the_export_says_what_a_hall_has(conference, halls, as_user):
    response = as_user(conference).get(reverse("hall-list"), {"export": "csv", "q": "PLEN"})
    [row] = csv.DictReader(io.StringIO(content_of(response).decode("utf-8-sig")), delimiter=";")
    assert (row["Code"], row["Hall"], row["Site"], row["Seats"]) == ("PLEN", "Hall PLEN", "CICB", "620")
    assert (row["Parts"], row["Layouts"]) == ("PLEN-P", "plenary 600")
    assert row["Equipment"] == "recording 1, video link 1"
    assert (row["Generator"], row["State"]) == ("no", "Open")


@pytest.mark.parametrize("name", ["protocol", "focal", "coordinator", "conference"])
def test_who_is_at_work_reads_it_and_who_gives_halls_adds(name, halls, as_user, request):
    person = request.getfixturevalue(name)
    page = as_user(person).get(reverse("hall-list"))
    assert len(codes(page)) == 4
    assert (reverse("hall-new") in page.text) is (name in ("coordinator", "conference"))


def test_another_summit_sees_none(halls, outsider, as_user):
    page = as_user(outsider).get(reverse("hall-list"))
    assert codes(page) == []
    assert "No hall is entered yet." in page.text


@pytest.mark.parametrize("word", ["فندق", "hotel", "hôtel", "hotel salon"])
def test_the_search_box_finds_a_hall_by_each_of_its_names(word, summit, focal, outsider):
    name = factories.named("x")
    name.data.update(fr="Salon de l’Hôtel", ar="صالون الفندق", en="Hotel lounge")
    hall = make_hall("SAL", name=name)
    assert [url for group in find(focal, word) for *_said, url in group["hits"]] == [hall.get_absolute_url()]
    assert find(outsider, word) == []
