"""A new key for what is already stored."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models, transaction

from summit.secrecy.fields import BlindIndexField, EncryptedTextField
from summit.secrecy.keys import blind_index

BATCH = 500


def rotating_fields(model: type[models.Model]) -> list[models.Field]:
    return [
        field for field in model._meta.local_fields if isinstance(field, EncryptedTextField | BlindIndexField)
    ]


def rotating_models() -> Iterator[type[models.Model]]:
    """Every model with encrypted values or blind indexes, in the order in which they are loaded."""
    return (model for model in apps.get_models() if rotating_fields(model))


def rotate(model: type[models.Model]) -> int:
    """Write every encrypted value and blind index again under the newest keys; returns the rows written.

    Put the new key in front of FIELD_KEYS or INDEX_KEYS first; the old one may go once this
    is done. Safe to run twice and while people work: each batch locks its rows.
    """
    fields, last, written = rotating_fields(model), 0, 0
    while fields:
        with transaction.atomic():
            rows = model._base_manager.filter(pk__gt=last).order_by("pk").select_for_update()[:BATCH]
            batch = list(rows)
            if not batch:
                break
            for row in batch:
                _refresh_digests(row, fields)
            model._base_manager.bulk_update(batch, [field.name for field in fields])
        last, written = batch[-1].pk, written + len(batch)
    return written


def _refresh_digests(row, fields):
    for field in fields:
        if isinstance(field, BlindIndexField):
            setattr(row, field.attname, blind_index(getattr(row, field.source), field.purpose))
