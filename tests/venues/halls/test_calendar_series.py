"""Each instance of a series is an event of its own."""

import datetime as dt

import pytest

from tests.venues.halls.calendar_texts import calendar, event
from venues.halls.calendar_reading import read

pytestmark = pytest.mark.django_db


def starts(summit, *lines, start="20251215T090000Z", others=()):
    found = read(calendar(event(start=start, end="", lines=lines), *others), summit)
    assert found.faults == []
    return [f"{one.start:%m-%d %H:%M}" for one in found.events]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["RRULE:FREQ=DAILY;COUNT=3"], ["12-15 09:00", "12-16 09:00", "12-17 09:00"]),
        (["RRULE:FREQ=DAILY;UNTIL=20251216T090000Z"], ["12-15 09:00", "12-16 09:00"]),
        (["RRULE:FREQ=DAILY;UNTIL=20251216"], ["12-15 09:00", "12-16 09:00"]),
        (
            ["RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=3"],
            ["12-15 09:00", "12-17 09:00", "12-22 09:00"],
        ),
        (["RRULE:FREQ=MONTHLY;BYDAY=-1MO;COUNT=2"], ["12-15 09:00", "12-29 09:00", "01-26 09:00"]),
        (["RDATE:20251220T100000Z,20251218T090000Z"], ["12-15 09:00", "12-18 09:00", "12-20 10:00"]),
        (
            ["RRULE:FREQ=DAILY;COUNT=4", "EXDATE:20251216T090000Z"],
            ["12-15 09:00", "12-17 09:00", "12-18 09:00"],
        ),
        (["RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20251215"], ["12-16 09:00", "12-17 09:00"]),
        (["RRULE:FREQ=DAILY;COUNT=3", "EXRULE:FREQ=DAILY;INTERVAL=2;COUNT=2"], ["12-16 09:00"]),
        (
            ["RRULE:FREQ=DAILY;COUNT=2", "RRULE:FREQ=DAILY;COUNT=3"],
            ["12-15 09:00", "12-16 09:00", "12-17 09:00"],
        ),
        (["RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"], ["12-15 09:00"]),  # never comes true
    ],
)
def test_rules_dates_and_exceptions(summit, lines, wanted):
    assert starts(summit, *lines) == wanted


def test_a_period_tells_its_own_length(summit):
    lines = ["RDATE;VALUE=PERIOD:20251216T090000Z/PT3H,20251217T090000Z/20251217T093000Z"]
    found = read(calendar(event(start="20251215T090000Z", end="", lines=lines)), summit).events
    assert [one.end - one.start for one in found] == [
        dt.timedelta(hours=1),
        dt.timedelta(hours=3),
        dt.timedelta(minutes=30),
    ]


def test_a_series_without_an_end_is_looked_at_until_the_end_of_the_year(summit):
    assert starts(summit, "RRULE:FREQ=WEEKLY") == ["12-15 09:00", "12-22 09:00", "12-29 09:00"]
    assert starts(summit, "RRULE:FREQ=WEEKLY;UNTIL=20990101T000000Z") == starts(summit, "RRULE:FREQ=WEEKLY")


def test_of_an_old_series_without_an_end_only_the_year_of_the_summit_counts(summit):
    assert starts(summit, "RRULE:FREQ=YEARLY", start="20101215T090000Z") == ["12-15 09:00"]
    assert len(starts(summit, "RRULE:FREQ=YEARLY;COUNT=16", start="20101215T090000Z")) == 16


def test_an_instance_that_was_moved_keeps_its_identity_and_takes_the_place_of_the_regular_one(summit):
    moved = event(start="20251216T140000Z", end="", lines=["RECURRENCE-ID:20251216T090000Z"])
    found = read(
        calendar(event(start="20251215T090000Z", end="", lines=["RRULE:FREQ=DAILY;COUNT=2"]), moved), summit
    )
    assert [(one.identity, one.start.hour) for one in found.events] == [
        ("a@test@20251215T090000Z", 9),
        ("a@test@20251216T090000Z", 14),
    ]


def test_an_instance_without_its_series_stands_for_itself(summit):
    lone = event(start="20251216T140000Z", end="", lines=["RECURRENCE-ID:20251216T090000Z"])
    found = read(calendar(lone), summit)
    assert [one.identity for one in found.events] == ["a@test@20251216T090000Z"]


def test_an_instance_that_cannot_be_read_does_not_come_back_at_its_old_time(summit):
    wrong = event(start="nonsense", end="", lines=["RECURRENCE-ID:20251216T090000Z"])
    found = read(
        calendar(event(start="20251215T090000Z", end="", lines=["RRULE:FREQ=DAILY;COUNT=2"]), wrong), summit
    )
    assert [one.identity for one in found.events] == ["a@test@20251215T090000Z"]
    assert [(one.uid, one.code) for one in found.faults] == [("a@test@20251216T090000Z", "bad_time")]


def test_a_change_of_all_that_follow_is_said_not_to_be_read(summit):
    change = event(start="20251216T140000Z", lines=["RECURRENCE-ID;RANGE=THISANDFUTURE:20251216T090000Z"])
    found = read(calendar(change), summit)
    assert [(one.uid, one.code) for one in found.faults] == [("a@test", "range")]


def test_a_series_of_whole_days(summit):
    lines = ["RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20251216"]
    found = read(calendar(event(start=";VALUE=DATE:20251215", end="", lines=lines)), summit)
    assert [(one.identity, one.end - one.start) for one in found.events] == [
        ("a@test@20251215", dt.timedelta(days=1)),
        ("a@test@20251217", dt.timedelta(days=1)),
    ]


def test_a_long_identity_is_shortened_and_stays_its_own(summit):
    found = read(calendar(event(uid="x" * 400), event(uid="x" * 399)), summit).events
    assert {len(one.identity) for one in found} == {300}
    assert len({one.identity for one in found}) == 2
