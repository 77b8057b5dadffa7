"""Plots that the server draws as SVG: bars, burn-up, timeline rows.

Pure functions of plain values. x and width are per cent, y and height px, so that plots stretch
without script and text never does; the pen mirrors x where the page reads from the right.
Colour comes by class, geometry by attribute: a strict content policy refuses style attributes.
"""

from summit.drawing.bars import bar
from summit.drawing.burnup import Burnup, Curve, burnup
from summit.drawing.pen import HATCH, Pen
from summit.drawing.timeline import Bar, Elbow, Span, Week, elbows, span_of, task_row, weeks_head

__all__ = [
    "HATCH",
    "Bar",
    "Burnup",
    "Curve",
    "Elbow",
    "Pen",
    "Span",
    "Week",
    "bar",
    "burnup",
    "elbows",
    "span_of",
    "task_row",
    "weeks_head",
]
