"""Lanes of what is held: shares of a day, also of one on which the clocks change, in both directions."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest

from summit.drawing import Axis, axis_head, daily, hourly, lane

PARIS, BAMAKO = ZoneInfo("Europe/Paris"), ZoneInfo("Africa/Bamako")


def midnight(day, zone=BAMAKO, month=12):
    return dt.datetime(2025, month, day, tzinfo=zone)


@pytest.fixture
def day():
    return hourly(midnight(22), midnight(23), every=6)


def test_a_moment_has_its_share_of_the_day_whatever_its_zone(day):
    noon = midnight(22) + dt.timedelta(hours=12)
    assert [day.share(at) for at in (noon, noon.astimezone(PARIS))] == [50, 50]
    assert [day.share(midnight(20)), day.share(midnight(25))] == [0, 100]
    assert [day.covers(midnight(22)), day.covers(midnight(23))] == [True, False]


@pytest.mark.parametrize(("month", "date", "hours"), [(3, 30, 23), (10, 26, 25)])
def test_hours_stand_where_the_clocks_show_them_when_these_change(month, date, hours):
    axis = hourly(midnight(date, PARIS, month), midnight(date + 1, PARIS, month))
    noon = next(mark for mark in axis.marks if mark.words == "12:00")
    elapsed = {23: 11, 25: 13}[hours]
    assert axis.share(noon.at) == pytest.approx(100 * elapsed / hours)


def test_an_axis_may_begin_within_the_day():
    start = midnight(22) + dt.timedelta(hours=6)
    assert [mark.words for mark in hourly(start, midnight(23), every=6).marks] == ["06:00", "12:00", "18:00"]


def test_a_week_is_written_by_days_with_a_line_at_noon():
    axis = daily(midnight(22), 7, every=12)
    assert (axis.end, len(axis.marks)) == (midnight(29), 14)
    assert [mark.strong for mark in axis.marks[:2]] == [True, False]
    assert axis_head(axis).count("<text") == 7


def test_the_present_minute_is_a_line_and_a_dot_where_it_is_on_the_axis(day):
    inside, outside = midnight(22) + dt.timedelta(hours=3), midnight(24)
    shown = [lane(day, [], height=40, now=now, rtl=False).count("today") for now in (inside, outside, None)]
    assert shown == [1, 0, 0]
    assert [axis_head(day, now=now).count("todayf") for now in (inside, outside, None)] == [1, 0, 0]


def test_lines_are_mirrored_in_arabic(day):
    found = [re.findall(r'x1="([\d.]+)%"', lane(day, [], height=40, rtl=rtl)) for rtl in (False, True)]
    assert found == [["0", "25", "50", "75"], ["100", "75", "50", "25"]]


def test_a_lane_with_links_is_a_group_and_one_without_words_is_decoration(day):
    assert 'role="group" aria-label="Salon &lt;1&gt;"' in lane(day, [], height=40, label="Salon <1>")
    assert 'aria-hidden="true"' in lane(day, [], height=40)
    assert isinstance(day, Axis)
