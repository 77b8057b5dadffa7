"""An hour as people type it: read without guessing, in the summit's zone."""

import datetime as dt
import zoneinfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from delegations.travel.time_reading import read_moment, typed

BAMAKO, KABUL = zoneinfo.ZoneInfo("Africa/Bamako"), zoneinfo.ZoneInfo("Asia/Kabul")
PARIS, KIRITIMATI = zoneinfo.ZoneInfo("Europe/Paris"), zoneinfo.ZoneInfo("Pacific/Kiritimati")
J0 = dt.date(2025, 12, 22)


def read(text, *, day=J0, zone=BAMAKO):
    return read_moment(text, day=day, zone=zone).astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("10:38", "2025-12-22 10:38"),
        ("1038", "2025-12-22 10:38"),
        ("938", "2025-12-22 09:38"),
        ("10h38", "2025-12-22 10:38"),
        ("10 h 38", "2025-12-22 10:38"),
        ("10H", "2025-12-22 10:00"),
        ("10.38", None),
        (" 10:38 ", "2025-12-22 10:38"),
        ("١٠:٣٨", "2025-12-22 10:38"),
        ("١٠٣٨", "2025-12-22 10:38"),
        ("\u200f١٠:٣٨\u200e", "2025-12-22 10:38"),
        ("۰۹:۰۵", "2025-12-22 09:05"),
        ("0:00", "2025-12-22 00:00"),
        ("23/12 07:30", "2025-12-23 07:30"),
        ("23/12, 0730", "2025-12-23 07:30"),
        ("٢٣/١٢ ٠٧:٣٠", "2025-12-23 07:30"),
        ("٢٣/١٢، ٠٧:٣٠", "2025-12-23 07:30"),
        ("23.12 7h30", "2025-12-23 07:30"),
        ("23/12/2025 07:30", "2025-12-23 07:30"),
        ("2025-12-23 07:30", "2025-12-23 07:30"),
        ("2/1 06:00", "2026-01-02 06:00"),
    ],
)
def test_what_people_type(text, moment):
    if moment is None:
        with pytest.raises(ValidationError):
            read(text)
    else:
        assert read(text) == moment


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "bad_time"),
        ("soon", "bad_time"),
        ("10", "bad_time"),
        ("10:3", "bad_time"),
        ("10:385", "bad_time"),
        ("103850", "bad_time"),
        ("-10:38", "bad_time"),
        ("23/12", "bad_time"),
        ("23/12 mardi 07:30", "bad_time"),
        ("24:00", "no_hour"),
        ("10:60", "no_hour"),
        ("9999", "no_hour"),
        ("31/02 07:30", "no_day"),
        ("2025-02-30 07:30", "no_day"),
        ("32/13/2025 07:30", "no_day"),
    ],
)
def test_what_makes_no_sense_is_said(text, code):
    with pytest.raises(ValidationError) as refused:
        read(text)
    assert refused.value.code == code


def test_an_hour_alone_is_of_the_day_planned_in_the_zone_of_the_summit():
    assert read("00:30", zone=KABUL) == "2025-12-21 20:00"
    assert read("23:30", zone=KIRITIMATI) == "2025-12-22 09:30"


def test_a_date_without_its_year_is_the_nearest():
    assert read("30/12 06:00", day=dt.date(2026, 1, 2)) == "2025-12-30 06:00"
    assert read("29/02 06:00", day=dt.date(2028, 1, 2)) == "2028-02-29 06:00"


def test_an_hour_that_the_clocks_skip_is_refused_and_of_one_shown_twice_the_first_is_meant():
    with pytest.raises(ValidationError) as refused:
        read("02:30", day=dt.date(2026, 3, 29), zone=PARIS)
    assert refused.value.code == "skipped"
    assert read("02:30", day=dt.date(2026, 10, 25), zone=PARIS) == "2026-10-25 00:30"


@given(
    st.integers(min_value=-150_000, max_value=80_000),
    st.sampled_from([BAMAKO, KABUL, KIRITIMATI]),
)
def test_what_is_shown_in_the_field_is_read_back_as_the_same_moment(minutes, zone):
    moment = dt.datetime(2025, 12, 22, tzinfo=zone) + dt.timedelta(minutes=minutes)
    shown = typed(moment, day=J0, zone=zone)
    assert read_moment(shown, day=J0, zone=zone) == moment
