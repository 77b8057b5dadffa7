"""The plan of the stands as SVG: one picture for each stand, so that names and bars cannot drift apart."""

from django.utils.safestring import SafeString

from summit.drawing import Pen, axis_head, hourly, lane

ROW = 34  # px
STEP_HOURS = 3


def hours(start, end) -> SafeString:
    """The axis: every third hour on the summit's clocks."""
    return axis_head(hourly(start, end, every=STEP_HOURS))


def plan(stands, rows, start, end, *, now) -> list[tuple]:
    """``(stand, drawing, its allocations)`` for every stand."""
    axis = hourly(start, end, every=STEP_HOURS)
    lanes = ((stand, [row for row in rows if row.stand_id == stand.pk]) for stand in stands)
    return [(stand, drawn(mine, axis, now=now), mine) for stand, mine in lanes]


def drawn(rows, axis, *, now) -> SafeString:
    pen = Pen()
    return lane(axis, [aircraft(pen, row, axis) for row in rows], height=ROW, now=now)


def aircraft(pen, row, axis) -> str:
    """An aircraft on the stand: solid once it is confirmed, dashed while it is proposed."""
    begins, ends = axis.share(row.occupied_from), axis.share(row.occupied_until)
    box = pen.box(begins, ends - begins, 5, ROW - 10, f"held {row.state}", rx=4)
    return box + pen.text(begins, ROW / 2 + 4, row.flight.callsign, "held-name", dx=6)
