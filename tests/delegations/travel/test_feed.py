"""The calendar of a liaison officer: a secret address that shows no name, keeps up, and ends."""

import datetime as dt

import icalendar
import pytest
from django.urls import reverse

from delegations.roster.models import LiaisonAssignment
from delegations.travel import feed_links
from delegations.travel.models import TimeTold
from delegations.travel.time_telling import tell
from summit import audit
from summit.accounts.models import Duty
from summit.links.models import SealedLink
from tests import factories
from tests.delegations import making
from tests.delegations.travel.moving import at, make_head, make_special

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j0", "in_english")]


@pytest.fixture
def address(as_user, liaison, delegation):
    """Made by the officer on the phone page."""
    response = as_user(liaison).post(reverse("feed-make"), {"delegation": delegation.public_id})
    return response.context["secret"].removeprefix("http://testserver")


def events(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return list(icalendar.Calendar.from_ical(response.content).walk("VEVENT"))


def test_the_address_is_shown_once_and_kept_as_a_digest(as_user, liaison, delegation, address):
    link = SealedLink.objects.get()
    secret = address.split("/")[-1].removesuffix(".ics")
    assert (link.verb, link.recipient, link.issued_by) == ("feed", "Liaison", liaison)
    assert secret not in str(link.__dict__)
    assert link.expires_at == dt.datetime(2025, 12, 30, 23, 59, 59, 999999, tzinfo=dt.UTC)
    text = as_user(liaison).get(reverse("arrivals-mine")).text
    assert secret not in text
    assert "Make a new address" in text


def test_it_shows_the_movements_of_the_delegation_without_a_name(
    client, delegation, other_delegation, address
):
    officer = making.make_member(delegation, "Traoré", "Awa", function=factories.named("Adviser"))
    head = make_head(delegation)
    make_special(
        delegation, code="A-001", stand="P2", principal=head, party=15, planned_at=at(12), lounge="VIP 1"
    )
    making.make_movement(delegation, "A-002", principal=officer, party=1, planned_at=at(14))
    making.make_movement(other_delegation, "A-003")
    found = {str(event["SUMMARY"]): event for event in events(client, address)}
    assert set(found) == {"Arrival, President of Faso and 14 others", "Arrival, Adviser"}
    event = found["Arrival, President of Faso and 14 others"]
    assert event["DTSTART"].dt == at(12)
    assert "Stand P2" in event["DESCRIPTION"]
    assert event["LOCATION"] == "VIP 1"
    assert "TRAORÉ" not in client.get(address).text.upper()


def test_times_are_those_of_the_summit_s_zone_which_the_file_describes(client, delegation, summit, address):
    summit.zone = "Asia/Kabul"
    summit.save()
    making.make_movement(delegation, planned_at=at(20))
    (event,) = events(client, address)
    text = client.get(address).text
    assert "DTSTART;TZID=Asia/Kabul:20251223T003000" in text
    assert "BEGIN:VTIMEZONE\r\nTZID:Asia/Kabul" in text
    assert event["DTSTART"].dt == at(20)


def test_an_event_keeps_its_name_and_counts_its_changes(client, delegation, liaison, address):
    movement = making.make_movement(delegation, planned_at=at(12))
    (before,) = events(client, address)
    tell(movement, TimeTold.Kind.ESTIMATED, at(7, 30, day=23), by=liaison)
    (after,) = events(client, address)
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (1, 2)
    assert after["DTSTART"].dt == at(7, 30, day=23)
    assert "Planned Mon 22 Dec, 12:00" in str(after["DESCRIPTION"]).replace("\xa0", " ")


def test_what_is_cancelled_is_said_to_be(client, delegation, coordinator, address):
    movement = making.make_movement(delegation)
    movement.workflow.run(movement, "cancel", by=coordinator, note="Comes by road")
    (event,) = events(client, address)
    assert event["STATUS"] == "CANCELLED"


def test_what_has_not_changed_is_not_sent_again(client, delegation, liaison, address):
    movement = making.make_movement(delegation)
    response = client.get(address)
    etag = response.headers["ETag"]
    assert response.headers["Cache-Control"] == "private, max-age=300"
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    for sent in (etag, f"W/{etag}"):
        assert client.get(address, headers={"If-None-Match": sent}).status_code == 304
    tell(movement, TimeTold.Kind.ESTIMATED, at(11), by=liaison)
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_a_new_address_ends_the_one_before(client, as_user, liaison, delegation, address):
    fresh = (
        as_user(liaison).post(reverse("feed-make"), {"delegation": delegation.public_id}).context["secret"]
    )
    client.logout()
    assert client.get(address).status_code == 404
    assert client.get(fresh).status_code == 200
    assert [entry.verb for entry in audit.history(delegation)] == ["issue_link", "issue_link"]


def test_it_ends_when_told_when_over_and_when_the_officer_serves_no_more(
    client, as_user, liaison, delegation, address
):
    assert client.get(address).status_code == 200
    Duty.objects.filter(user=liaison).update(valid_until=dt.date(2025, 12, 21))
    assert client.get(address).status_code == 404
    Duty.objects.filter(user=liaison).update(valid_until=None)
    type(liaison).objects.filter(pk=liaison.pk).update(is_active=False)
    assert client.get(address).status_code == 404
    type(liaison).objects.filter(pk=liaison.pk).update(is_active=True)
    assert client.get(address).status_code == 200
    as_user(liaison).post(reverse("feed-end"), {"delegation": delegation.public_id})
    client.logout()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("secret", ["x", "0" * 43, "..", "%00", "é"])
def test_other_addresses_open_nothing(secret, client, address):
    assert client.get(f"/arrivals/feed/{secret}.ics").status_code == 404


def test_a_link_made_for_something_else_is_no_calendar(client, liaison, delegation):
    from summit import links

    _link, secret = links.issue(delegation, "list", recipient="X", by=liaison, lasts=dt.timedelta(days=1))
    assert client.get(reverse("movement-feed", args=[secret])).status_code == 404


def test_who_makes_one(
    client, as_user, liaison, airport, authority, visitor, outsider, delegation, other_delegation
):
    def status(user, row):
        return as_user(user).post(reverse("feed-make"), {"delegation": row.public_id}).status_code

    assert client.post(reverse("feed-make"), {"delegation": delegation.public_id}).status_code == 302
    users = (liaison, airport, authority, visitor, outsider)
    found = {user.username: [status(user, row) for row in (delegation, other_delegation)] for user in users}
    assert found == {
        "liaison": [200, 404],
        "airport": [200, 200],
        "authority": [403, 403],
        "visitor": [403, 403],
        "outsider": [404, 404],
    }


def test_one_officer_s_address_is_not_another_s(as_user, liaison, airport, delegation, address):
    as_user(airport).post(reverse("feed-end"), {"delegation": delegation.public_id})
    assert feed_links.live(delegation, liaison) is not None
    assert feed_links.live(delegation, airport) is None


def test_it_speaks_the_officer_s_language(client, liaison, delegation, address):
    type(liaison).objects.filter(pk=liaison.pk).update(language="ar")
    making.make_movement(delegation, estimated_at=at(13))
    assert "الاثنين" in client.get(address).text
    assert LiaisonAssignment.objects.count() == 0


def test_costs_the_same_for_1_and_30_movements(
    client, delegation, address, django_assert_num_queries, django_assert_max_num_queries
):
    make_special(delegation, stand="P1")
    with django_assert_max_num_queries(10) as first:
        client.get(address)
    for number in range(29):
        make_special(delegation, stand=f"Q{number}")
    with django_assert_num_queries(len(first)):
        client.get(address)
