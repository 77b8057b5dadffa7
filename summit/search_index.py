"""The index behind ``search_text``: parts of words are found without reading every row, on both engines.

PostgreSQL gets a trigram index that its planner uses by itself. SQLite gets a full-text table of
trigrams that triggers keep in step with the rows; ``summit.search`` asks it by name.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.backends.ddl_references import Statement, Table

SHORTEST = 3  # letters; shorter words hold no trigram and are looked for by reading
POSTGRESQL = "CREATE INDEX %(name)s ON %(table)s USING gin (search_text gin_trgm_ops)"
# Without the texts themselves: the table needs to know nothing of the rows' own, which may be renamed or remade.
SQLITE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS %(name)s "
    "USING fts5(search_text, content='', columnsize=0, tokenize='trigram case_sensitive 1')"
)
GONE = "INSERT INTO %(name)s (%(name)s, rowid, search_text) VALUES ('delete', old.%(key)s, old.search_text)"
COME = "INSERT INTO %(name)s (rowid, search_text) VALUES (new.%(key)s, new.search_text)"
TRIGGERS = {
    "insert": f"CREATE TRIGGER %(trigger)s AFTER INSERT ON %(table)s BEGIN {COME}; END",
    "delete": f"CREATE TRIGGER %(trigger)s AFTER DELETE ON %(table)s BEGIN {GONE}; END",
    "update": f"CREATE TRIGGER %(trigger)s AFTER UPDATE OF search_text ON %(table)s BEGIN {GONE}; {COME}; END",
}
FILLED = (
    "INSERT INTO %(name)s (%(name)s) VALUES ('delete-all')",
    "INSERT INTO %(name)s (rowid, search_text) SELECT %(key)s, search_text FROM %(table)s",
)


class SearchIndex(models.Index):
    """Finds parts of words of at least ``SHORTEST`` letters in ``search_text``."""

    def __init__(self, *, name: str, fields: Any = ("search_text",)):
        super().__init__(fields=fields, name=name)

    def create_sql(self, model, schema_editor, using="", **kwargs):
        if schema_editor.connection.vendor == "postgresql":
            return self._statement(POSTGRESQL, model, schema_editor)
        # A table that is remade runs all of this once it has its name again; its old triggers went with it.
        table = self._statement(SQLITE, model, schema_editor)
        schema_editor.deferred_sql.append(table)
        for event, sql in TRIGGERS.items():
            schema_editor.deferred_sql.append(self._statement(sql, model, schema_editor, event))
        schema_editor.deferred_sql.extend(self._statement(sql, model, schema_editor) for sql in FILLED)
        return table

    def remove_sql(self, model, schema_editor, **kwargs):
        if schema_editor.connection.vendor == "postgresql":
            return self._statement("DROP INDEX %(name)s", model, schema_editor)
        for event in TRIGGERS:
            schema_editor.execute(
                self._statement("DROP TRIGGER IF EXISTS %(trigger)s", model, schema_editor, event)
            )
        return self._statement("DROP TABLE IF EXISTS %(name)s", model, schema_editor)

    def _statement(self, sql, model, schema_editor, event=""):
        quote = schema_editor.quote_name
        return Statement(
            sql,
            table=Table(model._meta.db_table, quote),
            name=quote(self.name),
            key=quote(model._meta.pk.column),
            trigger=quote(f"{self.name}_{event}"),
        )


def index_of(model: type[models.Model]) -> str:
    """The name of the model's search index, empty where it has none."""
    return next((one.name for one in model._meta.indexes if isinstance(one, SearchIndex)), "")


def forget_erased(names: Iterable[str] | None = None) -> None:
    """On SQLite, write every index anew: until then its older parts still hold the trigrams of erased texts."""
    if connection.vendor != "sqlite":
        return
    known = {index_of(model) for model in apps.get_models()} - {""} if names is None else names
    with connection.cursor() as cursor:
        for name in map(connection.ops.quote_name, sorted(known)):
            cursor.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")  # noqa: S608 - our own names
