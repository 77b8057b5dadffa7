"""A lodging's page and the list of lodgings, as far as each reader may see them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.delegations.making import make_delegation, make_member
from tests.venues.accommodation.lodging_days import SHARE, in_english, on_the_eve  # noqa: F401 - fixtures
from tests.venues.accommodation.making import (
    FIRST,
    LAST,
    make_block,
    make_hotel,
    make_lodging,
    make_room,
    make_type,
)
from venues.accommodation.models import RoomAssignment

LIST = "lodgings"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_eve", "in_english")]


def text_of(answer):
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def worker(role, portfolio, summit):
    ministry = factories.make_ministry(f"of-{portfolio}-{role}", summit=summit)
    return factories.make_person(f"{portfolio}-{role}", role, portfolio, ministry=ministry)


@pytest.fixture
def officer(summit):
    return worker("officer", "lodging", summit)


@pytest.fixture
def world(summit):
    """A head of state in room 512 and an expert in room 14 of one hotel."""
    delegation = make_delegation("BFA", summit=summit)
    hotel = make_hotel("AM")
    suite, single = make_type("suite", is_suite=True), make_type("single")
    head = make_member(delegation, "Balafon", rank="state", is_head=True)
    expert = make_member(delegation, "Kamele")
    block = make_block(hotel, single, rate=45000)
    rooms = make_room(hotel, suite, number="512"), make_room(hotel, single, number="14")
    return {
        "hotel": hotel,
        "head": make_lodging(head, room=rooms[0]),
        "expert": make_lodging(expert, room=rooms[1], block=block, state="proposed", paid_because="1 + 4"),
    }


def test_the_page_opens_on_who_sleeps_where(officer, as_user, world):
    lodging = world["expert"]
    answer = as_user(officer).get(lodging.get_absolute_url())
    page = text_of(answer)
    assert answer.context["where"] == "Hotel AM, single, room 14"
    assert answer.context["when"] == "21\u00a0Dec – 24\u00a0Dec, 3 nights"
    assert "KAMELE" in page and "1 + 4" in page
    assert (
        answer.context["cost"].replace("\u202f", " ").replace("\u00a0", " ")
        == "3 nights × \u206645 000 XOF\u2069 = \u2066135 000 XOF\u2069"
    )
    assert [mark for _label, mark in answer.context["arc"]] == ["past", "cur", "", "", ""]
    assert [step.name for step in answer.context["steps"]] == ["confirm", "cancel"]
    assert page.count("btn-primary") == 1
    answer = as_user(officer).post(reverse("step", args=["roomassignment", lodging.public_id, "confirm"]))
    lodging.refresh_from_db()
    assert (answer.status_code, lodging.state, lodging.versions.count()) == (302, "confirmed", 1)


def test_the_room_of_a_principal_is_for_few(officer, as_user, summit, world, auditor):
    address, reader = world["head"].get_absolute_url(), worker("reader", "lodging", summit)
    assert "512" in text_of(as_user(officer).get(address))
    for person in (reader, auditor):
        page = text_of(as_user(person).get(address))
        assert "restricted" in page and "512" not in page
        rows = as_user(person).get(reverse(LIST)).context["listing"].rows
        assert {row.shown_room for row in rows} == {"restricted", "14"}
    for page in (address, reverse(LIST)):
        assert "BALAFON" not in text_of(as_user(auditor).get(page))
    assert as_user(auditor).get(reverse(LIST), {"q": "balafon"}).context["listing"].rows == []
    assert as_user(worker("reader", "plan", summit)).get(address).status_code in (403, 404)


def test_the_list_is_narrowed_and_confirmed_at_once(officer, as_user, world, summit):
    client, expert, head = as_user(officer), world["expert"], world["head"]
    other = make_lodging(make_member(make_delegation("NER", summit=summit)), state="requested", paid_by="own")
    cancelled = make_lodging(other.occupant, state="cancelled", check_in=FIRST)

    def shown(**asked):
        return [row.pk for row in client.get(reverse(LIST), asked).context["listing"].rows]

    assert shown() == [head.pk, expert.pk, other.pk]
    assert shown(state="cancelled") == [cancelled.pk]
    assert shown(hotel=world["hotel"].public_id) == [head.pk, expert.pk]
    assert shown(delegation=other.delegation.public_id) == shown(paid_by="own") == [other.pk]
    assert shown(night=str(LAST)) == []
    assert shown(room_type="suite") == [head.pk] == shown(q="balafon")
    answer = client.post(
        reverse("lodgings-confirm"), {"lodging": [expert.public_id, head.public_id], "back": "paid_by=host"}
    )
    assert answer["Location"] == f"{reverse(LIST)}?paid_by=host"
    assert RoomAssignment.objects.get(pk=expert.pk).state == "confirmed"
    sheet = b"".join(client.get(reverse(LIST), {"export": "csv"}).streaming_content).decode()
    assert len(sheet.splitlines()) == 4


def test_list_and_page_cost_the_same_for_many(officer, as_user, world, summit):
    client = as_user(officer)

    def cost(address):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    pages = (reverse(LIST), world["expert"].get_absolute_url(), reverse("without-bed"))
    make_member(world["head"].delegation)
    for page in pages:
        client.get(page)
    few = [cost(page) for page in pages]
    delegation = make_delegation("TGO", summit=summit)
    twin = make_type("twin", beds=2)
    for _one in range(8):
        make_lodging(make_member(delegation), room=make_room(world["hotel"], twin), **SHARE)
        make_member(delegation)
    assert [cost(page) for page in pages] == few
