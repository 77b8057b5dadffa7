"""The timeline of tasks: one SVG per table row, so that list and timeline cannot drift apart.

Days are numbers counted from J0, the first day of the summit: -18 is J-18; a day lasts from its
number to the next, so a task due on day d ends at d + 1.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString

from summit.drawing.pen import Pen, percent, plot

ROW, HEAD = 32, 34  # px
BAR_Y, BAR_HEIGHT, MIDDLE = 10, 12, 16
LABELS = 10  # as many dates as fit over the narrowest timeline


@dataclass(frozen=True, kw_only=True)
class Week:
    """A line of the axis: ``top`` is the J-n, ``sub`` the date, ``strong`` marks J0."""

    day: float
    top: str
    sub: str = ""
    strong: bool = False


@dataclass(frozen=True, kw_only=True)
class Span:
    """What the axis covers: days ``first`` up to ``last``, weekends as pairs of days."""

    first: float
    last: float
    weeks: tuple[Week, ...] = ()
    weekends: tuple[tuple[float, float], ...] = ()
    today: float | None = None
    label: str = ""

    def at(self, day: float) -> float:
        """Per cent from the start edge, held inside the axis."""
        return self.length(min(max(day, self.first), self.last) - self.first)

    def length(self, days: float) -> float:
        return 100 * days / (self.last - self.first)


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One task: planned from ``start`` to ``end``; ``progress`` 0-100.

    ``late_until`` is where the overrun ends (today, or the day it was done); ``blocked_since``
    the start of the days lost to a block, ``blocked_until`` their end (default today).
    """

    state: str
    start: float
    end: float
    progress: float = 0
    late_until: float | None = None
    blocked_since: float | None = None
    blocked_until: float | None = None


@dataclass(frozen=True, kw_only=True)
class Elbow:
    """A piece of a dependency within one row.

    ``kind`` is from, through, to, or back: the needed task ends after the one that needs it, so
    the arrow turns back to ``start``, the end of that bar. ``down`` is the sense of the line.
    """

    kind: str
    x: float
    start: float = 0
    down: bool = True


def span_of(j0: date, first: int, last: int, *, today=None, top=str, sub=str, label="") -> Span:
    """The axis from day ``first`` to ``last`` inclusive around ``j0``.

    ``top(n)`` words a day number, ``sub(date)`` a date; weeks are counted from J0.
    """
    last = max(last + 1, first + 7)
    every = 7 * max(1, -(-(last - first) // (7 * LABELS)))
    starts = [n for n in range(first, last) if n % every == 0]
    weeks = tuple(Week(day=n, top=top(n), sub=sub(j0 + timedelta(n)), strong=n == 0) for n in starts)
    days = [n for n in range(first, last) if (j0 + timedelta(n)).weekday() in (5, 6)]
    weekends = tuple((n, n + 1) for n in days)
    return Span(first=first, last=last, weeks=weeks, weekends=joined(weekends), today=today, label=label)


def joined(pairs):
    """Neighbouring pairs as one: a Saturday and its Sunday are one band."""
    bands = []
    for start, end in pairs:
        if bands and bands[-1][1] == start:
            bands[-1] = (bands[-1][0], end)
        else:
            bands.append((start, end))
    return tuple(bands)


def inside(span: Span, day: float | None) -> bool:
    return day is not None and span.first <= day <= span.last


def weeks_head(span: Span, *, rtl: bool | None = None) -> SafeString:
    """The axis: J-n above the date, a line per week, a dot where today's line starts."""
    pen, parts = Pen(rtl), []
    for week in span.weeks:
        x = span.at(week.day)
        parts += [
            pen.line(x, 4, x, HEAD, "g2"),
            pen.text(x, 15, week.top, "tb" if week.strong else "t", dx=6),
            pen.text(x, 29, week.sub, "tq", dx=6),
        ]
    if inside(span, span.today):
        parts.append(pen.dot(span.at(span.today), HEAD, 4, "todayf"))
    return plot(parts, height=HEAD, label=span.label)


def task_row(
    task: Bar | None, span: Span, elbow: Iterable[Elbow] = (), *, rtl: bool | None = None
) -> SafeString:
    """One row: outline as planned, solid as done, red past the end, red hatch while blocked."""
    pen = Pen(rtl)
    parts = [pen.box(span.at(a), span.length(b - a), 0, "100%", "wkend", rx=0) for a, b in span.weekends]
    for week in span.weeks:
        x = span.at(week.day)
        parts.append(pen.line(x, 0, x, "100%", "g2" if week.strong else "g"))
    if task is not None:
        parts += task_bar(pen, span, task)
    if inside(span, span.today):
        x = span.at(span.today)
        parts.append(pen.line(x, 0, x, "100%", "today"))
    for piece in elbow or ():
        parts += elbow_piece(pen, span, piece)
    return plot(parts, height=ROW)


def task_bar(pen, span, task):
    def box(start, end, css, *, rx=3, fill=""):
        x = span.at(start)
        width = span.at(end) - x
        return [pen.box(x, width, BAR_Y, BAR_HEIGHT, css, rx=rx, fill=fill)] if width > 0 else []

    if task.state == "void":
        return box(task.start, task.end, "bo void")
    look = "doing" if task.state in ("late", "blocked") else task.state
    parts = box(task.start, task.end, f"b {look}")
    done = task.start + (task.end - task.start) * min(max(task.progress, 0), 100) / 100
    parts += box(task.start, done, f"bd {look}")
    if task.late_until is not None:
        parts += box(task.end, task.late_until, "bd late", rx=0)
    if task.blocked_since is not None:
        parts += box(task.blocked_since, blocked_end(task, span), "", rx=0, fill="url(#hxr)")
    return parts


def blocked_end(task, span):
    """The hatch stops with the block, at the latest where the bar stops."""
    bar_end = task.end if task.late_until is None else max(task.end, task.late_until)
    until = span.today if task.blocked_until is None else task.blocked_until
    return bar_end if until is None else min(until, bar_end)


def elbow_piece(pen, span, piece):
    x = span.at(piece.x)
    if piece.kind == "through":
        return [pen.line(x, 0, x, "100%", "elbow")]
    if piece.kind == "from":
        up_or_down = (
            pen.line(x, MIDDLE, x, "100%", "elbow") if piece.down else pen.line(x, 0, x, MIDDLE, "elbow")
        )
        return [pen.line(span.at(piece.start), MIDDLE, x, MIDDLE, "elbow"), up_or_down]
    if piece.kind == "back":
        return turned_back(pen, span, piece, x)
    if piece.down:
        arrival, y, tip = pen.line(x, 0, x, BAR_Y, "elbow"), BAR_Y - 6, "M-4 0h8l-4 6z"
    else:
        arrival, y, tip = (
            pen.line(x, BAR_Y + BAR_HEIGHT, x, "100%", "elbow"),
            BAR_Y + BAR_HEIGHT,
            "M-4 6h8l-4-6z",
        )
    return [
        arrival,
        f'<svg x="{percent(pen.x(x))}" y="{y}" overflow="visible"><path class="tip" d="{tip}"/></svg>',
    ]


def turned_back(pen, span, piece, x):
    end = span.at(piece.start)
    tip = "M6-4v8l-6-4z" if not pen.rtl else "M-6-4v8l6-4z"
    return [
        pen.line(x, 0, x, MIDDLE, "elbow") if piece.down else pen.line(x, MIDDLE, x, "100%", "elbow"),
        pen.line(end, MIDDLE, x, MIDDLE, "elbow"),
        f'<svg x="{percent(pen.x(end))}" y="{MIDDLE}" overflow="visible"><path class="tip" d="{tip}"/></svg>',
    ]


def elbows(
    rows: list[tuple[str, Bar]], needs: Iterable[tuple[str, str]], selected: str | None
) -> Mapping[str, list[Elbow]]:
    """Pieces per row for the dependencies of the ``selected`` task, both ways.

    ``rows`` are the shown tasks in order, ``needs`` pairs ``(task, what it needs)``. A dependency
    on a row that is not shown is left out: the task's page lists it.
    """
    order = {key: k for k, (key, _bar) in enumerate(rows)}
    bars, pieces = dict(rows), {}
    for key, needed in needs:
        if selected not in (key, needed) or key not in order or needed not in order or key == needed:
            continue
        source, target = order[needed], order[key]
        down = target > source
        x = max(bars[key].start, bars[needed].end) + 0.3
        pieces.setdefault(needed, []).append(Elbow(kind="from", x=x, start=bars[needed].end, down=down))
        for between in range(min(source, target) + 1, max(source, target)):
            pieces.setdefault(rows[between][0], []).append(Elbow(kind="through", x=x))
        last = Elbow(kind="to", x=x, down=down)
        if x > bars[key].end:
            last = Elbow(kind="back", x=x, start=bars[key].end, down=down)
        pieces.setdefault(key, []).append(last)
    return pieces
