"""Rooms by night: the same figures in grid and plot, shortages with their people, and few queries for any number."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from delegations.travel.models import Passenger
from tests.delegations.making import make_delegation, make_human, make_member, make_movement
from tests.venues.accommodation.making import FIRST, LAST, make_block, make_hotel, make_lodging, make_type
from venues.accommodation import nights, overview_page
from venues.accommodation.entitled import in_need
from venues.accommodation.models import EntitlementRule
from venues.accommodation.night_needs import needs_of
from venues.accommodation.stays import stays

DAY = dt.timedelta(days=1)
NOW = dt.datetime(2025, 12, 20, 12, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_eve():
    with time_machine.travel(NOW, tick=False), translation.override("en"):
        yield


@pytest.fixture
def world(summit):
    """Two hotels, 2 suites and 4 singles; four guests of whom one has a bed, and the host's own who needs none."""
    suite = make_type("suite", order=1, is_suite=True)
    single = make_type("single", order=9)
    hotel, other = make_hotel("A", order=1), make_hotel("B", order=2)
    block = make_block(hotel, single, rooms=4, release_on=FIRST)
    make_block(other, suite, rooms=2)
    delegation = make_delegation("BFA", summit=summit)
    head = make_member(delegation, "Kabore", is_head=True, rank="state")
    members = [head, *(make_member(delegation) for _one in range(3))]
    make_member(make_delegation("MLI", summit=summit, delegation_type="host"))
    EntitlementRule.objects.create(summit=summit, led_by=head.rank_class, with_head=4, room_type=suite)
    make_lodging(members[1], block=block, check_in=FIRST, check_out=FIRST + 2 * DAY)
    return {"suite": suite, "single": single, "block": block, "members": members, "hotel": hotel}


def at(table, night):
    return table.nights.index(night)


def aboard(movement, member):
    Passenger.objects.create(summit=movement.summit, movement=movement, membership=member)


def test_the_figures_of_a_night(summit, lodging, world):
    table = nights.table(summit, lodging, today=NOW.date())
    first = at(table, FIRST)
    assert [(str(line.hotel.code), line.held[first], line.kept[first]) for line in table.hotels] == [
        ("A", 1, 4), ("B", 0, 2)]  # fmt: skip
    last = at(table, LAST - DAY)
    assert (table.total.held[last], table.total.kept[last], table.hotels[0].held[last]) == (0, 6, 0)
    assert table.best[0] == world["suite"] and table.best[1].kept[first] == 2
    assert table.need[first] == 4
    assert table.without == {one.pk for one in world["members"] if one != world["members"][1]}
    (left,) = table.unused
    assert (left.block, left.day, left.rooms, left.room_nights) == (world["block"], FIRST, 4, 10)


def test_a_shortage_names_its_night_and_its_people(summit, lodging, world):
    assert nights.table(summit, lodging).shortages == []
    head = world["members"][0]
    for _one in range(2):
        rival = make_member(make_delegation(summit=summit), is_head=True, rank="state")
    (short,) = nights.table(summit, lodging).shortages
    assert (short.room_type, short.waiting, short.free, short.missing) == (world["suite"], 3, 2, 1)
    assert head.pk in short.people and rival.pk in short.people
    make_lodging(rival, state="requested", room_type=world["suite"])  # asked for: it waits still
    assert nights.table(summit, lodging).shortages[0].waiting == 3
    for _one in range(5):
        make_member(head.delegation)
    table = nights.table(summit, lodging)
    assert [one.room_type for one in table.shortages] == [world["suite"], None]
    assert max(table.lacking) == max(table.need) - 6


def test_need_is_counted_as_each_person_s_stay(summit, world):
    """The quick way says for everybody what ``stays`` says."""
    delegation = world["members"][0].delegation
    when = dt.datetime(2025, 12, 19, 3, tzinfo=dt.UTC)
    coming = make_movement(delegation, planned_at=when, party=1, principal=world["members"][0])
    leaving = make_movement(delegation, direction="departure", planned_at=when + 6 * DAY)
    for movement in (coming, leaving):
        aboard(movement, world["members"][2])
    make_movement(make_delegation("NER", summit=summit), planned_at=when)
    make_member(make_delegation("TGO", summit=summit))
    people = list(in_need(summit).select_related("summit"))
    quick = needs_of([(one.pk, one.delegation_id) for one in people], summit)
    assert quick == {key: (stay.check_in, stay.check_out) for key, stay in stays(people).items()}


def test_the_page_shows_them(as_user, world, lodging):
    response = as_user(lodging).get(reverse("hotels"))
    text = response.content.decode()
    assert response.status_code == 200
    assert '<td class="num fill f1"><bdi dir="ltr"><b>1</b>/4</bdi></td>' in text
    assert str(world["members"][0].person) in text and response.context["waiting_count"] == 3
    figures = {night: row for night, *row in response.context["figures"]}
    assert figures[FIRST] == [4, 6, 1, 0]
    assert response.context["said"] == ["1 of 6 rooms are held on the fullest night, Sun\xa021\xa0Dec."]


@pytest.mark.parametrize(
    ("held", "kept", "shade"), [(0, 0, 0), (0, 3, 0), (1, 3, 1), (2, 3, 2), (9, 10, 3), (3, 3, 4)]
)
def test_shades(held, kept, shade):
    assert overview_page.shade(held, kept) == shade


def test_as_many_queries_for_many(as_user, lodging, world, summit):
    client = as_user(lodging)
    for _one in range(3):  # more heads than suites: a shortage is told already
        make_member(make_delegation(summit=summit), is_head=True, rank="state")
    client.get(reverse("hotels"))

    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("hotels")).status_code == 200
        return len(asked)

    few = queries()
    for number in range(6):
        block = make_block(
            make_hotel(), make_type(order=number), rooms=9, last=LAST + 9 * DAY, release_on=LAST
        )
        delegation = make_delegation(summit=summit)
        make_lodging(make_member(delegation), block=block, check_out=LAST + 4 * DAY)
        make_member(delegation, is_head=True, rank="state")
        aboard(make_movement(delegation), make_member(delegation))
    assert queries() == few


def test_who_sees_no_hotels_sees_no_rooms(as_user, focal, summit):
    assert as_user(focal).get(reverse("hotels")).status_code == 403
    assert make_human(summit=summit)
