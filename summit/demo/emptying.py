"""Emptying the demo's database for another day: an append-only register cannot be emptied while its rule stands."""

from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection, transaction

from summit.constraints import append_only_lifted

# Django's own, filled by `migrate` and the same on every day.
KEPT = {"django_migrations", "django_content_type", "auth_permission"}


@transaction.atomic
def empty_tables() -> None:
    """Delete every row that a person or the demo wrote. The tables and their rules stand as before."""
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with append_only_lifted(connection), connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), sorted(set(names) - KEPT)):
            cursor.execute(statement)
    cache.clear()
