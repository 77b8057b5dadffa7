"""The programme as a list: by days, filtered, exported, for whom, at what cost."""

import csv
import io

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from summit.search import find
from tests import factories
from tests.pages import Page, faults
from tests.venues.making import HOUR, NINE, make_booking, make_hall, make_item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j0", "in_english")]
URL = "/programme/"
DAY = 24 * HOUR


@pytest.fixture
def rows(summit):
    """Four items on three days; the opening has a hall, the last one is cancelled."""
    cicb = factories.make_site("cicb", summit=summit)
    opening = make_item("Opening", summit=summit, starts_at=NINE, site=cicb, uid="opening@test")
    make_booking(make_hall("DJ", site=cicb), item=opening, starts_at=NINE)
    return [
        make_item("Rehearsal", summit=summit, starts_at=NINE - DAY, site=cicb),
        opening,
        make_item(
            "Dinner", summit=summit, starts_at=NINE + 13 * HOUR, hours=4, place=factories.named("Koulouba")
        ),
        make_item("Farewell", summit=summit, starts_at=NINE + 3 * DAY, state="cancelled"),
    ]


def titles(response):
    return [str(row.title) for row in response.context["listing"].rows]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Rehearsal", "Opening", "Dinner", "Farewell"]),
        ("day=2025-12-22", ["Opening", "Dinner"]),
        ("day=2025-12-23", ["Dinner"]),  # it ends after midnight
        ("day=0001-01-01", []),
        ("site=cicb", ["Rehearsal", "Opening"]),
        ("state=cancelled", ["Farewell"]),
        ("without=hall", ["Rehearsal", "Dinner"]),
        ("q=koulouba", ["Dinner"]),
        ("sort=-time", ["Farewell", "Dinner", "Opening", "Rehearsal"]),
        ("sort=title", ["Dinner", "Farewell", "Opening", "Rehearsal"]),
        ("site=nonsense", ["Rehearsal", "Opening", "Dinner", "Farewell"]),
    ],
)
def test_filters_and_order_stand_in_the_address(query, found, as_user, conference, rows):
    assert titles(as_user(conference).get(f"{URL}?{query}")) == found


def test_the_first_line_answers_for_all_items(as_user, conference, rows):
    text = as_user(conference).get(f"{URL}?state=cancelled").text.replace("\u00a0", " ")
    assert "3 items on 2 days, next: <bdi>Opening</bdi>, Mon 22 Dec, 09:00" in text
    assert "1 item is cancelled." in text


def test_an_empty_programme_says_what_to_do(as_user, conference):
    text = as_user(conference).get(URL).text
    assert ["The programme is empty." in text, "Write the first item" in text] == [True, True]


def test_days_are_those_of_the_summits_clocks(as_user):
    dubai = factories.make_summit("DUBAI", zone="Asia/Dubai")
    by = factories.make_person("dubai", "coordinator", summit=dubai)
    make_item("Late", summit=dubai, starts_at=NINE + 12 * HOUR)  # one in the morning of the 23rd there
    response = as_user(by).get(f"{URL}?day=2025-12-23")
    assert [day.day for day, _rows in response.context["days"]] == [23]


def test_rows_are_grouped_by_day_with_their_hours(as_user, conference, rows):
    response = as_user(conference).get(URL)
    shown = [(day.day, [row.hours for row in several]) for day, several in response.context["days"]]
    end = "Tue\u00a023\u00a0Dec, 02:00"
    assert shown == [
        (21, ["09:00 – 10:00"]),
        (22, ["09:00 – 10:00", f"22:00 – {end}"]),
        (25, ["09:00 – 10:00"]),
    ]


@pytest.mark.parametrize(("days", "words"), [(1, "all day"), (3, "until Wed\u00a024\u00a0Dec")])
def test_whole_days_are_said_as_such(as_user, conference, days, words):
    make_item("Feast", starts_at=NINE - 9 * HOUR, hours=24 * days)
    (day,) = as_user(conference).get(URL).context["days"]
    assert day[1][0].hours == words


def test_the_hall_stands_beside_for_those_who_see_bookings(as_user, conference, focal, rows):
    text = as_user(conference).get(URL).text
    assert [text.count("Hall DJ"), text.count(">none<")] == [1, 2]
    page = as_user(focal).get(URL)
    assert ["Hall DJ" in page.text, "without" in page.context["listing"].filter_form.fields] == [False, False]
    assert len(page.context["listing"].columns) == 4


def test_another_summit_and_people_without_a_duty_see_nothing(as_user, outsider, visitor, rows):
    assert titles(as_user(outsider).get(URL)) == []
    assert as_user(visitor).get(URL).status_code == 403


# -- what leaves ---------------------------------------------------------------------------


def test_the_export_says_what_the_list_shows(as_user, conference, rows):
    response = as_user(conference).get(f"{URL}?export=csv&site=cicb")
    text = b"".join(response).decode("utf-8-sig")
    first, second = csv.DictReader(io.StringIO(text), delimiter=";")
    assert (first["Title"], first["Hall"], second["Hall"]) == ("Rehearsal", "", "Hall DJ")
    assert (second["Begins"], second["Site"], second["State"]) == ("2025-12-22 09:00", "cicb", "Draft")
    assert b"".join(as_user(conference).get(f"{URL}?export=xlsx")).startswith(b"PK")


def test_the_calendar_file_keeps_identities_and_names_nobody(as_user, conference, rows, summit):
    response = as_user(conference).get(f"{URL}?export=ics&day=2025-12-22")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    first, second = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    assert (first["UID"], first["LOCATION"]) == ("opening@test", "Hall DJ")
    assert second["UID"] == f"item-{rows[2].public_id}@TEST.summit"
    assert (second["SUMMARY"], second["SUMMARY"].params["LANGUAGE"], second["STATUS"]) == (
        "Dinner",
        "en",
        "TENTATIVE",
    )
    assert b"ATTENDEE" not in response.content


# -- search, cost, rules of the house ------------------------------------------------------


def test_the_search_finds_items(conference, rows):
    (group,) = [group for group in find(conference, "dinner koulouba") if group["label"] == "Programme"]
    assert [title for title, *_rest in group["hits"]] == ["Dinner"]


def test_one_and_thirty_rows_cost_the_same(as_user, conference):
    client, asked = as_user(conference), []
    for number in (1, 29):
        for _each in range(number):
            make_booking(make_hall(), item=make_item())
        for query in ("", "export=csv", "export=ics"):
            client.get(URL)
            with CaptureQueriesContext(connection) as queries:
                response = client.get(f"{URL}?{query}")
                _content = b"".join(response) if response.streaming else response.content
            asked.append(len(queries))
    assert asked[:3] == asked[3:]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_pages_keep_the_rules_of_the_house(as_user, conference, rows, language):
    conference.language = language
    conference.save()
    client = as_user(conference)
    urls = [URL, f"{URL}?sort=title", "/programme/new/", *(row.get_absolute_url() for row in rows)]
    for url in [*urls, f"{rows[0].get_absolute_url()}edit/"]:
        assert faults(Page(client.get(url).text), language) == [], url
