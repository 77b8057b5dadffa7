"""The hotels of the demo: rooms under contract follow the story's series, and nobody has a bed twice."""

import datetime as dt
from collections import Counter

import pytest

from summit import clock
from summit.demo import loading
from venues.accommodation.models import HeldBed, HeldNight, Room, RoomAssignment, RoomBlock
from venues.demo import hotel_rows
from venues.demo.hall_rows import told

# The series of the story, by the day on which it changes.
SERIES = {
    "11-28": 0, "12-01": 24, "12-04": 60, "12-06": 60, "12-08": 122, "12-10": 171, "12-12": 214, "12-14": 268,
    "12-15": 291, "12-17": 291, "12-18": 330, "12-19": 372, "12-20": 381, "12-21": 396, "12-22": 398,
    "12-23": 362, "12-24": 41,
}  # fmt: skip
FULL = dt.date(2025, 12, 22)


@pytest.mark.parametrize(("day", "rooms"), SERIES.items())
def test_what_is_under_contract_follows_the_series(day, rooms):
    """On the evening of the day, for the fullest night, later for the night that begins."""
    evening = dt.datetime.fromisoformat(f"2025-{day}T21:00+00:00")
    night, kept = max(evening.date(), FULL), 0
    for row in told("hotels")["blocks"]:
        if hotel_rows.state_of(row, evening) == RoomBlock.State.CONTRACTED:
            kept += dict(hotel_rows.nights_of(row, evening)).get(night, 0)
    assert kept == rooms


@pytest.mark.django_db
def test_guests_sleep_where_the_story_wants_them(settings):
    settings.DEMO = True
    clock._seen["at"] = None
    loading.load(FULL)
    assert Room.objects.count() == 420
    states = Counter(RoomAssignment.objects.values_list("state", flat=True))
    assert states == {"checked_in": 193, "confirmed": 78, "proposed": 3, "no_show": 1}
    assert HeldBed.objects.values("lodging").distinct().count() == 272  # three rooms have no number yet
    nights = sum(row.nights for row in RoomAssignment.objects.all())
    assert HeldNight.objects.count() == nights
    assert (
        RoomAssignment.objects.filter(delegation__code="BFA", occupant__is_head=True).get().state
        == "confirmed"
    )
    clock._seen |= {"at": None, "offset": dt.timedelta()}
