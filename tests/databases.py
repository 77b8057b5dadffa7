"""Two engines, one suite: what pytest-django needs to know about our triggers and PostgreSQL's extensions."""

from collections.abc import Generator
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.db import connection, models, transaction
from django.db.backends.base.operations import BaseDatabaseOperations

EXTENSIONS = ("btree_gist", "pg_trgm")


@contextmanager
def without_triggers(alias_connection) -> Generator[None]:
    """Append-only tables refuse to be emptied, which is right everywhere but between two tests."""
    with transaction.atomic(using=alias_connection.alias), alias_connection.cursor() as cursor:
        if alias_connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
            return
        cursor.execute("PRAGMA defer_foreign_keys = ON")  # the tables are emptied in no particular order
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _name, sql in triggers:
            cursor.execute(sql)


def pytest_configure(config: pytest.Config) -> None:
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_all(self, sql_list: list[str]) -> None:
        with without_triggers(self.connection):
            flush(self, sql_list)

    BaseDatabaseOperations.execute_sql_flush = flush_all
    if config.getoption("nomigrations", default=False):
        models.signals.pre_migrate.connect(create_extensions, dispatch_uid="tests.databases")


def create_extensions(**_kwargs: object) -> None:
    """Without migrations nobody else creates what the exclusion constraints and the search indexes stand on."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for name in EXTENSIONS:
                cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {name}")


@pytest.fixture(autouse=True)
def _fresh_cache() -> Generator[None]:
    """The cache is not rolled back: what one test counted against a sign-in limit would refuse the next one."""
    yield
    cache.clear()
