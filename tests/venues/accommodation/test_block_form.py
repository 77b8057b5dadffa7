"""Blocks: nights and steps as they are typed, never below what is held, and what list and page say of them."""

import csv
import datetime as dt
import io

import pytest
from django.db import transaction
from django.urls import reverse

from summit import audit, history
from tests.clocks import J_7, at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations.making import make_member
from tests.racing import race
from tests.venues.accommodation.making import FIRST, LAST, make_block, make_hotel, make_lodging, make_type
from tests.venues.halls.hall_making import content_of
from venues.accommodation import block_nights, rooming
from venues.accommodation.block_form import BlockForm
from venues.accommodation.block_words import read_day, read_lines, runs
from venues.accommodation.models import HeldNight, RoomBlock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_7", "in_english")]
DAY = dt.timedelta(days=1)
NIGHTS = [FIRST, FIRST + DAY, FIRST + 2 * DAY]


def sent(hotel, room_type, **changes):
    """What the form sends: 18 rooms from the first to the last night of the tests."""
    return {
        "code": "B-1", "hotel": hotel.public_id, "room_type": room_type.public_id, "rate": "65000",
        "currency": "XOF", "cut_off": "2025-12-18", "release_on": "2025-12-19", "terms": "No smoking",
        "first": FIRST.isoformat(), "last": (LAST - DAY).isoformat(), "rooms": "18", "otherwise": "",
        "attrition": "",
    } | changes  # fmt: skip


def sent_again(block, **changes):
    again = {"code": block.code, "revision": str(block.revision)}
    return sent(block.hotel, block.room_type) | again | changes


def edit_url(block):
    return reverse("room-block-edit", args=[block.public_id])


def errors_of(answer):
    """The sentences at each field, their spaces plain."""
    errors = answer.context["form"].errors
    return {name: [said.replace("\u00a0", " ") for said in errors[name]] for name in errors}


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("22/12", (2025, 12, 22)),
        ("3/1", (2026, 1, 3)),
        ("22-12-2024", (2024, 12, 22)),
        ("2025-12-22", (2025, 12, 22)),
        ("31/2", None),
        ("12", None),
    ],
)
def test_days_are_read_near_the_summit(typed, day):
    assert read_day(typed, FIRST) == (dt.date(*day) if day else None)


def test_lines_and_runs_say_the_same():
    found, wrong = read_lines("21/12: 18\n22/12 = 18; 24/12:10\n24/12: 9\nnonsense", FIRST)
    assert (runs(found), wrong) == ("21/12-22/12: 18, 24/12: 10", ["24/12: 9", "nonsense"])


def test_a_block_is_entered_with_its_nights_and_steps(lodging, protocol, summit, as_user):
    hotel, suite = make_hotel("H"), make_type("suite")
    typed = sent(hotel, suite, otherwise="22/12: 10", attrition="30/11: 10\n10/12: 5 %")
    client = as_user(lodging)
    answer = client.post(reverse("room-block-new"), typed)
    block = RoomBlock.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, block.get_absolute_url())
    assert block_nights.kept(block) == dict(zip(NIGHTS, (18, 10, 18), strict=True))
    assert [step.percent for step in block.attrition.all()] == [10, 5]
    assert audit.history(block).get().changes["kept_nights"] == [None, "21/12: 18, 22/12: 10, 23/12: 18"]
    page = client.get(block.get_absolute_url())
    assert page.context["answer"].replace("\u00a0", " ") == (
        "0 of 46 nights are held, 46 free. Cut-off 18 Dec, in 3 days."
    )
    assert [left for _step, left in page.context["steps"]] == ["past", "past"]
    shown = client.get(edit_url(block)).context["form"]
    assert (shown["rooms"].value(), shown["otherwise"].value()) == (18, "22/12/2025: 10")
    assert as_user(protocol).post(reverse("room-block-new"), typed).status_code == 403


def test_every_error_is_told_at_its_field_and_nothing_is_lost(lodging, summit, as_user):
    typed = sent(
        make_hotel("H", state="open"), make_type("suite"), otherwise="25/12: 3\nmany", attrition="1/12: 101",
        release_on="2025-12-17",
    )  # fmt: skip
    answer = as_user(lodging).post(reverse("room-block-new"), typed)
    assert answer.status_code == 422
    said = errors_of(answer)
    assert said == {
        "otherwise": [
            "“many” is not a day and a number, or the day stands twice.",
            "Not between the first and the last night: 25 Dec.",
        ],
        "attrition": ["More than 100 percent cannot be given back."],
        "release_on": ["The release is before the cut-off."],
    }
    assert "25/12: 3" in answer.text
    assert RoomBlock.objects.count() == 0


def test_a_night_is_not_lowered_below_what_is_held(lodging, summit, as_user):
    block, client = make_block(rooms=3), as_user(lodging)
    first, second = (make_lodging(make_member(), block=block) for _each in range(2))
    answer = client.post(
        edit_url(block), sent_again(block, rooms="2", otherwise="22/12: 1", last="2025-12-22")
    )
    assert answer.status_code == 422
    said = errors_of(answer)
    assert said == {
        "otherwise": ["2 rooms are held on Mon 22 Dec: no fewer can be kept."],
        "last": ["2 rooms are held on Tue 23 Dec: no fewer can be kept."],
    }
    assert set(block_nights.kept(block).values()) == {3}
    first.workflow.run(first, "cancel", by=lodging, note="Stays away")
    answer = client.post(edit_url(block), sent_again(block, rooms="1"))  # the second moves to the first place
    assert answer.status_code == 302
    assert set(HeldNight.objects.filter(lodging=second).values_list("place", "rooms")) == {(1, 1)}
    changed = {str(label): (old, new) for label, old, new in history.lines(block)[0].changed}
    assert changed["rooms a night"] == ("21/12-23/12: 3", "21/12-23/12: 1")
    with pytest.raises(block_nights.BelowHeld):
        block_nights.write(block, {})


def test_a_block_that_rooms_are_given_from_keeps_its_hotel(lodging, summit, as_user):
    block = make_block()
    make_lodging(make_member(), block=block)
    typed = sent_again(block, hotel=make_hotel().public_id, room_type=make_type().public_id)
    answer = as_user(lodging).post(edit_url(block), typed)
    assert set(answer.context["form"].errors) == {"hotel", "room_type"}


def test_who_was_slower_sees_both_versions_of_the_nights(lodging, summit, as_user):
    block, client = make_block(rooms=3), as_user(lodging)
    first, second = sent_again(block, rooms="5"), sent_again(block, rooms="6")
    assert client.post(edit_url(block), first).status_code == 302
    answer = client.post(edit_url(block), second)
    clashes = {str(label): pair for label, *pair in answer.context["form"].clashes}
    assert (answer.status_code, clashes["Rooms a night"]) == (422, ["21/12-23/12: 5", "21/12-23/12: 6"])
    assert set(block_nights.kept(block).values()) == {5}


def test_the_list_tells_what_is_free_until_when(lodging, security, summit, as_user):
    suite = make_type("suite", order=1)
    block = make_block(make_hotel("H1", order=1), suite, rooms=2, code="A", cut_off=J_7.date() + 2 * DAY)
    make_block(make_hotel("H2"), code="B", state="released", cut_off=J_7.date())
    make_lodging(make_member(), block=block)
    client, url = as_user(lodging), reverse("room-blocks")
    page = client.get(url)
    assert page.context["answer"] == "2 blocks in 2 hotels, 1 with its cut-off within a week."
    [row, released] = page.context["listing"].rows
    assert (row.code, row.held, row.kept, row.free, row.a_night) == ("A", 3, 6, 3, "2")
    assert (row.left, row.urgent, released.left) == ("in 2 days", True, "")
    for query in ({"hotel": "H2"}, {"type": "suite"}, {"state": "released"}):
        found = [one.code for one in client.get(url, query).context["listing"].rows]
        assert found == (["A"] if "type" in query else ["B"])
    exported = content_of(client.get(url, {"export": "csv", "type": "suite"})).decode("utf-8-sig")
    [line] = csv.DictReader(io.StringIO(exported), delimiter=";")
    assert (line["Code"], line["Nights kept"], line["Nights held"]) == ("A", "6", "3")
    assert as_user(security).get(url).status_code == 403


def test_the_page_tells_night_by_night_and_what_it_costs(lodging, summit, as_user):
    block = make_block(rooms=2, rate=50_000)
    make_lodging(make_member(), block=block, check_out=FIRST + DAY)
    gone = make_lodging(make_member(), block=block, state="checked_in", check_out=FIRST + DAY)
    gone.workflow.run(gone, "check_out", by=lodging)
    page = as_user(lodging).get(block.get_absolute_url())
    assert [(one.day, one.kept, one.held, one.free) for one in page.context["nights"]] == [
        (FIRST, 2, 1, 1), (FIRST + DAY, 2, 0, 2), (FIRST + 2 * DAY, 2, 0, 2),
    ]  # fmt: skip
    assert page.context["cost"] == 100_000


@pytest.mark.django_db(transaction=True)
def test_rooms_are_given_or_the_nights_lowered_never_both(lodging):
    """Ten guests and one who lowers the nights to three: whoever comes first, no place lies beyond them."""
    block = make_block(rooms=8)
    members = [make_member() for _each in range(10)]

    def give(member):
        return lambda: make_lodging_at_once(member, block)

    def lower():
        row = RoomBlock.objects.get(pk=block.pk)
        form = BlockForm(sent_again(row, rooms="3"), instance=row, user=lodging)
        if not form.is_valid() or form.save(by=lodging) is None:
            raise rooming.BlockFull

    race(lower, *map(give, members), refusals=(rooming.BlockFull,))
    held, kept = block_nights.held(block), block_nights.kept(block)
    assert (held, set(kept.values()) <= {3, 8}) == (kept, True)


def make_lodging_at_once(member, block):
    with transaction.atomic():
        make_lodging(member, block=block)
