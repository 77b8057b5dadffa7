"""Staged rows in the database: written in bulk, of a sealed kind so that only the program can read their cells."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from summit.imports.bulk import Table, change, written
from summit.imports.models import ImportRow

SEALED = ImportRow._meta.get_field("sealed")
RAW = ImportRow._meta.get_field("raw")


def add(batch: Any, rows: Iterable[tuple[int, Sequence[Any]]]) -> None:
    """Store raw rows with their numbers."""
    if batch.spec.sealed:
        nothing = {name: empty() for name, empty in ImportRow.CELLS.items()}
        made = ((number, sealed(nothing | {"raw": record})) for number, record in rows)
        names = ["number", "sealed"]
    else:
        made = ((number, written(RAW, record)) for number, record in rows)
        names = ["number", "raw"]
    Table(ImportRow, names, summit_id=batch.summit_id, batch_id=batch.pk).insert(made)


def store(rows: Sequence[ImportRow], fields: Iterable[str] = ImportRow.JUDGED) -> None:
    """Write these fields of stored rows; the cells of a sealed kind together."""
    if not rows:
        return
    names = [*fields]
    if rows[0].batch.spec.sealed:
        names = [*(name for name in names if name not in ImportRow.CELLS), "sealed"]
    change(ImportRow, names, ((row.pk, *(_value(row, name) for name in names)) for row in rows))


def _value(row, name):
    if name == "sealed":
        return sealed({cell: getattr(row, cell) for cell in ImportRow.CELLS})
    return written(ImportRow._meta.get_field(name), getattr(row, name))


def sealed(cells: dict[str, Any]) -> str:
    return SEALED.get_db_prep_value(cells, connection)


def forget(batch: Any, rows: Sequence[ImportRow]) -> None:
    """Rows that went in: of a sealed kind their cells now stand in tables of their own and are dropped here."""
    first, last = rows[0].number, rows[-1].number
    gone = batch.rows.filter(
        number__range=(first, last), is_applied=False, verdict__in=[*{row.verdict for row in rows}]
    )
    emptied = {name: empty() for name, empty in ImportRow.CELLS.items()} | {"sealed": ""}
    gone.update(is_applied=True, **(emptied if batch.spec.sealed else {}))
    change(ImportRow, ["target"], ((row.pk, row.target) for row in rows))
