"""The page of one item, its form and its steps."""

import pytest

from summit.programme.models import ItemPerson, ProgrammeItem
from summit.secrecy import purge
from tests import factories
from tests.venues.making import HOUR, NINE, make_booking, make_hall, make_item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j0", "in_english")]


@pytest.fixture
def item(summit):
    item = make_item("Opening", starts_at=NINE, place=factories.named("Great hall"), notes="Flags")
    for name, role in (("Awa Traoré", "attendee"), ("Bah", "organiser")):
        ItemPerson.objects.create(summit=summit, item=item, key=name, name=name, role=role)
    return item


def test_the_page_says_what_when_and_where(as_user, conference, item):
    text = as_user(conference).get(item.get_absolute_url()).text.replace("\u00a0", " ")
    assert ["<bdi>Opening</bdi>, <bdi>Great hall</bdi>" in text, "Mon 22 Dec, 09:00 – 10:00" in text] == [
        True,
        True,
    ]
    assert ["Without a hall" in text, f"/halls/bookings/new/?item={item.public_id}" in text] == [True, True]


def test_a_hall_is_shown_with_its_times_and_marked_where_they_do_not_fit(as_user, conference, item):
    make_booking(make_hall("DJ"), item=item, starts_at=NINE + HOUR)
    text = as_user(conference).get(item.get_absolute_url()).text
    assert ["Hall DJ" in text, "Not at the time of the item" in text] == [True, True]


def test_a_hall_that_was_freed_after_the_session_is_still_named(as_user, conference, item, at_j0):
    make_booking(make_hall("DJ"), item=item, starts_at=NINE, state="freed")
    client, url = as_user(conference), item.get_absolute_url()
    assert "Hall DJ" not in client.get(url).text
    at_j0.move_to(NINE + HOUR)
    assert "Hall DJ" in client.get(url).text


def test_people_are_shown_to_those_who_prepare_the_item(as_user, conference, focal, auditor, item):
    shown = {
        user: "Awa Traoré" in as_user(user).get(item.get_absolute_url()).text
        for user in (conference, focal, auditor)
    }
    assert shown == {conference: True, focal: False, auditor: False}


def test_who_may_not_edit_gets_no_way_to_it(as_user, focal, outsider, item):
    url = item.get_absolute_url()
    text = as_user(focal).get(url).text
    assert ["/edit/" in text, "/do/" in text, "Book a hall" in text] == [False, False, False]
    assert as_user(focal).get(f"{url}edit/").status_code == 403
    assert as_user(outsider).get(url).status_code == 404


def test_an_item_is_written_and_may_end_after_midnight(as_user, conference, summit):
    site = factories.make_site("cicb", summit=summit)
    data = {
        "title_0": "Dîner",
        "title_1": "عشاء",
        "title_2": "Dinner",
        "starts_at": "2025-12-22T22:00",
        "ends_at": "2025-12-23T01:00",
        "site": site.public_id,
        "place_0": "Koulouba",
    }
    response = as_user(conference).post("/programme/new/", data)
    item = ProgrammeItem.objects.get()
    assert (response.status_code, response.url) == (302, item.get_absolute_url())
    assert (item.title.data, item.ends_at - item.starts_at) == (
        {"fr": "Dîner", "ar": "عشاء", "en": "Dinner"},
        3 * HOUR,
    )
    assert (item.site, item.search_text) == (site, "diner عشا dinner koulouba")
    assert "Created" in as_user(conference).get(response.url).text


def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(as_user, conference):
    data = {"title_0": "Dîner", "starts_at": "2025-12-22T22:00", "ends_at": "2025-12-22T21:00"}
    response = as_user(conference).post("/programme/new/", data)
    assert response.status_code == 422
    assert response.context["form"].errors == {"ends_at": ["The end is not after the start."]}
    assert ['value="Dîner"' in response.text, 'value="2025-12-22T22:00"' in response.text] == [True, True]


def test_somebody_who_was_faster_is_noticed(as_user, conference, item):
    client, url = as_user(conference), f"{item.get_absolute_url()}edit/"
    data = {
        "title_2": "Ceremony",
        "starts_at": "2025-12-22T09:00",
        "ends_at": "2025-12-22T10:00",
        "revision": "1",
    }
    assert client.post(url, data).status_code == 302
    assert client.post(url, data | {"title_2": "Gala"}).status_code == 422
    assert str(ProgrammeItem.objects.get().title) == "Ceremony"


def test_an_item_is_cancelled_for_a_reason_and_taken_up_again(as_user, conference, item):
    client = as_user(conference)
    steps = f"/do/programmeitem/{item.public_id}"
    assert client.post(f"{steps}/cancel/", {}).status_code == 422
    client.post(f"{steps}/cancel/", {"note": "Rain"})
    text = client.get(item.get_absolute_url()).text
    assert [ProgrammeItem.objects.get().state, "Rain" in text, "Book a hall" in text] == [
        "cancelled",
        True,
        False,
    ]
    client.post(f"{steps}/restore/")
    assert ProgrammeItem.objects.get().state == "draft"


def test_the_page_costs_the_same_whatever_it_shows(as_user, conference, item, django_assert_max_num_queries):
    for n in range(5):
        make_booking(make_hall(), item=item, starts_at=NINE + n * HOUR)
        ItemPerson.objects.create(summit=item.summit, item=item, key=f"p{n}", name=f"P{n}")
    client = as_user(conference)
    client.get(item.get_absolute_url())
    with django_assert_max_num_queries(16):
        client.get(item.get_absolute_url())


def test_people_go_when_their_time_is_over(summit, item, at_j0, coordinator):
    at_j0.move_to(NINE + 80 * 24 * HOUR)
    purge(summit, by=coordinator)
    assert ItemPerson.objects.count() == 2
    at_j0.move_to(NINE + 100 * 24 * HOUR)
    lines = {line["model"]: line["rows"] for line in purge(summit, by=coordinator).erased}
    assert (lines["summit.ItemPerson"], ItemPerson.objects.count(), ProgrammeItem.objects.count()) == (
        2,
        0,
        1,
    )


def test_the_rescue_admin_opens_for_the_coordinator(as_user, coordinator, item):
    client = as_user(coordinator)
    assert client.get("/admin/summit/programmeitem/").status_code == 200
    assert client.get(f"/admin/summit/programmeitem/{item.public_id}/change/").status_code == 200
