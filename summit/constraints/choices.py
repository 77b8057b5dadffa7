"""A choice field may hold its choices and nothing else, in the database too."""

from collections.abc import Iterable
from typing import Any

from django.core import checks
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OneOf(models.CheckConstraint):
    """A ``CheckConstraint`` that also checks itself against the field's choices."""

    def __init__(self, *, field: str, values: list[Any], **kwargs: Any):
        super().__init__(condition=Q(**{f"{field}__in": values}), **kwargs)
        self.field, self.values = field, values

    def deconstruct(self):
        # To migrations it is Django's own: a migration must not depend on how we write it down.
        _path, args, kwargs = super().deconstruct()
        return "django.db.models.CheckConstraint", args, kwargs

    def clone(self):
        _path, args, kwargs = super().deconstruct()
        del kwargs["condition"]
        return OneOf(*args, field=self.field, values=self.values, **kwargs)

    def _check(self, model, connection):
        return super()._check(model, connection) + self._differing(model)

    def _differing(self, model):
        try:
            field = model._meta.get_field(self.field)
        except FieldDoesNotExist:
            return []  # Django reports the name itself
        declared = {value for value, _label in field.flatchoices}
        if field.blank:
            declared |= {""} & set(self.values)
        if declared == set(self.values):
            return []
        return [
            checks.Error(
                f"{self.name} allows other values than the choices of {model._meta.label}.{self.field}.",
                hint=f"They differ in {sorted(declared ^ set(self.values))}.",
                obj=model,
                id="summit.E030",
            )
        ]


def one_of(field: str, choices: Iterable[Any], name: str | None = None) -> OneOf:
    """The constraint that ``field`` holds one of ``choices``: values, pairs or a Choices class.

    Without a name it is called ``<model>_<field>_known``.
    """
    pairs = getattr(choices, "choices", choices)
    values = [pair[0] if isinstance(pair, tuple | list) else pair for pair in pairs]
    return OneOf(
        field=field,
        values=[getattr(value, "value", value) for value in values],
        name=name or f"%(class)s_{field}_known",
        violation_error_message=_("This value is not among the choices."),
    )
