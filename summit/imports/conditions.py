"""Check constraints judged in Python, so that hundreds of rows cost no query.

Only what can be judged for certain is: comparisons of the row's own columns with values and
with each other. Anything else is left to the database, which has the last word.
"""

import operator
from typing import Any

from django.db.models import CheckConstraint, F, Q
from django.db.models.constants import LOOKUP_SEP

COMPARED = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": lambda value, among: value in among,
    "range": lambda value, ends: ends[0] <= value <= ends[1],
}
UNKNOWN = object()


def violated(instance: Any, names: set[str]) -> list[tuple[CheckConstraint, set[str]]]:
    """Check constraints that the row certainly breaks and that touch one of ``names``, with the columns they name."""
    broken = []
    for constraint in instance._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            columns = columns_of(constraint.condition)
            if columns & names and holds(constraint.condition, instance) is False:
                broken.append((constraint, columns))
    return broken


def columns_of(condition: Any) -> set[str]:
    """Names of the row's own fields in a condition."""
    found = set()
    if not isinstance(condition, Q):
        return found
    for child in condition.children:
        if isinstance(child, Q):
            found |= columns_of(child)
        elif isinstance(child, tuple):
            found.add(child[0].split(LOOKUP_SEP)[0])
            if isinstance(child[1], F):
                found.add(child[1].name.split(LOOKUP_SEP)[0])
    return found


def holds(condition: Any, instance: Any) -> bool | None:
    """True, False, or None where it is unknown, as SQL has it."""
    if not isinstance(condition, Q):
        return None
    answers = [holds(c, instance) if isinstance(c, Q) else _compare(c, instance) for c in condition.children]
    if condition.connector == Q.AND:
        answer = False if False in answers else None if None in answers else True
    elif condition.connector == Q.OR:
        answer = True if True in answers else None if None in answers else False
    else:
        answer = None
    return answer if answer is None else answer is not condition.negated


def _compare(child, instance):
    if not isinstance(child, tuple):
        return None
    name, _sep, lookup = child[0].partition(LOOKUP_SEP)
    value, other = _column(instance, name), child[1]
    if isinstance(other, F):
        other = _column(instance, other.name)
    if UNKNOWN in (value, other) or hasattr(other, "resolve_expression"):
        return None
    if lookup == "isnull":
        return (value is None) is bool(other)
    if value is None or other is None or (lookup or "exact") not in COMPARED:
        return None
    try:
        return COMPARED[lookup or "exact"](value, getattr(other, "pk", other))
    except TypeError:
        return None


def _column(instance, name):
    if name == "pk":
        return instance.pk
    fields = {field.name: field for field in instance._meta.concrete_fields}
    return getattr(instance, fields[name].attname) if name in fields else UNKNOWN
