"""The calendar of a hall: a secret address, its zones, what changes, who reads what, and its end."""

import datetime as dt

import icalendar
import pytest
from django.urls import reverse

from summit import links
from summit.accounts.models import Duty
from summit.links.models import SealedLink
from tests.venues.halls.timeline_making import at
from tests.venues.making import make_booking
from venues.halls import booking_moving, feed_links

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j0", "in_english")]


def make(client, hall):
    response = client.post(reverse("hall-feed-make", args=[hall.public_id]))
    assert response.status_code == 200
    return response.context["secret"].removeprefix("http://testserver")


@pytest.fixture
def address(as_user, conference, salon):
    return make(as_user(conference), salon)


def events(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return list(icalendar.Calendar.from_ical(response.content).walk("VEVENT"))


def test_the_address_is_shown_once_and_kept_as_a_digest(as_user, conference, salon, address):
    link = SealedLink.objects.get()
    secret = address.split("/")[-2]
    assert (link.kind, link.verb, link.issued_by) == ("venues.hall", "feed", conference)
    assert secret not in str(link.__dict__)
    assert as_user(conference).post(reverse("hall-feed-make", args=[salon.public_id])).status_code == 200
    assert SealedLink.objects.live().count() == 1


@pytest.mark.parametrize(
    ("zone", "start", "end", "offset"),
    [
        ("Africa/Bamako", "20251222T220000", "20251223T013000", "+0000"),
        ("Asia/Dubai", "20251223T020000", "20251223T053000", "+0400"),
    ],
)
def test_times_are_those_of_the_summit_s_zone_across_midnight(
    zone, start, end, offset, client, summit, salon, address
):
    summit.zone = zone
    summit.save()
    make_booking(salon, "Night", starts_at=at(22), ends_at=at(1, 30, day=23))
    (event,) = events(client, address)
    text = client.get(address).content.decode()
    assert f"DTSTART;TZID={zone}:{start}\r\n" in text
    assert f"DTEND;TZID={zone}:{end}\r\n" in text
    assert f"BEGIN:VTIMEZONE\r\nTZID:{zone}\r\n" in text
    assert f"TZOFFSETTO:{offset}" in text
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (at(22), at(1, 30, day=23))


def test_buffers_stand_in_the_description_and_not_in_the_event(client, summit, salon, address):
    summit.zone = "Asia/Dubai"
    summit.save()
    make_booking(salon, "Mali - Niger", starts_at=at(12))
    (event,) = events(client, address)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (at(12), at(13))
    assert str(event["DESCRIPTION"]) == "Confirmed\nWith set-up and clearing 15:45 – 17:15."
    assert str(event["LOCATION"]) == "Hall S1, cicb"


def test_states_are_told_and_what_is_cancelled_stays_as_such(client, coordinator, salon, address):
    make_booking(salon, "Option", starts_at=at(9), state="held")
    make_booking(salon, "Sure", starts_at=at(12))
    gone = make_booking(salon, "Gone", starts_at=at(15))
    gone.workflow.run(gone, "cancel", by=coordinator, note="Not needed")
    found = {str(event["SUMMARY"]): str(event["STATUS"]) for event in events(client, address)}
    assert found == {"Option": "TENTATIVE", "Sure": "CONFIRMED", "Gone": "CANCELLED"}


def test_what_holds_a_part_stands_in_the_calendar_of_the_whole_and_the_reverse(
    client, as_user, conference, djoliba
):
    whole, left = djoliba
    make_booking(whole, "Plenary", starts_at=at(9))
    make_booking(left, "Experts", starts_at=at(15))
    for hall in djoliba:
        address = make(as_user(conference), hall)
        found = [(str(event["SUMMARY"]), str(event["LOCATION"])) for event in events(client, address)]
        assert found == [("Plenary", "Hall DJ, cicb"), ("Experts", "Hall D1, cicb")]


def test_an_event_keeps_its_name_and_what_has_not_changed_is_not_sent_again(
    client, conference, salon, address
):
    booking = make_booking(salon, "Mali - Niger", starts_at=at(12), by=conference)
    response = client.get(address)
    etag = response.headers["ETag"]
    assert response.headers["Cache-Control"] == "private, max-age=300"
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    (before,) = events(client, address)
    booking_moving.move(booking, by=conference, revision=1, starts_at=at(16))
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200
    (after,) = events(client, address)
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (1, 2)


def test_it_tells_what_its_maker_may_read(client, as_user, stranger, conference, salon):
    make_booking(salon, "Mali - Niger", starts_at=at(12), by=conference)
    found = {
        user.username: [str(event["SUMMARY"]) for event in events(client, make(as_user(user), salon))]
        for user in (stranger, conference)
    }
    assert found == {"stranger": ["taken"], "conference": ["Mali - Niger"]}


def test_it_ends_when_told_and_when_its_maker_works_there_no_more(
    client, as_user, conference, salon, address
):
    assert client.get(address).status_code == 200
    Duty.objects.filter(user=conference).update(valid_until=dt.date(2025, 12, 21))
    assert client.get(address).status_code == 404
    Duty.objects.filter(user=conference).update(valid_until=None)
    type(conference).objects.filter(pk=conference.pk).update(is_active=False)
    assert client.get(address).status_code == 404
    type(conference).objects.filter(pk=conference.pk).update(is_active=True)
    as_user(conference).post(reverse("hall-feed-end", args=[salon.public_id]))
    client.logout()
    assert client.get(address).status_code == 404
    assert feed_links.live(salon, conference) is None


@pytest.mark.parametrize("secret", ["x", "0" * 43, "é"])
def test_other_addresses_open_nothing(secret, client, address):
    assert client.get(f"/halls/feed/{secret}/calendar.ics").status_code == 404


def test_a_link_on_something_else_is_no_calendar_of_a_hall(client, conference, delegation, salon):
    _link, secret = links.issue(delegation, "feed", recipient="X", by=conference, lasts=dt.timedelta(days=1))
    assert client.get(reverse("hall-feed", args=[secret])).status_code == 404


def test_who_makes_one(client, as_user, conference, stranger, outsider, salon):
    url = reverse("hall-feed-make", args=[salon.public_id])
    assert client.post(url).status_code == 302
    users = (conference, stranger, outsider)
    found = {user.username: as_user(user).post(url).status_code for user in users}
    assert found == {"conference": 200, "stranger": 200, "outsider": 404}
    assert as_user(conference).get(url).status_code == 405


def test_it_costs_the_same_for_1_and_30_bookings(
    client, conference, salon, address, django_assert_num_queries, django_assert_max_num_queries
):
    make_booking(salon, starts_at=at(0), by=conference)
    with django_assert_max_num_queries(8) as first:
        client.get(address)
    for number in range(1, 30):
        make_booking(salon, starts_at=at(0) + number * dt.timedelta(hours=2), by=conference)
    with django_assert_num_queries(len(first)):
        assert len(events(client, address)) == 30
