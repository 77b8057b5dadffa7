"""Plots: geometry in per cent, mirrored for Arabic, text escaped, nothing that a strict content policy refuses."""

import datetime as dt
import itertools
import re

import pytest

from summit import drawing
from summit.drawing import Bar, Burnup, Curve, Span

SPAN = Span(first=-10, last=10, today=0, weekends=((-3, -1),))


def boxes(svg, css):
    found = re.findall(rf'<rect x="([\d.]+)%" y="[^"]*" width="([\d.]+)%" [^>]*class="{css}"', svg)
    return [(float(x), float(width)) for x, width in found]


def test_bar_gives_each_part_its_share_from_the_start_edge():
    svg = drawing.bar(20, [("done", 10), ("late", 5)], label="10 of 20", rtl=False)
    assert re.findall(r'class="f (\w+)" x="([\d.]+)%"', svg) == [("done", "0"), ("late", "50")]


def test_bar_runs_from_the_right_in_arabic():
    left, right = (drawing.bar(4, [("done", 1)], label="1", rtl=rtl) for rtl in (False, True))
    assert 'x="0%" width="24.4%"' in left
    assert 'x="75.6%" width="24.4%"' in right


def test_full_bar_reaches_the_end():
    assert 'width="100%" height="100%"/></svg>' in drawing.bar(3, [("done", 3)], label="3", rtl=False)


@pytest.mark.parametrize("total", [0, 3])
def test_bar_of_nothing_is_only_its_ground(total):
    assert drawing.bar(total, [("done", 0)], label="none").count("<rect") == 1


def test_words_of_a_plot_are_escaped():
    chart = Burnup(curves=(Curve(points=((0, 1), (1, 2)), kind="done", name="<b>&"),), label='a"<')
    svg = drawing.burnup(chart)
    assert "<b>" not in svg
    assert 'aria-label="a&quot;&lt;"' in svg


def test_no_plot_needs_a_style_attribute():
    row = drawing.task_row(Bar(state="late", start=-5, end=-1, late_until=0), SPAN)
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", row + drawing.weeks_head(SPAN))


def test_task_shows_plan_share_done_and_overrun():
    svg = drawing.task_row(Bar(state="late", start=-8, end=-2, progress=50, late_until=0), SPAN, rtl=False)
    assert boxes(svg, "b doing") == [(10, 30)]
    assert boxes(svg, "bd doing") == [(10, 15)]
    assert boxes(svg, "bd late") == [(40, 10)]


def test_task_is_mirrored_in_arabic():
    svg = drawing.task_row(Bar(state="todo", start=-8, end=-2), SPAN, rtl=True)
    assert boxes(svg, "b todo") == [(60, 30)]


def test_task_outside_the_axis_is_not_drawn():
    assert boxes(drawing.task_row(Bar(state="todo", start=20, end=30), SPAN), "b todo") == []


def test_block_is_hatched_until_today_and_no_further():
    svg = drawing.task_row(Bar(state="blocked", start=-8, end=6, blocked_since=-4), SPAN, rtl=False)
    assert re.search(r'x="30%" y="10" width="20%" [^>]*fill="url\(#hxr\)"', svg)


def test_cancelled_task_is_a_dashed_outline_only():
    svg = drawing.task_row(Bar(state="void", start=-8, end=-2, progress=70), SPAN)
    assert len(boxes(svg, "bo void")) == 1
    assert "bd " not in svg


def test_row_without_a_task_keeps_its_axis():
    assert 'class="today"' in drawing.task_row(None, SPAN)


def rows(*names):
    return [(name, Bar(state="todo", start=k, end=k + 1)) for k, name in enumerate(names)]


def test_dependency_passes_through_the_rows_between():
    pieces = drawing.elbows(rows("a", "b", "c"), [("c", "a")], "a")
    assert {key: [(e.kind, e.down) for e in found] for key, found in pieces.items()} == {
        "a": [("from", True)],
        "b": [("through", True)],
        "c": [("to", True)],
    }


def test_dependency_on_a_later_row_runs_upwards_and_turns_back():
    pieces = drawing.elbows(rows("a", "b"), [("a", "b")], "a")
    assert [(e.kind, e.down) for e in pieces["a"]] == [("back", False)]
    assert [(e.kind, e.down) for e in pieces["b"]] == [("from", False)]


@pytest.mark.parametrize("selected", [None, "b"])
def test_only_the_selected_task_has_elbows(selected):
    assert drawing.elbows(rows("a", "b", "c"), [("c", "a")], selected) == {}


def test_dependency_on_a_row_that_is_not_shown_is_left_out():
    assert drawing.elbows(rows("a"), [("a", "hidden")], "a") == {}


def test_every_piece_of_a_dependency_can_be_drawn():
    plan = rows("a", "b", "c")
    pieces = drawing.elbows(plan, [("c", "a"), ("a", "b")], "a")
    for key, bar in plan:
        assert 'class="elbow"' in drawing.task_row(bar, SPAN, pieces[key])


def test_span_counts_weeks_from_the_first_day_and_joins_weekends():
    span = drawing.span_of(dt.date(2025, 12, 22), -28, 6, top=lambda n: f"J{n}", sub=lambda d: d.isoformat())
    assert [week.top for week in span.weeks] == ["J-28", "J-21", "J-14", "J-7", "J0"]
    assert [week.sub for week in span.weeks][-1] == "2025-12-22"
    assert [week.day for week in span.weeks if week.strong] == [0]
    assert span.weekends[0] == (-23, -21)
    assert (span.first, span.last) == (-28, 7)


def test_long_span_has_no_more_dates_than_fit():
    assert len(drawing.span_of(dt.date(2025, 12, 22), -365, 30).weeks) <= 11


def test_burnup_scales_itself_to_the_highest_value():
    chart = Burnup(curves=(Curve(points=((0, 0), (10, 246)), kind="plan"),), label="plan")
    assert re.findall(r">(\d+)</text>", drawing.burnup(chart)) == ["0", "50", "100", "150", "200", "250"]


def test_burnup_of_nothing_is_still_a_plot():
    assert drawing.burnup(Burnup(curves=(), label="empty")).startswith("<svg")


def test_names_at_the_line_ends_never_touch():
    curves = tuple(
        Curve(points=((0, 0), (10, value)), kind="plan", name=f"n{value}") for value in (100, 99, 98)
    )
    svg = drawing.burnup(Burnup(curves=curves, label="three"))
    heights = sorted(float(y) for y in re.findall(r'y="([\d.]+)"[^>]*>n\d+<', svg))
    assert min(b - a for a, b in itertools.pairwise(heights)) >= 16


def test_burnup_of_one_day_does_not_divide_by_nothing():
    drawing.burnup(Burnup(curves=(Curve(points=((3, 5),), kind="done", name="5"),), label="one", today=3))
