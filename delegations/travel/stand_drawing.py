"""The plan of the stands as SVG: one picture for each stand, so that names and bars cannot drift apart."""

from django.utils.safestring import SafeString

from summit import writing
from summit.drawing.pen import Pen, plot

ROW, HEAD = 34, 24  # px
STEP_HOURS = 3


def share(at, start, end) -> float:
    """Per cent of the day at which a moment lies, held inside it."""
    return 100 * (min(max(at, start), end) - start) / (end - start)


def hours(start, end, summit) -> SafeString:
    """The axis: every third hour on the summit's clocks."""
    pen = Pen()
    marks = (start.replace(hour=hour) for hour in range(0, 24, STEP_HOURS))
    return plot(
        [pen.text(share(at, start, end), 16, writing.hour(at), "axis", dx=2) for at in marks], height=HEAD
    )


def plan(stands, rows, start, end, *, now) -> list[tuple]:
    """``(stand, drawing, its allocations)`` for every stand."""
    lanes = ((stand, [row for row in rows if row.stand_id == stand.pk]) for stand in stands)
    return [(stand, lane(mine, start, end, now=now), mine) for stand, mine in lanes]


def lane(rows, start, end, *, now) -> SafeString:
    pen = Pen()
    marks = (share(start.replace(hour=hour), start, end) for hour in range(0, 24, STEP_HOURS))
    parts = [pen.line(x, 0, x, ROW, "grid") for x in marks]
    parts += [drawn(pen, row, start, end) for row in rows]
    if start <= now < end:
        x = share(now, start, end)
        parts.append(pen.line(x, 0, x, ROW, "today"))
    return plot(parts, height=ROW)


def drawn(pen, row, start, end) -> str:
    """An aircraft on the stand: solid once it is confirmed, dashed while it is proposed."""
    begins, ends = share(row.occupied_from, start, end), share(row.occupied_until, start, end)
    box = pen.box(begins, ends - begins, 5, ROW - 10, f"held {row.state}", rx=4)
    return box + pen.text(begins, ROW / 2 + 4, row.flight.callsign, "held-name", dx=6)
