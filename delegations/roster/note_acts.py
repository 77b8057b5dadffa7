"""What the steps of a note verbale write, and whom they tell."""

from django.apps import apps
from django.db.models import F

from summit.workflow import OutOfStep


def next_number(note) -> int:
    """The next number of the register; belongs to the transaction that uses it up, so none is lost."""
    counters = apps.get_model("delegations.NoteCounter").objects
    counters.get_or_create(summit=note.summit, direction=note.direction)
    mine = counters.filter(summit=note.summit, direction=note.direction)
    mine.update(last=F("last") + 1)  # the row stays locked until the act is done
    return mine.values_list("last", flat=True).get()


def numbered(note, *, by, data):
    return {"number": next_number(note)}


def carry_keys(row, *, by, note, data):
    """The columns for search and order follow from the number."""
    row.fill_keys()
    type(row).objects.filter(pk=row.pk).update(**{name: getattr(row, name) for name in row.KEYS})


def sent(note, *, by, data):
    return numbered(note, by=by, data=data) if note.direction == "out" else wrong_way(note)


def entered(note, *, by, data):
    return numbered(note, by=by, data=data) if note.direction == "in" else wrong_way(note)


def wrong_way(note):
    """A draft may be sent or entered by its state alone; its direction leaves one of the two."""
    raise OutOfStep(f"{note} goes the other way")


def acknowledged(note, *, by, data):
    return {"receipt": data["receipt"], "receipt_on": data["receipt_on"]}


def assigned(note, *, by, data):
    return {"assigned_to": data["assigned_to"]}


def who_deals_with_it(note):
    return [note.assigned_to] if note.assigned_to_id else []
