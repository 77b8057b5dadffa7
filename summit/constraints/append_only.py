"""Rows that are written once and then stand."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db.backends.ddl_references import Statement

from summit.constraints.portable import PortableConstraint, is_postgresql, table_of

# OR REPLACE, because dropping a table leaves the function behind. 23001 is restrict_violation, of
# which Django makes an IntegrityError. The message is set without a percent sign, which schema
# editors would take for a placeholder.
POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION %(name)s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "RAISE EXCEPTION USING MESSAGE = '%(message)s', ERRCODE = '23001'; END $$; "
    "CREATE TRIGGER %(rows)s BEFORE UPDATE OR DELETE ON %(table)s FOR EACH ROW EXECUTE FUNCTION %(name)s(); "
    "CREATE TRIGGER %(whole)s BEFORE TRUNCATE ON %(table)s FOR EACH STATEMENT EXECUTE FUNCTION %(name)s()"
)
POSTGRESQL_DROP = (
    "DROP TRIGGER %(rows)s ON %(table)s; DROP TRIGGER %(whole)s ON %(table)s; DROP FUNCTION %(name)s()"
)
SQLITE = (
    "CREATE TRIGGER %(trigger)s BEFORE %(event)s ON %(table)s BEGIN SELECT RAISE(ABORT, '%(message)s'); END"
)


class AppendOnly(PortableConstraint):
    """Rows of this table may be added, never changed or deleted; nor may the table be emptied.

    Triggers refuse with ``IntegrityError`` and the constraint's name. Whoever may alter the
    table may drop the triggers: that is why the audit is chained as well.
    """

    def constraint_sql(self, model, schema_editor):
        if is_postgresql(schema_editor):
            schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))
        else:
            schema_editor.deferred_sql.extend(self._sqlite(model, schema_editor))

    def create_sql(self, model, schema_editor):
        return self._postgresql(POSTGRESQL, model, schema_editor)

    def remove_sql(self, model, schema_editor):
        # SQLite never asks: Django remakes the table there, and the triggers go with the old one.
        return self._postgresql(POSTGRESQL_DROP, model, schema_editor)

    def _postgresql(self, sql, model, schema_editor):
        return Statement(
            sql,
            table=table_of(model, schema_editor),
            name=schema_editor.quote_name(self.name),
            rows=schema_editor.quote_name(f"{self.name}_rows"),
            whole=schema_editor.quote_name(f"{self.name}_whole"),
            message=self.name,
        )

    def _sqlite(self, model, schema_editor):
        for event in ("UPDATE", "DELETE"):
            yield Statement(
                SQLITE,
                table=table_of(model, schema_editor),
                trigger=schema_editor.quote_name(f"{self.name}_{event.lower()}"),
                event=event,
                message=self.name,
            )


@contextmanager
def append_only_lifted(connection: Any) -> Generator[None]:
    """Inside a transaction, let the append-only tables be emptied; afterwards they are as strict as before."""
    tables = [
        model._meta.db_table
        for model in apps.get_models()
        if any(isinstance(one, AppendOnly) for one in model._meta.constraints)
    ]
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
