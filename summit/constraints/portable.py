"""What the constraints of our own share: a stable name in migrations, and SQL on two engines."""

from typing import Any

from django.db import models
from django.db.backends.ddl_references import Table
from django.db.models import Q
from django.db.models.sql import Query


class PortableConstraint(models.BaseConstraint):
    """A constraint whose SQL differs by engine.

    Migrations name it ``summit.constraints.<Class>``, whatever file it lives in.
    """

    # The names of the arguments beside the ones of Django.
    arguments: tuple[str, ...] = ()

    def deconstruct(self):
        _path, args, kwargs = super().deconstruct()
        kwargs |= {name: getattr(self, name) for name in self.arguments}
        return f"summit.constraints.{type(self).__name__}", args, kwargs

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.deconstruct() == other.deconstruct()

    __hash__ = None  # as Django's own constraints: compared, never looked up

    def __repr__(self):
        given = " ".join(f"{name}={getattr(self, name)!r}" for name in self.arguments)
        return f"<{type(self).__name__}: {given} name={self.name!r}>"

    def validate(self, model, instance, exclude=None, using="default"):
        """Nothing that a form could check beforehand."""


def is_postgresql(schema_editor: Any) -> bool:
    return schema_editor.connection.vendor == "postgresql"


def table_of(model: type[models.Model], schema_editor: Any) -> Table:
    """A reference that Django renames when it remakes a table on SQLite."""
    return Table(model._meta.db_table, schema_editor.quote_name)


def column(model: type[models.Model], field: str, schema_editor: Any) -> str:
    return schema_editor.quote_name(model._meta.get_field(field).column)


def literal_condition(model: type[models.Model], condition: Q, schema_editor: Any) -> str:
    """``condition`` as SQL on the bare columns of ``model``; a condition that is empty is true."""
    if not condition:
        return "TRUE"
    query = Query(model, alias_cols=False)
    compiler = query.get_compiler(connection=schema_editor.connection)
    sql, params = query.build_where(condition).as_sql(compiler, schema_editor.connection)
    return sql % tuple(schema_editor.quote_value(value) for value in params)
