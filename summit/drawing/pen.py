"""The pen: lines, boxes and text in per cent, mirrored for right-to-left pages."""

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi

# Patterns are found by id within the page, so base.html draws them once.
HATCH = SafeString(
    '<pattern id="hx" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M0 0v6" class="hx"/></pattern>'
    '<pattern id="hxr" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M0 0v5" class="hxr"/></pattern>'
)


def percent(value: float) -> str:
    """``12.5`` as ``12.5%``, without needless zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


class Pen:
    """Writes SVG in reading direction: x runs from the side where reading starts."""

    def __init__(self, rtl: bool | None = None):
        self.rtl = get_language_bidi() if rtl is None else rtl

    def x(self, start: float, width: float = 0) -> float:
        return 100 - start - width if self.rtl else start

    def text(self, x, y, words, css="", *, dx=0, anchor="start", y_unit="") -> str:
        """Words at x per cent, ``dx`` px further along; ``anchor`` follows the page's direction by itself."""
        dx = -dx if self.rtl else dx
        return (
            f'<text x="{percent(self.x(x))}" dx="{dx}" y="{y}{y_unit}" class="{css}" '
            f'text-anchor="{anchor}">{escape(words)}</text>'
        )

    def line(self, x1, y1, x2, y2, css) -> str:
        return (
            f'<line x1="{percent(self.x(x1))}" y1="{y1}" x2="{percent(self.x(x2))}" y2="{y2}" class="{css}"/>'
        )

    def box(self, x, width, y, height, css, *, rx=3, fill="") -> str:
        paint = f' fill="{escape(fill)}"' if fill else ""
        return (
            f'<rect x="{percent(self.x(x, width))}" y="{y}" width="{percent(width)}" height="{height}" '
            f'rx="{rx}" class="{css}"{paint}/>'
        )

    def dot(self, x, y, radius, css) -> str:
        return f'<circle cx="{percent(self.x(x))}" cy="{y}" r="{radius}" class="{css}"/>'


def plot(parts, *, height, label="", role="img") -> SafeString:
    """The outer SVG; without ``label`` it is decoration beside words that say the same.

    ``role="group"`` where links are drawn in it: the parts of a picture cannot be reached.
    """
    voice = f'role="{role}" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return SafeString(f'<svg class="plot" height="{height}" {voice}>{"".join(parts)}</svg>')
