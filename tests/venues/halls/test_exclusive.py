"""A part of a hall is held once at a time, whoever clicks first."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tests.racing import race
from tests.venues.making import HOUR, NINE, make_booking, make_hall, make_part
from venues.halls import holding
from venues.halls.models import BookedPart, HallBooking

MINUTE = dt.timedelta(minutes=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def halves(summit):
    """A hall with a moving wall: both halves, and each alone."""
    left = make_part("A")
    right = make_part("B", site=left.site)
    return make_hall("AB", parts=[left, right]), make_hall("A1", parts=[left]), make_hall("B1", parts=[right])


def test_a_second_booking_is_refused_from_set_up_to_clearing():
    hall = make_hall()
    make_booking(hall, starts_at=NINE)  # 8:45 to 10:15 with its buffers
    for starts_at, refused in [
        (NINE + HOUR + 30 * MINUTE, False),  # its set-up begins when the clearing ends
        (NINE + HOUR + 29 * MINUTE, True),
        (NINE - HOUR - 30 * MINUTE, False),
        (NINE - HOUR - 29 * MINUTE, True),
    ]:
        with transaction.atomic():
            try:
                make_booking(hall, starts_at=starts_at)
                done = True
            except holding.Taken:
                done = False
            transaction.set_rollback(True)
        assert done is not refused, starts_at


def test_the_whole_excludes_its_parts_and_a_part_the_whole(halves):
    whole, left, right = halves
    make_booking(left, starts_at=NINE)
    make_booking(right, starts_at=NINE)
    with pytest.raises(holding.Taken), transaction.atomic():
        make_booking(whole, starts_at=NINE)
    make_booking(whole, starts_at=NINE + 5 * HOUR)
    with pytest.raises(holding.Taken), transaction.atomic():
        make_booking(right, starts_at=NINE + 5 * HOUR)


def test_times_and_state_of_what_is_held_follow_the_booking():
    booking = make_booking(make_hall(), starts_at=NINE)
    HallBooking.objects.filter(pk=booking.pk).update(
        starts_at=NINE + HOUR,
        ends_at=NINE + 2 * HOUR,
        occupied_from=NINE + HOUR,
        occupied_until=NINE + 2 * HOUR,
        state="freed",
    )
    held = BookedPart.objects.get()
    assert (held.occupied_from, held.occupied_until, held.state) == (NINE + HOUR, NINE + 2 * HOUR, "freed")


def test_the_copies_cannot_be_made_to_lie():
    make_booking(make_hall(), starts_at=NINE)
    with pytest.raises(IntegrityError), transaction.atomic():
        BookedPart.objects.update(state="freed")


def test_a_booking_that_is_moved_or_taken_up_again_is_refused_by_the_database():
    hall = make_hall()
    first = make_booking(hall, starts_at=NINE)
    second = make_booking(hall, starts_at=NINE + 5 * HOUR)
    freed = make_booking(hall, starts_at=NINE, state="freed")
    for rows, values in [
        (HallBooking.objects.filter(pk=second.pk), {"occupied_from": first.occupied_from}),
        (HallBooking.objects.filter(pk=freed.pk), {"state": "confirmed"}),
    ]:
        with pytest.raises(holding.Taken), transaction.atomic(), holding.refusing():
            rows.update(**values)


@pytest.mark.django_db(transaction=True)
def test_of_fifty_who_book_one_slot_one_gets_it(halves):
    whole, left, _right = halves
    by = make_booking(whole, starts_at=NINE - 48 * HOUR).asked_by

    def act(hall):
        def book():
            with transaction.atomic():
                make_booking(hall, starts_at=NINE, by=by)

        return book

    outcomes = race(*[act(whole if n % 2 else left) for n in range(50)], refusals=(holding.Taken,))
    assert outcomes == ["Taken"] * 49 + ["done"]
    assert HallBooking.objects.filter(starts_at=NINE).count() == 1
