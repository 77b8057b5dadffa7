"""What only PostgreSQL is given by the migrations; other engines pass by."""

from django.db import migrations


def extensions(*names: str) -> migrations.RunPython:
    """An operation that makes sure of PostgreSQL extensions; going back leaves them, others may use them."""

    def create(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for name in names:
                schema_editor.execute(f'CREATE EXTENSION IF NOT EXISTS "{name}"')

    return migrations.RunPython(create, migrations.RunPython.noop)


def trigram_index(table: str) -> migrations.RunPython:
    """An operation that indexes parts of words in ``table.search_text``, and takes the index away again."""
    name = f"{table}_search_trigram"

    def create(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f'CREATE INDEX "{name}" ON "{table}" USING gin (search_text gin_trgm_ops)')

    def drop(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f'DROP INDEX IF EXISTS "{name}"')

    return migrations.RunPython(create, drop)
