"""Stands: one aircraft at a time, none too wide, raced on both engines; the plan of the day."""

import datetime as dt
from functools import partial

import pytest
from django.db import IntegrityError
from django.urls import reverse

from delegations.travel.models import StandAllocation
from delegations.travel.stand_forms import fitting, proposed
from tests.delegations import making
from tests.racing import race

BEGINS = dt.datetime(2025, 12, 22, 10, tzinfo=dt.UTC)
ENDS = dt.datetime(2025, 12, 22, 12, tzinfo=dt.UTC)


def give(stand, flight, begins=BEGINS, ends=ENDS, **fields):
    return StandAllocation.objects.create(
        summit=stand.summit, stand=stand, flight=flight, occupied_from=begins, occupied_until=ends, **fields
    )


def asked(stand, begins="2025-12-22T11:00", ends="2025-12-22T13:00", **more):
    return {"stand": stand.public_id, "use": "stay", "occupied_from": begins, "occupied_until": ends} | more


@pytest.mark.django_db
def test_a_taken_stand_names_the_aircraft_and_the_free_ones(delegation, airport, as_user):
    first, second = (making.make_flight(delegation, wingspan_cm=3400) for _ in range(2))
    taken, free, narrow = (
        making.make_stand("P1"),
        making.make_stand("P2"),
        making.make_stand("P3", wingspan_cm=2000),
    )
    give(taken, first)
    answer = as_user(airport).post(reverse("allocation-new", args=[second.public_id]), asked(taken))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"{first.callsign} stands there at that time. Free and wide enough: P2." in page
    wide = as_user(airport).post(reverse("allocation-new", args=[second.public_id]), asked(narrow))
    assert "too wide for this stand" in wide.content.decode()
    done = as_user(airport).post(reverse("allocation-new", args=[second.public_id]), asked(free))
    assert done.status_code == 302
    assert StandAllocation.objects.get(flight=second).stand == free


@pytest.mark.django_db
def test_back_to_back_is_no_clash_and_a_freed_stand_is_free(delegation):
    stand = making.make_stand("P1")
    first = give(stand, making.make_flight(delegation))
    give(stand, making.make_flight(delegation), ENDS, ENDS + dt.timedelta(hours=1))
    with pytest.raises(IntegrityError):
        StandAllocation.objects.filter(pk=first.pk).update(occupied_until=ENDS + dt.timedelta(minutes=1))


@pytest.mark.django_db
def test_the_narrowest_free_stand_is_proposed(delegation):
    wide, fits = making.make_stand("P1", wingspan_cm=6500), making.make_stand("P2", wingspan_cm=3600)
    making.make_stand("P3", wingspan_cm=2900)
    flight = making.make_flight(delegation, wingspan_cm=3500)
    assert list(fitting(flight, BEGINS, ENDS)) == [fits, wide]
    assert proposed(flight)["stand"] == fits
    assert proposed(flight)["occupied_from"] == flight.arrives_at - dt.timedelta(minutes=15)


@pytest.mark.django_db(transaction=True)
def test_ten_officers_give_one_stand(delegation):
    stand = making.make_stand("P1")
    flights = [making.make_flight(delegation) for _ in range(10)]

    acts = [partial(give, stand, flight) for flight in flights]
    outcomes = race(*acts, refusals=(IntegrityError,))
    assert (outcomes.count("done"), len(outcomes)) == (1, 10)
    assert StandAllocation.objects.standing().count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 30])
def test_the_plan_costs_the_same(count, delegation, airport, as_user, django_assert_max_num_queries):
    for number in range(count):
        give(making.make_stand(f"S{number}"), making.make_flight(delegation))
    client, url = as_user(airport), reverse("stand-plan")
    client.get(url, {"day": "2025-12-22"})
    with django_assert_max_num_queries(10):
        page = client.get(url, {"day": "2025-12-22"})
    assert page.content.decode().count('class="held ') == count
    assert client.get(url, {"day": "yesterday"}).status_code == 404


@pytest.mark.django_db
def test_the_plan_names_aircraft_without_a_stand(delegation, airport, protocol, as_user):
    making.make_stand("P1")
    flight = making.make_flight(delegation)
    page = as_user(airport).get(reverse("stand-plan"), {"day": "2025-12-22"}).content.decode()
    assert "1 aircraft has no stand." in page
    assert reverse("allocation-new", args=[flight.public_id]) in page
    assert reverse("allocation-new", args=[flight.public_id]) not in (
        as_user(protocol).get(reverse("stand-plan"), {"day": "2025-12-22"}).content.decode()
    )


@pytest.mark.django_db
def test_a_width_that_no_longer_fits_is_refused_at_its_field(delegation, airport, coordinator, as_user):
    stand, flight = (
        making.make_stand("P1", wingspan_cm=4000),
        making.make_flight(delegation, wingspan_cm=3500),
    )
    held = give(stand, flight)
    narrower = {"code": "P1", "use": "stay", "wingspan_cm": 3000, "revision": stand.revision}
    answer = as_user(airport).post(reverse("stand-edit", args=[stand.public_id]), narrower)
    assert answer.status_code == 422
    assert f"{flight.callsign} was given this stand and is wider." in answer.content.decode()
    StandAllocation.objects.filter(pk=held.pk).update(state="freed")
    assert as_user(airport).post(reverse("stand-edit", args=[stand.public_id]), narrower).status_code == 302
