"""People who come or go by the hour, drawn by the server; the page gives the same figures as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from delegations.travel.board_rows import Board, mark
from summit.drawing import Pen
from summit.drawing.pen import plot

HEIGHT, TOP, FOOT = 110, 18, 20  # px: the bars, above them, below them
FILL = 0.7  # share of an hour's width that its bar takes
LEAST_HOURS = 8  # fewer would make a wall of one bar
ROOM = 12  # hours beyond which only every second one is written


@dataclass(frozen=True)
class Hour:
    """One hour of the day, with the movements in it and the people in them."""

    hour: int
    movements: int
    people: int

    @property
    def words(self) -> str:
        return f"{self.hour:02d}:00"


def hours_of(board: Board) -> list[Hour]:
    """The hours of today from the first movement to the last, empty ones between them included."""
    by_hour: dict[int, list[int]] = {}
    for line in board.today:
        by_hour.setdefault(line.at.hour, []).append(line.party)
    if not by_hour:
        return []
    first, last = min(by_hour), max(by_hour)
    first = max(0, min(first, last - LEAST_HOURS + 1))
    last = min(23, max(last, first + LEAST_HOURS - 1))
    return [Hour(h, len(by_hour.get(h, ())), sum(by_hour.get(h, ()))) for h in range(first, last + 1)]


def draw(hours: Sequence[Hour], *, now_hour: float, rtl: bool | None = None):
    """Bars of people, the number above each, the hour below; a line at the time of the clock."""
    if not hours:
        return ""
    pen, width = Pen(rtl), 100 / len(hours)
    top = max(hour.people for hour in hours) or 1
    bars, words = [pen.line(0, TOP + HEIGHT, 100, TOP + HEIGHT, "g2")], []
    for place, hour in enumerate(hours):
        x, middle = place * width + width * (1 - FILL) / 2, (place + 0.5) * width
        y = round(TOP + HEIGHT * (1 - hour.people / top), 1)
        if hour.people:
            bars.append(pen.box(x, width * FILL, y, round(TOP + HEIGHT - y, 1), "f doing", rx=2))
            words.append(pen.text(middle, y - 5, str(hour.people), "t halo", anchor="middle"))
        alternate = "alt" if len(hours) > ROOM and place % 2 else ""
        words.append(pen.text(middle, TOP + HEIGHT + 15, f"{hour.hour:02d}", alternate, anchor="middle"))
    at = (now_hour - hours[0].hour) * width
    line = [pen.line(at, TOP - 6, at, TOP + HEIGHT, "today")] if 0 <= at <= 100 else []
    parts = [*bars, *line, *words]
    return plot(parts, height=TOP + HEIGHT + FOOT, label=_("People by the hour, today"))


def of_board(board: Board) -> dict:
    """What the page needs of the plot: the drawing, its hours for the table, and their mark."""
    hours = hours_of(board)
    now_hour = board.now.hour + board.now.minute / 60
    drawn = draw(hours, now_hour=now_hour)
    return {"hours": hours, "drawn": drawn, "mark": mark((hours, board.now.hour, board.now.minute // 10))}
