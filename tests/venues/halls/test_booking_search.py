"""The search box finds bookings by what takes place and by their hall, for those who may read them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from i18nfield.strings import LazyI18nString

from summit.search import LIMIT, find
from tests import factories
from tests.factories import named
from tests.summit.meetings.making import make_meeting
from tests.venues.halls.booking_days import at_j_3, in_english  # noqa: F401 - fixtures
from tests.venues.making import HOUR, NINE, make_booking, make_hall, make_item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_3", "in_english")]


def found(user, query):
    groups = [group for group in find(user, query) if group["label"] == "Hall bookings"]
    return sorted(title for group in groups for title, *_rest in group["hits"])


@pytest.fixture
def rows(conference, focal):
    lounge = make_hall("S1", name=LazyI18nString({"fr": "Salon d’honneur", "ar": "صالون الشرف"}))
    return [
        make_booking(make_hall("DJ"), item=make_item("Dîner de gala"), by=conference),
        make_booking(make_hall("PL"), meeting=make_meeting(title="Ministers"), by=conference),
        make_booking(lounge, "Réunion d'experts", starts_at=NINE + 3 * HOUR, by=focal),
        make_booking(
            lounge, "", starts_at=NINE + 9 * HOUR, purpose="sweep", by=conference, state="cancelled"
        ),
    ]


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("diner", ["Dîner de gala"]),
        ("gala dj", ["Dîner de gala"]),
        ("gala s1", []),
        ("ministers", ["Ministers"]),
        ("REUNION expert", ["Réunion d'experts"]),
        ("experts honneur", ["Réunion d'experts"]),
        ("صالون experts", ["Réunion d'experts"]),
        ("pl", ["Ministers"]),  # too short for the index
        ("session", []),
        ("%", []),
    ],
)
def test_every_word_is_looked_for_in_what_takes_place_and_in_the_hall(query, titles, conference):
    assert found(conference, query) == titles


@pytest.mark.usefixtures("rows")
def test_who_may_not_read_a_booking_does_not_find_it(focal, visitor, outsider, security, reader):
    """The focal point finds the one that was made for the focal point."""
    said = {
        user: (found(user, "diner"), found(user, "experts")) for user in (focal, visitor, outsider, reader)
    }
    assert said == {
        focal: ([], ["Réunion d'experts"]),
        visitor: ([], []),
        outsider: ([], []),
        reader: ([], []),
    }
    assert found(security, "diner") == ["Dîner de gala"]


def test_a_hit_says_where_when_and_how_it_stands(conference, as_user):
    booking = make_booking(make_hall("DJ"), item=make_item("Gala"), by=conference, state="held")
    (hit,) = [hit for group in find(conference, "gala dj") for hit in group["hits"]]
    title, detail, url = hit
    assert (title, detail.replace("\u00a0", " "), url) == (
        "Gala",
        "Hall DJ, Mon 22 Dec, 09:00 – 10:00, Option",
        booking.get_absolute_url(),
    )
    assert url in as_user(conference).get("/search/?q=gala+dj").text


def test_one_and_thirty_hits_cost_the_same(conference):
    def cost(query):
        with CaptureQueriesContext(connection) as queries:
            groups = find(conference, query)
        (hits,) = [
            (len(group["hits"]), group["more"]) for group in groups if group["label"] == "Hall bookings"
        ]
        return len(queries), hits

    hall, number = make_hall("DJ", name=named("Djoliba")), 0
    find(conference, "gala")  # the duties of a person are asked once
    asked = []
    for count in (1, 29):
        for _each in range(count):
            number += 1
            starts_at = NINE + number * 2 * HOUR
            made = {"item": make_item("Gala")} if number % 2 else {"title": "Gala"}
            make_booking(hall, starts_at=starts_at, by=conference, **made)
        asked.append(cost("gala djoliba"))
    (first, one), (second, many) = asked
    assert (first, one, many) == (second, (1, False), (LIMIT, True))


def test_another_summit_is_not_looked_into(conference, other_summit):
    make_booking(make_hall("DJ", site=factories.make_site(summit=other_summit)), "Gala")
    assert found(conference, "gala") == []
