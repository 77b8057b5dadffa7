"""The nights that somebody needs follow the movements: the person's own, the delegation's, the summit's days."""

import datetime as dt

from delegations.travel.models import Passenger
from tests.delegations.making import make_delegation, make_flight, make_member, make_movement
from venues.accommodation.stays import Stay, crew_stay, stays


def at(day, hour):
    return dt.datetime(2025, 12, day, hour, tzinfo=dt.UTC)


def day(number):
    return dt.date(2025, 12, number)


def travels(member, number, hour, **fields):
    movement = make_movement(member.delegation, planned_at=at(number, hour), **fields)
    Passenger.objects.create(summit=member.summit, movement=movement, membership=member)
    return movement


def leaves(member, number, hour, **fields):
    return travels(member, number, hour, direction="departure", **fields)


def test_nights_follow_the_movements(summit, django_assert_num_queries):
    told, night, half, led = [make_member(make_delegation("BFA", summit=summit)) for _one in range(1)] + [
        make_member(make_delegation(code, summit=summit)) for code in ("NER", "TGO", "GIN")
    ]
    travels(told, 20, 22, estimated_at=at(21, 18))
    leaves(told, 24, 9)
    leaves(told, 23, 9, state="cancelled")
    travels(night, 21, 3)  # before five: the night that began on the twentieth
    leaves(night, 20, 9)  # and away before that: one night, and it is not known
    travels(half, 19, 8)
    make_movement(led.delegation, planned_at=at(20, 12), principal=led)
    companion, unknown = make_member(told.delegation), make_member(make_delegation("SEN", summit=summit))
    members = [told, night, half, led, companion, unknown]
    with django_assert_num_queries(2):
        found = stays(members)
    assert [found[one.pk] for one in members] == [
        Stay(day(21), day(24), known=True),
        Stay(day(20), day(21), known=False),
        Stay(day(19), day(24), known=False),
        Stay(day(20), day(24), known=False),
        Stay(day(21), day(24), known=False),
        Stay(day(21), day(24), known=False),
    ]
    with django_assert_num_queries(2):
        assert stays([told]) == {told.pk: found[told.pk]}
    assert stays([]) == {}


def test_a_delegation_s_largest_group_stands_for_who_has_no_movement(summit):
    delegation = make_delegation("BFA", summit=summit)
    make_movement(delegation, planned_at=at(18, 12), party=2)
    make_movement(delegation, planned_at=at(20, 12), party=12)
    member = make_member(delegation)
    assert stays([member])[member.pk] == Stay(day(20), day(24), known=False)


def test_a_crew_stays_from_landing_to_take_off(summit):
    flight = make_flight(make_delegation("BFA", summit=summit), arrives_at=at(21, 4), departs_at=at(23, 9))
    assert crew_stay(flight) == Stay(day(20), day(23), known=True)
    flight.departs_at = None
    assert crew_stay(flight) == Stay(day(20), day(24), known=False)
