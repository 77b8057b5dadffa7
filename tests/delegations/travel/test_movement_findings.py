"""What somebody should look at before people arrive, and who may read it."""

import datetime as dt

import pytest

from delegations.travel import movement_findings, needs
from delegations.travel.models import Movement, WeaponsDeclaration
from delegations.travel.needs import needs_of_arrival
from summit import clock
from summit.findings import CHECKS, all_findings
from tests import factories
from tests.delegations import making
from tests.delegations.travel.moving import at, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j0", "in_english")]


def found(summit, code, user=None):
    findings = all_findings(summit, today=clock.today(summit), user=user)
    return [one.subject for one in findings if one.code == f"delegations.{code}"]


def test_a_time_that_is_not_confirmed_the_day_before(summit, delegation):
    make = making.make_movement
    make(delegation, "A-001", planned_at=at(23, day=23))
    make(delegation, "A-002", planned_at=at(9), state="confirmed")
    make(delegation, "A-003", planned_at=at(0, 30, day=24))
    make(delegation, "D-001", planned_at=at(9), direction="departure")
    make(delegation, "A-004", planned_at=at(9, day=24), estimated_at=at(20))
    assert found(summit, "time_unconfirmed") == ["A-001", "A-004"]
    summit.zone = "Asia/Kabul"  # where 23 December, 23:00 UTC is the 24th
    summit.save()
    assert found(summit, "time_unconfirmed") == ["A-004"]


def test_nothing_is_needed_until_somebody_knows(summit, delegation, monkeypatch):
    monkeypatch.setattr(needs, "LACKING", {})
    take(making.make_movement(delegation), making.make_member(delegation))
    assert found(summit, "arrival_without_room") == []


def test_who_arrives_without_a_room_or_a_badge(summit, delegation, monkeypatch, protocol, foreign):
    monkeypatch.setattr(needs, "LACKING", {})
    monkeypatch.setattr("delegations.travel.movement_findings.LACKING", needs.LACKING)
    lodged, unlodged, other = (making.make_member(delegation) for _each in range(3))
    take(making.make_movement(delegation, "A-001", planned_at=at(12, day=27)), lodged, unlodged, other)
    take(making.make_movement(delegation, "A-002", planned_at=at(12, day=30)), unlodged)
    take(making.make_movement(delegation, "A-003", planned_at=at(12), state="cancelled"), unlodged)
    needs_of_arrival("room")(lambda people: [one.pk for one in people if one.membership_id != lodged.pk])
    needs_of_arrival("accreditation")(lambda people: [one.pk for one in people])
    findings = [one for one in all_findings(summit, today=clock.today(summit)) if "without" in one.code]
    assert [(one.code, one.subject, str(one.message), one.ministry_id) for one in findings] == [
        ("delegations.arrival_without_room", "A-001", "2 of those who arrive have no room.", foreign.pk)
    ]
    with pytest.raises(ValueError, match="twice"):
        needs_of_arrival("room")(lambda people: [])
    with pytest.raises(KeyError):
        needs_of_arrival("breakfast")


def test_the_same_officer_at_two_places_within_an_hour(summit, delegation, protocol, airport):
    pavilion, terminal = factories.make_site("pavilion"), factories.make_site("terminal")
    make = making.make_movement
    make(delegation, "A-001", planned_at=at(10), greeter=protocol, site=pavilion)
    make(delegation, "A-002", planned_at=at(10, 59), greeter=protocol, site=terminal)
    make(delegation, "A-003", planned_at=at(10, 30), greeter=airport, site=terminal)
    make(delegation, "A-004", planned_at=at(11, 50), greeter=protocol, site=terminal)
    make(delegation, "A-005", planned_at=at(10, 10), greeter=protocol, site=pavilion)
    assert found(summit, "greeter_twice") == ["A-001", "A-005"]
    Movement.objects.filter(code="A-002").update(estimated_at=at(14))
    assert found(summit, "greeter_twice") == []


def test_no_liaison_officer_on_shift_when_they_come(summit, delegation, other_delegation, liaison):
    making.make_shift(delegation, liaison, starts_at=at(6), ends_at=at(18))
    making.make_movement(delegation, "A-001", planned_at=at(12))
    making.make_movement(delegation, "A-002", planned_at=at(19))
    making.make_movement(delegation, "A-003", planned_at=at(19, day=30))
    making.make_movement(other_delegation, "A-004", planned_at=at(19))  # without any officer: another finding
    assert found(summit, "liaison_away") == ["A-002"]


def test_weapons_without_a_declaration_are_for_security_alone(
    summit, delegation, other_delegation, security, coordinator, authority, protocol
):
    making.make_movement(delegation, "A-001", armed_party=True)
    making.make_movement(other_delegation, "A-002", armed_party=True)
    making.make_movement(delegation, "A-003")
    making.make_movement(delegation, "D-001", armed_party=True, direction="departure")
    WeaponsDeclaration.objects.create(summit=summit, delegation=other_delegation, code="W-1")
    read = {
        user.username: found(summit, "arms_undeclared", user)
        for user in (security, coordinator, authority, protocol)
    }
    assert read == {"security": ["A-001"], "coordinator": [], "authority": [], "protocol": []}
    WeaponsDeclaration.objects.update(state="refused")
    assert found(summit, "arms_undeclared", security) == ["A-001", "A-002"]


def test_findings_cost_the_same_for_1_and_30_movements(
    summit, delegation, protocol, django_assert_num_queries, django_assert_max_num_queries
):
    today = clock.today(summit)
    site = factories.make_site()

    def fill(amount):
        for _each in range(amount):
            take(
                making.make_movement(delegation, armed_party=True, greeter=protocol, site=site),
                making.make_member(delegation),
            )

    def look():
        ours = [check for check in CHECKS.values() if check.__module__ == movement_findings.__name__]
        return [found for check in ours for found in check(summit, today)]

    making.make_shift(delegation, protocol, starts_at=at(1), ends_at=at(2))
    fill(1)
    with django_assert_max_num_queries(12) as first:
        assert len(look()) == 3
    fill(29)
    with django_assert_num_queries(len(first)):
        assert len(look()) == 90


def test_findings_of_another_summit_are_not_told(summit, other_summit):
    theirs = making.make_delegation(summit=other_summit)
    making.make_movement(theirs, "A-001", planned_at=at(12), armed_party=True)
    assert found(summit, "time_unconfirmed") == found(summit, "arms_undeclared") == []
    assert dt.date(2025, 12, 22) == clock.today(summit)
