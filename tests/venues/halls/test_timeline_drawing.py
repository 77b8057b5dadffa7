"""The lanes as SVG: geometry in per cent, mirrored for Arabic, nothing that a strict content policy refuses."""

import datetime as dt
import json
import re

import pytest
from django.utils import translation

from tests.venues.halls.timeline_making import at, grid
from tests.venues.making import make_booking, make_hall
from venues.halls import timeline_drawing
from venues.halls.models import HallPart

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j0", "in_english")]


def boxes(svg, css):
    return [
        (float(x), float(width))
        for x, width in re.findall(rf'<rect x="([\d.]+)%" y="7" width="([\d.]+)%"[^>]*class="{css}"', svg)
    ]


def drawn(user, **asked):
    ((_group, lanes),) = timeline_drawing.drawn(grid(user, **asked))
    return [svg for _lane, svg in lanes]


def test_a_bar_stands_where_its_hours_are_with_hatched_buffers(conference, salon):
    make_booking(salon, "Mali - Niger", starts_at=at(12))
    (svg,) = drawn(conference)
    assert boxes(svg, "it") == [(33.33, 5.56)]
    assert boxes(svg, "buffer") == [(31.94, 8.33)]
    assert (
        'aria-label="Mali - Niger, 12:00 – 13:00, Confirmed, with set-up and clearing 11:45 – 13:15"' in svg
    )
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", svg)
    assert svg.count('class="today"') == 1


def test_both_sides_of_a_divided_hall_are_drawn_above_each_other(conference, djoliba, cicb):
    whole, left = djoliba
    right = make_hall("D2", parts=[HallPart.objects.get(code="DB")], order=30)
    make_booking(left, starts_at=at(9))
    make_booking(right, starts_at=at(9))
    make_booking(whole, starts_at=at(15))
    (svg, *_halves) = drawn(conference)
    assert re.findall(r'y="(\d+)" width="[^"]+" height="(\d+)" rx="3" class="it"', svg) == [
        ("7", "15"),
        ("22", "15"),
        ("7", "30"),
    ]


def test_the_drawing_is_mirrored_where_one_reads_from_the_right(conference, salon):
    make_booking(salon, "Mali - Niger", starts_at=at(12))
    with translation.override("ar"):
        (svg,) = drawn(conference)
    assert boxes(svg, "it") == [(61.11, 5.56)]


def test_a_week_says_where_its_days_begin_on_the_summit_s_clocks(conference, salon, summit):
    summit.zone = "Europe/Paris"
    summit.save()
    conference.summit.refresh_from_db()
    days = json.loads(timeline_drawing.days(grid(conference, day=dt.date(2026, 3, 29), view="week")))
    assert [words.replace("\xa0", " ") for _begins, words in days][-2:] == [
        "Sat 28 March, ",
        "Sun 29 March, ",
    ]
    midnights = [dt.datetime(2026, 3, number, tzinfo=summit.tz) for number in range(23, 30)]
    assert [begins * 60 for begins, _words in days] == [at.timestamp() for at in midnights]
    assert timeline_drawing.days(grid(conference)) == ""


def test_titles_are_escaped(conference, salon):
    make_booking(salon, '<b>"x"&', starts_at=at(12))
    (svg,) = drawn(conference)
    assert "<b>" not in svg
    assert "&lt;b&gt;" in svg
