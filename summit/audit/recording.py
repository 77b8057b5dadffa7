"""Writing the audit, inside the act and nowhere else."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.utils.functional import Promise
from i18nfield.strings import LazyI18nString

from summit.secrecy.levels import S2, S3, is_personal

LABEL_LENGTH = 200
Changes = dict[str, Any]


class OutsideAct(RuntimeError):
    """An audit entry was to be written outside the transaction of its act."""


def record(
    obj: models.Model, verb: str, *, by: Any, note: str = "", changes: Changes | None = None
) -> models.Model:
    """Write that ``by`` did ``verb`` to ``obj`` and return the entry.

    ``by`` is a user, None for the program itself, or whoever else acted (a sealed link), by
    its ``audit_label``. ``changes`` maps fields to ``[before, after]``; of personal and
    restricted fields only the name is kept, with None. Raises ``OutsideAct`` unless a
    transaction is open: an act without its entry must be impossible.
    """
    entry = _entry(obj, verb, by, note, changes)
    entry.save(force_insert=True)
    return entry


def record_many(
    objs: Iterable[models.Model],
    verb: str,
    *,
    by: Any,
    note: str = "",
    changes: Changes | Callable[[Any], Changes] | None = None,
) -> list[models.Model]:
    """One entry for each of ``objs`` in few statements; ``changes`` may be a function of the row."""
    entries = [_entry(obj, verb, by, note, changes(obj) if callable(changes) else changes) for obj in objs]
    return _model().objects.bulk_create(entries, batch_size=1000)


def record_past(
    acts: Iterable[tuple[datetime, models.Model, str, Any, Changes | None]],
) -> list[models.Model]:
    """Entries of acts that happened elsewhere or earlier: ``(when, obj, verb, by, changes)`` in order of time."""
    entries = [(when, _entry(obj, verb, by, "", changes)) for when, obj, verb, by, changes in acts]
    for when, entry in entries:
        entry.at = when
    return _model().objects.bulk_create([entry for _when, entry in entries], batch_size=1000)


def history(obj: models.Model) -> models.QuerySet:
    """What was done to ``obj``, newest first."""
    return _model().objects.about(obj).select_related("actor").order_by("-pk")


def name_of(obj: models.Model) -> str:
    """The lasting name of a row outside the database: its public_id, else its code."""
    return str(getattr(obj, "public_id", "") or getattr(obj, "code", "") or obj.pk)


def _model():
    return apps.get_model("summit.Entry")


def _entry(obj, verb, by, note, changes):
    if not transaction.get_connection().in_atomic_block:
        raise OutsideAct(f"{verb} on {obj._meta.label} is recorded outside a transaction")
    return _model()(
        summit_id=_summit_id(obj, by),
        actor=by if isinstance(by, get_user_model()) and by.pk else None,
        actor_label=_actor_label(by),
        verb=verb,
        kind=obj._meta.label_lower,
        object_id=name_of(obj),
        object_label=_label(obj),
        note=note,
        changes=_kept(obj, changes or {}),
    )


def _summit_id(obj, by):
    """The row's summit; for a person, who belongs to none, the one at which the actor was at work."""
    own = getattr(obj, "summit_id", None)
    return own or getattr(getattr(by, "summit", None), "pk", None)


def _actor_label(by):
    if by is None:
        return ""
    own = by.get_username() if hasattr(by, "get_username") else getattr(by, "audit_label", "")
    return str(own or by)[:LABEL_LENGTH]


def _label(obj):
    """A name for the reader that is not a person's: the audit outlives the data it speaks of."""
    own = getattr(obj, "audit_label", "")
    if not own and hasattr(obj, "get_username"):
        own = obj.get_username()
    if not own and {S2, S3} & set(getattr(obj, "sensitivity", {}).values()):
        own = getattr(obj, "code", "") or name_of(obj)
    return str(own or obj)[:LABEL_LENGTH]


def _kept(obj, changes):
    return {field: None if is_personal(obj, field) else _plain(pair) for field, pair in changes.items()}


def _plain(value):
    """``value`` as JSON can hold it; rows by their lasting name."""
    if isinstance(value, models.Model):
        return name_of(value)
    if isinstance(value, LazyI18nString):  # a name in several languages
        return _plain(value.data)
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, Promise) or not isinstance(value, str | int | float | bool | type(None)):
        return str(value)
    return value
