"""Burn-up: what was planned, what is done, and where the present pace leads."""

import math
from dataclasses import dataclass

from django.utils.safestring import SafeString

from summit.drawing.pen import Pen, percent, plot

LEFT, RIGHT = 8, 29  # per cent kept for the axis figures and for the names at the line ends
TOP, FOOT = 14, 26  # px above the plot and below it
NAME_STEP = 16  # px that two names need between their base lines


@dataclass(frozen=True, kw_only=True)
class Curve:
    """One line: points ``(day, value)`` in order of days.

    ``kind`` is plan, done, fc (forecast) or all (scope). ``name`` stands at its end, ``note`` on
    the line below that; ``tag`` beside its middle.
    """

    points: tuple[tuple[float, float], ...]
    kind: str
    name: str = ""
    note: str = ""
    tag: str = ""


@dataclass(frozen=True, kw_only=True)
class Burnup:
    """All that one plot shows; days are any numbers, ``ticks`` pairs ``(day, words)``."""

    curves: tuple[Curve, ...]
    label: str
    ticks: tuple[tuple[float, str], ...] = ()
    today: float | None = None
    today_label: str = ""
    height: int = 270


def step_for(top: float) -> float:
    """A round distance between grid lines that gives four to six of them."""
    if top <= 5:
        return 1
    size = 10 ** math.floor(math.log10(top / 5))
    return next(size * k for k in (1, 2, 5, 10) if top / (size * k) <= 6)


class Scale:
    """From days and values to per cent and px."""

    def __init__(self, chart: Burnup):
        points = [point for curve in chart.curves for point in curve.points] or [(0, 0)]
        days = [day for day, _value in points] + [day for day, _words in chart.ticks]
        self.first, self.last = min(days), max(max(days), min(days) + 1)
        highest = max([value for _day, value in points] + [1])
        self.step = step_for(highest)
        self.top = math.ceil(highest / self.step) * self.step
        self.height = chart.height

    def share(self, day: float) -> float:
        return (day - self.first) / (self.last - self.first) * 100

    def x(self, day: float) -> float:
        return LEFT + self.share(day) * (100 - LEFT - RIGHT) / 100

    def y(self, value: float) -> float:
        return round(TOP + (self.top - value) / self.top * (self.height - TOP), 1)


def burnup(chart: Burnup, *, rtl: bool | None = None) -> SafeString:
    """Draw it; the caller gives the same figures as a table."""
    pen, scale = Pen(rtl), Scale(chart)
    parts = grid(pen, scale, chart)
    parts.append(curves(pen, scale, chart))
    if chart.today is not None:
        x = scale.x(chart.today)
        parts += [
            pen.line(x, TOP - 8, x, chart.height, "today"),
            pen.text(x, 10, chart.today_label, "tn", dx=6),
        ]
    parts += names(pen, scale, chart)
    return plot(parts, height=chart.height + FOOT, label=chart.label)


def grid(pen, scale, chart):
    parts = []
    for k in range(round(scale.top / scale.step) + 1):
        value = k * scale.step
        y = scale.y(value)
        parts += [
            pen.line(LEFT, y, 100 - RIGHT, y, "g"),
            pen.text(LEFT, y + 4, f"{value:g}", "tq", dx=-8, anchor="end"),
        ]
    parts += [
        pen.text(scale.x(day), chart.height + 18, words, "alt" if at % 2 else "", anchor="middle")
        for at, (day, words) in enumerate(chart.ticks)
    ]
    return parts


def curves(pen, scale, chart):
    """The lines in a box of their own whose unit is the plot, so that they stretch with it."""
    lines = []
    for curve in sorted(chart.curves, key=lambda c: ("all", "plan", "fc", "done").index(c.kind)):
        points = " ".join(
            f"{pen.x(scale.share(day)):.2f},{(scale.top - value) / scale.top * 100:.2f}"
            for day, value in curve.points
        )
        lines.append(f'<polyline class="ln ln-{curve.kind}" points="{points}"/>')
    width = 100 - LEFT - RIGHT
    return (
        f'<svg x="{percent(pen.x(LEFT, width))}" y="{TOP}" width="{percent(width)}" height="{chart.height - TOP}" '
        f'viewBox="0 0 100 100" preserveAspectRatio="none" overflow="visible">{"".join(lines)}</svg>'
    )


def names(pen, scale, chart):
    """Names at the ends, pushed apart where two would touch; a line that stops early is named below its end."""
    parts, taken = [], []
    for curve in sorted((c for c in chart.curves if c.points), key=lambda c: -c.points[-1][1]):
        day, value = curve.points[-1]
        strong = "tb" if curve.kind in ("done", "fc") else "tq"
        if curve.tag:
            parts.append(tag(pen, scale, curve))
        if not curve.name:
            continue
        if day < scale.last:
            parts.append(pen.text(scale.x(day), scale.y(value) + 22, curve.name, f"{strong} halo", dx=8))
            continue
        y = max([scale.y(value) + 4, *[other + NAME_STEP for other in taken]])
        parts.append(pen.text(100 - RIGHT, y, curve.name, strong, dx=8))
        if curve.note:
            parts.append(pen.text(100 - RIGHT, y + 15, curve.note, dx=8))
        taken.append(y + (15 if curve.note else 0))
    return parts


def tag(pen, scale, curve):
    """A word before the middle of the line, above it."""
    day, value = curve.points[len(curve.points) // 2]
    return pen.text(scale.x(day), scale.y(value) - 6, curve.tag, "tq halo", dx=-6, anchor="end")
