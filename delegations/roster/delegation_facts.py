"""What is known of delegations beside their own fields: people, liaison, quotas; so many queries for any number of them."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from delegations.roster import checklist, delegation_figures, presence, quota_use
from delegations.roster.delegation import Delegation
from delegations.roster.delegation_figures import members
from delegations.roster.liaison import LiaisonAssignment
from delegations.roster.membership import Membership
from delegations.roster.quotas import Quota
from summit import clock

WITH_OFFICER = Q(state__in=["assigned", "on_duty"])
FURTHER: list[Callable[[Any, Any], dict[str, Any]]] = []  # columns that the problems of other parts ask for


def elsewhere() -> Exists:
    """Of a membership: whether its person also stands on the list of another delegation."""
    other = Membership.objects.live().filter(person=OuterRef("person"))
    return Exists(other.exclude(delegation=OuterRef("delegation")))


def plain_columns() -> dict[str, Any]:
    """``people``, ``heads`` with ``heads_who``, ``covered`` (a liaison officer now), ``officer_name`` (of the shift that runs or
    comes next), and of each kind of quota that is counted ``used_badges`` and ``granted_badges``."""
    mine, now = {"delegation": OuterRef("pk")}, clock.now()
    ahead = LiaisonAssignment.objects.standing().filter(ends_at__gt=now, **mine).order_by("starts_at", "pk")
    found = {
        "people": members(),
        "heads": members(Q(is_head=True), named=True),
        "covered": Exists(ahead.filter(WITH_OFFICER, starts_at__lte=now)),
        "officer_name": Subquery(ahead.values("officer__name")[:1]),
    }
    for kind, expression in quota_use.USES.items():
        granted = Quota.objects.filter(quota_type=kind, **mine).values("granted")[:1]
        found |= {f"used_{kind}": expression(), f"granted_{kind}": Subquery(granted)}
    return found


def all_columns(summit, today) -> dict[str, Any]:
    """The plain ones, ``doubled`` (people on two lists), ``on_site`` where somebody counts it, the counted items
    of the checklist, and what the problems of other parts ask for."""
    found = plain_columns() | {"doubled": members(Q(elsewhere()))}
    for expression in presence.SOURCES:
        found["on_site"] = expression()
    for columns in FURTHER:
        found |= columns(summit, today)
    return found | checklist.columns(today)


def load(rows, summit, today, *, plain: bool = False) -> list[Delegation]:
    """The delegations of a queryset with their facts, or with the ``plain`` ones only."""
    columns = plain_columns() if plain else all_columns(summit, today)
    rows = rows.select_related("organisation").annotate(**delegation_figures.in_query(columns))
    found = list(rows)
    for row in found:
        row.summit = summit  # one for all of them, which the caller has read already
    delegation_figures.fill(found, columns)
    return found


def known(delegations: Sequence[Any], today) -> Sequence[Any]:
    """The same delegations with their facts, asked for where they came without."""
    if not all(hasattr(row, "covered") for row in delegations):
        delegation_figures.add(delegations, all_columns(delegations[0].summit, today))
    return delegations


def exceeded(delegation) -> list[tuple[str, int, int]]:
    """``(kind, used, granted)`` of each quota that the delegation is past."""
    found = []
    for kind in quota_use.USES:
        used, granted = getattr(delegation, f"used_{kind}"), getattr(delegation, f"granted_{kind}")
        if granted is not None and used > granted:
            found.append((kind, used, granted))
    return found
