"""Emptying the demo's database for another day: an append-only register cannot be emptied while its rule stands."""

from collections.abc import Generator
from contextlib import contextmanager

from django.apps import apps
from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection, transaction

from summit.constraints import AppendOnly

# Django's own, filled by `migrate` and the same on every day.
KEPT = {"django_migrations", "django_content_type", "auth_permission"}


@transaction.atomic
def empty_tables() -> None:
    """Delete every row that a person or the demo wrote. The tables and their rules stand as before."""
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with _without_append_only(), connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), sorted(set(names) - KEPT)):
            cursor.execute(statement)
    cache.clear()


@contextmanager
def _without_append_only() -> Generator[None]:
    """Lay the triggers of the append-only tables aside until the transaction goes on."""
    tables = [model._meta.db_table for model in apps.get_models() if _stands(model)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks to come cannot be altered
            for table in tables:
                cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
            yield
            for table in tables:
                cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            return
        cursor.execute("PRAGMA defer_foreign_keys = ON")  # the tables are emptied in no particular order
        cursor.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        triggers = {name: sql for name, sql, table in cursor.fetchall() if table in tables}
        for name in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for sql in triggers.values():
            cursor.execute(sql)


def _stands(model) -> bool:
    return any(isinstance(one, AppendOnly) for one in model._meta.constraints)
