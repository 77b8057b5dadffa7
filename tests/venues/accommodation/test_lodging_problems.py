"""Nights that moved, guests who do not come, closed rooms: found, told where they belong, and followed by one click."""

import datetime as dt

import pytest
from django.urls import reverse

from delegations.roster import checklist, delegation_panels, quota_use
from delegations.roster.delegation_figures import add
from delegations.travel.models import Passenger
from delegations.travel.needs import LACKING
from summit import clock, search
from summit.findings import all_findings
from summit.impact import Change, impact_of
from tests import factories
from tests.delegations.making import make_delegation, make_member, make_movement
from tests.venues.accommodation.lodging_days import DAY, in_english, on_the_eve  # noqa: F401 - fixtures
from tests.venues.accommodation.making import FIRST, LAST, make_block, make_lodging, make_room
from venues.accommodation.lodging_problems import look, standing
from venues.accommodation.models import Room, RoomAssignment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_eve", "in_english")]


@pytest.fixture
def officer(summit):
    ministry = factories.make_ministry("hotels", summit=summit)
    return factories.make_person("rooms", "officer", "lodging", ministry=ministry)


def travels(member, day, direction="arrival"):
    at = dt.datetime(2025, 12, day, 12, tzinfo=dt.UTC)
    movement = make_movement(member.delegation, direction=direction, planned_at=at)
    return Passenger.objects.create(summit=member.summit, movement=movement, membership=member)


def found(summit):
    rows = all_findings(summit, today=clock.today(summit))
    return sorted((one.code, one.level) for one in rows if one.code.startswith("venues."))


def test_what_is_wrong_with_lodgings_is_found(summit):
    delegation = make_delegation("BFA", summit=summit)
    fine, later, longer, split = (make_member(delegation) for _one in range(4))
    for member in (fine, longer, split):
        travels(member, 21)
        travels(member, 24, "departure")
    travels(later, 22)
    travels(later, 24, "departure")
    make_lodging(fine)
    make_lodging(later)
    make_lodging(longer, check_out=LAST - DAY)
    make_lodging(split, check_out=LAST - DAY)
    make_lodging(split, check_in=LAST - DAY)
    again = make_member(delegation)
    travels(again, 21)
    travels(again, 24, "departure")
    make_lodging(again, check_out=LAST - DAY)
    assert found(summit) == [("venues.nights_to_move", "notice"), ("venues.nights_to_move", "warning")]
    once = [
        one.message for one in all_findings(summit, today=FIRST - DAY) if one.code == "venues.nights_to_move"
    ]
    assert [message.replace("\u00a0", " ") for message in once] == [
        "2 rooms: Nights to move: given 21 Dec – 23 Dec, the movements say 21 Dec – 24 Dec.",
        "Nights too many: given 21 Dec – 24 Dec, the movements say 22 Dec – 24 Dec.",
    ]
    assert list(look(list(standing(summit, FIRST + DAY)), LAST)) == []  # what is past is not given any more
    closed = make_room()
    off = make_lodging(make_member(make_delegation("NER", summit=summit), state="withdrawn"), room=closed)
    Room.objects.filter(pk=closed.pk).update(state="out")
    elsewhere = make_room()
    elsewhere.hotel.state = "closed"
    elsewhere.hotel.save()
    make_lodging(make_member(make_delegation("TGO", summit=summit)), room=elsewhere)
    assert off.state == "confirmed"
    assert found(summit)[:3] == [
        ("venues.hotel_closed", "alert"), ("venues.lodged_and_gone", "warning"), ("venues.nights_to_move", "notice"),
    ]  # fmt: skip
    assert ("venues.room_out", "alert") in found(summit)


def test_one_click_follows_the_movement_or_says_why_not(officer, as_user, summit):
    delegation = make_delegation("BFA", summit=summit)
    member, block = make_member(delegation), make_block(rooms=1, last=LAST + DAY)
    travels(member, 21)
    travels(member, 25, "departure")
    lodging = make_lodging(member, block=block)
    make_lodging(make_member(delegation), block=block, check_in=LAST, check_out=LAST + DAY)
    follow, client = reverse("lodging-follow", args=[lodging.public_id]), as_user(officer)
    page = client.get(lodging.get_absolute_url())
    assert [one.nights for one in page.context["problems"]] == [(FIRST, LAST + DAY)]
    assert follow in page.content.decode()
    said = client.post(follow, follow=True).content.decode()
    assert f"{block.code} has no room left for the night of 24" in said
    assert RoomAssignment.objects.get(pk=lodging.pk).check_out == LAST
    block.nights.update(rooms=2)
    client.post(follow)
    lodging.refresh_from_db()
    assert (lodging.check_out, lodging.held_nights.count()) == (LAST + DAY, 4)
    assert client.post(follow).status_code == 302
    assert client.get(follow).status_code == 405


def test_rooms_are_told_of_delegations_people_quotas_and_arrivals(officer, summit):
    delegation = make_delegation("BFA", summit=summit)
    lodged, other = make_member(delegation, "Kamele"), make_member(delegation)
    passengers = [travels(one, 21) for one in (lodged, other)]
    assert list(LACKING["room"](passengers)) == []  # no hotel keeps a room yet: nobody lacks one
    block = make_block()
    make_lodging(lodged, block=block)
    assert list(LACKING["room"](passengers)) == [passengers[1].pk]
    rows = [delegation]
    measure = checklist.ITEMS["rooms"].measure
    assert measure is not None
    done, total = measure(clock.today(summit))
    add(rows, {"rooms_done": done, "rooms_total": total, "used": quota_use.USES["rooms"]()})
    assert (delegation.rooms_done, delegation.rooms_total, delegation.used) == (1, 2, 1)
    marks = checklist.MARKS["room"].look([lodged, other], officer)
    assert [str(marks[one.pk].words) for one in (lodged, other)] == [
        f"{block.hotel.code}, Confirmed",
        "no room",
    ]
    assert delegation_panels.COLUMNS["rooms"].build(rows, officer) == {delegation.pk: "\u20661 / 2\u2069"}
    panel = delegation_panels.PANELS["rooms"].build(delegation, officer, clock.today(summit))
    assert next(line.text for line in panel.lines) == "1 of 2 have a bed"
    assert panel.count == 1
    (group,) = [one for one in search.find(officer, "kamele") if str(one["label"]) == "Lodgings"]
    assert len(group["hits"]) == 1


def test_a_changed_time_and_a_withdrawal_tell_of_the_rooms(summit):
    delegation = make_delegation("BFA", summit=summit)
    member, principal = make_member(delegation), make_member(delegation)
    arrival, departure = travels(member, 21).movement, travels(member, 24, "departure").movement
    arrival.principal = principal
    arrival.save()
    rooms = [make_lodging(one) for one in (member, principal)]

    def broken(kind, row, **values):
        return [one.message for one in impact_of(Change(kind=kind, row=row, values=values))]

    kind = "movement.estimated_at"
    assert broken(kind, arrival, estimated_at=dt.datetime(2025, 12, 21, 18, tzinfo=dt.UTC)) == []
    late = broken(kind, arrival, estimated_at=dt.datetime(2025, 12, 22, 9, tzinfo=dt.UTC))
    assert late == ["1 room is given for other nights."] * 2  # in two hotels
    assert broken(kind, departure, estimated_at=dt.datetime(2025, 12, 25, 9, tzinfo=dt.UTC)) == late[:1]
    assert broken("membership.withdraw", member) == ["1 room stays kept until somebody cancels it."]
    RoomAssignment.objects.filter(pk=rooms[0].pk).update(state="cancelled")
    assert broken("membership.replace", member) == []
    assert broken("delegation.withdraw", delegation) == ["1 room stays kept until somebody cancels it."]
