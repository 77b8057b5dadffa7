"""Many new rows of one table in few statements: COPY on PostgreSQL, one prepared INSERT elsewhere.

Past the models on purpose: an instance of thirty fields costs more than its row. Values are given
as Python holds them; columns that are not named get the defaults of their fields. Constraints and
foreign keys are the database's, as ever.
"""

import datetime as dt
import gc
import json
import os
import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from itertools import islice
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from summit import clock
from summit.text import ID_ALPHABET, ID_LENGTH

AT_ONCE = 2000
SWITCH_SECONDS = 0.0001
# Each byte below a multiple of the alphabet's length stands for one letter; the others are thrown away.
_FAIR = 256 - 256 % len(ID_ALPHABET)
_LETTERS = bytes(ord(ID_ALPHABET[byte % len(ID_ALPHABET)]) for byte in range(256))
_UNFAIR = bytes(range(_FAIR, 256))
_COPIED = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def public_ids(count: int) -> list[str]:
    """As many values of ``summit.text.new_public_id``, drawn together."""
    wanted, letters = count * ID_LENGTH, b""
    while len(letters) < wanted:
        letters += os.urandom(wanted - len(letters) + 64).translate(_LETTERS, _UNFAIR)
    text = letters[:wanted].decode("ascii")
    return [text[at : at + ID_LENGTH] for at in range(0, wanted, ID_LENGTH)]


class Table:
    """The rows of one model on their way in: ``names`` vary from row to row, ``fixed`` are the same for all."""

    def __init__(self, model: type[models.Model], names: Sequence[str], **fixed: Any):
        self.model, self.names = model, tuple(names)
        fields = [field for field in model._meta.concrete_fields if field.attname not in self.names]
        now = clock.now()
        given = {"created_at": now, "updated_at": now} | fixed
        same = {
            f.column: prepared(f, given[f.attname] if f.attname in given else f.get_default())
            for f in fields
            if not f.primary_key
        }
        # A column that is not named is NULL already, unless the database has a default of its own.
        own = {f.column for f in fields if f.has_db_default()}
        same = {column: value for column, value in same.items() if value is not None or column in own}
        self.fixed = tuple(same.values())
        self.columns = [*(model._meta.get_field(name).column for name in self.names), *same]

    def keys(self, count: int) -> list[int]:
        """Primary keys for ``count`` rows that are about to come in, nobody else's from now on."""
        table = self.model._meta.db_table
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                sequence = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
                cursor.execute(sequence, [table, self.model._meta.pk.column, count])
                return [row[0] for row in cursor.fetchall()]
            # The writer holds the whole database: nobody draws a key between this and the INSERT.
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            last = (cursor.fetchone() or (0,))[0]
            return list(range(last + 1, last + 1 + count))

    def insert(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write ``rows``, each with its values in the order of ``names``."""
        rows = iter(rows)
        while some := list(islice(rows, AT_ONCE)):
            self.packed(some).send()

    def packed(self, rows: Iterable[Sequence[Any]]) -> "Load":
        """``rows`` in the form in which the engine takes them; nothing is asked of the database."""
        if connection.vendor != "postgresql":
            return Load(self, [(*map(kept, row), *self.fixed) for row in rows])
        tail = "".join("\t" + copied(value) for value in self.fixed) + "\n"
        return Load(self, copied_rows([*rows], len(self.names), tail))


class Load(NamedTuple):
    """Rows of one table, ready to be written."""

    table: Table
    rows: str | list[tuple]

    def send(self) -> None:
        if not self.rows:
            return
        columns = ", ".join(connection.ops.quote_name(column) for column in self.table.columns)
        name = connection.ops.quote_name(self.table.model._meta.db_table)
        if isinstance(self.rows, str):
            statement = f"COPY {name} ({columns}) FROM STDIN"
            # Django wraps the errors of its own cursors, not those that come with the end of a COPY.
            with (
                connection.cursor() as cursor,
                connection.wrap_database_errors,
                cursor.copy(statement) as copy,
            ):
                copy.write(self.rows)
            return
        marks = ", ".join(["%s"] * len(self.table.columns))
        with connection.cursor() as cursor:
            # Names of our own tables and columns, quoted; values travel beside the statement.
            cursor.executemany(f"INSERT INTO {name} ({columns}) VALUES ({marks})", self.rows)  # noqa: S608 - as said


def send(loads: Iterable[Load]) -> None:
    """Write ``loads`` in their order."""
    for load in loads:
        load.send()


def change(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write columns of stored rows, each given as its primary key and its values in the order of ``names``."""
    fields = [model._meta.pk, *(model._meta.get_field(name) for name in names)]
    quote = connection.ops.quote_name
    table, (key, *columns) = quote(model._meta.db_table), [quote(field.column) for field in fields]
    some = list(rows)
    if not some:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Without its length: a cast would cut what is too long, where the column refuses it.
            kinds = [field.cast_db_type(connection).partition("(")[0] for field in fields]
            arrays = ", ".join(f"%s::{kind}[]" for kind in kinds)
            put = ", ".join(f"{column} = new.{column}" for column in columns)
            named = ", ".join([key, *columns])
            cursor.execute(
                f"UPDATE {table} SET {put} FROM unnest({arrays}) AS new ({named}) WHERE {table}.{key} = new.{key}",  # noqa: S608 - our own names
                [list(values) for values in zip(*some, strict=True)],
            )
            return
        put = ", ".join(f"{column} = %s" for column in columns)
        cursor.executemany(
            f"UPDATE {table} SET {put} WHERE {key} = %s",  # noqa: S608 - our own names
            [(*map(kept, values), pk) for pk, *values in some],
        )


def written(field: models.Field, value: Any) -> Any:
    """A value of a field as ``Table`` and ``change`` take it."""
    return json.dumps(value, cls=field.encoder) if isinstance(field, models.JSONField) else value


def prepared(field: models.Field, value: Any) -> Any:
    """The same of any field, whatever its default."""
    if isinstance(field, models.JSONField):
        return written(field, value)
    found = field.get_db_prep_save(value, connection)
    return kept(found) if isinstance(found, str | int | float | bool | dt.date | None) else str(found)


def kept(value: Any) -> Any:
    """A value as SQLite holds it."""
    if isinstance(value, dt.date) and connection.vendor != "postgresql":
        return value.isoformat(sep=" ") if isinstance(value, dt.datetime) else value.isoformat()
    return value


def copied(value: Any) -> str:
    """A value in the text form of COPY."""
    return value.translate(_COPIED) if value.__class__ is str else "\\N" if value is None else str(value)


def copied_rows(rows: Sequence[Sequence[Any]], width: int, tail: str) -> str:
    """Rows of ``width`` values in the text form of COPY, each with ``tail`` behind it.

    Looked at value by value only where one must be escaped. No text of ours holds a NUL: until then
    it stands for nothing.
    """
    plain = [
        "\t".join([v if v.__class__ is str else "\0" if v is None else str(v) for v in row]) for row in rows
    ]
    text = "\n".join(plain)
    breaks, tabs = len(rows) - 1, len(rows) * (width - 1)
    if "\\" in text or "\r" in text or text.count("\n") != breaks or text.count("\t") != tabs:
        return "".join(["\t".join(map(copied, row)) + tail for row in rows])
    return text.replace("\0", "\\N").replace("\n", tail) + tail if rows else ""


@contextmanager
def unswept() -> Generator[None]:
    """Without the collector of cycles: rows have none, and it would look through all of them again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class Beside:
    """Runs acts one after the other beside the caller, in the caller's transaction.

    On PostgreSQL the server then works while the next rows are made ready; elsewhere an act runs at
    once. An act's error is raised at the next one or at the end; the transaction is the caller's to end.
    """

    def __init__(self):
        self.pool = ThreadPoolExecutor(1) if connection.vendor == "postgresql" else None
        self.last: Future | None = None
        self.interval = 0.0

    def __enter__(self) -> "Beside":
        if self.pool:
            # Foreign keys are looked up with each statement, beside us, instead of all together at the end.
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            connection.inc_thread_sharing()
            # Else whoever waits for the server is let back in after 5 ms only, hundreds of times a file.
            self.interval = sys.getswitchinterval()
            sys.setswitchinterval(SWITCH_SECONDS)
            ours = connections[DEFAULT_DB_ALIAS]
            self.pool.submit(lambda: connections.__setitem__(DEFAULT_DB_ALIAS, ours)).result()
        return self

    def run(self, act: Callable[..., Any], *arguments: Any) -> None:
        """Begin ``act`` as soon as the one before is done."""
        if self.pool is None:
            act(*arguments)
            return
        self.wait()
        self.last = self.pool.submit(copy_context().run, act, *arguments)

    def wait(self) -> None:
        if self.last is not None:
            last, self.last = self.last, None
            last.result()

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if self.pool is None:
            return
        try:
            self.wait()
        except Exception as first:
            # What failed beside us is why the caller's own statements failed after it.
            raise first from error
        finally:
            self.pool.shutdown(wait=True)
            connection.dec_thread_sharing()
            sys.setswitchinterval(self.interval)
