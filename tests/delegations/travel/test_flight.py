"""Special flights: opinions, clearance, amendments, and what the pages and findings say."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from delegations.travel import slots
from delegations.travel.models import Flight
from summit.findings import all_findings
from tests.delegations import making

pytestmark = pytest.mark.django_db
EVE = dt.datetime(2025, 12, 21, 9, tzinfo=dt.UTC)


def step(client, row, name, **data):
    return client.post(reverse("step", args=["flight", row.public_id, name]), data)


def cleared(flight, **fields):
    Flight.objects.filter(pk=flight.pk).update(
        state="granted",
        clearance_number="ML/1",
        defence_opinion="favourable",
        aviation_opinion="reserve",
        **fields,
    )
    flight.refresh_from_db()
    return flight


def codes(summit, user=None):
    return [
        f.code for f in all_findings(summit, today=EVE.date(), user=user) if f.code.startswith("delegations.")
    ]


def test_from_the_request_to_the_number(delegation, protocol, security, airport, as_user):
    flight = making.make_flight(delegation)
    step(as_user(protocol), flight, "ask_opinions")
    step(as_user(security), flight, "opine_defence", opinion="favourable")
    early = {"clearance_number": "ML/7", "valid_from": "2025-12-22T06:00", "valid_until": "2025-12-24T06:00"}
    refused = step(as_user(protocol), flight, "grant", **early)
    assert refused.status_code == 422
    assert "Civil aviation has not given" in refused.content.decode()
    step(as_user(airport), flight, "opine_aviation", opinion="reserve", note="Short runway lights")
    step(as_user(protocol), flight, "grant", **early)
    flight.refresh_from_db()
    assert (flight.state, flight.clearance_number) == ("granted", "ML/7")
    step(as_user(protocol), flight, "amend", note="Another aircraft")
    step(as_user(protocol), flight, "ask_opinions")
    flight.refresh_from_db()
    assert (flight.state, flight.amendment, flight.defence_opinion, flight.aviation_opinion) == (
        "opinions",
        1,
        "",
        "",
    )


def test_a_reserve_says_why(delegation, security, as_user):
    flight = making.make_flight(delegation, state="opinions")
    answer = step(as_user(security), flight, "opine_defence", opinion="reserve")
    assert answer.status_code == 422
    assert "needs its reason" in answer.content.decode()


def test_protocol_gives_no_opinion_for_defence(delegation, protocol, as_user):
    flight = making.make_flight(delegation, state="opinions")
    assert step(as_user(protocol), flight, "opine_defence", opinion="favourable").status_code == 403
    flight.refresh_from_db()
    assert flight.defence_opinion == ""


def test_the_database_wants_both_opinions(delegation):
    flight = making.make_flight(delegation)
    with pytest.raises(IntegrityError), transaction.atomic():
        Flight.objects.filter(pk=flight.pk).update(state="granted", clearance_number="ML/1")
    with pytest.raises(IntegrityError), transaction.atomic():
        cleared(flight, wingspan_cm=100)
        Flight.objects.filter(pk=flight.pk).update(aviation_opinion="unfavourable")


def test_two_flights_never_share_a_number(delegation, protocol, as_user):
    cleared(making.make_flight(delegation))
    other = making.make_flight(
        delegation, state="opinions", defence_opinion="favourable", aviation_opinion="favourable"
    )
    times = {"valid_from": "2025-12-22T06:00", "valid_until": "2025-12-24T06:00"}
    answer = step(as_user(protocol), other, "grant", clearance_number="ML/1", **times)
    assert answer.status_code == 422
    assert "already taken" in answer.content.decode()


@time_machine.travel(EVE, tick=False)
def test_the_page_says_what_is_missing(delegation, protocol, as_user):
    flight = making.make_flight(delegation)
    page = as_user(protocol).get(flight.get_absolute_url()).content.decode()
    assert "No clearance, no stand given, and it arrives in 1 day." in page
    cleared(flight)
    page = as_user(protocol).get(flight.get_absolute_url()).content.decode()
    assert "Cleared under ML/1" in page


@time_machine.travel(EVE, tick=False)
def test_findings_of_a_flight_are_read_by_those_who_see_flights(delegation, protocol, focal):
    flight = making.make_flight(delegation)
    assert {"delegations.no_clearance", "delegations.no_stand"} <= set(codes(delegation.summit, protocol))
    assert "delegations.no_clearance" not in codes(delegation.summit, focal)
    cleared(
        flight,
        valid_from=flight.arrives_at - dt.timedelta(hours=1),
        valid_until=flight.arrives_at + dt.timedelta(hours=1),
        departs_at=flight.arrives_at + dt.timedelta(hours=5),
    )
    assert "delegations.clearance_too_short" in codes(delegation.summit, protocol)


@time_machine.travel(EVE, tick=False)
def test_two_flights_too_near_on_the_runway(delegation, protocol):
    first = making.make_flight(delegation)
    second = making.make_flight(delegation, arrives_at=first.arrives_at + slots.DISTANCE)
    assert "delegations.runway" not in codes(delegation.summit, protocol)
    Flight.objects.filter(pk=second.pk).update(
        arrives_at=first.arrives_at + slots.DISTANCE - dt.timedelta(minutes=1)
    )
    assert "delegations.runway" in codes(delegation.summit, protocol)
    assert slots.near(first) == [second]


def test_a_flight_is_entered_and_its_itinerary_stays_closed(delegation, protocol, as_user):
    client = as_user(protocol)
    form = client.get(reverse("flight-new"), {"delegation": delegation.public_id})
    assert form.status_code == 200
    data = {
        "code": "VS-01", "request_type": "request", "passengers": 12, "aircraft_count": 1, "aircraft_type": "B737",
        "registration": "DEMO-7", "callsign": "DMO7", "wingspan_cm": 3430, "crew": 5, "flight_rules": "I",
        "departure": "Niamey", "destination": "Bamako", "itinerary": "DEMO route, GAO 09:40", "landing": "on",
        "arrives_at": "2025-12-22T10:35", "departs_at": "2025-12-22T09:00",
    }  # fmt: skip
    url = f"{reverse('flight-new')}?delegation={delegation.public_id}"
    wrong = client.post(url, data)
    assert wrong.status_code == 422
    assert "would leave before it arrives" in wrong.content.decode()
    client.post(url, data | {"departs_at": "2025-12-23T18:00"})
    flight = Flight.objects.get(code="VS-01")
    assert flight.itinerary == "DEMO route, GAO 09:40"
    assert "GAO" not in client.get(flight.get_absolute_url()).content.decode()
    assert "GAO 09:40" in client.post(reverse("flight-reveal", args=[flight.public_id])).content.decode()
    edited = client.post(
        reverse("flight-edit", args=[flight.public_id]),
        data
        | {"departs_at": "2025-12-23T18:00", "itinerary": "", "passengers": 13, "revision": flight.revision},
    )
    assert edited.status_code == 302
    flight.refresh_from_db()
    assert (flight.passengers, flight.itinerary) == (13, "DEMO route, GAO 09:40")


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same(count, delegation, protocol, as_user, django_assert_max_num_queries):
    for _number in range(count):
        making.make_flight(delegation)
    client = as_user(protocol)
    client.get(reverse("flights"))
    with django_assert_max_num_queries(8):
        page = client.get(reverse("flights"))
    assert page.content.decode().count("<tr>") == count + 1


def test_strangers_see_no_flight(delegation, focal, liaison, as_user):
    flight = making.make_flight(delegation)
    assert as_user(focal).get(flight.get_absolute_url()).status_code == 403
    assert as_user(liaison).get(flight.get_absolute_url()).status_code == 403
