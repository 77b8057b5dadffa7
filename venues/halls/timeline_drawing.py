"""The lanes of the timeline as SVG: one picture for each hall, whose bars are links.

What a script needs to move a bar stands on the bar itself: moments are minutes since 1970, so that
it counts without knowing zones.
"""

import datetime as dt
import json

from django.utils.html import escape, format_html, html_safe
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from summit import writing
from summit.drawing import Axis, Pen, axis_head, daily, hourly, lane
from summit.drawing.pen import percent

ROW, TOP, BAR = 44, 7, 30  # px: a lane, the room above its bars, a bar
HALF_DAY = 12  # hours between the unwritten lines of a week
ROOM = {1: 1.5, 7: 4}  # per cent of the axis that a name needs, on a day and in a week


def axis_of(grid) -> Axis:
    if grid.asked.days > 1:
        return daily(grid.start, grid.asked.days, every=HALF_DAY)
    return hourly(grid.start, grid.end)


def head(grid) -> SafeString:
    return axis_head(axis_of(grid), now=grid.now, dx=4)


def days(grid) -> str:
    """``[[29437920, "lun. 22 déc., "], …]``: where each day of a week begins and how it is said; empty for a day."""
    if grid.asked.days == 1:
        return ""
    begins = [grid.start + dt.timedelta(days=number) for number in range(grid.asked.days)]  # wall clock
    said = [(minutes(at), writing.short_day(at.date()) + writing.comma()) for at in begins]
    return json.dumps(said, ensure_ascii=False)


def drawn(grid) -> list[tuple]:
    """``(group, [(lane, drawing)])`` of every site."""
    axis, room = axis_of(grid), ROOM[grid.asked.days]
    return [
        (group, [(one, of_lane(one, axis, grid.now, room)) for one in group.lanes]) for group in grid.groups
    ]


def of_lane(one, axis, now, room) -> SafeString:
    pen, stacked = Pen(), stacks(one.blocks)
    parts = [pen.box(0, 100, 0, ROW, "lane-shut", rx=0)] if one.closed else []
    for block in one.blocks:
        level, levels = stacked[block.public_id]
        height = BAR // levels
        body = shape(pen, axis, block, TOP + level * height, height, room)
        parts.append(bar([*buffers(pen, axis, block), *body], block, one))
    return lane(axis, parts, height=ROW, now=now, label=one.name)


def stacks(blocks) -> dict[str, tuple[int, int]]:
    """``(level, levels)`` of each block: both sides of a divided hall may be taken at once, one above the other."""
    ends: list = []
    found = {}
    for block in blocks:
        level = next((at for at, end in enumerate(ends) if end <= block.occupied_from), len(ends))
        ends[level : level + 1] = [block.occupied_until]
        found[block.public_id] = level
    crowded = {one.public_id for one in blocks for other in blocks if overlap(one, other)}
    return {name: (level, len(ends)) if name in crowded else (0, 1) for name, level in found.items()}


def overlap(one, other) -> bool:
    return (
        one is not other
        and one.occupied_from < other.occupied_until
        and other.occupied_from < one.occupied_until
    )


def bar(shapes, block, one) -> str:
    """A link where the reader may open the booking, else a picture of it; both say what they are."""
    shapes = SafeString("".join(shapes))
    said = told(block)
    css = " ".join(filter(None, ("bk", block.look, "other" if block.held_by else "")))
    if not block.url:
        return format_html('<g class="{}" role="img" aria-label="{}">{}</g>', css, said, shapes)
    moving = Moving(block, one) if block.move else ""
    ident = format_html(' id="b-{}"', block.public_id) if not block.held_by else ""
    return format_html(
        '<a class="{}"{} href="{}" aria-label="{}"{}><title>{}</title>{}</a>',
        *(css, ident, block.url, said, moving, said, shapes),
    )


@html_safe
class Moving:
    """What a script needs of a bar that the reader may move."""

    def __init__(self, block, one):
        self.block, self.one = block, one

    def __str__(self):
        block = self.block
        values = {
            "move": block.move,
            "revision": block.revision,
            "hall": self.one.public_id,
            "title": block.title,
            "start": minutes(block.starts_at),
            "end": minutes(block.ends_at),
            "from": minutes(block.occupied_from),
            "until": minutes(block.occupied_until),
        }
        written = "".join(f' data-{name}="{escape(value)}"' for name, value in values.items())
        return f'{written} aria-describedby="halls-how"'


def minutes(moment) -> int:
    return int(moment.timestamp() // 60)


def buffers(pen, axis, block) -> list[str]:
    """Set-up and clearing, hatched, behind the bar."""
    begins, ends = axis.share(block.occupied_from), axis.share(block.occupied_until)
    if block.held_by or block.look == "shut" or ends <= begins:
        return []
    boxes = (("fs todo", ""), ("buffer", "url(#hx)"))
    return [pen.box(begins, ends - begins, TOP, BAR, css, fill=fill) for css, fill in boxes]


def shape(pen, axis, block, y, height, room) -> list[str]:
    """The bar from its begin to its end with its name, which is cut where it has no room, or left out."""
    begins, ends = block.starts_at, block.ends_at
    if block.held_by or block.look == "shut":  # what matters then is that the hall is taken
        begins, ends = block.occupied_from, block.occupied_until
    x, width = axis.share(begins), axis.share(ends) - axis.share(begins)
    if width <= 0:
        return []
    parts = [pen.box(x, width, y, height, "it")]
    if width >= room:
        shown = _("held by %(hall)s") % {"hall": block.held_by} if block.held_by else block.title
        name = pen.text(0, height // 2 + 4, ("‹ " if block.before else "") + shown, "it-t", dx=6)
        box = f'x="{percent(pen.x(x, width))}" y="{y}" width="{percent(width)}" height="{height}"'
        parts.append(f"<svg {box}>{name}</svg>")
    if block.after:
        parts.append(pen.text(x + width, y + height // 2 + 4, "›", "it-t over", dx=-4, anchor="end"))
    return parts


def told(block) -> str:
    """What a bar says to who does not see it."""
    through = _("held by %(hall)s") % {"hall": block.held_by} if block.held_by else ""
    buffered = (block.occupied_from, block.occupied_until) != (block.starts_at, block.ends_at)
    around = _("with set-up and clearing %(hours)s") % {"hours": block.around}
    return writing.listed((block.title, through, block.hours, block.state, around if buffered else ""))
