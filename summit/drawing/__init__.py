"""Plots that the server draws as SVG: bars, burn-up, timeline rows, lanes of what is held.

Pure functions of plain values. x and width are per cent, y and height px, so that plots stretch
without script and text never does; the pen mirrors x where the page reads from the right.
Colour comes by class, geometry by attribute: a strict content policy refuses style attributes.
"""

from summit.drawing.bars import bar
from summit.drawing.burnup import Burnup, Curve, burnup
from summit.drawing.lanes import Axis, Mark, axis_head, daily, hourly, lane
from summit.drawing.pen import HATCH, Pen
from summit.drawing.timeline import Bar, Elbow, Span, Week, elbows, span_of, task_row, weeks_head

__all__ = [
    "HATCH",
    "Axis",
    "Bar",
    "Burnup",
    "Curve",
    "Elbow",
    "Mark",
    "Pen",
    "Span",
    "Week",
    "axis_head",
    "bar",
    "burnup",
    "daily",
    "elbows",
    "hourly",
    "lane",
    "span_of",
    "task_row",
    "weeks_head",
]
