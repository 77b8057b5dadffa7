"""Four levels of sensitivity, declared per field."""

from django.db import models

S0, S1, S2, S3 = "S0", "S1", "S2", "S3"
LEVELS = (S0, S1, S2, S3)
"""Public, internal, personal, restricted (passport, opinion, weapons, health, a principal's room or route)."""


def sensitivity_of(model: type[models.Model] | models.Model, field: str) -> str:
    """The level of a field; what no model declares is internal."""
    return getattr(model, "sensitivity", {}).get(field, S1)


def is_personal(model: type[models.Model] | models.Model, field: str) -> bool:
    """Whether the field's values stay out of logs, audit and outgoing bodies."""
    return sensitivity_of(model, field) in {S2, S3}


def fields_at(model: type[models.Model], level: str) -> list[str]:
    return [name for name, declared in getattr(model, "sensitivity", {}).items() if declared == level]
