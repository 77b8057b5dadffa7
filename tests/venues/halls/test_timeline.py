"""The timeline: who uses which hall, as far as its reader may know, drawn and as a table."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.venues.halls.timeline_making import DAY, at, grid
from tests.venues.making import make_booking, make_hall, make_item
from venues.halls.models import HallBooking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j0", "in_english")]


def titles(found):
    """What each lane shows, by the hall's name."""
    return {
        lane.name: [(block.title, block.look, block.held_by) for block in lane.blocks] for lane in found.lanes
    }


def page(client, **query):
    return client.get(reverse("halls"), DAY | query).content.decode()


# -- rows ----------------------------------------------------------------------------------


def test_halls_are_grouped_by_site_in_their_order_with_what_holds_them(conference, salon, lounge):
    elsewhere = make_hall("AA", site=factories.make_site("airport"), order=45)
    make_booking(salon, "Mali - Niger", starts_at=at(12))
    make_booking(salon, "Mali - UA", starts_at=at(9), state="used")
    make_booking(lounge, "Faso", starts_at=at(9), state="held")
    make_booking(elsewhere, "Security sweep", starts_at=at(9), purpose="sweep")
    make_booking(salon, "Gone", starts_at=at(15), state="freed")
    make_booking(salon, "Tomorrow", starts_at=at(12, day=23))
    found = grid(conference)
    assert [(group.code, [lane.name for lane in group.lanes]) for group in found.groups] == [
        ("cicb", ["Hall S1", "Hall S2"]),
        ("airport", ["Hall AA"]),
    ]
    assert titles(found) == {
        "Hall S1": [("Mali - UA", "used", ""), ("Mali - Niger", "booked", "")],
        "Hall S2": [("Faso", "option", "")],
        "Hall AA": [("Security sweep", "shut", "")],
    }
    assert [lane.seats for lane in found.lanes] == [12, 10, 100]
    assert [group.code for group in grid(conference, site="airport").groups] == ["airport"]


def test_a_booking_of_the_whole_takes_its_parts_and_the_reverse(conference, djoliba):
    whole, left = djoliba
    make_booking(whole, "Plenary", starts_at=at(9))
    make_booking(left, "Experts", starts_at=at(15))
    assert titles(grid(conference)) == {
        "Hall DJ": [("Plenary", "booked", ""), ("Experts", "booked", "Hall D1")],
        "Hall D1": [("Plenary", "booked", "Hall DJ"), ("Experts", "booked", "")],
    }
    assert "held by Hall DJ" in page_of(conference)


def page_of(user, **query):
    client = Client()
    client.force_login(user)
    return page(client, **query)


def test_what_crosses_midnight_stands_on_both_days_with_a_mark(conference, salon):
    make_booking(salon, "Night", starts_at=at(22), hours=4)
    marks = []
    for day in (22, 23):
        (block,) = grid(conference, day=dt.date(2025, 12, day)).lanes[0].blocks
        marks.append((block.before, block.after, block.hours.replace("\xa0", " ")))
    hours = "Mon 22 Dec, 22:00 – Tue 23 Dec, 02:00"
    assert marks == [(False, True, hours), (True, False, hours)]


def test_the_axis_begins_at_six_or_with_what_is_held_before_or_at_midnight(conference, salon):
    assert grid(conference).start == at(6)
    make_booking(salon, starts_at=at(5), hours=1)
    assert (grid(conference).start, grid(conference).end) == (at(4), at(0, day=23))
    assert grid(conference, whole=True).start == at(0)
    make_booking(salon, starts_at=at(23, day=21), hours=2)
    assert grid(conference).start == at(0)


def test_the_day_is_that_of_the_summit_s_clocks(conference, salon, summit):
    summit.zone = "Asia/Dubai"
    summit.save()
    conference.summit.refresh_from_db()
    make_booking(salon, "Early", starts_at=at(21))  # 01:00 on the 23rd in Dubai
    assert titles(grid(conference)) == {"Hall S1": []}
    found = grid(conference, day=dt.date(2025, 12, 23))
    assert found.lanes[0].blocks[0].hours == "01:00 – 02:00"
    assert found.zone == "Asia/Dubai"


def test_a_week_begins_on_its_monday(conference, salon):
    make_booking(salon, "Sunday", starts_at=at(9, day=28))
    make_booking(salon, "Next", starts_at=at(9, day=29))
    found = grid(conference, day=dt.date(2025, 12, 24), view="week")
    assert [block.title for block in found.lanes[0].blocks] == ["Sunday"]
    assert (found.start, found.end, found.last) == (at(0), at(0, day=29), dt.date(2025, 12, 28))
    moves = {view: grid(conference, day=dt.date(2025, 12, 24), view=view).moves for view in ("week", "table")}
    assert moves == {"week": True, "table": False}


# -- who reads what ------------------------------------------------------------------------


def test_titles_are_read_by_who_prepares_what_takes_place(
    as_user,
    conference,
    protocol,
    security,
    coordinator,
    auditor,
    stranger,
    airport,
    salon,
):
    booking = make_booking(salon, "Mali - Niger", starts_at=at(12), by=conference)
    sees = {}
    for user in (conference, protocol, security, coordinator, auditor, stranger, airport):
        text = page(as_user(user))
        sees[user.username] = ("Mali - Niger" in text, ">taken</text>" in text, booking.public_id in text)
    known, unknown = (True, False, True), (False, True, False)
    assert sees == {
        "conference": known,
        "protocol": known,
        "security": known,
        "coordinator": known,
        "auditor": known,
        "stranger": unknown,
        "airport": unknown,
    }


def test_other_summits_halls_are_not_shown(as_user, outsider, conference, salon):
    make_booking(salon, "Mali - Niger", starts_at=at(12), by=conference)
    text = page(as_user(outsider))
    assert "Hall S1" not in text
    assert "No hall is entered yet." in text


def test_who_moves_what(conference, coordinator, protocol, stranger, salon, lounge):
    make_booking(salon, "Theirs", starts_at=at(12), by=conference)
    make_booking(lounge, "Own", starts_at=at(12), by=protocol)
    make_booking(lounge, "Going", starts_at=at(9), by=protocol, state="used")
    moved = {}
    for user in (conference, coordinator, protocol, stranger):
        blocks = [block for lane in grid(user).lanes for block in lane.blocks]
        moved[user.username] = sorted(block.title for block in blocks if block.move)
    assert moved == {
        "conference": ["Own", "Theirs"],
        "coordinator": ["Own", "Theirs"],
        "protocol": ["Own"],
        "stranger": [],
    }


# -- the page ------------------------------------------------------------------------------


def test_the_sentence_counts_bookings_and_options_and_says_what_is_to_settle(
    as_user,
    conference,
    stranger,
    salon,
    lounge,
):
    client = as_user(conference)
    assert "No hall is booked then." in page(client)
    make_booking(salon, "One", starts_at=at(9), state="used")
    make_booking(salon, "Two", starts_at=at(12))
    make_booking(lounge, "Three", starts_at=at(12), state="held", hold_until=at(11))
    make_booking(lounge, starts_at=at(17), purpose="closure")
    text = page(client)
    assert re.search(r"2 bookings, 1 option\. <span class=\"red\">1 to settle</span>: Three, Hall S2", text)
    assert "The option ends" in text
    assert "to settle" not in page(as_user(stranger))


def test_a_booking_whose_item_moved_or_whose_hall_is_closed_is_to_settle(as_user, conference, salon):
    item = make_item("Signature", starts_at=at(12))
    make_booking(salon, item=item, starts_at=at(12))
    assert "to settle" not in page(as_user(conference))
    type(item).objects.filter(pk=item.pk).update(starts_at=at(16), ends_at=at(17))
    assert "and the hall is booked for another time." in page(as_user(conference))
    type(salon).objects.filter(pk=salon.pk).update(state="closed")
    assert "The hall is closed. Move the booking." in page(as_user(conference))


def test_the_table_holds_the_same_rows(as_user, conference, salon, djoliba):
    make_booking(salon, "Mali - Niger", starts_at=at(12))
    make_booking(djoliba[0], "Plenary", starts_at=at(9))
    text = page(as_user(conference), view="table")
    rows = re.findall(r"<tr>\s*<th scope=\"row\">(.*?)</tr>", text, re.DOTALL)
    told = [re.sub(r"<[^>]+>|\s+", " ", row) for row in rows]
    assert [" ".join(row.split()) for row in told] == [
        "Hall DJ Plenary 09:00 – 10:00 08:45 – 10:15 Confirmed",
        "Hall D1 Plenary held by Hall DJ 09:00 – 10:00 08:45 – 10:15 Confirmed",
        "Hall S1 Mali - Niger 12:00 – 13:00 11:45 – 13:15 Confirmed",
    ]
    assert 'data-timeline-key="t"' in text


def test_nothing_is_sent_again_while_nothing_changes(as_user, conference, salon):
    booking = make_booking(salon, "Mali - Niger", starts_at=at(12))
    client, url = as_user(conference), reverse("halls")

    def again(version):
        return client.get(url, DAY | {"v": version}, headers={"HX-Request": "true"})

    first = client.get(url, DAY)
    version = first.context["grid"].version
    assert first.headers["Vary"].count("HX-Request") == 1
    assert again(version).status_code == 204
    HallBooking.objects.filter(pk=booking.pk).update(state="cancelled")
    fresh = again(version)
    assert (fresh.status_code, fresh.headers["Cache-Control"]) == (200, "no-store")
    text = fresh.content.decode()
    assert "<html" not in text
    assert 'id="halls-said" hx-swap-oob="true"' in text
    assert "Mali - Niger" not in text


@pytest.mark.parametrize("day", ["yesterday", "2025-13-40", "0001-01-01"])
def test_days_that_make_no_sense_are_not_found(day, as_user, conference):
    assert as_user(conference).get(reverse("halls"), {"day": day}).status_code == 404


def test_neighbouring_days_keep_view_and_site(as_user, conference, salon):
    response = as_user(conference).get(reverse("halls"), DAY | {"view": "week", "site": "cicb"})
    assert response.context["before_url"] == "?day=2025-12-15&view=week&site=cicb"
    assert response.context["after_url"] == "?day=2025-12-29&view=week&site=cicb"
    assert response.context["table_url"] == "?day=2025-12-22&view=table&site=cicb"
    day = as_user(conference).get(reverse("halls"), {"day": "2025-12-23"})
    assert (day.context["before_url"], day.context["today_url"]) == ("?day=2025-12-22", "?day=2025-12-22")


@pytest.mark.parametrize("view", ["day", "week", "table"])
def test_it_costs_the_same_for_1_and_30_halls_and_bookings(
    view,
    as_user,
    conference,
    cicb,
    django_assert_num_queries,
    django_assert_max_num_queries,
):
    def fill(count):
        for _each in range(count):
            hall = make_hall(site=cicb)
            make_booking(hall, item=make_item(starts_at=at(9)), starts_at=at(9), by=conference)
            make_booking(hall, starts_at=at(15), state="held", by=conference)

    fill(1)
    client = as_user(conference)
    page(client, view=view)
    with django_assert_max_num_queries(10) as first:
        page(client, view=view)
    fill(29)
    with django_assert_num_queries(len(first)):
        text = page(client, view=view)
    assert "30 bookings, 30 options." in text
