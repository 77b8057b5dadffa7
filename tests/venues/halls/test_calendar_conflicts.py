"""Two things in one hall, or one person at two places: told, never written over each other."""

import pytest

from summit.programme.models import ItemPerson
from tests import factories
from tests.venues.halls.calendar_taking import bookings, counts, take, the_hall  # noqa: F401 - a fixture
from tests.venues.halls.calendar_texts import calendar, event
from tests.venues.making import HOUR, NINE, make_booking, make_hall, make_item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
AT_DJ = ("LOCATION:DJ",)


def test_of_two_events_in_one_hall_the_second_goes_without(summit, hall, conference):
    content = calendar(
        event("second", start="20251222T103000Z", end="20251222T113000Z", lines=AT_DJ),
        event("first", lines=AT_DJ),
    )
    found = take(content, summit, conference)
    assert counts(found) == (2, 2, 0, 0)
    assert found["conflicts"] == [
        {
            "kind": "hall",
            "subject": "DJ",
            "first": "first@2025-12-22T09:00:00+00:00",
            "second": "second@2025-12-22T10:30:00+00:00",
        }
    ]
    assert bookings() == [("DJ", "09:00", "10:00", "confirmed")]
    again = take(content, summit, conference)
    assert (counts(again), again["conflicts"]) == ((2, 0, 0, 2), found["conflicts"])


def test_back_to_back_with_buffers_is_no_conflict(summit, hall, conference):
    content = calendar(
        event("first", lines=AT_DJ), event("b", start="20251222T104000Z", end="20251222T113000Z", lines=AT_DJ)
    )
    assert take(content, summit, conference)["conflicts"] == []


def test_a_part_is_taken_by_the_whole(summit, djoliba, conference):
    whole, left = djoliba
    content = calendar(
        event("whole", lines=[f"LOCATION:{whole.code}"]), event("z", lines=[f"LOCATION:{left.code}"])
    )
    found = take(content, summit, conference)
    assert [(one["subject"], one["first"][:5]) for one in found["conflicts"]] == [(left.code, "whole")]


def test_a_hall_held_by_something_else_names_the_booking(db, conference):
    dubai = factories.make_summit("DUBAI", zone="Asia/Dubai")
    by = factories.make_person("dubai", "coordinator", summit=dubai)
    hall = make_hall("DJ", summit=dubai, site=factories.make_site("d", summit=dubai))
    held = make_booking(hall, starts_at=NINE, by=by)
    (conflict,) = take(calendar(event(lines=AT_DJ)), dubai, by)["conflicts"]
    assert (conflict["first"], conflict["second"]) == (
        f"{held.public_id}@2025-12-22T13:00:00+04:00",
        "a@test@2025-12-22T13:00:00+04:00",
    )


def test_a_moved_event_that_finds_its_hall_taken_goes_on_without(summit, hall, conference):
    take(calendar(event(lines=AT_DJ)), summit, conference)
    make_booking(hall, starts_at=NINE + 5 * HOUR)
    later = {"start": "20251222T140000Z", "end": "20251222T150000Z"}
    found = take(calendar(event(**later, lines=AT_DJ)), summit, conference)
    assert (counts(found), len(found["conflicts"])) == ((1, 0, 1, 0), 1)
    assert bookings() == [("DJ", "09:00", "10:00", "cancelled"), ("DJ", "14:00", "15:00", "confirmed")]


def test_a_person_expected_twice_is_a_conflict_set_up_not_counted(summit, conference):
    awa, keita = "ATTENDEE;CN=Awa:mailto:awa@example.org", "ORGANIZER:mailto:keita@example.org"
    content = calendar(
        event("a", lines=[awa]),
        event(
            "b",
            start="20251222T093000Z",
            end="20251222T110000Z",
            lines=["ATTENDEE:mailto:AWA@example.org", keita],
        ),
        event("c", start="20251222T110000Z", end="20251222T120000Z", lines=[awa, keita]),
        event("d", start=";VALUE=DATE:20251222", end="", lines=[awa, "TRANSP:TRANSPARENT"]),
        event("e", lines=[awa, "STATUS:CANCELLED"]),
    )
    found = take(content, summit, conference)
    assert found["conflicts"] == [
        {
            "kind": "person",
            "subject": "Awa",
            "first": "a@2025-12-22T09:00:00+00:00",
            "second": "b@2025-12-22T09:30:00+00:00",
        }
    ]


def test_a_person_is_also_held_by_an_item_that_stands_already(summit, conference):
    item = make_item("Dinner", starts_at=NINE)
    ItemPerson.objects.create(summit=summit, item=item, key="awa@example.org", email="awa@example.org")
    found = take(calendar(event(lines=["ATTENDEE:mailto:awa@example.org"])), summit, conference)
    (conflict,) = found["conflicts"]
    assert (conflict["subject"], conflict["second"]) == (
        "awa@example.org",
        "a@test@2025-12-22T09:00:00+00:00",
    )
    assert conflict["first"] == f"{item.public_id}@2025-12-22T09:00:00+00:00"
