"""Counting what belongs to delegations, as columns of one query over them.

A column is any expression over a delegation (``amount`` counts what names it), or ``members``:
however many conditions are counted, the people of a delegation are looked at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Count,
    IntegerField,
    JSONField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce, Concat, JSONObject

from delegations.roster.membership import Membership
from delegations.roster.person import Person

SCAN = "members_counted"
NAMES = ("surname", "given_names", "arabic_name", "print_name")
BETWEEN = "\x1f"  # no name holds it
PER_SCAN = 40  # PostgreSQL builds an object of at most fifty pairs


@dataclass(frozen=True)
class Members:
    """How many standing members of a delegation fit ``condition``.

    It must not join to many rows (papers, passengers): ask those by ``Exists``. With ``named``
    the delegation also gets ``<name>_who``, the name on lists of the one who fits where it is one.
    """

    condition: Q | None = None
    named: bool = False

    def aggregates(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = {name: Count("pk", filter=self.condition)}
        if self.named:
            parts = [part for field in NAMES for part in (f"person__{field}", Value(BETWEEN))]
            found[f"{name}_who"] = Min(Concat(*parts, output_field=TextField()), filter=self.condition)
        return found


def members(condition: Q | None = None, *, named: bool = False) -> Members:
    """A column that counts standing members, all of them or those that fit ``condition``."""
    return Members(condition, named)


def amount(rows: QuerySet, at: str = "delegation"):
    """How many of ``rows`` belong to the delegation that they name at the lookup ``at``.

    A correlated count, so that it costs no further query and no row comes twice.
    """
    mine = rows.filter(**{at: OuterRef("pk")}).order_by().values(at)
    counted = mine.annotate(amount=Count("pk", distinct=True)).values("amount")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def in_query(columns: Mapping[str, Any]) -> dict[str, Any]:
    """The columns as annotations of a query over delegations; ``unpack`` makes attributes of what they give."""
    found = {name: column for name, column in columns.items() if not isinstance(column, Members)}
    for place, wanted in enumerate(scans(columns)):
        mine = Membership.objects.live().filter(delegation=OuterRef("pk")).order_by()
        told = mine.values("delegation").annotate(told=JSONObject(**wanted)).values("told")
        found[f"{SCAN}_{place}"] = Subquery(told, output_field=JSONField())
    return found


def scans(columns: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What is asked of the members of a delegation, as much at a time as one look tells."""
    found: dict[str, Any] = {}
    for name, column in columns.items():
        found |= column.aggregates(name) if isinstance(column, Members) else {}
    names = list(found)
    return [
        {name: found[name] for name in names[start : start + PER_SCAN]}
        for start in range(0, len(names), PER_SCAN)
    ]


def unpack(rows: Sequence[Any], columns: Mapping[str, Any]) -> None:
    """Give delegations that came with ``in_query(columns)`` their counts of members as attributes."""
    for row in rows:
        told: dict[str, Any] = {}
        for place, wanted in enumerate(scans(columns)):
            told |= getattr(row, f"{SCAN}_{place}") or dict.fromkeys(wanted)
        for name, column in columns.items():
            if isinstance(column, Members):
                setattr(row, name, told[name] or 0)
                if column.named:
                    setattr(row, f"{name}_who", name_of(told[f"{name}_who"]) if told[name] == 1 else "")


def name_of(joined: str) -> str:
    return Person(**dict(zip(NAMES, joined.split(BETWEEN), strict=False))).name_on_list


def add(rows: Sequence[Any], columns: Mapping[str, Any]) -> None:
    """Give delegations that were read without them all of these columns, in one query."""
    if rows and columns:
        asked = in_query(columns)
        same = type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows])
        found = {entry.pop("pk"): entry for entry in same.values("pk", **asked)}
        for row in rows:
            for name in asked:
                setattr(row, name, found[row.pk][name])
        unpack(rows, columns)
