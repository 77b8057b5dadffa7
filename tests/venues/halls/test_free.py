"""What is free: halls at a time, times in a hall, and the ways out of a clash."""

import datetime as dt

import pytest

from tests import factories
from tests.venues.halls.booking_days import at_j_3, in_english  # noqa: F401 - fixtures
from tests.venues.making import HOUR, NINE, make_booking, make_hall, make_part
from venues.halls import free
from venues.halls.models import HallBooking, HallEquipment

MINUTE = dt.timedelta(minutes=1)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_3", "in_english")]


def wanted(hall, starts_at=NINE, hours=1, **fields):
    """A booking that is not stored."""
    fields = {"setup_minutes": 15, "clearing_minutes": 15, "ends_at": starts_at + hours * HOUR} | fields
    return HallBooking(summit=hall.summit, hall=hall, starts_at=starts_at, **fields)


def test_taken_counts_buffers_parts_and_standing_bookings_alone():
    left, right = make_part("A"), make_part("B")
    whole, half = make_hall("AB", parts=[left, right]), make_hall("A1", parts=[left])
    held = make_booking(half, starts_at=NINE)  # 8:45 to 10:15
    make_booking(half, starts_at=NINE + 3 * HOUR, state="cancelled")
    assert list(free.taken(whole, NINE + HOUR, NINE + 2 * HOUR)) == [held]
    assert list(free.taken(whole, NINE + 75 * MINUTE, NINE + 5 * HOUR)) == []
    assert list(free.taken(whole, NINE, NINE + HOUR, but=held)) == []


def test_free_halls_are_open_undivided_by_others_and_the_smallest_first(summit):
    site = factories.make_site()
    big, small, other = (
        make_hall(code, site=site, seats=seats) for code, seats in (("BIG", 90), ("SMALL", 40), ("TAKEN", 60))
    )
    make_hall("SHUT", site=site, seats=70, state="closed")
    whole = make_hall("WHOLE", parts=[make_part("W1", site=site), other.parts.get()], seats=500)
    assert list(free.free_halls(summit, NINE, NINE + HOUR)) == [small, other, big, whole]
    held = make_booking(other, starts_at=NINE)
    assert list(free.free_halls(summit, NINE, NINE + HOUR)) == [small, big]
    assert list(free.free_halls(summit, NINE, NINE + HOUR, seats=41)) == [big]
    assert list(free.free_halls(summit, NINE, NINE + HOUR, seats=91)) == []
    assert list(free.free_halls(summit, NINE, NINE + HOUR, but=held)) == [small, other, big, whole]
    HallEquipment.objects.create(summit=summit, hall=big, item="flags")
    assert list(free.free_halls(summit, NINE, NINE + HOUR, equipment=["flags"])) == [big]
    assert list(free.free_halls(summit, NINE, NINE + HOUR, booths=1)) == []


def test_a_hall_without_parts_is_never_free(summit):
    make_hall("NONE").made_of.all().delete()
    assert list(free.free_halls(summit, NINE, NINE + HOUR)) == []


def test_free_times_touch_what_is_held_and_the_nearest_come_first():
    hall = make_hall()
    make_booking(hall, starts_at=NINE, hours=1)  # 8:45 to 10:15
    make_booking(hall, starts_at=NINE + 2 * HOUR, hours=1)  # 10:45 to 12:15
    found = free.free_times(hall, HOUR, near=NINE + 30 * MINUTE, setup=15, clearing=15)
    assert found == [NINE - 90 * MINUTE, NINE + 210 * MINUTE]
    assert free.free_times(hall, 5 * MINUTE, near=NINE + HOUR, setup=10, clearing=10) == [
        NINE + 85 * MINUTE,
        NINE + 90 * MINUTE,
        NINE - 30 * MINUTE,
        NINE + 205 * MINUTE,
    ]
    assert free.free_times(hall, HOUR, near=NINE + 5 * HOUR, setup=0, clearing=0)[0] == NINE + 5 * HOUR


def test_free_times_stay_on_the_day_and_out_of_the_past(at_j_3):  # noqa: F811
    hall = make_hall()
    at_j_3.move_to(NINE - 30 * MINUTE)
    make_booking(hall, starts_at=NINE, hours=1, setup_minutes=0, clearing_minutes=0)
    assert free.free_times(hall, HOUR, near=NINE, setup=0, clearing=0) == [NINE + HOUR]
    make_booking(hall, starts_at=NINE + HOUR, hours=20, setup_minutes=0, clearing_minutes=0)
    assert free.free_times(hall, HOUR, near=NINE, setup=0, clearing=0) == []


def test_ways_out_offer_the_best_hall_then_the_nearest_time_then_another_hall():
    site = factories.make_site()
    hall = make_hall("S1", site=site, seats=12)
    far = make_hall("S9", seats=9)
    near, bare = make_hall("S2", site=site, seats=10), make_hall("S3", site=site, seats=9)
    for one in (far, near):
        HallEquipment.objects.create(summit=site.summit, hall=one, item="flags")
    make_hall("S4", site=site, seats=8)
    make_booking(hall, starts_at=NINE - HOUR)  # until 9:15
    booking = wanted(hall, seats_asked=9, equipment=["flags"])
    ways = free.alternatives(booking)
    assert [(way.hall, way.starts_at) for way in ways] == [
        (near, NINE),
        (hall, NINE + 30 * MINUTE),
        (far, NINE),
    ]
    assert [way.words for way in ways] == [
        "Hall S2, same time",
        "Hall S1, 09:30 – 10:30",
        "Hall S9, same time",
    ]
    assert ways[0].facts == (("Seats", "10 for 9"), ("Missing", "Power backup"))
    assert ways[1].facts == (("Begins", "30 minutes later"),)
    assert [label for label, _value in ways[2].facts] == ["Seats", "Site", "Missing"]
    assert bare not in [way.hall for way in ways]
    assert all(not free.taken(way.hall, way.starts_at, way.ends_at) for way in ways)


def test_a_way_out_is_read_back_as_it_was_sent():
    hall = make_hall()
    way = free.Alternative(hall=hall, starts_at=NINE, ends_at=NINE + HOUR, words="")
    assert free.chosen(way.key) == (hall.public_id, NINE, NINE + HOUR)
    for nonsense in ("", "x", "x|y|z", f"{hall.public_id}|2025-12-22|2025-12-23", way.key + "|" + "x"):
        assert free.chosen(nonsense) is None


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(1, "1 minute later"), (-30, "30 minutes earlier"), (60, "1 h 00 later"), (-795, "13 h 15 earlier")],
)
def test_far_times_are_told_in_hours(minutes, said):
    assert free.how_much_later(minutes) == said
