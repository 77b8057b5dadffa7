"""A copy of another row's number that the database keeps true, so that a check can compare the two."""

from typing import Any

from django.db.backends.ddl_references import Statement

from summit.constraints.acyclic import CREATE_INDEX, FOREIGN_KEY
from summit.constraints.portable import PortableConstraint, column, is_postgresql, table_of


class Carried(PortableConstraint):
    """``copy`` always equals the field ``source`` of the row at ``end``, a foreign key.

    A check constraint of the model may then compare the copy with its own columns: an aircraft
    with the width of its stand. The copy is a ``CarriedRank(end, rank=source)`` and follows a
    change of the original (``ON UPDATE CASCADE``); a change that breaks the check is refused
    with ``IntegrityError`` on either side. The other model declares a ``UniqueConstraint`` on
    its primary key and ``source``.
    """

    arguments = ("end", "copy", "source")

    def __init__(self, *, end: str, copy: str, source: str, name: str, **kwargs: Any):
        super().__init__(name=name, **kwargs)
        self.end, self.copy, self.source = end, copy, source

    def constraint_sql(self, model, schema_editor):
        key = self._key(model, schema_editor)
        if not is_postgresql(schema_editor):
            return key
        # As Django does with its own foreign keys: the other table may be created after this one.
        schema_editor.deferred_sql.append(self._index(CREATE_INDEX, model, schema_editor))
        schema_editor.deferred_sql.append(
            Statement("ALTER TABLE %(table)s ADD %(key)s", table=table_of(model, schema_editor), key=key)
        )
        return None

    def create_sql(self, model, schema_editor):
        schema_editor.execute(self._index(CREATE_INDEX, model, schema_editor))
        key = self._key(model, schema_editor)
        return Statement("ALTER TABLE %(table)s ADD %(key)s", table=table_of(model, schema_editor), key=key)

    def remove_sql(self, model, schema_editor):
        return Statement(
            "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s; %(index)s",
            table=table_of(model, schema_editor),
            name=schema_editor.quote_name(self.name),
            index=self._index("DROP INDEX %(name)s", model, schema_editor),
        )

    def _other(self, model):
        return model._meta.get_field(self.end).remote_field.model

    def _index(self, sql, model, schema_editor):
        other = self._other(model)
        return Statement(
            sql,
            name=schema_editor.quote_name(f"{self.name}_key"),
            table=table_of(other, schema_editor),
            key=column(other, other._meta.pk.name, schema_editor),
            rank=column(other, self.source, schema_editor),
        )

    def _key(self, model, schema_editor):
        other = self._other(model)
        return FOREIGN_KEY % {
            "name": schema_editor.quote_name(self.name),
            "end": column(model, self.end, schema_editor),
            "carried": column(model, self.copy, schema_editor),
            "nodes": schema_editor.quote_name(other._meta.db_table),
            "key": column(other, other._meta.pk.name, schema_editor),
            "rank": column(other, self.source, schema_editor),
        }
