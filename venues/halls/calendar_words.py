"""What a calendar would do, in words: the preview and the sentences after it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, pgettext

from summit import writing
from summit.programme.items import ProgrammeItem
from summit.telling import told_value
from venues.halls.calendar_persons import Conflict
from venues.halls.calendar_planning import CHANGED, NEW, UNCHANGED, Line, Plan
from venues.halls.calendar_reading import Fault

SHOWN = 100  # rows of one kind; of the others it is said how many there are


@dataclass
class Part:
    """Rows of one kind: the first ones and how many more there are."""

    rows: list[Any] = field(default_factory=list)
    more: int = 0
    total: int = 0

    @classmethod
    def of(cls, rows: Iterable[Any]) -> "Part":
        every = list(rows)
        return cls(every[:SHOWN], max(len(every) - SHOWN, 0), len(every))


def preview(made: Plan, user) -> dict[str, Any]:
    """The context of the page."""
    gives = user.has_perm("venues.confirm_booking")
    faults = [group_of(list(several)) for _key, several in groupby(made.faults, key=same_fault)]
    kinds = {kind: [one for one in made.conflicts if one.kind == kind] for kind in ("hall", "person")}
    return {
        "answer": answer(made),
        "wrong": wrong(made),
        "rejected": made.rejected,
        "faults": Part.of(faults),
        "halls": Part.of(sentence(one) for one in kinds["hall"]),
        "persons": Part.of(sentence(one) for one in kinds["person"]),
        "new": Part.of(shown(line, gives) for line in made.lines if line.verdict == NEW),
        "changed": Part.of(shown(line, gives) for line in made.lines if line.verdict == CHANGED),
        "effects": effects(made, gives),
        "button": button(made),
    }


# -- figures -------------------------------------------------------------------------------


def answer(made: Plan) -> str:
    new, changed, same = (made.count(verdict) for verdict in (NEW, CHANGED, UNCHANGED))
    events = ngettext("%(count)d event", "%(count)d events", made.calendar.size)
    parts = [
        (new, npgettext("event", "%(count)d new", "%(count)d new", new)),
        (changed, npgettext("event", "%(count)d changed", "%(count)d changed", changed)),
        (same, npgettext("event", "%(count)d unchanged", "%(count)d unchanged", same)),
    ]
    told = [words % {"count": count} for count, words in parts if count]
    total = events % {"count": made.calendar.size}
    return f"{total}{writing.colon()}{writing.listed(told)}." if told else f"{total}."


def wrong(made: Plan) -> str:
    """What the eye should hit first: events that stay out, and conflicts."""
    found = []
    if made.rejected:
        words = npgettext("event", "%(count)d rejected", "%(count)d rejected", made.rejected)
        found.append(words % {"count": made.rejected})
    if count := len(made.conflicts):
        found.append(ngettext("%(count)d conflict", "%(count)d conflicts", count) % {"count": count})
    return f"{writing.listed(found)}." if found else ""


def effects(made: Plan, gives: bool) -> list[str]:
    """Exactly what agreeing does, one sentence for each kind of act."""
    cancelled = sum(line.cancels for line in made.lines)
    new, changed = made.count(NEW), made.count(CHANGED) - cancelled
    booked = sum(line.books for line in made.lines)
    moved = sum(not move.lost for line in made.lines for move in line.moves)
    freed = sum(move.lost for line in made.lines for move in line.moves)
    confirmed = ngettext(
        "%(count)d hall booking is made, confirmed.", "%(count)d hall bookings are made, confirmed.", booked
    )
    option = ngettext(
        "%(count)d hall is held as an option.", "%(count)d halls are held as an option.", booked
    )
    said = [
        (new, ngettext("%(count)d item is added as a draft.", "%(count)d items are added as drafts.", new)),
        (changed, ngettext("%(count)d item is changed.", "%(count)d items are changed.", changed)),
        (cancelled, ngettext("%(count)d item is cancelled.", "%(count)d items are cancelled.", cancelled)),
        (booked, confirmed if gives else option),
        (moved, ngettext("%(count)d booking moves along.", "%(count)d bookings move along.", moved)),
        (
            freed,
            ngettext("%(count)d booking is given up.", "%(count)d bookings are given up.", freed),
        ),
    ]
    return [words % {"count": count} for count, words in said if count]


def button(made: Plan) -> str:
    """Empty where there is nothing to take over."""
    new, changed = made.count(NEW), made.count(CHANGED)
    if new and changed:
        return _("Add %(new)s, change %(changed)s") % {"new": new, "changed": changed}
    if new:
        return ngettext("Add %(count)d item", "Add %(count)d items", new) % {"count": new}
    words = ngettext("Change %(count)d item", "Change %(count)d items", changed)
    return words % {"count": changed} if changed else ""


def done(made: Plan) -> str:
    new, changed = made.count(NEW), made.count(CHANGED)
    said = [
        (new, ngettext("%(count)d item added", "%(count)d items added", new)),
        (changed, ngettext("%(count)d item changed", "%(count)d items changed", changed)),
    ]
    return f"{writing.listed(words % {'count': count} for count, words in said if count)}."


def left_over(made: Plan) -> list[str]:
    """What whoever agreed should still look after."""
    halls = sum(one.kind == "hall" for one in made.conflicts)
    words = ngettext(
        "%(count)d item stands without its hall, which is taken.",
        "%(count)d items stand without their hall, which is taken.",
        halls,
    )
    return [words % {"count": halls}] if halls else []


# -- rows ----------------------------------------------------------------------------------


def same_fault(fault: Fault):
    return (fault.code, fault.message, fault.title)


def group_of(faults: list[Fault]) -> dict[str, Any]:
    """Instances of a series that are rejected for the same reason, as one row."""
    first = faults[0]
    return {
        "title": first.title,
        "uid": first.uid,
        "message": first.message,
        "start": first.start,
        "times": len(faults),
    }


def sentence(one: Conflict) -> dict[str, Any]:
    first, second = (title or pgettext("hall", "taken") for title in one.titles)
    return {"subject": one.shown or one.subject, "first": first, "second": second, "start": one.start}


def shown(line: Line, gives: bool) -> dict[str, Any]:
    event = line.event
    return {
        "title": str(line.values.get("title") or line.item.title) if line.item else event.title,
        "start": event.start,
        "place": event.place,
        "hall": hall_words(line, gives),
        "url": line.item.get_absolute_url() if line.item else "",
        "changes": list(changes(line)),
    }


def hall_words(line: Line, gives: bool) -> tuple[str, str]:
    """``(look, words)`` of what becomes of the hall."""
    if line.books:
        said = _("%(hall)s is booked") if gives else _("%(hall)s is held as an option")
        return ("done" if gives else "wait"), said % {"hall": line.hall}
    if any(move.lost for move in line.moves):
        return "late", _("goes on without a hall")
    if line.moves:
        return "done", _("the booking moves along")
    if line.refused:
        return "late", _("%(hall)s is taken") % {"hall": line.hall}
    return "", ""


def changes(line: Line):
    """``(label, before, after)`` of each field, as the history tells it afterwards."""
    if line.cancels:
        label = ProgrammeItem._meta.get_field("state").verbose_name
        yield label, line.item.get_state_display(), ProgrammeItem.State.CANCELLED.label
    for name, value in line.values.items():
        column = ProgrammeItem._meta.get_field(name)
        yield (
            column.verbose_name,
            *(plain(column, each, line.item) for each in (getattr(line.item, name), value)),
        )
    if line.names_people:
        yield _("people named"), line.item.people.count(), len(line.event.people)


def plain(column, value, item) -> str:
    if hasattr(value, "tzinfo"):
        return writing.short_time(value, item.summit)
    if hasattr(value, "data") and isinstance(value.data, dict):
        return " / ".join(text for text in value.data.values() if text)
    return str(told_value(column, str(value or "")))
