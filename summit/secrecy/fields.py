"""Fields whose values the database cannot read."""

import json
from typing import Any

from django import forms
from django.core import checks
from django.core.exceptions import FieldError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.lookups import IsNull

from summit.secrecy.keys import blind_index, blind_indexes, decrypt, encrypt
from summit.secrecy.levels import S3, sensitivity_of


class EncryptedTextField(models.TextField):
    """Text that is encrypted at rest. ``""`` stays ``""`` and NULL stays NULL.

    Only ``__isnull`` and ``__isempty`` can be asked of it; everything else raises
    ``FieldError``. A ``BlindIndexField`` finds a value again.
    """

    def get_lookup(self, lookup_name):
        if lookup_name in {"isnull", "isempty"}:
            return super().get_lookup(lookup_name)
        raise FieldError(
            f"{self.name} is encrypted: it cannot be asked for {lookup_name!r}. Use a blind index."
        )

    def get_transform(self, lookup_name):
        raise FieldError(f"{self.name} is encrypted: it has no {lookup_name!r}.")

    def to_text(self, value: Any) -> str:
        return str(value)

    def from_text(self, text: str) -> Any:
        return text

    def get_prep_value(self, value):
        # Past TextField, which would make a string of every value.
        return models.Field.get_prep_value(self, value)

    def get_db_prep_value(self, value, connection, prepared=False):
        value = super().get_db_prep_value(value, connection, prepared)
        if value is None or value == "" or hasattr(value, "resolve_expression"):
            return value
        return encrypt(self.to_text(value))

    def from_db_value(self, value, expression, connection):
        return self.from_text(decrypt(value)) if value else value

    def check(self, **kwargs):
        errors = super().check(**kwargs)
        if self.unique or self.db_index:
            errors.append(
                checks.Error(
                    "An encrypted field can be neither unique nor indexed.",
                    hint="Put a BlindIndexField beside it.",
                    obj=self,
                    id="summit.E020",
                )
            )
        if sensitivity_of(self.model, self.name) != S3:
            errors.append(checks.Error("An encrypted field must be declared S3.", obj=self, id="summit.E021"))
        return errors


class EncryptedJSONField(EncryptedTextField):
    """Lists, dictionaries and numbers, encrypted at rest."""

    def to_text(self, value):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)

    def from_text(self, text):
        return json.loads(text)

    def to_python(self, value):
        return value

    def value_to_string(self, obj):
        return self.to_text(self.value_from_object(obj))

    def formfield(self, **kwargs):
        return models.Field.formfield(self, **{"form_class": forms.JSONField} | kwargs)


@EncryptedTextField.register_lookup
class IsEmpty(IsNull):
    """Neither NULL nor ``""`` counts as something."""

    lookup_name = "isempty"

    def as_sql(self, compiler, connection):
        if not isinstance(self.rhs, bool):
            raise TypeError("__isempty wants True or False.")
        sql, params = self.process_lhs(compiler, connection)
        empty = f"COALESCE({sql}, '') {'=' if self.rhs else '<>'} ''"
        return empty, params


class BlindIndexField(models.CharField):
    """The keyed digest of another field, by which its value is found again.

    ``filter(passport_key__matches="AB 123")`` looks under every key of INDEX_KEYS. The digest
    is written with the row; a queryset's ``update()`` needs ``with_indexes()``.
    """

    FIXED = {"max_length": 64, "null": True, "editable": False, "db_index": True}

    def __init__(self, *args: Any, source: str, purpose: str, **kwargs: Any):
        self.source, self.purpose = source, purpose
        super().__init__(*args, **self.FIXED, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        free = {key: value for key, value in kwargs.items() if key not in self.FIXED}
        return name, path, args, free | {"source": self.source, "purpose": self.purpose}

    def pre_save(self, model_instance, add):
        digest = blind_index(getattr(model_instance, self.source), self.purpose)
        setattr(model_instance, self.attname, digest)
        return digest


@BlindIndexField.register_lookup
class Matches(models.lookups.In):
    """``matches`` takes one value or a list of values, as people write them."""

    lookup_name = "matches"

    def __init__(self, lhs, rhs):
        values = [rhs] if isinstance(rhs, str) else rhs
        purpose = lhs.output_field.purpose
        super().__init__(lhs, [digest for value in values for digest in blind_indexes(value, purpose)])


def with_indexes(model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
    """``values`` for a queryset's ``update()``, with the digests that follow from them."""
    digests = {
        field.attname: blind_index(values[field.source], field.purpose)
        for field in model._meta.fields
        if isinstance(field, BlindIndexField) and field.source in values
    }
    return values | digests
