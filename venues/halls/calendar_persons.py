"""Who would be at two places at once."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from summit.programme.models import ItemPerson
from venues.halls.calendar_lines import too_many

MOST_CONFLICTS = 20_000


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Two things that exclude each other; ``first`` and ``second`` are ``UID@start``.

    Of a hall ``first`` is what holds it and ``second`` what finds no place in it; of a person
    ``first`` begins first, or stands already. ``titles`` names the two for a reader, "" where one may not be named.
    """

    kind: str
    subject: str
    first: str
    second: str
    start: dt.datetime
    shown: str = ""
    titles: tuple[str, str] = ("", "")

    @property
    def as_json(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in ("kind", "subject", "first", "second")}


@dataclass(frozen=True)
class Engagement:
    """That a person is expected somewhere during [start, end), set-up and clearing not counted."""

    start: dt.datetime
    end: dt.datetime
    label: str
    title: str
    name: str
    own: bool  # of the file that is read, not of an item that stands already


def double(engagements: dict[str, list[Engagement]]) -> list[Conflict]:
    """The pairs that overlap and of which the file has at least one, for each person."""
    found: list[Conflict] = []
    for several in engagements.values():
        running: list[Engagement] = []
        for one in sorted(several, key=lambda each: (each.start, each.own, each.end, each.label)):
            running = [other for other in running if other.end > one.start]
            found += [conflict(other, one) for other in running if one.own or other.own]
            running.append(one)
            if len(found) > MOST_CONFLICTS:
                raise too_many()
    return sorted(found, key=lambda each: (each.start, each.subject, each.first))


def conflict(first: Engagement, second: Engagement) -> Conflict:
    name = first.name if first.own else second.name
    return Conflict(
        kind="person",
        subject=name,
        shown=name,
        first=first.label,
        second=second.label,
        start=second.start,
        titles=(first.title, second.title),
    )


def elsewhere(summit, window, but: set[int]):
    """What the people of other standing items are expected at, in the window: one query."""
    if window is None:
        return []
    rows = ItemPerson.objects.of(summit).exclude(key="")
    rows = rows.filter(item__state="draft", item__starts_at__lt=window[1], item__ends_at__gt=window[0])
    return [row for row in rows.select_related("item", "summit") if row.item_id not in but]


def by_key(pairs) -> dict[str, list[Engagement]]:
    found: dict[str, list[Engagement]] = defaultdict(list)
    for key, engagement in pairs:
        found[key].append(engagement)
    return found
