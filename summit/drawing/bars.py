"""Bars of parts of a total."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString

from summit.drawing.pen import Pen, percent

GAP = 0.6  # per cent between two parts, and the least width of a part that is not nil


def bar(
    total: float, parts: Iterable[tuple[str, float]], *, label: str, css: str = "", rtl: bool | None = None
) -> SafeString:
    """Parts ``(state, count)`` from the start edge; what is left of ``total`` stays grey."""
    pen, at, drawn = Pen(rtl), 0.0, []
    for state, count in parts:
        width = min(100 * count / total, 100 - at) if total else 0
        if width > 0:
            shown = max(width - GAP, GAP) if at + width < 100 else width
            drawn.append(
                f'<rect class="f {escape(state)}" x="{percent(pen.x(at, shown))}" '
                f'width="{percent(shown)}" height="100%"/>'
            )
        at += width
    ground = '<rect class="bg" width="100%" height="100%"/>'
    classes = f"bar {escape(css)}".strip()
    return SafeString(
        f'<svg class="{classes}" role="img" aria-label="{escape(label)}">{ground}{"".join(drawn)}</svg>'
    )
