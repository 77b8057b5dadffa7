"""A hotel withdraws rooms: principals stay, the others have the nearest place, and all of it is one act."""

import datetime as dt

import pytest
from django.urls import reverse

from summit import audit
from tests.clocks import at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations.making import make_delegation, make_member
from tests.venues.accommodation.making import (
    FIRST,
    LAST,
    make_block,
    make_hotel,
    make_lodging,
    make_room,
    make_type,
)
from venues.accommodation import block_nights, withdrawing
from venues.accommodation.models import RoomAssignment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_7", "in_english")]
DAY = dt.timedelta(days=1)
NIGHTS = [FIRST, FIRST + DAY, FIRST + 2 * DAY]


@pytest.fixture
def single(summit):
    return make_type("single")


@pytest.fixture
def full(single):
    """A block of four rooms, all held: by a head, a minister and two experts, the last on the first night alone."""
    block, delegation = make_block(make_hotel("FULL"), single, rooms=4), make_delegation("BFA")
    ranks = {"Head": "state", "Minister": "minister", "Expert": "expert", "Late": "expert"}
    for order, (name, rank) in enumerate(ranks.items(), start=1):
        member = make_member(delegation, name, rank=rank, is_head=name == "Head", list_order=order)
        make_lodging(member, block=block, check_out=FIRST + DAY if name == "Late" else LAST)
    return block


def names(plan):
    return [(one.lodging.occupant.person.surname, one.block and one.block.code) for one in plan.leaving]


def test_the_lowest_rank_leaves_for_the_nearest_hotel(full, single, django_assert_num_queries):
    make_block(make_hotel("FAR", minutes=40), single, rooms=9, code="FAR")
    make_block(make_hotel("NEAR", minutes=5), single, rooms=1, code="NEAR")
    make_block(make_hotel("SHUT", minutes=1, state="closed"), single, rooms=9)
    make_block(make_hotel("OTHER", minutes=1), make_type("suite"), rooms=9)
    with django_assert_num_queries(7):
        plan = withdrawing.look(full, NIGHTS, 2)
    assert names(plan) == [("Expert", "NEAR"), ("Late", "FAR")]
    assert (plan.wanted, plan.over) == (dict.fromkeys(NIGHTS, 2), {})
    assert names(withdrawing.look(full, NIGHTS[1:], 1)) == []
    assert names(withdrawing.look(full, NIGHTS[1:], 2)) == [("Expert", "NEAR")]


def test_who_has_nowhere_to_go_stays_and_keeps_the_room(full, single, lodging):
    make_block(make_hotel("PART", minutes=5), single, rooms=1, last=FIRST + DAY)
    plan = withdrawing.look(full, NIGHTS, 2)
    [expert, late] = plan.leaving
    assert (expert.block, expert.full, late.block.hotel.code) == (None, (NIGHTS[1], NIGHTS[2]), "PART")
    assert plan.over == dict.fromkeys(NIGHTS, 1)
    withdrawing.withdraw(full, NIGHTS, 2, seal=plan.seal, by=lodging, note="Works")
    assert block_nights.kept(full) == dict.fromkeys(NIGHTS, 3)
    assert block_nights.held(full) == dict.fromkeys(NIGHTS, 3)


def test_those_who_share_a_room_leave_it_together(lodging, summit):
    twin, delegation = make_type("twin", beds=2), make_delegation("NER")
    hotel = make_hotel("H")
    block, room = make_block(hotel, twin, rooms=2), make_room(hotel, twin)
    share = {"alone": False, "agrees_to_share": True}
    for name in ("One", "Two"):
        make_lodging(make_member(delegation, name), room=room, block=block, **share)
    make_lodging(make_member(delegation, "Minister", rank="minister"), block=block)
    other = make_block(make_hotel("J"), twin, rooms=1)
    assert names(withdrawing.look(block, NIGHTS, 1)) == [("One", None), ("Two", None)]
    block_nights.write(other, dict.fromkeys(NIGHTS, 2))
    plan = withdrawing.look(block, NIGHTS, 1)
    assert names(plan) == [("One", other.code), ("Two", other.code)]
    withdrawing.withdraw(block, NIGHTS, 1, seal=plan.seal, by=lodging, note="Works")
    assert (block_nights.kept(block), block_nights.held(block)) == (dict.fromkeys(NIGHTS, 1),) * 2
    assert block_nights.held(other) == dict.fromkeys(NIGHTS, 2)


def test_the_page_shows_the_proposal_and_does_what_it_showed(full, single, lodging, protocol, as_user):
    goal = make_block(make_hotel("NEAR", minutes=5), single, rooms=1)
    url, client = reverse("room-block-withdraw", args=[full.public_id]), as_user(lodging)
    first = client.get(url).context["form"]
    assert (first["first"].value(), first["last"].value()) == (FIRST, LAST - DAY)
    asked = {"first": FIRST.isoformat(), "last": (LAST - DAY).isoformat(), "rooms": "1"}
    wrong = client.get(url, asked | {"rooms": "5"})
    assert (wrong.status_code, wrong.context["form"].errors) == (
        422, {"rooms": ["The block keeps 4 rooms a night."]},
    )  # fmt: skip
    page = client.get(url, asked)
    assert page.context["answer"] == "1 guest has to move. Each has a place elsewhere."
    typed = asked | {"seal": page.context["plan"].seal, "note": ""}
    assert "Write the reason" in client.post(url, typed).text
    taken = make_lodging(make_member(), block=goal)
    late = client.post(url, typed | {"note": "Works"})
    assert (late.status_code, late.context["answer"]) == (422, "1 guest has to move. 1 has none elsewhere.")
    assert "Rooms were given or freed meanwhile: look at the proposal again." in late.text
    assert "nowhere: no block of this type has a free room on" in late.text
    assert RoomAssignment.objects.filter(state="moved").count() == 0
    taken.workflow.run(taken, "cancel", by=lodging, note="Stays away")
    page = client.get(url, asked)
    done = client.post(url, typed | {"seal": page.context["plan"].seal, "note": "Works"}, follow=True)
    assert "1 guest sleeps elsewhere." in done.text
    moved = RoomAssignment.objects.get(occupant__person__surname="Late", state="confirmed")
    assert (moved.block, moved.hotel) == (goal, goal.hotel)
    assert (block_nights.kept(full), audit.history(full)[0].note) == (dict.fromkeys(NIGHTS, 3), "Works")
    assert as_user(protocol).get(url).status_code in (403, 404)
