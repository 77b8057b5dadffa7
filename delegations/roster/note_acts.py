"""What the steps of a note verbale write, and whom they tell."""

from django.apps import apps
from django.db.models import F

from summit.text import fold, sort_key


def next_number(note) -> int:
    """The next number of the register; belongs to the transaction that uses it up, so none is lost."""
    counters = apps.get_model("delegations.NoteCounter").objects
    counters.get_or_create(summit=note.summit, direction=note.direction)
    mine = counters.filter(summit=note.summit, direction=note.direction)
    mine.update(last=F("last") + 1)  # the row stays locked until the act is done
    return mine.values_list("last", flat=True).get()


def numbered(note, *, by, data):
    number = next_number(note)
    mark = "NV" if note.direction == "out" else "NV-E"
    return {
        "number": number,
        "search_text": fold(" ".join([f"{mark} {number:04d}", note.reference, note.subject])),
        "sort_key": sort_key(f"{note.dated:%Y%m%d} {number}"),
    }


def acknowledged(note, *, by, data):
    return {"receipt": data["receipt"], "receipt_on": data["receipt_on"]}


def assigned(note, *, by, data):
    return {"assigned_to": data["assigned_to"]}


def who_deals_with_it(note):
    return [note.assigned_to] if note.assigned_to_id else []
