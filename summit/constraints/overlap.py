"""No double booking, whoever clicks first."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.backends.ddl_references import Statement
from django.db.models import Q

from summit.constraints.portable import (
    PortableConstraint,
    column,
    is_postgresql,
    literal_condition,
    table_of,
)


class NoOverlap(PortableConstraint):
    """No two rows sharing ``resource`` may overlap in time.

    The interval is half-open, [start, end): a stay that ends on the 22nd and one that begins
    on the 22nd do not clash. An empty start or end means without bound. Only rows matching
    ``condition`` count.

    PostgreSQL gets an EXCLUDE constraint (extension btree_gist), SQLite a pair of triggers;
    both raise ``IntegrityError`` with the constraint's name. ``validate()`` gives forms the
    sentence before the database has to refuse.
    """

    RANGES = {"DateField": "daterange", "DateTimeField": "tstzrange", "IntegerField": "int4range"}
    arguments = ("resource", "start", "end")
    violation_error_code = "overlap"

    def __init__(
        self, *, resource: str, start: str, end: str, condition: Q | None = None, name: str, **kwargs: Any
    ):
        super().__init__(name=name, **kwargs)
        self.resource, self.start, self.end, self.condition = resource, start, end, condition or Q()

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        if self.condition:
            kwargs["condition"] = self.condition
        return path, args, kwargs

    # -- schema ---------------------------------------------------------------

    def constraint_sql(self, model, schema_editor):
        if is_postgresql(schema_editor):
            return self._exclude_sql(model, schema_editor)
        # Django remakes whole tables on SQLite; deferred statements are run again on the new one.
        schema_editor.deferred_sql.extend(self._trigger_sql(model, schema_editor))
        return None

    def create_sql(self, model, schema_editor):
        return Statement(
            "ALTER TABLE %(table)s ADD %(constraint)s",
            table=table_of(model, schema_editor),
            constraint=self._exclude_sql(model, schema_editor),
        )

    def remove_sql(self, model, schema_editor):
        return Statement(
            "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s",
            table=table_of(model, schema_editor),
            name=schema_editor.quote_name(self.name),
        )

    def _columns(self, model, schema_editor):
        return {part: column(model, getattr(self, part), schema_editor) for part in self.arguments}

    def _exclude_sql(self, model, schema_editor):
        columns = self._columns(model, schema_editor)
        span = self.RANGES[model._meta.get_field(self.start).get_internal_type()]
        return (
            f"CONSTRAINT {schema_editor.quote_name(self.name)} EXCLUDE USING gist "
            f"({columns['resource']} WITH =, {span}({columns['start']}, {columns['end']}, '[)') WITH &&) "
            f"WHERE ({literal_condition(model, self.condition, schema_editor)})"
        )

    def _trigger_sql(self, model, schema_editor):
        for event in ("INSERT", "UPDATE"):
            yield Statement(
                "CREATE TRIGGER %(name)s AFTER %(event)s ON %(table)s BEGIN "
                "SELECT RAISE(ABORT, '%(message)s') WHERE EXISTS ("
                "SELECT 1 FROM (SELECT * FROM %(table)s WHERE %(where)s) AS a "
                "JOIN (SELECT * FROM %(table)s WHERE %(where)s) AS b "
                "ON a.%(resource)s = b.%(resource)s AND a.%(pk)s <> b.%(pk)s "
                "AND (a.%(start)s < b.%(end)s OR a.%(start)s IS NULL OR b.%(end)s IS NULL) "
                "AND (b.%(start)s < a.%(end)s OR b.%(start)s IS NULL OR a.%(end)s IS NULL) "
                "WHERE a.%(pk)s = NEW.%(pk)s); END",
                name=schema_editor.quote_name(f"{self.name}_{event.lower()}"),
                event=event,
                table=table_of(model, schema_editor),
                message=self.name,
                where=literal_condition(model, self.condition, schema_editor),
                pk=column(model, model._meta.pk.name, schema_editor),
                **self._columns(model, schema_editor),
            )

    # -- validation -----------------------------------------------------------

    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS):
        """Raise ``ValidationError`` where another row holds the resource at the time."""
        if exclude and {self.resource, self.start, self.end} & set(exclude):
            return
        resource, start, end = (
            getattr(instance, model._meta.get_field(part).attname)
            for part in (self.resource, self.start, self.end)
        )
        if resource is None:
            return
        if self.condition:
            # As Django's own CheckConstraint asks an instance that is not stored yet. With all its fields:
            # a form does not show the state, yet the state decides whether the row counts.
            against = instance._get_field_expression_map(meta=model._meta)  # noqa: SLF001
            if not self.condition.check(against, using=using):
                return
        rows = model._base_manager.using(using).filter(self.condition, **{self.resource: resource})
        if self._clashing(rows, start, end).exclude(pk=instance.pk).exists():
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)

    def _clashing(self, rows: models.QuerySet, start: Any, end: Any) -> models.QuerySet:
        if end is not None:
            rows = rows.filter(Q(**{f"{self.start}__lt": end}) | Q(**{self.start: None}))
        if start is not None:
            rows = rows.filter(Q(**{f"{self.end}__gt": start}) | Q(**{self.end: None}))
        return rows
