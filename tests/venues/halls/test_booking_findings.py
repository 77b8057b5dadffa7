"""What somebody should look at among the bookings, who reads it, and what a move leaves behind."""

import datetime as dt

import pytest

from summit.findings import CHECKS, all_findings
from summit.impact import Change, affected_by, impact_of
from tests.summit.meetings.making import make_meeting
from tests.venues.halls.booking_days import J_3, at_j_3, in_english  # noqa: F401 - fixtures
from tests.venues.making import HOUR, NINE, make_booking, make_hall, make_item
from venues.halls import booking_findings
from venues.halls.booking_checks import warnings
from venues.halls.models import HallLayout

OURS = {check.code for check in booking_findings.CHECKS} | {"halls.meeting_without"}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_3", "in_english")]


def found(summit, user=None):
    rows = all_findings(summit, today=J_3.date(), user=user)
    return [(one.code, one.subject, one.message.replace("\u00a0", " ")) for one in rows if one.code in OURS]


def sound(code, **fields):
    return make_hall(code, power_backup=True, **fields)


def test_nothing_is_said_of_what_is_in_order_or_over_or_gone(summit):
    make_booking(sound("S1", booths=2), seats_asked=100, languages=["fr", "ar"])
    make_booking(make_hall("S2"), starts_at=J_3 - 5 * HOUR, seats_asked=900)
    make_booking(make_hall("S3"), seats_asked=900, state="cancelled")
    make_booking(make_hall("S4"), seats_asked=900, purpose="closure")
    assert found(summit) == []


def test_a_layout_that_lost_seats_too_few_booths_and_missing_equipment(summit):
    hall = sound("S1", booths=1, layouts=[("board", 30)])
    make_booking(
        hall,
        "Experts",
        layout=hall.layouts.get(),
        seats_asked=30,
        languages=["fr", "ar"],
        equipment=["video"],
    )
    HallLayout.objects.update(seats=20)
    head = "Experts, Mon 22 Dec, 09:00 – 10:00: "
    assert found(summit) == [
        ("halls.seats_over", "S1", head + "30 seats are wanted and there are 20."),
        (
            "halls.booths_few",
            "S1",
            head + "Interpretation is wanted for French, Arabic, and there is 1 booth.",
        ),
        ("halls.equipment_missing", "S1", head + "Wanted and not there: video link."),
    ]


def test_a_hall_without_a_generator_is_named_once(summit):
    hall = make_hall("S1")
    make_booking(hall)
    make_booking(hall, starts_at=NINE + 5 * HOUR)
    assert [(code, subject) for code, subject, _said in found(summit)] == [("halls.no_power", "S1")]


def test_what_moved_or_was_cancelled_after_its_hall_was_booked(summit):
    moved, longer, gone = (make_meeting(starts_at=NINE, ends_at=NINE + HOUR) for _ in range(3))
    item = make_item(starts_at=NINE)
    for code, served in (("S1", moved), ("S2", longer), ("S3", gone)):
        make_booking(sound(code), meeting=served, starts_at=NINE - HOUR, hours=3)
    make_booking(sound("S4"), item=item)
    assert found(summit) == []
    type(moved).objects.filter(pk=moved.pk).update(starts_at=NINE + 5 * HOUR, ends_at=NINE + 6 * HOUR)
    type(moved).objects.filter(pk=longer.pk).update(ends_at=NINE + 5 * HOUR)
    type(moved).objects.filter(pk=gone.pk).update(state="cancelled")
    type(item).objects.update(state="cancelled")
    assert [(code, subject) for code, subject, _said in found(summit)] == [
        ("halls.serves_cancelled", "S3"),
        ("halls.serves_cancelled", "S4"),
        ("halls.times_differ", "S1"),
        ("halls.times_differ", "S2"),
    ]


def test_an_option_that_ends_within_a_day_is_named_with_who_asked(summit, protocol):
    make_booking(sound("S1"), by=protocol, state="held", hold_until=J_3 + 24 * HOUR)
    make_booking(sound("S2"), by=protocol, state="held", hold_until=J_3 + 25 * HOUR)
    one = next(one for one in all_findings(summit, today=J_3.date()) if one.code in OURS)
    assert (one.code, one.subject, one.owner) == ("halls.option_ends", "S1", "Protocol")


def test_a_meeting_of_the_coming_week_without_a_hall(summit):
    near, far, held, cancelled = (make_meeting(starts_at=J_3 + days * 24 * HOUR) for days in (3, 8, 4, 5))
    assert found(summit) == []  # a summit that keeps no halls is not told to book one
    make_booking(sound("S1"), meeting=held, starts_at=held.starts_at, hours=2)
    make_booking(sound("S2"), meeting=near, starts_at=near.starts_at, hours=2, state="freed")
    type(near).objects.filter(pk=cancelled.pk).update(state="cancelled")
    assert [(code, subject) for code, subject, _said in found(summit)] == [
        ("halls.meeting_without", near.code)
    ]
    assert far.code not in str(found(summit))


def test_who_reads_them(summit, conference, protocol, secretary, coordinator, focal, security):
    make_booking(make_hall("S1", power_backup=True), "Secret talks", seats_asked=900)
    for user, count in [
        (conference, 1),
        (protocol, 1),
        (secretary, 1),
        (coordinator, 1),
        (focal, 0),
        (security, 0),
    ]:
        assert len(found(summit, user)) == count, user


def test_the_page_adds_that_the_hall_is_closed():
    assert list(warnings(make_booking(sound("S1", state="closed")))) == [
        ("alert", "The hall is closed. Move the booking.")
    ]


@pytest.mark.parametrize("count", [1, 20])
def test_findings_cost_the_same(summit, count, django_assert_max_num_queries):
    for number in range(count):
        make_booking(
            make_hall(layouts=[("board", 5)]),
            meeting=make_meeting(starts_at=NINE + 24 * HOUR * (number % 2)),
            seats_asked=900,
            equipment=["video"],
            languages=["fr"],
        )
    for code in sorted(OURS):
        with django_assert_max_num_queries(3):
            list(CHECKS[code](summit, J_3.date()))


def test_a_move_of_the_summit_leaves_bookings_behind_and_names_who_booked(summit, protocol):
    meeting = make_meeting()
    booking = make_booking(make_hall("S1"), "Experts", by=protocol, meeting=meeting)
    make_booking(make_hall("S2"), state="freed")
    change = Change(kind="summit.starts_on", row=summit, values={"starts_on": dt.date(2025, 12, 29)})
    left = [one for one in impact_of(change) if one.url.startswith("/halls/")]
    assert [(one.subject, one.owner, one.url) for one in left] == [
        ("S1", "Protocol", booking.get_absolute_url())
    ]
    assert (affected_by(booking), affected_by(meeting)) == ([protocol], [protocol])
