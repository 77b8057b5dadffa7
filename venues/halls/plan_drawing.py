"""Marks of halls over the picture of a site: per cent of the picture, never mirrored, whatever the page's direction."""

import io

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from PIL import Image

from summit.drawing.pen import percent

SIDE = 1600  # px of the longer side that a page loads
RADIUS = 13  # px, so that a finger meets it


def size_of(file) -> tuple[int, int] | None:
    """Width and height of the picture as a page shows it; None once it was erased or lost."""
    if not is_there(file):
        return None
    with file.stored.open("rb") as stored, Image.open(stored) as image:
        scale = min(1, SIDE / max(image.size))
        return max(1, round(image.width * scale)), max(1, round(image.height * scale))


def is_there(file) -> bool:
    """Whether the picture lies where it was stored: a database may be brought back without its files."""
    return bool(file.stored) and file.stored.storage.exists(file.stored.name)


def shrunk(file) -> bytes:
    """The stored picture as WebP, small enough for a slow line."""
    target = io.BytesIO()
    with file.stored.open("rb") as stored, Image.open(stored) as image:
        image.thumbnail((SIDE, SIDE))
        mode = "RGBA" if image.has_transparency_data else "RGB"
        image.convert(mode).save(target, "WEBP", quality=82)
    return target.getvalue()


def mark(place, *, link: bool) -> SafeString:
    """One numbered mark; one without a place is drawn hidden, so that a click can set it."""
    drawn = format_html(
        '<svg x="{}" y="{}" data-mark="{}" class="mark {}"{}>'
        '<title>{}</title><circle r="{}"/><text dy=".35em" text-anchor="middle">{}</text></svg>',
        *(across(place.x), across(place.y), place.hall.public_id, place.state),
        SafeString("" if place.placed else " hidden"),
        *(place.hall.name, RADIUS, place.number),
    )
    if not link:
        return drawn
    return format_html('<a href="{}" tabindex="-1">{}</a>', place.hall.get_absolute_url(), drawn)


def marks(places, *, link: bool = True) -> SafeString:
    """All marks of a plan. The list beside it says the same to who does not see it, and has the same links."""
    drawn = format_html_join("", "{}", ((mark(place, link=link),) for place in places))
    return format_html('<svg class="marks" aria-hidden="true">{}</svg>', drawn)


def spot(x: int, y: int) -> SafeString:
    """Where one hall lies, alone on the plan."""
    return format_html(
        '<svg class="marks" aria-hidden="true"><svg x="{}" y="{}" class="mark here">'
        '<circle r="{}"/><circle r="4" class="point"/></svg></svg>',
        *(across(x), across(y), RADIUS),
    )


def across(per_mille: int | None) -> str:
    return percent((per_mille or 0) / 10)
