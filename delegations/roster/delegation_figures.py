"""Counting what belongs to delegations, set-wise: so many queries, however many delegations there are.

A column is any expression over a delegation (``amount`` counts what names it), or ``members`` and
``linked``: whatever their number, the people of all delegations are looked at once, and so is each
table that names them.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from delegations.roster.membership import Membership
from delegations.roster.person import Person

NAMES = ("surname", "given_names", "arabic_name", "print_name")


@dataclass(frozen=True)
class Fact:
    """What costs a look into another table for each member: found once a member, however many columns ask it.

    ``expression(summit)`` gives a number of few different values, over memberships.
    """

    name: str
    expression: Callable[[Any], Any]


@dataclass(frozen=True)
class Members:
    """How many standing members of a delegation fit ``condition``, and whose ``fact`` is one of ``among``.

    The condition must not join to many rows (papers, passengers): ask those by a ``Fact`` or by
    ``linked``. With ``named`` the delegation also gets ``<name>_who``, the name on lists of the
    one who fits where it is one.
    """

    condition: Q | None = None
    named: bool = False
    fact: Fact | None = None
    among: Collection[int] = ()

    def aggregates(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = {name: Count("pk", filter=self.condition)}
        if self.named:
            found[f"{name}_who"] = Min("person_id", filter=self.condition)
        return found

    def fits(self, group: dict) -> bool:
        return self.fact is None or group[self.fact.name] in self.among


@dataclass(frozen=True)
class Linked:
    """How many standing members rows of ``model`` name at ``at`` and fit ``condition``, which is about those rows."""

    model: Any
    at: str
    condition: Q


def members(
    condition: Q | None = None, *, named: bool = False, fact: Fact | None = None, among=()
) -> Members:
    """A column that counts standing members, all of them or those that fit."""
    return Members(condition, named, fact, among)


def linked(model: Any, at: str, condition: Q) -> Linked:
    """A column that counts standing members whom another table names, each once: who travels, who sits."""
    return Linked(model, at, condition)


def amount(rows: QuerySet, at: str = "delegation"):
    """How many of ``rows`` belong to the delegation that they name at the lookup ``at``.

    A correlated count, so that it costs no further query and no row comes twice.
    """
    mine = rows.filter(**{at: OuterRef("pk")}).order_by().values(at)
    counted = mine.annotate(amount=Count("pk", distinct=True)).values("amount")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def in_query(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the columns that are annotations of a query over delegations; ``fill`` finds the others."""
    return {name: one for name, one in columns.items() if not isinstance(one, Members | Linked)}


def fill(rows: Sequence[Any], columns: Mapping[str, Any]) -> None:
    """Give delegations of one summit that came with ``in_query(columns)`` their counts of members as attributes.

    One query for all members, one for the names of single ones, one for each table that is linked.
    """
    if not rows:
        return
    keys = {row.pk for row in rows}
    counted = {name: one for name, one in columns.items() if isinstance(one, Members)}
    figures = _of_members(keys, counted, rows[0].summit) | _of_linked(keys, columns)
    who = [f"{name}_who" for name, one in counted.items() if one.named]
    names = _names({key for name in who for key in figures[name].values()}) if who else {}
    for row in rows:
        for name, found in figures.items():
            value = found.get(row.pk, 0)
            setattr(row, name, names.get(value, "") if name in who else value)


def add(rows: Sequence[Any], columns: Mapping[str, Any]) -> None:
    """Give delegations that were read without them all of these columns."""
    if rows and columns:
        if asked := in_query(columns):
            same = type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows])
            found = {entry.pop("pk"): entry for entry in same.values("pk", **asked)}
            for row in rows:
                for name in asked:
                    setattr(row, name, found[row.pk][name])
        fill(rows, columns)


def _of_members(keys, columns: dict[str, Members], summit) -> dict[str, dict[int, int]]:
    """For each column its figure by delegation; with ``<name>_who`` the key of the one person."""
    found: dict[str, dict[int, int]] = {}
    for name, one in columns.items():
        found |= {name: {}} | ({f"{name}_who": {}} if one.named else {})
    for group in _groups(keys, columns, summit) if columns else ():
        key = group["delegation_id"]
        for name, one in columns.items():
            if group[name] and one.fits(group):
                found[name][key] = found[name].get(key, 0) + group[name]
                if one.named:
                    found[f"{name}_who"][key] = group[f"{name}_who"]
    for name, one in columns.items():
        if one.named:
            single = {key for key, count in found[name].items() if count == 1}
            found[f"{name}_who"] = {key: who for key, who in found[f"{name}_who"].items() if key in single}
    return found


def _groups(keys, columns: dict[str, Members], summit):
    """Members by delegation and by all facts that are asked, each group with its counts: one query."""
    facts = {one.fact.name: one.fact.expression(summit) for one in columns.values() if one.fact}
    wanted: dict[str, Any] = {}
    for name, one in columns.items():
        wanted |= one.aggregates(name)
    rows = Membership.objects.live().filter(delegation__in=keys).order_by()
    return rows.values("delegation_id", **facts).annotate(**wanted)


def _of_linked(keys, columns: Mapping[str, Any]) -> dict[str, dict[int, int]]:
    tables: dict[tuple, dict[str, Q]] = {}
    for name, one in columns.items():
        if isinstance(one, Linked):
            tables.setdefault((one.model, one.at), {})[name] = one.condition
    found: dict[str, dict[int, int]] = {}
    for (model, at), conditions in tables.items():
        live = {f"{at}__delegation__in": keys, f"{at}__state__in": Membership.LIVE}
        by_delegation = model._base_manager.filter(**live).order_by().values_list(f"{at}__delegation")
        counts = [Count(at, distinct=True, filter=condition) for condition in conditions.values()]
        rows = list(by_delegation.annotate(**dict(zip(conditions, counts, strict=True))))
        for place, name in enumerate(conditions, start=1):
            found[name] = {row[0]: row[place] for row in rows}
    return found


def _names(keys) -> dict[int, str]:
    """People by key as lists name them; asked even for nobody, so that a page costs the same whoever stands in it."""
    people = Person._base_manager.filter(pk__in=keys | {0}).values("pk", *NAMES)
    return {one.pop("pk"): Person(**one).name_on_list for one in people}
