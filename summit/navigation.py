"""The menu as data: slices add entries, a person sees those that their rights open."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Section:
    key: str
    label: str | Promise
    icon: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    section: str
    label: str | Promise
    url_name: str
    right: str | None
    order: int


SECTIONS = (
    Section(key="desk", label=_("Desk"), icon="layout-list"),
    Section(key="plan", label=_("Plan"), icon="checklist"),
    Section(key="programme", label=_("Programme"), icon="calendar-event"),
    Section(key="delegations", label=_("Delegations"), icon="flag"),
    Section(key="places", label=_("Places"), icon="building"),
    Section(key="press", label=_("Press and badges"), icon="id-badge-2"),
    Section(key="texts", label=_("Texts"), icon="file-text"),
    Section(key="operations", label=_("Operations"), icon="broadcast"),
    Section(key="settings", label=_("Settings"), icon="settings"),
)
ENTRIES: list[Entry] = []


def add(section: str, label: str | Promise, url_name: str, *, right: str | None, order: int = 50) -> None:
    """Add a menu entry; ``right`` None opens it to every signed-in person."""
    if section not in {s.key for s in SECTIONS}:
        raise ValueError(f"no section {section}")
    ENTRIES.append(Entry(section=section, label=label, url_name=url_name, right=right, order=order))


def menu_for(user, path: str) -> list[dict]:
    """Sections with the entries that ``user`` may open, the current ones marked."""
    menu = []
    for section in SECTIONS:
        entries = [
            e for e in ENTRIES if e.section == section.key and (e.right is None or user.has_perm(e.right))
        ]
        items = [
            {"label": e.label, "url": reverse(e.url_name)} for e in sorted(entries, key=lambda e: e.order)
        ]
        if items:
            menu.append(
                {"label": section.label, "icon": section.icon, "url": items[0]["url"], "items": items}
            )
    mark_current(menu, path)
    return menu


def mark_current(menu: list[dict], path: str) -> None:
    """Mark the item whose address is the longest beginning of ``path``."""
    every = [item for section in menu for item in section["items"]]
    fitting = [
        item for item in every if path == item["url"] or (item["url"] != "/" and path.startswith(item["url"]))
    ]
    best = max(fitting, key=lambda item: len(item["url"]), default=None)
    for section in menu:
        for item in section["items"]:
            item["current"] = item is best
        section["current"] = any(item["current"] for item in section["items"])
        section["single"] = len(section["items"]) == 1
