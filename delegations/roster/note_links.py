"""What points at a note verbale: found by the foreign keys of all tables, so that later slices need not say so."""

from dataclasses import dataclass

from django.utils.text import capfirst

from delegations.roster.notes import NoteVerbale

SHOWN = 20


@dataclass(frozen=True)
class Pointing:
    """Rows of one table that name the note in one of their fields."""

    what: str
    how: str
    rows: list


def keys() -> list:
    """The foreign keys to notes of every table; what answers a note is told apart."""
    relations = NoteVerbale._meta.get_fields(include_hidden=True)
    found = [one.field for one in relations if one.auto_created and one.is_relation and not one.concrete]
    return [field for field in found if field.model is not NoteVerbale and not field.many_to_many]


def pointing_at(note, user) -> list[Pointing]:
    """The rows that name ``note`` and that ``user`` may see; one query for each key."""
    found = []
    for field in keys():
        rows = field.model._default_manager
        if not hasattr(rows, "visible_to") or not hasattr(field.model, "view_right"):
            continue
        mine = list(rows.visible_to(user).for_list().filter(**{field.name: note})[:SHOWN])
        if mine:
            meta = field.model._meta
            what = meta.verbose_name if len(mine) == 1 else meta.verbose_name_plural
            found.append(Pointing(capfirst(what), str(field.verbose_name), mine))
    return found
