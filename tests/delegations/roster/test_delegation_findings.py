"""What is open about a delegation: when it is, how bad, who may know, and that one cause is told once."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from delegations.roster import delegation_findings
from delegations.roster.delegation_findings import about, problem, problems_of
from delegations.roster.delegation_menu import confirmed
from delegations.roster.models import Delegation
from summit import clock, counters, findings
from summit.impact import Change, affected_by, impact_of
from tests import factories
from tests.clocks import in_english  # noqa: F401 - a fixture
from tests.delegations import making
from tests.delegations.roster.delegation_making import complete, freeze, grant, only_the_file  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "only_the_file")]
J0 = dt.date(2025, 12, 22)


def told(row, user, day=-7, hour=10):
    """Codes and levels on the day counted from J0."""
    moment = dt.datetime.combine(J0 + dt.timedelta(days=day), dt.time(hour), tzinfo=dt.UTC)
    with time_machine.travel(moment, tick=False):
        rows = list(Delegation.objects.for_list().filter(pk=row.pk))
        found = problems_of(rows, user, clock.today(row.summit))[row.pk]
    return [(one.code.removeprefix("delegations."), one.level) for one in found]


def in_state(row, state, **fields):
    Delegation.objects.filter(pk=row.pk).update(state=state, **fields)
    return row


@pytest.mark.parametrize(
    ("state", "day", "expected"),
    [
        ("invited", -21, []),
        ("invited", -20, [("no_focal", "warning")]),
        ("announced", -15, [("no_focal", "warning")]),
        ("announced", -14, [("no_list", "alert"), ("no_focal", "warning")]),
        ("invited", -1, [("no_list", "alert"), ("no_focal", "warning")]),
        ("listed", -14, [("no_head", "warning"), ("no_focal", "warning")]),
        ("listed", -5, [("not_confirmed", "alert"), ("no_head", "alert"), ("no_focal", "warning")]),
        ("checked", -6, [("no_head", "warning"), ("no_focal", "warning")]),
        ("checked", -5, [("not_confirmed", "alert"), ("no_head", "alert"), ("no_focal", "warning")]),
    ],
)
def test_each_thing_is_missed_from_its_day_on(state, day, expected, protocol, delegation):
    assert told(in_state(delegation, state), protocol, day) == expected


@pytest.mark.parametrize("state", ["withdrawn", "departed"])
def test_of_who_does_not_come_or_has_left_nothing_is_wanted(state, protocol, delegation):
    grant(delegation, granted=0)
    making.make_member(delegation)
    assert told(freeze(delegation, state), protocol, 0) == []


def test_more_people_than_granted(protocol, liaison, delegation):
    complete(delegation, liaison)
    quota = grant(delegation, granted=1)
    grant(delegation, "badges", 1)
    assert told(delegation, protocol) == []
    making.make_member(delegation)
    assert told(delegation, protocol) == [("quota_people", "alert"), ("quota_badges", "alert")]
    making.make_member(delegation, state="withdrawn")
    quota.granted = 2
    quota.save()
    assert told(delegation, protocol) == [("quota_badges", "alert")]


def test_while_on_site_somebody_is_always_with_them(protocol, liaison, delegation):
    """The shift of the test world runs from 19 December 06:00 to 24 December 22:00."""
    complete(delegation, liaison, "on_site")
    assert told(delegation, protocol, 0) == []
    assert told(delegation, protocol, 2, hour=22) == [("no_liaison", "alert")]  # half-open: over at 22:00
    assert told(delegation, protocol, -3, hour=5) == [("no_liaison", "alert")]
    delegation.liaison.update(state="proposed")
    assert told(delegation, protocol, 0) == [("no_liaison", "alert")]


def test_a_confirmed_delegation_wants_a_liaison_officer_a_week_before(protocol, liaison, delegation):
    complete(delegation, liaison)
    assert told(delegation, protocol, -7) == []
    delegation.liaison.update(state="released")
    assert (told(delegation, protocol, -8), told(delegation, protocol, -7)) == (
        [],
        [("no_liaison", "warning")],
    )


def test_a_person_on_two_lists_is_told_for_both_without_the_name(
    protocol, liaison, delegation, other_delegation
):
    twin = making.make_member(delegation, "Lingani")
    complete(delegation, liaison)
    making.make_member(other_delegation, person=twin.person)
    with time_machine.travel(dt.datetime(2025, 12, 1, tzinfo=dt.UTC), tick=False):
        rows = list(Delegation.objects.for_list())
        found = problems_of(rows, protocol, clock.today(delegation.summit))
    for row in (delegation, other_delegation):
        messages = [str(one.message) for one in found[row.pk]]
        assert "1 person also stands on the list of another delegation." in messages
        assert "LINGANI" not in " ".join(messages)
    making.make_member(other_delegation, person=making.make_member(delegation, state="withdrawn").person)
    assert told(delegation, protocol) == [("person_twice", "warning")]


def test_they_stand_among_the_findings_of_the_summit_for_those_who_keep_the_files(
    as_user, protocol, stranger, delegation, other_summit
):
    making.make_delegation("XXX", summit=other_summit)
    today = dt.date(2025, 12, 15)
    mine = findings.all_findings(delegation.summit, today=today, user=protocol)
    assert [(one.code, one.subject) for one in mine if one.code.startswith("delegations.no_")] == [
        ("delegations.no_list", "BFA"),
        ("delegations.no_focal", "BFA"),
    ]
    assert [
        one
        for one in findings.all_findings(delegation.summit, today=today, user=stranger)
        if one.subject == "BFA"
    ] == []
    assert delegation.get_absolute_url() in as_user(protocol).get(reverse("findings")).text


def test_the_summit_is_looked_at_in_the_same_number_of_queries(summit, protocol, django_assert_num_queries):
    check, today = findings.CHECKS["delegations.files"], dt.date(2025, 12, 20)
    making.make_delegation(summit=summit)
    with django_assert_num_queries(4):
        list(check(summit, today))
    for _each in range(29):
        grant(making.make_delegation(summit=summit), granted=0)
    with django_assert_num_queries(4):
        list(check(summit, today))


def test_another_part_adds_a_problem_with_its_columns_and_its_right(
    as_user, protocol, authority, delegation, monkeypatch
):
    from django.db.models import Value

    monkeypatch.setattr(findings, "CHECKS", {})

    @problem(
        "delegations.beds",
        right="delegations.view_membership",
        columns=lambda summit, today: {"beds": Value(7)},
    )
    def beds(delegations, today):
        for row in delegations:
            yield about(row, "alert", "no_bed", f"{row.beds} people have no bed.", owner="Lodging")

    assert "7 people have no bed." in as_user(protocol).get(delegation.get_absolute_url()).text
    [row] = as_user(protocol).get(reverse("delegations")).context["listing"].rows
    assert "7 people have no bed." in [one.message for one in row.problems]
    assert "have no bed" not in as_user(authority).get(delegation.get_absolute_url()).text
    assert [one.owner for one in findings.all_findings(delegation.summit, today=J0)] == ["Lodging"]


def test_what_a_finding_keeps_to_a_right_is_told_to_nobody_else(protocol, authority, delegation, monkeypatch):
    from dataclasses import replace

    def look(delegations, today):
        for row in delegations:
            pk, one = about(row, "alert", "named", "Awa")
            yield pk, replace(one, right="delegations.view_person")

    only = {"x": delegation_findings.Problem(look=look, right="delegations.view_delegation")}
    monkeypatch.setattr(delegation_findings, "PROBLEMS", only)
    assert told(delegation, protocol) == [("named", "alert")]
    assert told(delegation, authority) == []


def test_readiness_counts_those_confirmed(summit, delegation, other_delegation):
    freeze(making.make_delegation("GONE", summit=summit), "withdrawn")
    freeze(delegation, "on_site")
    count = confirmed(summit)
    assert (count.done, count.total, count.url) == (1, 2, reverse("delegations"))
    assert "delegations" in counters.COUNTERS


def test_a_change_touches_its_liaison_officer_and_protocol(protocol, chief, liaison, stranger, delegation):
    making.make_shift(delegation, liaison)
    making.make_shift(delegation, factories.make_user("gone"), state="released")
    assert affected_by(delegation) == [chief, liaison, protocol]


def test_shifts_stay_when_the_summit_moves(summit, liaison, delegation):
    making.make_shift(delegation, liaison)
    broken = impact_of(Change(kind="summit.starts_on", row=summit, values={}))
    assert [(one.subject, str(one.message)) for one in broken] == [
        ("BFA", "The shift of Liaison stays on Fri\xa019\xa0Dec, 06:00.")
    ]


@time_machine.travel(dt.datetime(2025, 12, 15, 10, tzinfo=dt.UTC), tick=False)
def test_the_desk_shows_the_own_delegation_and_what_is_urgent(
    as_user, liaison, protocol, stranger, delegation, other_delegation
):
    making.make_member(delegation)
    page = as_user(liaison).get("/").text
    assert "Your delegation" in page
    assert "1 person. 2 open problems." in page
    assert delegation.get_absolute_url() in page
    assert "NER" not in page
    assert "2 delegations have an urgent problem." in as_user(protocol).get("/").text
    assert "urgent problem" not in as_user(stranger).get("/").text
