"""A table of dependencies that can hold no circle, proved by the database row by row.

Each node has a rank, and each dependency carries the ranks of both its ends: two composite
foreign keys keep the copies true (``ON UPDATE CASCADE``) and a check wants the needed end to
rank lower. A circle would need a rank lower than itself. Nothing here is a trigger, for two
reasons: SQLite allows no recursive query in one and refuses Django's table remakes while a
trigger of another table names the table ("error in trigger ...: no such table"); and foreign
keys lock what they read, so that two people cannot close a circle from both sides at once.
"""

from typing import Any

from django.core import checks
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.backends.ddl_references import Statement

from summit.constraints.portable import PortableConstraint, column, is_postgresql, table_of

FOREIGN_KEY = "CONSTRAINT %(name)s FOREIGN KEY (%(end)s, %(carried)s) REFERENCES %(nodes)s (%(key)s, %(rank)s) ON UPDATE CASCADE"
CREATE_INDEX = "CREATE UNIQUE INDEX IF NOT EXISTS %(name)s ON %(table)s (%(key)s, %(rank)s)"


class CarriedRank(models.PositiveIntegerField):
    """The rank of the node at ``end``, copied when the row is stored; the database keeps it true."""

    def __init__(self, end: str, rank: str = "rank", **kwargs: Any):
        self.end, self.rank = end, rank
        super().__init__(**{"editable": False} | kwargs)

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        if self.rank != "rank":
            kwargs["rank"] = self.rank
        return name, path.replace("constraints.acyclic", "constraints"), [self.end], kwargs

    def pre_save(self, model_instance, add):
        node = getattr(model_instance, self.end)
        setattr(model_instance, self.attname, getattr(node, self.rank))
        return super().pre_save(model_instance, add)


class Acyclic(PortableConstraint):
    """The dependencies from ``source`` to ``target`` form no circle.

    ``source`` and ``target`` are foreign keys to the same model, whose field ``rank`` holds a
    number greater than that of everything the row needs. The dependency declares
    ``<source>_rank`` and ``<target>_rank`` as ``CarriedRank``, the node a ``UniqueConstraint``
    on its primary key and ``rank``; a system check says what is missing.

    Any write that would close a circle, or that says a wrong rank, raises ``IntegrityError``.
    ``summit.ordering.connect`` finds the ranks and names the circle beforehand.
    """

    arguments = ("source", "target", "rank")

    def __init__(self, *, source: str, target: str, rank: str = "rank", name: str, **kwargs: Any):
        super().__init__(name=name, **kwargs)
        self.source, self.target, self.rank = source, target, rank

    # -- schema ---------------------------------------------------------------

    def constraint_sql(self, model, schema_editor):
        """Table constraints, which live and move with the table on both engines."""
        keys = list(self._keys(model, schema_editor))
        if not is_postgresql(schema_editor):
            return ", ".join([self._check_sql(model, schema_editor), *keys])
        # As Django does with its own foreign keys: the nodes' table may be created after this one.
        schema_editor.deferred_sql.append(self._index(CREATE_INDEX, model, schema_editor))
        schema_editor.deferred_sql.extend(self._adding(model, schema_editor, key) for key in keys)
        return self._check_sql(model, schema_editor)

    def create_sql(self, model, schema_editor):
        # At once, so that it is older than the nodes' own key where that one comes later in the migration.
        schema_editor.execute(self._index(CREATE_INDEX, model, schema_editor))
        return self._adding(model, schema_editor, self.constraint_sql(model, schema_editor))

    def remove_sql(self, model, schema_editor):
        names = (schema_editor.quote_name(f"{self.name}{suffix}") for suffix in ("", "_source", "_target"))
        return Statement(
            "ALTER TABLE %(table)s %(dropped)s; %(index)s",
            table=table_of(model, schema_editor),
            dropped=", ".join(f"DROP CONSTRAINT {name}" for name in names),
            index=self._index("DROP INDEX %(name)s", model, schema_editor),
        )

    def _index(self, sql, model, schema_editor):
        """On PostgreSQL, what the foreign keys lean on.

        Not on the nodes' own key: the autodetector puts that one behind this constraint where
        the dependency's model comes first in the alphabet, and the way back would then want to
        drop it while the foreign keys still need it.
        """
        nodes = model._meta.get_field(self.source).remote_field.model
        return Statement(
            sql,
            name=schema_editor.quote_name(f"{self.name}_key"),
            table=table_of(nodes, schema_editor),
            key=column(nodes, nodes._meta.pk.name, schema_editor),
            rank=column(nodes, self.rank, schema_editor),
        )

    def _adding(self, model, schema_editor, clause):
        return Statement(
            "ALTER TABLE %(table)s ADD %(clause)s", table=table_of(model, schema_editor), clause=clause
        )

    def _check_sql(self, model, schema_editor):
        lower, higher = (column(model, f"{end}_rank", schema_editor) for end in (self.target, self.source))
        return f"CONSTRAINT {schema_editor.quote_name(self.name)} CHECK ({lower} < {higher})"

    def _keys(self, model, schema_editor):
        nodes = model._meta.get_field(self.source).remote_field.model
        for part, end in (("source", self.source), ("target", self.target)):
            yield FOREIGN_KEY % {
                "name": schema_editor.quote_name(f"{self.name}_{part}"),
                "end": column(model, end, schema_editor),
                "carried": column(model, f"{end}_rank", schema_editor),
                "nodes": schema_editor.quote_name(nodes._meta.db_table),
                "key": column(nodes, nodes._meta.pk.name, schema_editor),
                "rank": column(nodes, self.rank, schema_editor),
            }

    # -- declaration ----------------------------------------------------------

    def _check(self, model, connection):
        return [
            checks.Error(f"{self.name} needs {missing}.", obj=model, id="summit.E031")
            for missing in (*self._missing_fields(model), *self._missing_key(model))
        ]

    def _missing_fields(self, model):
        for end in (self.source, self.target):
            try:
                field = model._meta.get_field(f"{end}_rank")
            except FieldDoesNotExist:
                field = None
            if not isinstance(field, CarriedRank) or field.end != end:
                yield f'{end}_rank = CarriedRank("{end}") on {model._meta.label}'

    def _missing_key(self, model):
        nodes = model._meta.get_field(self.source).remote_field.model
        key = (nodes._meta.pk.name, self.rank)
        if not any(rule.fields == key for rule in nodes._meta.total_unique_constraints):
            yield f"UniqueConstraint(fields={list(key)}) on {nodes._meta.label}"
