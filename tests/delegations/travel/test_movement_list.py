"""The list of movements: filters, search, export, who sees what, what it costs."""

import csv
import io

import pytest
from django.urls import reverse

from delegations.travel.models import Movement
from tests import factories
from tests.delegations import making
from tests.delegations.travel.moving import at, make_head, make_special

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j0", "in_english")]
URL = "/movements/"


@pytest.fixture
def rows(delegation, other_delegation):
    make = making.make_movement
    return [
        make(
            delegation,
            "A-001",
            planned_at=at(12),
            state="confirmed",
            flight_no="DM 214",
            origin="Ouagadougou",
        ),
        make(
            delegation,
            "A-002",
            planned_at=at(13),
            estimated_at=at(9, day=23),
            state="delayed",
            mode="road",
            origin="Kayes",
        ),
        make(other_delegation, "A-003", planned_at=at(9), landed_at=at(9), state="landed", origin="Niamey"),
        make(
            other_delegation, "D-001", direction="departure", planned_at=at(9, day=24), destination="Niamey"
        ),
    ]


def codes(response):
    return [row.code for row in response.context["listing"].rows]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["A-003", "A-001", "A-002", "D-001"]),
        ("direction=departure", ["D-001"]),
        ("day=2025-12-22", ["A-003", "A-001", "A-002"]),
        ("day=2025-12-23", ["A-002"]),
        ("state=ahead", ["A-001", "A-002", "D-001"]),
        ("state=late", ["A-002"]),
        ("state=landed", ["A-003"]),
        ("mode=road", ["A-002"]),
        ("q=dm+214", ["A-001"]),
        ("q=niamey", ["A-003", "D-001"]),
        ("q=delegation+bfa", ["A-001", "A-002"]),
        ("state=nonsense", ["A-003", "A-001", "A-002", "D-001"]),
        ("sort=-time", ["D-001", "A-002", "A-001", "A-003"]),
    ],
)
def test_filters_and_order_stand_in_the_address(query, found, as_user, airport, rows):
    assert codes(as_user(airport).get(f"{URL}?{query}")) == found


def test_filter_by_delegation_goes_by_its_public_name(as_user, airport, rows, delegation):
    response = as_user(airport).get(URL, {"delegation": delegation.public_id})
    assert codes(response) == ["A-001", "A-002"]


def test_the_first_line_answers_for_all_rows(as_user, airport, rows):
    text = as_user(airport).get(f"{URL}?direction=departure").text
    assert "Today 2 arrivals and 0 departures; 3 still to come." in text
    assert "1 is late." in text


def test_a_liaison_officer_lists_and_exports_the_own_delegation(as_user, liaison, outsider, rows):
    client = as_user(liaison)
    assert codes(client.get(URL)) == ["A-001", "A-002"]
    assert [row["Code"] for row in exported(client.get(f"{URL}?export=csv"))] == ["A-001", "A-002"]
    assert codes(as_user(outsider).get(URL)) == []


def exported(response):
    text = b"".join(response).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_export_names_offices_and_keeps_what_is_restricted(as_user, airport, delegation):
    officer = making.make_member(delegation, "Traoré", "Awa", function=factories.named("Adviser"))
    making.make_movement(
        delegation, "A-001", principal=officer, greeter=airport, armed_party=True, assistance="wheelchair"
    )
    make_special(
        delegation, code="A-002", stand="P1", estimated_at=at(10, 38), principal=make_head(delegation)
    )
    response = as_user(airport).get(f"{URL}?export=csv&sort=code")
    first, second = exported(response)
    assert (first["Led by"], second["Led by"], second["Stand"]) == ("Adviser", "President of Faso", "P1")
    assert (second["Estimated"], second["People"]) == ("2025-12-22 10:38", "3")
    text = str([first, second])
    assert [word for word in ("TRAORÉ", "wheelchair", "Airport") if word in text] == []


def test_export_as_workbook(as_user, airport, rows):
    response = as_user(airport).get(f"{URL}?export=xlsx&direction=arrival")
    assert b"".join(response).startswith(b"PK")


def test_pages_follow_each_other(as_user, airport, delegation):
    for number in range(55):
        making.make_movement(delegation, f"A-{number:03d}", planned_at=at(9, number % 7))
    client, seen, url = as_user(airport), [], URL
    while url:
        response = client.get(url)
        seen += codes(response)
        url = response.context["listing"].next_url
    assert len(seen) == len(set(seen)) == 55


@pytest.mark.parametrize("query", ["", "?export=csv"])
@pytest.mark.parametrize("person", ["airport", "liaison"])
def test_costs_the_same_for_1_and_30_movements(
    query, person, request, as_user, delegation, django_assert_num_queries, django_assert_max_num_queries
):
    client = as_user(request.getfixturevalue(person))
    make_special(delegation, stand="P1", principal=make_head(delegation))
    client.get(URL)
    with django_assert_max_num_queries(10) as first:
        b"".join(client.get(URL + query))
    for number in range(29):
        make_special(delegation, stand=f"Q{number}")
    with django_assert_num_queries(len(first)):
        b"".join(client.get(URL + query))


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_it_opens_in_every_language(language, as_user, airport, rows):
    type(airport).objects.filter(pk=airport.pk).update(language=language)
    assert as_user(airport).get(URL).status_code == 200


def test_search_finds_a_movement_by_its_flight(as_user, airport, liaison, rows):
    assert "A-001" in as_user(airport).get(reverse("search"), {"q": "dm 214"}).text
    Movement.objects.filter(code="A-003").update(flight_no="DM 999", search_text="a 003 dm 999")
    assert "A-003" not in as_user(liaison).get(reverse("search"), {"q": "dm 999"}).text
