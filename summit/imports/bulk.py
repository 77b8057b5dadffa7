"""Many new rows of one table in few statements: COPY on PostgreSQL, one prepared INSERT elsewhere.

Past the models on purpose: an instance of thirty fields costs more than its row. Values are given
as Python holds them; columns that are not named get the defaults of their fields. Constraints and
foreign keys are the database's, as ever.
"""

import datetime as dt
import gc
import os
import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from itertools import islice
from typing import Any

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
        rest = [field for field in fields if not field.primary_key]
        self.fixed = tuple(
            prepared(f, given.get(f.attname, None) if f.attname in given else f.get_default()) for f in rest
        )
        varying = [model._meta.get_field(name).column for name in self.names]
        self.columns = [*varying, *(field.column for field in rest)]

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
        if connection.vendor == "postgresql":
            self._copy(rows)
        else:
            self._execute(rows)

    def _copy(self, rows):
        tail = "".join("\t" + copied(value) for value in self.fixed) + "\n"
        columns = ", ".join(connection.ops.quote_name(column) for column in self.columns)
        table = connection.ops.quote_name(self.model._meta.db_table)
        tabs = len(self.names) - 1
        statement = f"COPY {table} ({columns}) FROM STDIN"
        lines = (copied_line(row, tabs) + tail for row in rows)
        # Django wraps the errors of its own cursors, not those that come with the end of a COPY.
        with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
            while some := "".join(islice(lines, AT_ONCE)):
                copy.write(some)

    def _execute(self, rows):
        columns = ", ".join(connection.ops.quote_name(column) for column in self.columns)
        marks = ", ".join(["%s"] * len(self.columns))
        table = connection.ops.quote_name(self.model._meta.db_table)
        lines = ((*map(kept, row), *self.fixed) for row in rows)
        with connection.cursor() as cursor:
            while some := list(islice(lines, AT_ONCE)):
                # Names of our own tables and columns, quoted; values travel beside the statement.
                cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", some)  # noqa: S608 - as said


def prepared(field: models.Field, value: Any) -> Any:
    """A value of a field as ``Table`` takes it."""
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


def copied_line(row: Iterable[Any], tabs: int) -> str:
    """The values of a row in the text form of COPY; looked at letter by letter only where one must be escaped.

    No text of ours holds a NUL: until the line is looked at it stands for nothing.
    """
    values = [*row]
    line = "\t".join([v if v.__class__ is str else "\0" if v is None else str(v) for v in values])
    if "\\" in line or "\n" in line or "\r" in line or line.count("\t") != tabs:
        return "\t".join(map(copied, values))
    return line.replace("\0", "\\N")


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
            if error is None:
                self.wait()
        finally:
            self.pool.shutdown(wait=True)
            connection.dec_thread_sharing()
            sys.setswitchinterval(self.interval)
