"""The rooming list: whole and as changes since a moment, on the page, as a workbook and on paper."""

import datetime as dt

import pypdfium2
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from summit import audit
from tests.delegations.making import make_delegation, make_member
from tests.delegations.roster.listing import rows_of
from tests.venues.accommodation.making import (
    FIRST,
    LAST,
    make_block,
    make_hotel,
    make_lodging,
    make_room,
    make_type,
)
from venues.accommodation import giving, list_rows

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2025, 12, 19, 12, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock_():
    with time_machine.travel(NOON, tick=False) as traveller, translation.override("en"):
        yield traveller


@pytest.fixture
def hotel(summit):
    return make_hotel("SAL", language="en")


@pytest.fixture
def block(hotel):
    return make_block(hotel, make_type("single"), rooms=9)


def given(block, name, **fields):
    """A guest with a version, as every act of giving writes it."""
    member = make_member(make_delegation(summit=block.summit), name, "", **fields.pop("member", {}))
    lodging = make_lodging(member, block=block, **fields)
    giving.keep(lodging)
    return lodging


def names(rows):
    return [(row.change, row.lodging.occupant.person.surname) for row in rows]


def test_by_arrival_then_name_with_what_the_hotel_prepares(hotel, block, lodging):
    given(block, "Zongo", early_check_in=True, meals="no pork", remarks="S2")
    given(block, "Bamba")
    given(block, "Late", check_in=FIRST + DAY)
    given(block, "Gone", state="cancelled")
    rows = list_rows.whole(hotel, lodging)
    assert [row.lodging.occupant.person.surname for row in rows] == ["Bamba", "Zongo", "Late"]
    assert (rows[1].hours, rows[1].remarks, rows[1].number) == ("early check-in", "no pork", "")


def test_only_what_changed_since_a_moment(hotel, block, lodging, clock_):
    room = make_room(hotel, block.room_type, number="204")
    stays, moves, leaves, away = (given(block, name) for name in ("Stays", "Moves", "Leaves", "Away"))
    clock_.shift(HOUR)
    giving.change(moves, by=lodging, revision=1, room=room)
    giving.give_up(leaves, by=lodging, note="ill")
    elsewhere = make_block(make_hotel("OTH"), block.room_type)
    giving.change(away, by=lodging, revision=1, block=elsewhere, hotel=elsewhere.hotel)
    given(block, "Comes")
    rows = list_rows.since(hotel, lodging, NOON)
    assert names(rows) == [
        ("new", "Comes"),
        ("changed", "Moves"),
        ("cancelled", "Away"),
        ("cancelled", "Leaves"),
    ]
    assert rows[1].was == (("Room number", "", "204"),)
    assert rows[1].before == "Room number: – → 204"
    assert names(list_rows.since(hotel, lodging, NOON + HOUR)) == []
    assert names(list_rows.since(elsewhere.hotel, lodging, NOON)) == [("new", "Away")]
    assert len(list_rows.since(hotel, lodging, NOON - DAY)) == 3  # nobody was there: who has gone is not told
    clock_.shift(HOUR)
    giving.change(stays, by=lodging, revision=1, check_out=LAST - DAY)
    assert [row.was for row in list_rows.since(hotel, lodging, NOON + HOUR)] == [
        (("Departure", "24\xa0Dec", "23\xa0Dec"),)
    ]


def test_the_room_of_a_principal_is_restricted(hotel, block, lodging, protocol):
    room = make_room(hotel, block.room_type, number="900")
    given(block, "Head", room=room, member={"is_head": True})
    assert [(row.restricted, row.number) for row in list_rows.whole(hotel, lodging)] == [(False, "900")]
    assert [(row.restricted, row.number) for row in list_rows.whole(hotel, protocol)] == [(True, "—")]


def test_the_workbook_is_in_the_hotel_s_language_and_is_remembered(as_user, hotel, block, lodging, clock_):
    type(hotel).objects.filter(pk=hotel.pk).update(language="fr")
    changing = given(block, "Zongo")
    client, address = as_user(lodging), reverse("rooming-list-file", args=[hotel.public_id, "xlsx"])
    heads, first = rows_of(client.post(address))
    assert heads[1] == "Délégation" and "ZONGO" in first[0].upper()
    assert first[6] == 3
    entry = audit.history(hotel).first()
    assert (entry.verb, entry.at, entry.actor) == ("send_list", NOON, lodging)
    clock_.shift(HOUR)
    giving.change(changing, by=lodging, revision=1, check_out=LAST - DAY)
    page = client.get(reverse("rooming-list", args=[hotel.public_id]), {"since": entry.at.isoformat()})
    assert page.context["last"] == NOON
    assert page.context["counts"] == {"new": 0, "changed": 1, "cancelled": 0}
    (_heads, changed) = rows_of(client.post(address, {"since": NOON.isoformat()}))
    assert changed[-1].endswith("24\xa0déc. → 23\xa0déc.")
    assert client.get(address).status_code == 405
    assert client.get(page.request["PATH_INFO"], {"since": "yesterday"}).status_code == 404


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_on_paper(as_user, hotel, block, lodging, language):
    type(hotel).objects.filter(pk=hotel.pk).update(language=language)
    given(block, "Zongo", room=make_room(hotel, block.room_type, number="612"))
    response = as_user(lodging).post(
        reverse("rooming-list-file", args=[hotel.public_id, "pdf"]), {"since": (NOON - HOUR).isoformat()}
    )
    text = pypdfium2.PdfDocument(response.content)[0].get_textpage().get_text_range()
    assert "ZONGO" in text.upper() and "612" in text


def test_who_may_take_it_out(as_user, hotel, reader, protocol):
    address = reverse("rooming-list-file", args=[hotel.public_id, "xlsx"])
    assert as_user(protocol).get(reverse("rooming-list", args=[hotel.public_id])).status_code == 200
    assert as_user(protocol).post(address).status_code == 403
    assert as_user(reader).get(reverse("rooming-list", args=[hotel.public_id])).status_code == 403


def test_as_many_queries_for_many(as_user, hotel, block, lodging):
    client, address = as_user(lodging), reverse("rooming-list", args=[hotel.public_id])
    given(block, "First")

    def queries(**query):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address, query).status_code == 200
        return len(asked)

    client.get(address)
    few, few_since = queries(), queries(since="2025-12-19T10:00")
    for number in range(5):
        given(block, f"Guest{number}", room=make_room(hotel, block.room_type))
    assert (queries(), queries(since="2025-12-19T10:00")) == (few, few_since)
