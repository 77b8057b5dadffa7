"""A booking moves as a whole or not at all, and what is said of it depends on who asks."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from summit import audit
from summit.notices.models import Notice
from tests.venues.halls.booking_days import at_j_3, in_english  # noqa: F401 - fixtures
from tests.venues.making import HOUR, NINE, make_booking, make_hall, make_part
from venues.halls import free, holding
from venues.halls.booking_moving import Stale, move
from venues.halls.booking_words import refusal, shown
from venues.halls.models import BookedPart, HallBooking

MINUTE = dt.timedelta(minutes=1)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_3", "in_english")]


def plain(text):
    """Without the spaces that do not break."""
    return text.replace("\u00a0", " ")


def parts_of(booking):
    return {(held.part.code, held.occupied_from, held.state) for held in booking.held_parts.all()}


def test_a_booking_moves_to_another_hall_and_time_with_its_length_and_buffers(conference):
    left, right = make_part("A"), make_part("B")
    whole = make_hall("AB", parts=[left, right], layouts=[("board", 30)])
    half = make_hall("A1", parts=[left], layouts=[("board", 12)])
    booking = make_booking(whole, "Experts", hours=2, layout=whole.layouts.get())
    make_booking(make_hall("B1", parts=[right]), starts_at=NINE + 6 * HOUR)
    moved = move(booking, by=conference, revision=1, hall=half, starts_at=NINE + 6 * HOUR)
    stored = HallBooking.objects.get(pk=booking.pk)
    assert (stored.hall, stored.layout, stored.starts_at, stored.ends_at, stored.revision) == (
        half,
        half.layouts.get(),
        NINE + 6 * HOUR,
        NINE + 8 * HOUR,
        2,
    )
    assert (moved.revision, moved.hall) == (2, half)
    assert parts_of(stored) == {("A", NINE + 6 * HOUR - 15 * MINUTE, "confirmed")}
    assert list(free.taken(whole, NINE, NINE + HOUR)) == []
    entry = audit.history(stored).get()
    assert (entry.verb, entry.actor, entry.changes["hall"]) == ("move", conference, ["AB", "A1"])
    assert Notice.objects.get().user == booking.asked_by


def test_a_booking_may_move_onto_its_own_time(conference):
    booking = make_booking(by=conference)
    move(booking, by=conference, revision=1, starts_at=NINE + 30 * MINUTE)
    assert Notice.objects.count() == 0  # who moves their own booking knows it
    assert HallBooking.objects.get().starts_at == NINE + 30 * MINUTE


def test_a_refused_move_changes_nothing_and_tells_what_is_in_the_way(conference):
    hall, other = make_hall("S1"), make_hall("S2")
    make_booking(other, "Mali - Niger", starts_at=NINE + 2 * HOUR)
    booking = make_booking(hall)
    with pytest.raises(holding.Taken) as refused:
        move(booking, by=conference, revision=1, hall=other, starts_at=NINE + HOUR + 31 * MINUTE)
    assert (booking.hall, booking.starts_at) == (hall, NINE)
    stored = HallBooking.objects.get(pk=booking.pk)
    assert (stored.hall, stored.starts_at, stored.revision) == (hall, NINE, 1)
    assert BookedPart.objects.get(booking=booking).part == hall.parts.get()
    assert audit.history(booking).count() == 0
    assert refusal(refused.value.wanted, conference) == (
        "Hall S2 is taken from 10:45 until 12:15, set-up and clearing included: Mali - Niger."
    )


def test_who_was_slower_moves_nothing(conference):
    booking = make_booking()
    move(booking, by=conference, revision=1, starts_at=NINE + HOUR)
    with pytest.raises(Stale):
        move(booking, by=conference, revision=1, starts_at=NINE + 3 * HOUR)
    stored = HallBooking.objects.get()
    assert (stored.starts_at, stored.revision, stored.held_parts.count()) == (NINE + HOUR, 2, 1)


def test_a_booking_that_was_freed_meanwhile_is_not_moved(conference):
    booking = make_booking()
    seen = HallBooking.objects.get()
    booking.workflow.run(booking, "free", by=conference)
    with pytest.raises(Stale):
        move(seen, by=conference, revision=1, starts_at=NINE + HOUR)
    assert (HallBooking.objects.get().state, HallBooking.objects.get().starts_at) == ("freed", NINE)


def test_who_moves_what(conference, protocol, secretary, security, focal):
    booking = make_booking(by=protocol, state="held")
    for user in (security, focal, secretary):
        with pytest.raises(PermissionDenied):
            move(booking, by=user, revision=1, starts_at=NINE + HOUR)
    move(booking, by=protocol, revision=1, starts_at=NINE + HOUR)
    theirs = make_booking(by=conference)
    with pytest.raises(PermissionDenied):
        move(theirs, by=protocol, revision=1, starts_at=NINE + HOUR)


def test_nothing_moves_into_a_closed_hall_or_another_summit(conference, other_summit):
    booking = make_booking()
    for hall in (make_hall(state="closed"), make_hall(summit=other_summit)):
        with pytest.raises(PermissionDenied):
            move(booking, by=conference, revision=1, hall=hall)


def test_nothing_moves_where_it_is_not_seated_nor_into_another_year(conference):
    hall, small = make_hall("S1", seats=20), make_hall("S2", seats=8)
    booking = make_booking(hall, seats_asked=12)
    with pytest.raises(holding.Taken) as refused:
        move(booking, by=conference, revision=1, hall=small)
    assert refusal(refused.value.wanted, conference) == "Hall S2 seats 8."
    type(hall).objects.filter(pk=hall.pk).update(seats=8)  # it stays where it is, and may move in time
    booking.hall.refresh_from_db()
    move(booking, by=conference, revision=1, hall=hall, starts_at=NINE + HOUR)
    for year in (1, 2035, 9999):
        with pytest.raises(PermissionDenied):
            move(booking, by=conference, revision=2, starts_at=NINE.replace(year=year))


def test_an_option_that_moves_to_an_earlier_time_ends_with_its_start(conference):
    booking = make_booking(state="held", hold_until=NINE)
    move(booking, by=conference, revision=1, starts_at=NINE - HOUR)
    assert HallBooking.objects.get().hold_until == NINE - HOUR


def test_what_a_reader_learns(conference, protocol, security, secretary, focal, visitor):
    mine = make_booking(make_hall("S1"), "Mali - Niger")
    assert [shown(mine, user) for user in (conference, protocol, security, secretary)] == ["Mali - Niger"] * 4
    assert [shown(mine, user) for user in (focal, visitor)] == ["taken", "taken"]
    wanted = HallBooking(
        summit=mine.summit, hall=mine.hall, starts_at=NINE, ends_at=NINE + HOUR, setup_minutes=0
    )
    assert refusal(wanted, focal) == "Hall S1 is taken from 08:45 until 10:15."


def test_an_option_in_the_way_says_when_it_ends_and_several_are_counted(conference):
    hall = make_hall("S1")
    for number in range(4):
        make_booking(hall, f"B{number}", starts_at=NINE + number * 2 * HOUR, state="held")
    wanted = HallBooking(summit=hall.summit, hall=hall, starts_at=NINE, ends_at=NINE + 8 * HOUR)
    assert plain(refusal(wanted, conference)) == (
        "Hall S1 is held from 08:45 until 10:15 as an option that ends Sun 21 Dec, 09:00: B0. "
        "Hall S1 is held from 10:45 until 12:15 as an option that ends Sun 21 Dec, 11:00: B1. "
        "And 2 more bookings."
    )


def test_a_booking_across_midnight_is_one_and_named_with_its_days(conference):
    hall = make_hall("S1")
    make_booking(hall, "Night", starts_at=NINE + 14 * HOUR, hours=3)
    wanted = HallBooking(
        summit=hall.summit, hall=hall, starts_at=NINE + 16 * HOUR, ends_at=NINE + 17 * HOUR, setup_minutes=0
    )
    assert plain(refusal(wanted, conference)) == (
        "Hall S1 is taken from Mon 22 Dec, 22:45 until 02:15, set-up and clearing included: Night."
    )


def test_a_refusal_whose_reason_is_gone_says_so(conference):
    hall = make_hall("S1")
    wanted = HallBooking(summit=hall.summit, hall=hall, starts_at=NINE, ends_at=NINE + HOUR)
    assert refusal(wanted, conference) == "Hall S1 was taken at the moment of saving. Save again."
