"""The checklist: what the file itself wants, and how other parts add items and marks."""

import datetime as dt

import pytest
import time_machine
from django.db.models import Value

from delegations.roster import checklist, delegation_facts
from delegations.roster.checklist import Mark, Tally
from delegations.roster.models import Delegation
from summit import clock
from tests.clocks import in_english  # noqa: F401 - a fixture
from tests.delegations import making
from tests.delegations.roster.delegation_making import freeze, grant, only_the_file  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "only_the_file")]
DAY = {
    number: dt.datetime(2025, 12, 22, 10, tzinfo=dt.UTC) + dt.timedelta(days=number)
    for number in (-30, -14, -7)
}


def tallies(row, user, day=-30):
    with time_machine.travel(DAY[day], tick=False):
        rows = list(Delegation.objects.for_list().filter(pk=row.pk))
        return {item.key: tally for item, tally in checklist.tallies(rows, user)[row.pk]}


def change(row, **fields):
    Delegation.objects.filter(pk=row.pk).update(**fields)


def test_a_new_file_wants_four_things(protocol, delegation):
    assert tallies(delegation, protocol) == dict.fromkeys(("names", "focal", "liaison", "arms"), Tally(0, 1))


def test_names_are_counted_against_the_quota_until_the_list_is_frozen(protocol, delegation):
    making.make_member(delegation)
    assert tallies(delegation, protocol)["names"] == Tally(0, 1)  # nobody sent a list yet
    change(delegation, list_received_at=clock.now())
    assert tallies(delegation, protocol)["names"] == Tally(1, 1)
    grant(delegation, granted=3)
    assert tallies(delegation, protocol)["names"] == Tally(1, 3)
    making.make_member(delegation, state="withdrawn")
    assert tallies(delegation, protocol)["names"] == Tally(1, 3)
    freeze(delegation)
    assert tallies(delegation, protocol)["names"] == Tally(1, 1)


def test_a_frozen_list_without_anybody_wants_no_names(protocol, delegation):
    freeze(delegation, "withdrawn")
    assert "names" not in tallies(delegation, protocol)


def test_each_answer_completes_its_item(protocol, liaison, delegation):
    shift = making.make_shift(delegation, liaison)
    change(delegation, focal_name="Ada", arms="none")
    assert tallies(delegation, protocol) == {
        "names": Tally(0, 1), "focal": Tally(1, 1), "liaison": Tally(0, 1), "arms": Tally(1, 1),
    }  # fmt: skip
    type(shift).objects.update(state="assigned")
    assert tallies(delegation, protocol)["liaison"] == Tally(1, 1)
    type(shift).objects.update(state="released")
    assert tallies(delegation, protocol)["liaison"] == Tally(0, 1)


def test_what_is_missing_is_late_from_its_day_on(protocol, delegation):
    late = {
        day: [key for key, tally in tallies(delegation, protocol, day).items() if tally.late] for day in DAY
    }
    assert late == {-30: [], -14: ["names", "focal"], -7: ["names", "focal", "liaison", "arms"]}
    change(delegation, focal_name="Ada")
    assert not tallies(delegation, protocol, -7)["focal"].late


def test_all_items_of_any_number_of_delegations_are_four_queries(summit, protocol, django_assert_num_queries):
    protocol.has_perm("delegations.view_delegation")  # the duties are read once
    for _each in range(3):
        making.make_delegation(summit=summit)
    for wanted in (1, 3):
        some = list(Delegation.objects.for_list()[:wanted])
        with django_assert_num_queries(
            4
        ):  # the counted ones, and the facts that the names are judged by: columns, members, names
            assert [len(found) for found in checklist.tallies(some, protocol).values()] == [4] * len(some)
    known = delegation_facts.load(Delegation.objects.all(), summit, clock.today(summit))
    with django_assert_num_queries(0):
        assert len(checklist.tallies(known, protocol)) == 3
    assert checklist.tallies([], protocol) == {}


def test_other_parts_add_items_by_either_way(protocol, authority, delegation):
    @checklist.item("beds", "Beds", order=50)
    def beds(delegations, user):
        return {row.pk: Tally(2, 5, late=True) for row in delegations}

    checklist.counted("hall", "Hall", order=5, right="delegations.view_membership")(
        lambda today: (Value(1), Value(2))
    )
    found = tallies(delegation, protocol)
    assert list(found) == ["hall", "names", "focal", "liaison", "arms", "beds"]
    assert (found["beds"], found["hall"]) == (Tally(2, 5, late=True), Tally(1, 2))
    assert "hall" not in tallies(delegation, authority)
    with pytest.raises(ValueError, match="beds is registered twice"):
        checklist.item("beds", "Beds", order=50)(beds)


def test_marks_stand_in_their_order_for_those_who_may_read(protocol, liaison, authority, delegation):
    one, two = making.make_member(delegation), making.make_member(delegation)

    @checklist.mark("badge", "Badge", order=60)
    def badge(memberships, user):
        return {one.pk: Mark("done", "collected")}

    checklist.mark("photo", "Photo", order=20)(lambda rows, user: {row.pk: Mark("", "none") for row in rows})
    for user in (protocol, liaison):
        columns, looks = checklist.marks([one, two], user)
        assert [column.key for column in columns] == ["photo", "badge"]
        assert looks == {
            one.pk: [Mark("", "none"), Mark("done", "collected")],
            two.pk: [Mark("", "none"), None],
        }
    assert checklist.marks([one], authority) == ([], {one.pk: []})
    with pytest.raises(ValueError, match="badge is registered twice"):
        checklist.mark("badge", "Badge", order=60)(badge)
