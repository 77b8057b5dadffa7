"""A meeting or an item that is cancelled gives its halls back, whoever cancels it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from summit import audit, clock
from summit.notices.models import Notice
from tests.summit.meetings.making import make_meeting
from tests.venues.halls.booking_days import at_j_3, in_english  # noqa: F401 - fixtures
from tests.venues.making import HOUR, NINE, make_booking, make_hall, make_item
from venues.halls.models import BookedPart, HallBooking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_3", "in_english")]


def step(row):
    return f"/do/{row.kind}/{row.public_id}/cancel/"


def states():
    return [row.state for row in HallBooking.objects.order_by("pk")]


def told(page):
    return [(one.subject, one.message.replace("\u00a0", " "), one.owner, one.url) for one in page["broken"]]


@pytest.fixture(params=["item", "meeting"])
def served(request, summit):
    made = {"item": make_item, "meeting": make_meeting}[request.param]
    return request.param, made(title="Opening", starts_at=NINE)


def test_who_gives_no_halls_frees_them_with_what_they_were_for(
    served, secretary, conference, protocol, as_user
):
    """The secretary writes meetings and items, and may free no booking but those made by the secretary."""
    name, row = served
    hall = make_hall("S1")
    held = make_booking(hall, by=protocol, state="held", **{name: row})
    late = make_booking(make_hall("S2"), by=conference, starts_at=NINE + HOUR, **{name: row})
    make_booking(hall, "Press", by=conference, starts_at=NINE + 5 * HOUR)
    assert not secretary.has_perm("venues.free_booking", late)
    client = as_user(secretary)
    answer = client.get(step(row))
    assert sorted(told(answer.context)) == [
        ("Hall S1", "free again, Mon 22 Dec, 09:00 – 10:00.", str(protocol), held.get_absolute_url()),
        ("Hall S2", "free again, Mon 22 Dec, 10:00 – 11:00.", str(conference), late.get_absolute_url()),
    ]
    assert "What follows from it" in answer.text
    refused = client.post(step(row), {"note": ""})
    assert (refused.status_code, len(refused.context["broken"]), states()) == (
        422,
        2,
        ["held", "confirmed", "confirmed"],
    )

    assert client.post(step(row), {"note": "Rain"}).status_code == 302
    assert states() == ["cancelled", "cancelled", "confirmed"]
    assert BookedPart.objects.filter(booking=held).values_list("state", flat=True).get() == "cancelled"
    assert (
        make_booking(hall, "Others", by=conference).state == "confirmed"
    )  # the database lets another have it
    entry = audit.history(held)[0]
    assert (entry.actor, entry.verb, entry.note) == (secretary, "cancel", "“Opening” is cancelled: Rain")
    assert entry.note in as_user(conference).get(held.get_absolute_url()).text
    notices = Notice.objects.filter(key__startswith="hallbooking:").order_by("pk")
    assert [notice.user for notice in notices] == [protocol, conference]
    assert "“Opening” is cancelled: Rain" in notices[0].text


def test_a_hall_in_use_is_freed_and_nobody_is_told_of_an_own_act(conference):
    item = make_item("Opening")
    make_booking(item=item, by=conference, state="used")
    over = make_booking(item=item, by=conference, starts_at=NINE + 2 * HOUR, state="freed")
    item.workflow.run(item, "cancel", by=conference, note="Rain")
    over.refresh_from_db()
    assert (states(), over.revision, Notice.objects.count()) == (["freed", "freed"], 1, 0)


def test_what_is_not_cancelled_frees_nothing(served, focal):
    name, row = served
    make_booking(**{name: row})
    with pytest.raises(PermissionDenied):
        row.workflow.run(row, "cancel", by=focal, note="Rain")
    assert states() == ["confirmed"]


def test_step_and_halls_stand_or_fall_together(secretary, monkeypatch):
    item = make_item("Opening")
    for hour in range(2):
        make_booking(item=item, starts_at=NINE + hour * 3 * HOUR)
    record, kept = audit.record, []

    def breaking(obj, *args, **kwargs):
        kept.append(obj)
        if len(kept) == 2:
            raise OSError
        return record(obj, *args, **kwargs)

    monkeypatch.setattr("summit.workflow.audit.record", breaking)
    with pytest.raises(OSError):
        item.workflow.run(item, "cancel", by=secretary, note="Rain")
    item.refresh_from_db()
    assert (item.state, states()) == ("draft", ["confirmed", "confirmed"])


def test_an_item_without_a_hall_says_nothing_of_halls(conference, as_user):
    answer = as_user(conference).get(step(make_item("Opening")))
    assert (told(answer.context), "What follows from it" in answer.text) == ([], False)


def test_an_item_taken_up_again_has_no_hall(conference, as_user):
    item = make_item("Opening", starts_at=NINE)
    make_booking(item=item)
    item.workflow.run(item, "cancel", by=conference, note="Rain")
    item.workflow.run(item, "restore", by=conference)
    assert (states(), item.starts_at > clock.now()) == (["cancelled"], True)
    assert "Without a hall" in as_user(conference).get(item.get_absolute_url()).text


def test_the_page_costs_the_same_for_one_and_for_thirty(conference, as_user):
    client = as_user(conference)
    asked = []
    for count in (1, 30):
        item = make_item("Opening")
        for number in range(count):
            make_booking(item=item, starts_at=NINE + number * HOUR)
        client.get(step(item))
        with CaptureQueriesContext(connection) as queries:
            client.get(step(item))
        asked.append(len(queries))
    assert asked[0] == asked[1]
