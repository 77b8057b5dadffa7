"""The small drawings that stand in a line of text: icons, state marks and flags, all from one sprite.

``static/summit/icons.svg`` is fetched once and kept; ``<use>`` points into it, which a strict
content policy allows. Colours come from the style sheet through ``currentColor``.
"""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

SPRITE = "summit/icons.svg"

# Shape carries the state as much as colour does: seven shapes, six colours.
STATES = {
    "todo": _("To do"),
    "doing": _("In progress"),
    "wait": _("Waiting"),
    "late": _("Late"),
    "blocked": _("Blocked"),
    "done": _("Done"),
    "void": _("Cancelled"),
}

# Words of the workflows that look like one of the seven.
LOOKS = {
    "review": "wait",
    "submitted": "wait",
    "pending": "wait",
    "held": "wait",
    "hold": "wait",
    "option": "wait",
    "draft": "todo",
    "planned": "todo",
    "invited": "todo",
    "new": "todo",
    "open": "doing",
    "active": "doing",
    "running": "doing",
    "dropped": "void",
    "cancelled": "void",
    "withdrawn": "void",
    "refused": "blocked",
    "rejected": "blocked",
    "revoked": "blocked",
    "accepted": "done",
    "approved": "done",
    "adopted": "done",
    "published": "done",
    "confirmed": "done",
    "validated": "done",
    "closed": "done",
}

# Icons that mean a direction are mirrored where the page reads from the right.
DIRECTIONAL = {
    "arrow-left",
    "arrow-right",
    "chevron-left",
    "chevron-right",
    "external-link",
    "logout",
    "login",
    "send",
}

# Countries whose flag the sprite draws.
FLAGS = {"bf", "bj", "ci", "cm", "cn", "de", "dz", "fr", "ga", "gh", "gn", "gw"} | {
    "it",
    "ma",
    "ml",
    "mr",
    "ne",
    "ng",
    "ru",
    "sl",
    "sn",
    "td",
    "tg",
    "tr",
}


def look(state: str) -> str:
    """One of the seven looks for a workflow's state; an unknown word looks like "to do"."""
    return state if state in STATES else LOOKS.get(state, "todo")


def icon(name: str, css: str = ""):
    """An icon of the sprite, decorative: the words beside it say what it means."""
    classes = " ".join(filter(None, ("i", "flip" if name in DIRECTIONAL else "", css)))
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#i-{}"/></svg>', classes, static(SPRITE), name
    )


def mark(state: str, word: str = ""):
    """The state's shape alone; with ``word`` it speaks for itself, as in a matrix of ticks."""
    shape = look(state)
    if word:
        return format_html(
            '<svg class="m {}" viewBox="0 0 16 16" role="img" aria-label="{}"><use href="{}#s-{}"/></svg>',
            *(shape, word, static(SPRITE), shape),
        )
    return format_html(
        '<svg class="m {}" viewBox="0 0 16 16" aria-hidden="true"><use href="{}#s-{}"/></svg>',
        *(shape, static(SPRITE), shape),
    )


def state(name: str, label: str = "", css: str = ""):
    """Mark and word, the same everywhere; without ``label`` the state's usual word."""
    shape = look(name)
    classes = " ".join(filter(None, ("st", shape, css)))
    return format_html('<span class="{}">{}{}</span>', classes, mark(shape), label or STATES[shape])


def flag(code: str):
    """A country's flag by its two letters; a plate with the letters where none is drawn, nothing without a code."""
    code = (code or "").lower()
    if not code:
        return ""
    if code in FLAGS:
        return format_html(
            '<svg class="fl" viewBox="0 0 30 20" aria-hidden="true"><use href="{}#f-{}"/></svg>',
            static(SPRITE),
            code,
        )
    return format_html(
        '<svg class="fl" viewBox="0 0 30 20" aria-hidden="true">'
        '<text x="15" y="15" text-anchor="middle">{}</text></svg>',
        code.upper()[:2],
    )
