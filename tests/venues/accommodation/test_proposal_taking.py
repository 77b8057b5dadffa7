"""A proposal becomes lodgings in one go; what was given meanwhile is named, and the rest is taken."""

import pytest
from django.urls import reverse

from summit.audit.models import Entry
from tests.delegations.making import make_delegation, make_member
from tests.racing import race
from tests.venues.accommodation.lodging_days import in_english, on_the_eve  # noqa: F401 - fixtures
from tests.venues.accommodation.making import (
    FIRST,
    LAST,
    make_block,
    make_hotel,
    make_lodging,
    make_room,
    make_type,
)
from tests.venues.accommodation.test_proposal_pages import ask, officer, text_of  # noqa: F401 - a fixture
from venues.accommodation import proposal_taking, rooming
from venues.accommodation.models import (
    HeldBed,
    HeldNight,
    LodgingProposal,
    LodgingVersion,
    RoomAssignment,
    RoomBlock,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_eve", "in_english")]


@pytest.fixture
def hotel(summit):
    return make_hotel("H1", summit=summit)


@pytest.fixture
def block(hotel):
    """Six plain rooms of which four are numbered."""
    twin = make_type("twin", summit=hotel.summit, beds=2)
    for number in range(101, 105):
        make_room(hotel, twin, number=str(number))
    return make_block(hotel, twin, rooms=6)


@pytest.fixture
def ready(officer, as_user, summit, block):  # noqa: F811 - the fixture
    """A proposal for two delegations of two, and its client."""
    for code in ("BFA", "NER"):
        delegation = make_delegation(code, summit=summit)
        for number in (1, 2):
            make_member(delegation, f"{code}{number}", list_order=number)
    client = as_user(officer)
    ask(client)
    return LodgingProposal.objects.get(), client


def take(ready):
    row, client = ready
    answer = client.post(reverse("step", args=["lodgingproposal", row.public_id, "take"]), follow=True)
    row.refresh_from_db()
    return row, text_of(answer)


def test_all_lines_become_lodgings(ready, block, django_assert_max_num_queries, officer):  # noqa: F811
    with django_assert_max_num_queries(120):
        row, page = take(ready)
    assert "4 lodgings were made." in page
    assert row.state == "taken"
    lodgings = RoomAssignment.objects.order_by("pk")
    assert {(one.state, one.block, one.alone) for one in lodgings} == {("proposed", block, True)}
    assert {(one.check_in, one.check_out) for one in lodgings} == {(FIRST, LAST)}
    assert [one.room_id for one in lodgings] == [line.room_id for line in row.lines.order_by("order")]
    assert lodgings[0].paid_because == "No rule gives a room."
    assert HeldBed.objects.count() == 8, "who is alone holds both beds"
    assert sorted(HeldNight.objects.values_list("night__night", "place"))[:4] == [
        (FIRST, n) for n in (1, 2, 3, 4)
    ]
    assert set(LodgingVersion.objects.values_list("state", "room")) == {
        ("proposed", one.room_id) for one in lodgings
    }
    assert [Entry.objects.about(one).get().actor for one in lodgings] == [officer] * 4
    take((row, ready[1]))
    assert RoomAssignment.objects.count() == 4, "a second click takes nothing"


def test_what_was_given_meanwhile_is_named_and_the_rest_is_taken(ready, block, summit):
    row, _client = ready
    first, second, third, fourth = row.lines.order_by("order")
    other = make_delegation("MLI", summit=summit)
    make_lodging(make_member(other), room=first.room)
    make_lodging(second.occupant, block=block)
    type(third.occupant).objects.filter(pk=third.occupant_id).update(state="withdrawn")
    row, page = take(ready)
    assert [line.unmet for line in row.lines.order_by("order")] == ["bed_given", "lodged", "gone", ""]
    assert "1 lodging was made. 3 lines could not be taken over." in page
    assert "Not taken over: the room was given to somebody else meanwhile." in page
    assert RoomAssignment.objects.get(state="proposed").occupant == fourth.occupant


def test_a_block_that_filled_or_closed_meanwhile(ready, block, summit):
    other = make_delegation("MLI", summit=summit)
    for _each in range(4):
        make_lodging(make_member(other), block=block)
    row, page = take(ready)
    assert [line.unmet for line in row.lines.order_by("order")] == ["", "", "night_given", "night_given"]
    assert "2 lodgings were made. 2 lines could not be taken over." in page
    row.lines.update(unmet="")
    RoomAssignment.objects.update(state="cancelled")
    RoomBlock.objects.update(state="released")
    LodgingProposal.objects.update(state="ready")
    row, page = take(ready)
    assert set(row.lines.values_list("unmet", flat=True)) == {"night_given"}


def test_a_request_becomes_the_lodging(officer, as_user, block, summit):  # noqa: F811
    guest = make_member(make_delegation("BFA", summit=summit))
    request = make_lodging(
        guest, state="requested", room_type=block.room_type, remarks="Quiet", check_out=LAST
    )
    client = as_user(officer)
    ask(client)
    take((LodgingProposal.objects.get(), client))
    lodging = RoomAssignment.objects.get()
    assert (lodging.pk, lodging.state, lodging.block, lodging.remarks) == (
        request.pk,
        "proposed",
        block,
        "Quiet",
    )
    assert lodging.held_nights.count() == 3


def test_a_refusal_of_the_database_costs_one_line(ready, monkeypatch):
    """Whatever the look at what is free missed: the delegation is then taken line by line."""
    first = ready[0].lines.order_by("order").first()
    write = proposal_taking.Taking._write

    def refused(self, fresh):
        if any(line.pk == first.pk for line, _places in fresh):
            make_lodging(make_member(first.occupant.delegation), room=first.room)
            raise rooming.Taken
        write(self, fresh)

    monkeypatch.setattr(proposal_taking.Taking, "_write", refused)
    _row, page = take(ready)
    assert "4 lodgings were made." in page, "the savepoint undid what the fault had written"
    assert RoomAssignment.objects.filter(state="proposed").count() == 4


@pytest.mark.django_db(transaction=True)
def test_two_officers_take_two_proposals_at_once(ready, coordinator):
    """Each guest is lodged once, whoever comes first, and neither ends with an error."""
    row, client = ready
    ask(client)
    rows = LodgingProposal.objects.order_by("pk")

    def taking(pk, by):
        return lambda: rows.get(pk=pk).workflow.run(rows.get(pk=pk), "take", by=by)

    acts = [taking(one.pk, by) for one, by in zip(rows, (row.asked_by, coordinator), strict=True)]
    assert race(*acts, refusals=()) == ["done", "done"]
    assert RoomAssignment.objects.count() == 4
    assert sorted(one.figures["taken"] for one in rows.all()) == [0, 4]
