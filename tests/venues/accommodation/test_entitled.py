"""Who pays for whose room and why, and who has no bed."""

import datetime as dt

import pytest
from django.utils import translation

from tests.delegations.making import make_delegation, make_member, make_rank
from tests.venues.accommodation.making import FIRST, LAST, make_lodging, make_type
from venues.accommodation.entitled import Cover, covers, without_bed
from venues.accommodation.models import EntitlementException, EntitlementRule


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def rule(summit, led_by=None, with_head=1, **fields):
    led_by = led_by and make_rank(led_by, summit=summit)
    return EntitlementRule.objects.create(summit=summit, led_by=led_by, with_head=with_head, **fields)


def test_rooms_go_by_precedence_until_the_rule_is_used_up(summit, django_assert_num_queries):
    suite = make_type("suite", summit=summit)
    rule(summit, "state", 1, room_type=suite, nights=2)
    rule(summit, None, 0, paid_by="organisation")
    led, other = make_delegation("BFA", summit=summit), make_delegation("NER", summit=summit)
    third = make_member(led, rank="expert", list_order=2)
    second = make_member(led, rank="expert", list_order=1)
    head = make_member(led, rank="state", is_head=True)
    gone = make_member(led, rank="state", state="withdrawn")
    first = make_member(other, rank="minister")
    members = [head, second, third, gone, first]
    with django_assert_num_queries(3):
        found = covers(members)
    assert [found[one.pk] for one in members] == [
        Cover("host", "state + 1 (2 nights at most): room 1 of 2", suite),
        Cover("host", "state + 1 (2 nights at most): room 2 of 2", None),
        Cover("own", "state + 1 (2 nights at most): room 3, beyond the 2", None),
        Cover("own", "No longer on the list.", None),
        Cover("organisation", "Other delegations + 0: room 1 of 1", None),
    ]
    EntitlementException.objects.create(
        summit=summit, delegation=led, rooms=1, paid_by="organisation", reason="asked by note 12"
    )
    found = covers([head, second])
    assert found == {
        head.pk: Cover("organisation", "Exception, asked by note 12: room 1 of 1", suite),
        second.pk: Cover("own", "Exception, asked by note 12: room 2, beyond the 1", None),
    }
    EntitlementException.objects.all().delete()
    EntitlementRule.objects.all().delete()
    assert covers([head]) == {head.pk: Cover("own", "No rule gives a room.", None)}
    assert covers([]) == {}


def test_without_bed_are_those_who_come_and_were_given_nothing(summit):
    coming, away = make_delegation("BFA", summit=summit), make_delegation("TGO", summit=summit)
    host = make_delegation("MLI", summit=summit, delegation_type="host")
    withdrawn = make_delegation(
        "GIN", summit=summit, state="withdrawn", frozen_at=dt.datetime(2025, 12, 1, tzinfo=dt.UTC)
    )
    expert, minister = make_member(coming), make_member(coming, rank="minister")
    head = make_member(away, rank="minister", is_head=True)
    lodged, waiting, cancelled = (make_member(coming) for _one in range(3))
    for delegation in (host, withdrawn):
        make_member(delegation, rank="state")
    make_member(coming, state="withdrawn")
    make_lodging(lodged)
    make_lodging(waiting, state="requested")
    make_lodging(cancelled, state="cancelled")
    assert list(without_bed(summit)) == [head, minister, expert, cancelled]
    assert lodged not in without_bed(summit, FIRST)
    assert lodged in without_bed(summit, LAST)
