"""Need against what is kept and what is held, night by night, as curves."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from summit import writing
from summit.drawing import Burnup, Curve, burnup

TICKS = 8  # as many days as fit under the narrowest plot
HEIGHT = 200  # px


def drawn(table, today):
    """The plot; the table beside it says the same figures."""
    count = len(table.nights)
    every = max(1, -(-count // TICKS))
    curves = (
        Curve(points=points(table.total.kept), kind="plan", name=pgettext("rooms", "kept")),
        Curve(points=points(table.total.held), kind="done", name=pgettext("rooms", "held")),
        Curve(points=points(table.need), kind="fc", name=_("needed")),
    )
    ticks = [
        (place, writing.short_date(night))
        for place, night in enumerate(table.nights)
        if place % every == 0 and place < count - 1  # under the last one stand the names of the curves
    ]
    return burnup(
        Burnup(
            curves=curves,
            label=_("Rooms needed, kept and held on each night"),
            ticks=tuple(ticks),
            today=table.nights.index(today) if today in table.nights else None,
            today_label=_("Today"),
            height=HEIGHT,
        )
    )


def points(counts):
    return tuple((place, count) for place, count in enumerate(counts))
