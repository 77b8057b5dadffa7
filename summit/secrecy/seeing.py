"""Looking at restricted values leaves a trace."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import models, transaction

from summit import audit


def reveal_right(model: type[models.Model] | models.Model, field: str) -> str:
    """The right behind which the model keeps ``field``."""
    declared = getattr(model, "reveal_right", None)
    right = declared.get(field) if isinstance(declared, dict) else declared
    if right is None:
        raise ImproperlyConfigured(f"{model._meta.label} names no reveal_right for {field}.")
    return right


@transaction.atomic
def reveal(obj: models.Model, field: str, *, by: Any, why: str = "") -> Any:
    """The value of a restricted field of ``obj``, after asking for the right and writing the audit.

    Raises ``PermissionDenied``. It writes, so it belongs behind a POST.
    """
    if not by.has_perm(reveal_right(obj, field), obj):
        raise PermissionDenied
    audit.record(obj, "reveal", by=by, note=why, changes={field: None})
    return getattr(obj, field)


@transaction.atomic
def disclosed(objs: Iterable[models.Model], fields: Iterable[str], *, by: Any, why: str) -> int:
    """Record that restricted fields of these rows leave in a file, one entry a row; returns their number.

    Call it in the transaction that reads them. Raises ``PermissionDenied`` where one of the
    rows may not be seen, and then nothing may leave.
    """
    objs, fields = list(objs), list(fields)
    for obj in objs:
        if not all(by.has_perm(reveal_right(obj, field), obj) for field in fields):
            raise PermissionDenied
    return len(audit.record_many(objs, "disclose", by=by, note=why, changes=dict.fromkeys(fields)))
