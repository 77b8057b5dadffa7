"""The list of hotels and the page of one: what they answer, filter, cost and show to whom."""

import csv
import io

import pytest
from django.urls import reverse

from summit.search import find
from tests import factories
from tests.clocks import J_7, at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations.making import make_delegation, make_member
from tests.venues.accommodation.making import (
    FIRST,
    make_block,
    make_hotel,
    make_lodging,
    make_room,
    make_type,
)
from tests.venues.halls.hall_making import content_of
from venues.accommodation.models import Floor, Hotel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_7", "in_english")]
TODAY = J_7.date()


def codes(response):
    return [row.code for row in response.context["listing"].rows]


def test_the_list_answers_filters_and_exports(lodging, summit, as_user):
    zone = factories.make_zone("2", summit=summit)
    near = make_hotel("NEAR", zone=zone, minutes=5)
    make_hotel("FAR", minutes=40, state="closed")
    make_hotel("NIL")
    single = make_type("single")
    for level in (1, 2):
        make_room(near, single, level=level)
    block = make_block(near, single, rooms=3, first=TODAY)
    make_lodging(make_member(), block=block, check_in=TODAY)
    client, url = as_user(lodging), reverse("hotel-list")
    page = client.get(url)
    assert page.context["answer"] == "3 hotels with 2 rooms, 1 no longer used."
    row = next(row for row in page.context["listing"].rows if row.code == "NEAR")
    assert (row.rooms_count, row.blocks_count, row.held, row.kept) == (2, 1, 1, 3)
    assert codes(client.get(url, {"zone": "2"})) == ["NEAR"]
    assert codes(client.get(url, {"state": "closed"})) == ["FAR"]
    assert codes(client.get(url, {"sort": "minutes"})) == ["NEAR", "FAR", "NIL"]
    assert codes(client.get(url, {"q": "hotel far"})) == ["FAR"]
    exported = content_of(client.get(url, {"export": "csv", "q": "near"})).decode("utf-8-sig")
    [line] = csv.DictReader(io.StringIO(exported), delimiter=";")
    assert (line["Code"], line["Rooms"], line["Held tonight"], line["Kept tonight"]) == (
        "NEAR",
        "2",
        "1",
        "3",
    )
    assert content_of(client.get(url, {"export": "xlsx"}))[:2] == b"PK"


@pytest.mark.parametrize("name", ["hotel-list", "room-blocks", "hotel-rooms", "room-types"])
def test_each_list_costs_the_same_for_1_and_30(name, lodging, summit, as_user, django_assert_max_num_queries):
    client, costs, hotel = as_user(lodging), [], make_hotel("H")
    url = reverse(name, args=[hotel.public_id] if name == "hotel-rooms" else [])
    client.get(url)
    for count in (1, 29):
        for _each in range(count):
            other = make_hotel(zone=factories.make_zone(summit=summit))
            make_block(other, make_room(hotel, level=_each).room_type)
        with django_assert_max_num_queries(14) as asked:
            assert client.get(url).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_the_page_opens_on_the_nights_held_and_the_next_cut_off(lodging, security, summit, as_user):
    hotel, twin = make_hotel("H", contact="Ms Keita", phone="+223"), make_type("twin", beds=2)
    room = make_room(hotel, twin, level=3)
    make_room(hotel, twin, level=3, state="out")
    delegation = make_delegation("NER")
    Floor.objects.update(secured=True, kept_for=delegation)
    block = make_block(hotel, twin, rooms=5, first=TODAY, cut_off=TODAY.replace(day=18))
    make_block(hotel, twin, cut_off=TODAY.replace(day=16), state="released")
    make_lodging(make_member(delegation), block=block, room=room, check_in=TODAY)
    page = as_user(lodging).get(hotel.get_absolute_url())
    assert page.context["answer"].replace("\u00a0", " ") == (
        "1 of 5 rooms kept tonight are held. Next cut-off: 18 Dec, in 3 days."
    )
    assert [(one.floor.level, one.said) for one in page.context["floors"]] == [(3, "2 rooms, 1 out of order")]
    assert [(one.room_type, one.rooms, one.out) for one in page.context["types"]] == [(twin, 2, 1)]
    for said in ("Ms Keita", "kept for", "secured", block.code):
        assert said in page.text
    seen = as_user(security).get(hotel.get_absolute_url())
    assert (seen.status_code, block.code in seen.text) == (200, False)
    Hotel.objects.update(state="closed")
    assert "The hotel is no longer used." in as_user(lodging).get(hotel.get_absolute_url()).text


def test_a_hotel_is_entered_edited_closed_and_found(lodging, protocol, outsider, summit, as_user):
    client = as_user(lodging)
    typed = {
        "code": "H1", "name_0": "Hôtel du Fleuve", "name_1": "فندق النهر", "name_2": "River hotel",
        "minutes": "12", "language": "fr", "order": "50", "email": "no mail",
    }  # fmt: skip
    refused = client.post(reverse("hotel-new"), typed)
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"email"})
    assert 'value="River hotel"' in refused.text
    assert client.post(reverse("hotel-new"), typed | {"email": "a@b.example"}).status_code == 302
    hotel = Hotel.objects.get()
    again = typed | {"email": "", "minutes": "15", "revision": "1"}
    assert client.post(reverse("hotel-edit", args=[hotel.public_id]), again).status_code == 302
    hotel.refresh_from_db()
    assert (hotel.minutes, hotel.revision) == (15, 2)
    assert [url for group in find(lodging, "fleuve") for *_said, url in group["hits"]] == [
        hotel.get_absolute_url()
    ]
    assert find(outsider, "fleuve") == []
    block = make_block(hotel, first=FIRST)
    make_lodging(make_member(), block=block)
    close = reverse("step", args=["hotel", hotel.public_id, "close"])
    assert "1 room is held there from today on." in client.get(close).text
    assert client.post(close, {"note": "Fire"}).status_code == 302
    hotel.refresh_from_db()
    assert hotel.state == "closed"
    assert as_user(protocol).post(reverse("hotel-new"), typed).status_code == 403
