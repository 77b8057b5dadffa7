"""What the movements show elsewhere: the delegation's file, the list of people, the desk, the menu."""

import pytest
from django.urls import reverse

from delegations.roster import checklist, delegation_panels
from delegations.roster.checklist import Tally
from delegations.travel.movement_checklist import arrival_of
from summit import clock, desk, navigation
from tests.delegations import making
from tests.delegations.travel.moving import at, make_head, make_special, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j0", "in_english")]


def arrivals_of(delegations, user):
    found = checklist.tallies(delegations, user)
    return {pk: [tally for item, tally in pairs if item.key == "arrivals"] for pk, pairs in found.items()}


def test_members_with_an_arrival_of_all_live_members(airport, delegation, other_delegation):
    first, second, third = (making.make_member(delegation) for _each in range(3))
    making.make_member(delegation, state="withdrawn")
    take(making.make_movement(delegation), first)
    take(making.make_movement(delegation), first)
    take(making.make_movement(delegation, state="cancelled"), second)
    take(making.make_movement(delegation, direction="departure"), third)
    found = arrivals_of([delegation, other_delegation], airport)
    assert found == {delegation.pk: [Tally(1, 3, late=True)], other_delegation.pk: []}


def marks_of(members, user):
    columns, found = checklist.marks(members, user)
    place = [column.key for column in columns].index("arrival")
    return [
        (found[one.pk][place].look, str(found[one.pk][place].words).replace("\xa0", " ")) for one in members
    ]


def test_the_mark_says_when_each_arrives(airport, delegation):
    members = [making.make_member(delegation) for _each in range(4)]
    take(making.make_movement(delegation, "A-001", planned_at=at(12), state="confirmed"), members[0])
    take(making.make_movement(delegation, "A-002", planned_at=at(12)), members[1])
    late = making.make_movement(delegation, "A-003", planned_at=at(12), estimated_at=at(13), state="delayed")
    take(late, members[2])
    assert marks_of(members, airport) == [
        ("done", "A-001, Mon 22 Dec, 12:00"),
        ("wait", "A-002, Mon 22 Dec, 12:00"),
        ("late", "A-003, Mon 22 Dec, 13:00"),
        ("todo", "no arrival"),
    ]


def test_the_mark_costs_one_query_for_1_and_30(airport, delegation, django_assert_num_queries):
    members = [making.make_member(delegation) for _each in range(30)]
    take(making.make_movement(delegation), *members)
    for some in (members[:1], members):
        with django_assert_num_queries(1):
            arrival_of(some, airport)


def test_the_panel_and_the_column_of_the_delegation_s_file(airport, liaison, delegation, other_delegation):
    make_special(delegation, code="A-001", stand="P1", planned_at=at(12), principal=make_head(delegation))
    making.make_movement(delegation, "A-002", planned_at=at(9), landed_at=at(9), state="landed")
    making.make_movement(other_delegation, "A-003", planned_at=at(15))
    place = delegation_panels.PANELS["arrivals"]
    panel = place.build(delegation, airport, clock.today(delegation.summit))
    assert [(line.name, line.look) for line in panel.lines] == [
        ("Delegation of BFA, 3 people", "doing"),
        ("President of Faso and 2 others", "wait"),
    ]
    assert panel.lines[1].text.startswith("12:00 Arrival, DMO")
    column = delegation_panels.COLUMNS["arrivals"]
    told = column.build([delegation, other_delegation], airport)
    assert {pk: text.replace("\xa0", " ") for pk, text in told.items()} == {
        delegation.pk: "Mon 22 Dec, 12:00",
        other_delegation.pk: "Mon 22 Dec, 15:00",
    }
    assert list(column.build([delegation, other_delegation], liaison)) == [delegation.pk]


def todays(user):
    build = next(one for one in desk.PANELS if one.__module__ == "delegations.travel.movement_desk")
    panel = build(user, clock.today(user.summit))
    return [line.url.split("/")[2] for line in panel.today] if panel else []


def test_the_desk_shows_today_s_movements_to_those_who_meet_them(
    airport, liaison, protocol, lodging, visitor, delegation, other_delegation
):
    ours = making.make_movement(delegation, planned_at=at(12))
    theirs = making.make_movement(other_delegation, planned_at=at(13), greeter=lodging)
    making.make_movement(delegation, planned_at=at(12, day=23))
    making.make_movement(delegation, planned_at=at(12), state="cancelled")
    both = [ours.public_id, theirs.public_id]
    found = {user.username: todays(user) for user in (airport, protocol, liaison, lodging)}
    assert found == {"airport": both, "protocol": both, "liaison": both[:1], "lodging": both[1:]}


def test_the_menu_leads_there(airport, visitor):
    def links(user):
        return [
            item["url"] for section in navigation.menu_for(user, "/arrivals/") for item in section["items"]
        ]

    ours = {reverse("arrivals"), reverse("movements")}
    assert ours <= set(links(airport))
    assert not ours & set(links(visitor))
