"""Two engines, one suite: what pytest-django needs to know about our triggers and PostgreSQL's extensions."""

from collections.abc import Generator

import pytest
from django.core.cache import cache
from django.db import connection, models, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils import translation

from summit.constraints import append_only_lifted

EXTENSIONS = ("btree_gist", "pg_trgm")


def pytest_configure(config: pytest.Config) -> None:
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_all(self, sql_list: list[str]) -> None:
        with transaction.atomic(using=self.connection.alias), append_only_lifted(self.connection):
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


@pytest.fixture(autouse=True)
def _no_language() -> None:
    """Nobody's language is left: a request keeps its reader's, in which the next test would be told everything."""
    translation.deactivate()
