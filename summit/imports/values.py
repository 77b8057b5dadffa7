"""Values compared and shown: stored beside imported, old beside new."""

import datetime as dt
from decimal import Decimal
from typing import Any

from summit import writing
from summit.imports.references import spelt


def same(was: Any, now: Any) -> bool:
    """Whether two values mean the same in a cell: outer spaces and the kind of line end do not count."""
    return _plain(was) == _plain(now)


def _plain(value):
    if value is None:
        return ""
    if hasattr(value, "_meta"):
        return value.pk
    if isinstance(value, list | tuple | set | frozenset):
        return frozenset(_plain(one) for one in value)
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float | Decimal):
        return Decimal(str(value)).normalize()
    if isinstance(value, dt.date):
        return value
    if isinstance(getattr(value, "data", None), dict):
        return frozenset((lang, text) for lang, text in value.data.items() if text)
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def shown(value: Any) -> str:
    """A value in one line of text, as our own files write it."""
    if value is None:
        return ""
    if hasattr(value, "_meta"):
        return spelt(value)
    if isinstance(value, list | tuple | set | frozenset):
        return writing.listed(shown(one) for one in value)
    if isinstance(value, bool):
        return "✓" if value else ""
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)
