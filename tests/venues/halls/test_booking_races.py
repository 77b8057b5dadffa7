"""Fifty at once, by the ways that people take: one gets the hall, the others a sentence."""

from functools import partial

import pytest
from django.http import QueryDict
from django.utils import translation

from summit.accounts.models import User
from tests.racing import race
from tests.venues.halls.booking_days import at_j_3  # noqa: F401 - a fixture
from tests.venues.halls.booking_posts import asked
from tests.venues.making import HOUR, NINE, make_booking, make_hall, make_part
from venues.halls import holding
from venues.halls.booking_form import BookingForm
from venues.halls.booking_moving import Stale, move
from venues.halls.booking_windows import WindowForm
from venues.halls.models import BookedPart, HallBooking

MANY = 50
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("at_j_3")]


class Refused(Exception):
    """The form was not stored and says why."""


@pytest.fixture
def halves(summit):
    """A hall with a moving wall and its left half."""
    left, right = make_part("A"), make_part("B")
    return make_hall("AB", parts=[left, right]), make_hall("A1", parts=[left])


@pytest.fixture
def said():
    return []


def save(form, by, said):
    """Send a form as its page does; raises ``Refused`` with the sentence kept in ``said``."""
    with translation.override("en"):
        if not form.is_valid() or form.save(by=by) is None:
            said.append([str(one) for errors in form.errors.values() for one in errors])
            raise Refused


def book(hall, by, said, keep):
    sent = QueryDict(mutable=True)
    sent.update(asked(hall, keep=keep))
    by = User.objects.get(pk=by.pk)
    row = HallBooking(summit=hall.summit, asked_by=by)
    save(BookingForm(sent, instance=row, user=by), by, said)


def close(halls, by, said):
    sent = QueryDict(mutable=True)
    sent.update({"starts_at": "2025-12-22T09:00", "ends_at": "2025-12-22T10:00"})
    sent.setlist("halls", [hall.public_id for hall in halls])
    by = User.objects.get(pk=by.pk)
    row = HallBooking(summit=halls[0].summit, asked_by=by, purpose="sweep")
    save(WindowForm(sent, instance=row, user=by), by, said)


def test_an_option_against_a_confirmed_booking_of_one_slot(conference, said):
    hall = make_hall("S1")
    acts = [partial(book, hall, conference, said, ("held", "confirmed")[n % 2]) for n in range(MANY)]
    assert race(*acts, refusals=(Refused,)) == ["Refused"] * (MANY - 1) + ["done"]
    assert HallBooking.objects.count() == BookedPart.objects.count() == 1
    assert len(said) == MANY - 1
    assert all(len(errors) == 1 and errors[0].startswith("Hall S1 is ") for errors in said)


def test_a_part_against_the_whole(conference, halves, said):
    acts = [partial(book, halves[n % 2], conference, said, "confirmed") for n in range(MANY)]
    assert race(*acts, refusals=(Refused,)) == ["Refused"] * (MANY - 1) + ["done"]
    booking = HallBooking.objects.get()
    assert BookedPart.objects.count() == booking.hall.parts.count()
    assert all(" is taken from 08:45 until 10:15" in errors[0] for errors in said)


def test_a_sweep_against_bookings_of_its_halls(conference, halves, said):
    whole, left = halves
    other = make_hall("S2")
    acts = [
        partial(close, [whole, other], conference, said)
        if n % 2
        else partial(book, left, conference, said, "held")
        for n in range(MANY)
    ]
    assert race(*acts, refusals=(Refused,)) == ["Refused"] * (MANY - 1) + ["done"]
    assert HallBooking.objects.values("purpose").distinct().count() == 1
    assert all(len(errors) == 1 for errors in said)


def test_many_moves_onto_one_slot(conference):
    target = make_hall("S1")
    bookings = [make_booking(make_hall(), by=conference) for _ in range(MANY)]

    def to_target(booking):
        row = HallBooking.objects.get(pk=booking.pk)
        by = User.objects.get(pk=conference.pk)
        move(row, by=by, revision=1, hall=target, starts_at=NINE + 5 * HOUR)

    outcomes = race(*[partial(to_target, one) for one in bookings], refusals=(holding.Taken,))
    assert outcomes == ["Taken"] * (MANY - 1) + ["done"]
    assert HallBooking.objects.filter(hall=target).count() == 1
    assert BookedPart.objects.count() == MANY


def test_many_move_one_booking(conference, halves):
    whole, left = halves
    booking = make_booking(whole, by=conference)

    def away(number):
        row = HallBooking.objects.get(pk=booking.pk)
        by = User.objects.get(pk=conference.pk)
        move(row, by=by, revision=1, hall=(whole, left)[number % 2], starts_at=NINE + number * HOUR)

    outcomes = race(*[partial(away, number) for number in range(1, 21)], refusals=(Stale,))
    assert outcomes == ["Stale"] * 19 + ["done"]
    booking.refresh_from_db()
    assert (booking.revision, booking.held_parts.count()) == (2, booking.hall.parts.count())


def test_two_that_change_places_do_not_wait_for_each_other_for_ever(conference):
    first, second = make_hall("S1"), make_hall("S2")
    bookings = {first: make_booking(first, by=conference), second: make_booking(second, by=conference)}

    def swap(start, end):
        row = HallBooking.objects.get(pk=bookings[start].pk)
        move(row, by=User.objects.get(pk=conference.pk), revision=row.revision, hall=end)

    outcomes = race(partial(swap, first, second), partial(swap, second, first), refusals=(holding.Taken,))
    assert outcomes == ["Taken", "Taken"]
