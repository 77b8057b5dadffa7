"""What a changed time breaks among the movements, and whom a movement touches."""

import pytest

from delegations.travel.time_telling import breaks_at
from summit.impact import affected_by
from tests import factories
from tests.delegations import making
from tests.delegations.travel.moving import at, make_head, make_special, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j0", "in_english")]


def broken(movement, moment):
    return [one.subject for one in breaks_at(movement, moment)]


def test_a_stand_that_is_not_held_at_the_new_time(delegation, transport, airport):
    movement = make_special(delegation, stand="P1", held=(at(9), at(14)))
    assert [broken(movement, moment) for moment in (at(9), at(12), at(14))] == [[], [], []]
    assert [broken(movement, moment) for moment in (at(8, 59), at(14, 1))] == [["P1"], ["P1"]]
    (one,) = breaks_at(movement, at(15))
    assert one.owner == str(transport)
    assert (
        one.message.replace("\xa0", " ")
        == "The stand is held from Mon 22 Dec, 09:00 until Mon 22 Dec, 14:00."
    )
    freed = movement.flight.allocations.get()
    freed.workflow.run(freed, "free", by=airport)
    assert broken(movement, at(15)) == []


def test_a_greeting_officer_in_two_places(delegation, other_delegation, protocol):
    pavilion, terminal = factories.make_site("pavilion"), factories.make_site("terminal")
    ours = making.make_movement(delegation, planned_at=at(8), greeter=protocol, site=pavilion)
    make = making.make_movement
    make(other_delegation, "A-900", planned_at=at(12), greeter=protocol, site=terminal)
    make(other_delegation, "A-901", planned_at=at(12), greeter=protocol, site=pavilion)
    make(other_delegation, "A-902", planned_at=at(12), greeter=protocol, site=terminal, state="cancelled")
    make(other_delegation, "A-903", planned_at=at(12), site=terminal)
    make(other_delegation, "A-904", planned_at=at(12), greeter=protocol)
    assert broken(ours, at(8)) == []
    assert broken(ours, at(11, 30)) == ["A-900"]
    assert broken(ours, at(13, 1)) == []


@pytest.mark.parametrize("tie", ["principal", "passenger", "flight"])
def test_a_departure_before_the_new_arrival(tie, delegation):
    head = make_head(delegation)
    flight = making.make_flight(delegation)
    fields = {"principal": {"principal": head}, "flight": {"flight": flight}, "passenger": {}}[tie]
    arrival = making.make_movement(delegation, "A-001", planned_at=at(12), **fields)
    leaving = making.make_movement(
        delegation, "D-001", direction="departure", planned_at=at(9, day=23), **fields
    )
    making.make_movement(delegation, "D-002", direction="departure", planned_at=at(8, day=23))
    if tie == "passenger":
        take(arrival, head)
        take(leaving, head)
    assert broken(arrival, at(8, day=23)) == []
    assert broken(arrival, at(10, day=23)) == ["D-001"]
    assert broken(leaving, at(11)) == ["A-001"]
    assert broken(leaving, at(13)) == []


def test_a_hundred_things_broken_cost_what_one_costs(
    delegation, protocol, django_assert_num_queries, django_assert_max_num_queries
):
    head, site, elsewhere = make_head(delegation), factories.make_site(), factories.make_site()
    arrival = make_special(delegation, stand="P1", principal=head, greeter=protocol, site=site)

    def fill(amount):
        for _each in range(amount):
            leaving = {"direction": "departure", "planned_at": at(11), "principal": head}
            making.make_movement(delegation, greeter=protocol, site=elsewhere, **leaving)

    fill(1)
    with django_assert_max_num_queries(6) as first:
        assert len(breaks_at(arrival, at(11, 30))) == 2
    fill(49)
    with django_assert_num_queries(len(first)):
        assert len(breaks_at(arrival, at(11, 30))) == 100


def test_whom_a_movement_touches(delegation, other_delegation, liaison, protocol, airport):
    making.make_shift(delegation, liaison)
    making.make_shift(other_delegation, airport)
    movement = making.make_movement(delegation, greeter=protocol)
    assert affected_by(movement) == [liaison, protocol]
    assert affected_by(making.make_movement(delegation)) == [liaison]
