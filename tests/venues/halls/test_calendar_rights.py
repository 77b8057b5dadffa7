"""Who may take a calendar over, what it costs, and who was faster."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from summit import clock
from summit.programme.models import ProgrammeItem
from tests.venues.halls.calendar_taking import bookings, take, the_hall  # noqa: F401 - a fixture
from tests.venues.halls.calendar_texts import calendar, event
from tests.venues.making import NINE, make_booking, make_hall, make_part
from venues.halls.calendar_importing import digest, foresee, take_over
from venues.halls.models import HallBooking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
AT_DJ = ("LOCATION:DJ",)


# -- who may -------------------------------------------------------------------------------


def test_who_does_not_give_halls_gets_an_option(summit, hall, secretary):
    take(calendar(event(lines=AT_DJ)), summit, secretary)
    booking = HallBooking.objects.get()
    assert (booking.state, booking.hold_until > clock.now()) == ("held", True)


def test_a_booking_of_another_officer_is_not_moved_by_who_may_not(summit, hall, conference, secretary):
    take(calendar(event(lines=AT_DJ)), summit, conference)
    later = {"start": "20251222T140000Z", "end": "20251222T150000Z"}
    for content in (calendar(event(**later)), calendar(event(lines=["STATUS:CANCELLED"]))):
        found = take(content, summit, secretary)
        assert [one["code"] for one in found["rejected"]] == ["not_allowed"]
    assert bookings() == [("DJ", "09:00", "10:00", "confirmed")]


def test_another_summit_keeps_its_items_and_halls(summit, other_summit, outsider, hall, conference):
    take(calendar(event(lines=AT_DJ)), summit, conference)
    found = take(calendar(event(lines=AT_DJ)), other_summit, outsider)
    assert [one["code"] for one in found["rejected"]] == ["unknown_hall"]
    assert ProgrammeItem.objects.count() == 1


# -- cost ----------------------------------------------------------------------------------


def many(number):
    return calendar(
        *(
            event(
                f"{n}@test",
                start=f"202512{n % 20 + 1:02d}T{n // 20 + 8:02d}0000Z",
                end="",
                lines=[f"LOCATION:M{n % 3}", f"ATTENDEE:mailto:p{n}@example.org"],
            )
            for n in range(number)
        )
    )


def queries(act, content, summit, by):
    with CaptureQueriesContext(connection) as asked:
        made = act(content, summit, by=by)
    assert made.faults == []
    return len(asked)


def test_reading_costs_the_same_for_one_and_thirty_events(summit, cicb, conference):
    for n in range(3):
        make_hall(f"M{n}", parts=[make_part(f"M{n}P{m}", site=cicb) for m in range(2)])
    before = [queries(foresee, many(number), summit, conference) for number in (1, 30)]
    assert before[0] == before[1]
    take_over(many(30), summit, by=conference)
    after = [
        queries(act, many(number), summit, conference) for act in (foresee, take_over) for number in (1, 30)
    ]
    assert (after[0] == after[1], after[2] == after[3]) == (True, True)


def test_what_was_agreed_to_is_written_or_nothing(summit, hall, conference):
    content = calendar(event(lines=AT_DJ))
    seen = digest(foresee(content, summit, by=conference))
    make_booking(hall, starts_at=NINE)
    made = take_over(content, summit, by=conference, seen=seen)
    assert (made.done, ProgrammeItem.objects.count(), len(made.conflicts)) == (False, 0, 1)
    assert take_over(content, summit, by=conference, seen=digest(made)).done
