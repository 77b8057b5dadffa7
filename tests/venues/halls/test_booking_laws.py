"""Whatever is done with bookings, in whatever order, a hall never becomes unusable nor is given twice."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summit.accounts.models import User
from summit.workflow import OutOfStep
from tests import factories
from tests.venues.halls.booking_days import at_j_3  # noqa: F401 - a fixture
from tests.venues.making import HOUR, NINE, make_booking, make_hall, make_part
from venues.halls import free, holding
from venues.halls.booking import STANDING
from venues.halls.booking_moving import move
from venues.halls.models import BookedPart, HallBooking

SLOTS = 3  # of two hours, booked for one with a quarter before and after: neighbours touch nothing
OPEN_STEPS = ("confirm", "use", "free", "cancel", "expire")
acts = st.one_of(
    st.tuples(
        st.just("book"), st.integers(0, 2), st.integers(0, SLOTS - 1), st.sampled_from(["held", "confirmed"])
    ),
    st.tuples(st.sampled_from(OPEN_STEPS), st.integers(0, 5)),
    st.tuples(st.just("move"), st.integers(0, 5), st.integers(0, 2), st.integers(0, SLOTS - 1)),
)


class Ground:
    """A hall with a moving wall, both halves of it, and one officer."""

    def __init__(self):
        left, right = make_part("A"), make_part("B")
        self.halls = [
            make_hall("AB", parts=[left, right]),
            make_hall("A1", parts=[left]),
            make_hall("B1", parts=[right]),
        ]
        self.parts = [{left.pk, right.pk}, {left.pk}, {right.pk}]
        ministry = factories.make_ministry("foreign", summit=left.summit)
        self.by = factories.make_person("officer", "officer", "venues", ministry=ministry)

    def parts_of(self, hall):
        return self.parts[self.halls.index(hall)]

    def covered(self, *, but=None):
        """What standing bookings cover, told from the bookings alone: ``{(part, slot)}``."""
        rows = (
            HallBooking.objects.filter(state__in=STANDING)
            .exclude(pk=but.pk if but else None)
            .select_related("hall")
        )
        return {(part, slot_of(row)) for row in rows for part in self.parts_of(row.hall)}

    def is_free(self, place, slot, *, but=None):
        return not {(part, slot) for part in self.parts[place]} & self.covered(but=but)

    def do(self, act, *args):
        """One act; asserts that it is refused exactly when something stands in its way."""
        if act == "book":
            return self.book(*args)
        rows = list(HallBooking.objects.order_by("pk").select_related("hall", "summit", "asked_by"))
        if not rows:
            return None
        booking = rows[args[0] % len(rows)]
        return self.move(booking, *args[1:]) if act == "move" else self.step(booking, act)

    def book(self, place, slot, state):
        was_free = self.is_free(place, slot)
        assert (
            succeeds(lambda: make_booking(self.halls[place], starts_at=at(slot), state=state, by=self.by))
            is was_free
        )

    def step(self, booking, name):
        by = User.objects.system() if name == "expire" else self.by
        may = booking.state in booking.workflow.steps[name].sources
        try:
            booking.workflow.run(booking, name, by=by, note="Because")
            done = True
        except OutOfStep:
            done = False
        assert done is may

    def move(self, booking, place, slot):
        if booking.state not in ("held", "confirmed"):
            return
        was_free = self.is_free(place, slot, but=booking)
        moved = succeeds(
            lambda: move(
                booking, by=self.by, revision=booking.revision, hall=self.halls[place], starts_at=at(slot)
            )
        )
        assert moved is was_free

    def holds_what_stands(self):
        held = BookedPart.objects.filter(state__in=STANDING).select_related("booking")
        assert sorted((row.part_id, slot_of(row.booking)) for row in held) == sorted(self.covered())

    def can_be_booked_where_it_is_free(self):
        for place, hall in enumerate(self.halls):
            for slot in range(SLOTS):
                assert free.taken(hall, at(slot), at(slot) + HOUR).exists() is not self.is_free(place, slot)
                with transaction.atomic():
                    self.book(place, slot, "confirmed")
                    transaction.set_rollback(True)


def at(slot):
    return NINE + slot * 2 * HOUR


def slot_of(booking):
    return (booking.starts_at - NINE) // (2 * HOUR)


def succeeds(act) -> bool:
    try:
        with transaction.atomic():
            act()
    except holding.Taken:
        return False
    return True


@pytest.mark.django_db
@pytest.mark.usefixtures("at_j_3")
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(sequence=st.lists(acts, min_size=4, max_size=12))
def test_a_part_is_free_exactly_when_no_standing_booking_covers_it(sequence):
    with transaction.atomic():
        ground = Ground()
        for act in sequence:
            ground.do(*act)
            ground.holds_what_stands()
        ground.can_be_booked_where_it_is_free()
        transaction.set_rollback(True)
