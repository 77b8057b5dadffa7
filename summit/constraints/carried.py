"""Copies of another row's columns that the database keeps true, so that a constraint here can use them."""

from typing import Any

from django.db import models
from django.db.backends.ddl_references import Statement

from summit.constraints.acyclic import CREATE_INDEX, FOREIGN_KEY
from summit.constraints.portable import PortableConstraint, column, is_postgresql, table_of


class CarriedField(models.Field):
    """A column copied from the field ``source`` of the row at ``end`` when this row is stored."""

    def __init__(self, end: str, source: str, **kwargs: Any):
        self.end, self.source = end, source
        super().__init__(**{"editable": False} | kwargs)

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, path.replace("constraints.carried", "constraints"), [self.end, self.source], kwargs

    def pre_save(self, model_instance, add):
        setattr(model_instance, self.attname, getattr(getattr(model_instance, self.end), self.source))
        return super().pre_save(model_instance, add)


class CarriedMoment(CarriedField, models.DateTimeField):
    """A moment of the row at ``end``."""


class CarriedDate(CarriedField, models.DateField):
    """A day of the row at ``end``."""


class CarriedState(CarriedField, models.CharField):
    """The state of the row at ``end``."""


class Carried(PortableConstraint):
    """``copy`` always equals the field ``source`` of the row at ``end``, a foreign key.

    A constraint of the model may then use the copy beside its own columns: the width of an
    aircraft against that of its stand, the times of a booking on each of the parts that it
    holds. The copy is a ``CarriedRank(end, rank=source)``, a ``CarriedMoment``, a ``CarriedDate`` or
    a ``CarriedState`` and follows a change of the original (``ON UPDATE CASCADE``); a change that
    breaks the constraint is refused with ``IntegrityError`` on either side. The other model
    declares a ``UniqueConstraint`` on its primary key and ``source``. Several copies of one row
    are named as tuples, in the same order, and follow together.
    """

    arguments = ("end", "copy", "source")

    def __init__(
        self,
        *,
        end: str,
        copy: str | tuple[str, ...],
        source: str | tuple[str, ...],
        name: str,
        **kwargs: Any,
    ):
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
            rank=columns(other, self.source, schema_editor),
        )

    def _key(self, model, schema_editor):
        other = self._other(model)
        return FOREIGN_KEY % {
            "name": schema_editor.quote_name(self.name),
            "end": column(model, self.end, schema_editor),
            "carried": columns(model, self.copy, schema_editor),
            "nodes": schema_editor.quote_name(other._meta.db_table),
            "key": column(other, other._meta.pk.name, schema_editor),
            "rank": columns(other, self.source, schema_editor),
        }


def columns(model: type[models.Model], fields: str | tuple[str, ...], schema_editor: Any) -> str:
    """The columns of one field or of several, as SQL lists them."""
    names = (fields,) if isinstance(fields, str) else fields
    return ", ".join(column(model, name, schema_editor) for name in names)
