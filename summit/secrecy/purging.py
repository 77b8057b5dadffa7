"""Personal data goes when its time is over, and a certificate says what went."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.apps import apps
from django.core import checks
from django.db import models, transaction
from django.db.models import Q

from summit import audit, clock, search_index
from summit.secrecy.fields import EncryptedTextField
from summit.secrecy.levels import fields_at


class Uncleanable(Exception):
    """A field cannot be emptied: it may neither be NULL nor blank and has no default."""


@dataclass
class Certificate:
    """What a purge did, or would do; ``digest`` is the SHA-256 of everything else in it."""

    summit: str
    at: str
    by: str
    dry_run: bool
    erased: list[dict[str, Any]] = field(default_factory=list)
    rows: int = 0
    digest: str = ""

    def close(self) -> "Certificate":
        self.rows = sum(line["rows"] for line in self.erased)
        content = {key: value for key, value in asdict(self).items() if key != "digest"}
        text = json.dumps(content, sort_keys=True, ensure_ascii=False)
        self.digest = hashlib.sha256(text.encode()).hexdigest()
        return self


def purgeable() -> list[type[models.Model]]:
    """Every model that declares ``retention``, in a stable order."""
    found = (model for model in apps.get_models() if getattr(model, "retention", None))
    return sorted(found, key=lambda model: model._meta.label)


def due_on(summit: Any, days: int) -> dt.date:
    """The first day on which data kept for ``days`` after the summit must go.

    ``retention_until`` of the summit, where set, ends every longer period.
    """
    due = summit.ends_on + dt.timedelta(days=days + 1)
    limit = getattr(summit, "retention_until", None)
    return min(due, limit + dt.timedelta(days=1)) if limit else due


@transaction.atomic
def purge(summit: Any, *, by: Any, dry_run: bool = False) -> Certificate:
    """Erase what is due of one summit and return the certificate.

    A model's fields are emptied, unless it has ``erase(rows, fields)`` of its own; a model
    whose rows differ in sensitivity gives rows and fields by ``purge_rows(level)``. Rows
    already empty do not count, so that a second run reports none. A real run is audited with
    its digest; a dry run writes nothing.
    """
    certificate = Certificate(summit.code, clock.now().isoformat(), _name(by), dry_run)
    for model, level, due in _due(summit):
        rows, names = _purged(model, level)
        rows = rows.filter(**{getattr(model, "summit_path", "summit"): summit})
        count = rows.count()
        if count and not dry_run:
            getattr(model, "erase", _empty)(rows, names)
        certificate.erased.append(
            {"model": model._meta.label, "level": level, "fields": names, "due": str(due), "rows": count}
        )
    certificate.close()
    if not dry_run:
        changes = {f"{line['model']} {line['level']}": [line["rows"], 0] for line in certificate.erased}
        audit.record(summit, "purge", by=by, note=certificate.digest, changes=changes)
        search_index.forget_erased()
    return certificate


def _due(summit) -> Iterator[tuple[type[models.Model], str, dt.date]]:
    today = clock.today(summit)
    for model in purgeable():
        for level, days in sorted(model.retention.items()):
            if (due := due_on(summit, days)) <= today:
                yield model, level, due


def _purged(model, level):
    """The rows in which a field of this level still holds something, and the names of those fields."""
    if hasattr(model, "purge_rows"):
        return model.purge_rows(level)
    names, filled = fields_at(model, level), Q(pk__in=[])
    for name in names:
        filled |= _is_filled(model._meta.get_field(name))
    return model._base_manager.filter(filled), names


def _is_filled(column):
    if isinstance(column, EncryptedTextField):
        return Q(**{f"{column.name}__isempty": False})
    if column.null:
        return Q(**{f"{column.name}__isnull": False})
    return ~Q(**{column.name: empty_value(column)})


def empty_value(column: models.Field) -> Any:
    """What stands in a field that was emptied. Raises ``Uncleanable``."""
    if column.null:
        return None
    if column.unique or column.is_relation:
        raise Uncleanable(f"{column.model._meta.label}.{column.name}")
    if isinstance(column, models.CharField | models.TextField | models.FileField):
        return ""
    if column.has_default():
        return column.get_default()
    raise Uncleanable(f"{column.model._meta.label}.{column.name}")


def _empty(rows, names):
    model = rows.model
    return rows.update(**{name: empty_value(model._meta.get_field(name)) for name in names})


def _name(by):
    return by.get_username() if by is not None else ""


@checks.register
def everything_kept_can_be_erased(app_configs, **kwargs):
    """A retention period that could not be carried out must not wait until the day to be noticed."""
    errors = []
    for model in purgeable():
        names = [name for level in model.retention for name in fields_at(model, level)]
        for name in names if not hasattr(model, "erase") else ():
            try:
                empty_value(model._meta.get_field(name))
            except Uncleanable:
                hint = "Allow NULL, or give the model erase(rows, fields)."
                errors.append(
                    checks.Error(f"{name} cannot be emptied.", hint=hint, obj=model, id="summit.E022")
                )
    return errors
