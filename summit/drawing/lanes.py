"""Hours or days across, one lane for each thing that is held: the axis and what every lane draws on it.

Shares of the axis are counted between moments in UTC: a day on which the clocks change is an hour
shorter or longer, and its marks still stand at the hours that the clocks show.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from summit import writing
from summit.drawing.pen import Pen, plot

HEAD = 24  # px


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A line of the axis: where it stands, what is written at it, and whether it begins a day."""

    at: dt.datetime
    words: str = ""
    strong: bool = False


@dataclass(frozen=True, kw_only=True)
class Axis:
    """What the lanes cover: the moments [start, end), with a line at each mark."""

    start: dt.datetime
    end: dt.datetime
    marks: tuple[Mark, ...] = ()

    def share(self, at: dt.datetime) -> float:
        """Per cent of the axis at which a moment lies, held inside it."""
        start, end = self.start.astimezone(dt.UTC), self.end.astimezone(dt.UTC)
        held = min(max(at.astimezone(dt.UTC), start), end)
        return 100 * (held - start) / (end - start)

    def covers(self, at: dt.datetime) -> bool:
        return self.start <= at < self.end


def hourly(start: dt.datetime, end: dt.datetime, *, every: int = 1) -> Axis:
    """An axis within one day with a line every so many hours, as the clocks of ``start``'s zone show them."""
    hours = range(start.hour, 24, every)
    marks = (start.replace(hour=hour, minute=0) for hour in hours)
    return Axis(
        start=start, end=end, marks=tuple(Mark(at=at, words=writing.hour(at)) for at in marks if at < end)
    )


def daily(start: dt.datetime, days: int, *, every: int = 0) -> Axis:
    """An axis of whole days from ``start``, midnight somewhere; ``every`` so many hours an unwritten line."""
    begins = [start + dt.timedelta(days=number) for number in range(days)]  # wall clock: the zone stays
    marks = []
    for at in begins:
        marks.append(Mark(at=at, words=writing.short_day(at.date()), strong=True))
        marks += [Mark(at=at.replace(hour=hour)) for hour in range(every, 24, every or 24)]
    return Axis(start=start, end=start + dt.timedelta(days=days), marks=tuple(marks))


def axis_head(
    axis: Axis, *, now: dt.datetime | None = None, dx: int = 2, rtl: bool | None = None
) -> SafeString:
    """The words of the marks; a dot where the line of the present minute starts."""
    pen = Pen(rtl)
    parts = [
        pen.text(axis.share(mark.at), 16, mark.words, "axis", dx=dx) for mark in axis.marks if mark.words
    ]
    if now is not None and axis.covers(now):
        parts.append(pen.dot(axis.share(now), HEAD, 3.5, "todayf"))
    return plot(parts, height=HEAD)


def lane(
    axis: Axis,
    parts: Iterable[str],
    *,
    height: int,
    now: dt.datetime | None = None,
    label: str = "",
    rtl: bool | None = None,
) -> SafeString:
    """One lane: the lines of the marks and of the present minute, ``parts`` on them.

    With ``label`` it is a group whose parts may be reached and pressed; without, a decoration
    beside words that say the same.
    """
    pen = Pen(rtl)
    lines = []
    for mark in axis.marks:
        x = axis.share(mark.at)
        lines.append(pen.line(x, 0, x, height, "g2" if mark.strong else "g"))
    today = []
    if now is not None and axis.covers(now):
        x = axis.share(now)
        today.append(pen.line(x, 0, x, height, "today"))
    return plot([*lines, *today, *parts], height=height, label=label, role="group" if label else "img")
