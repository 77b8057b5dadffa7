"""Who may do what: one table of named rules, asked three ways.

``user.has_perm("summit.edit_task")`` asks whether the user may do it to some row,
``user.has_perm("summit.edit_task", task)`` to this row, and ``rows()`` gives the
condition under which a row is one of them, so that a list and a lookup cannot disagree.

A rule needs two keys. A *mandate* gives a portfolio to a ministry for one summit, and a
dated *duty* gives a person a role, either in the committee or in a portfolio that the
person's ministry holds. A reshuffle of the government is data, not code.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.apps import apps
from django.db.models import Q

EVERYTHING = ~Q(pk__in=[])
NOTHING = Q(pk__in=[])

COORDINATOR, SECRETARY, AUTHORITY, AUDITOR = "coordinator", "secretary", "authority", "auditor"
COMMITTEE_ROLES = (COORDINATOR, SECRETARY, AUTHORITY, AUDITOR)
HEAD, OFFICER, FOCAL, READER = "head", "officer", "focal", "reader"
PORTFOLIO_ROLES = (HEAD, OFFICER, FOCAL, READER)

RIGHTS: dict[str, "Rule"] = {}


class UnknownRight(LookupError):
    """A right was asked for that no slice defines: a typo, never a refusal."""


@dataclass(frozen=True)
class Rule:
    """A condition on a user and a row, as a test and as a filter.

    ``test(user, None)`` answers whether there can be such a row at all.
    """

    test: Callable[[Any, Any], bool]
    rows: Callable[[Any], Q]

    def __or__(self, other: "Rule") -> "Rule":
        return any_of(self, other)

    def __and__(self, other: "Rule") -> "Rule":
        return all_of(self, other)

    def __invert__(self) -> "Rule":
        return Rule(
            lambda user, obj: obj is None or not self.test(user, obj),
            lambda user: ~self.rows(user),
        )


def any_of(*rules: Rule) -> Rule:
    """One of the rules holds; where one opens every row, the others are not asked of the database."""

    def rows(user):
        found = [rule.rows(user) for rule in rules]
        return EVERYTHING if EVERYTHING in found else reduce(Q.__or__, found)

    return Rule(lambda user, obj: any(rule.test(user, obj) for rule in rules), rows)


def all_of(*rules: Rule) -> Rule:
    return Rule(
        lambda user, obj: all(rule.test(user, obj) for rule in rules),
        lambda user: reduce(Q.__and__, (rule.rows(user) for rule in rules)),
    )


def of_person(test: Callable[[Any], bool]) -> Rule:
    """A rule that looks at the person alone: all rows or none."""
    return Rule(lambda user, obj: test(user), lambda user: EVERYTHING if test(user) else NOTHING)


def committee(*roles: str) -> Rule:
    """The user has one of these duties in the committee today."""
    return of_person(
        lambda user: any(duty.role in roles and duty.portfolio_id is None for duty in user.duties)
    )


def holds(portfolio: str, *roles: str) -> Rule:
    """The user's ministry was given ``portfolio`` and the user has a duty in it, narrowed to nothing.

    Without ``roles`` any role in the portfolio will do.
    """
    return of_person(lambda user: any(not duty.narrowed_to for duty in held(user, portfolio, roles)))


def holds_for(portfolio: str, *roles: str, at: str, through: str = "", row: str = "") -> Rule:
    """The user has a duty in ``portfolio`` that is narrowed to one thing, and the row belongs to it.

    ``at`` is the lookup from the row to that thing's public id (``"delegation__public_id"``).
    Where another table ties the two, ``through`` is its label, ``at`` starts there and ``row``
    names its key to the row: a subquery, never a join, so that no row comes twice.
    """

    def condition(user):
        named = [duty.narrowed_to for duty in held(user, portfolio, roles) if duty.narrowed_to]
        if not named:
            return NOTHING
        if not through:
            return Q(**{f"{at}__in": named})
        tied = apps.get_model(through)._base_manager.filter(**{f"{at}__in": named})
        return Q(pk__in=tied.values(row))

    def test(user, obj):
        found = condition(user)
        if found == NOTHING or obj is None:
            return found != NOTHING
        return type(obj)._base_manager.filter(found, pk=obj.pk).exists()

    return Rule(test, condition)


def held(user: Any, portfolio: str, roles: tuple[str, ...]) -> list:
    """The user's duties in a portfolio that the user's ministry was given."""
    if portfolio not in user.portfolios:
        return []
    wanted = roles or PORTFOLIO_ROLES
    return [duty for duty in user.duties if duty.role in wanted and duty.portfolio_code == portfolio]


def own_ministry(path: str = "ministry") -> Rule:
    """The row's ministry at ``path`` (a lookup through foreign keys) is the user's own."""

    def test(user, obj):
        if user.ministry_id is None:
            return False
        return obj is None or follow(obj, path, "pk") == user.ministry_id

    return Rule(test, lambda user: Q(**{path: user.ministry_id}) if user.ministry_id else NOTHING)


def named_in(model: str, *, row: str, ministry: str = "", user: str = "", only: Q = EVERYTHING) -> Rule:
    """Another table names the row (at ``row``) together with the user's ministry or the user.

    ``model`` is a label such as ``"summit.Handover"``, ``only`` narrows the rows that count
    there. A subquery, never a join, so that no row comes twice.
    """

    def named(person):
        rows_of = apps.get_model(model)._base_manager.filter(only)
        if user:
            return rows_of.filter(**{user: person.pk})
        return rows_of.filter(**{ministry: person.ministry_id}) if person.ministry_id else rows_of.none()

    return Rule(
        lambda person, obj: obj is None or named(person).filter(**{row: obj.pk}).exists(),
        lambda person: Q(pk__in=named(person).values(row)),
    )


def is_me(path: str) -> Rule:
    """The row names the user at ``path``."""
    return Rule(
        lambda user, obj: obj is None or follow(obj, path, "pk") == user.pk,
        lambda user: Q(**{path: user.pk}) & Q(**{f"{path}__isnull": False}),
    )


def named_by(key: str, model: str, *fields: str) -> Rule:
    """The row of ``model`` that ``key`` leads to names the user in one of ``fields``.

    Asked once for all rows by a subquery, where ``is_me`` would join each row with what it belongs to.
    """

    def rows(user):
        named = reduce(Q.__or__, (Q(**{name: user.pk}) for name in fields))
        return Q(**{f"{key}__in": apps.get_model(model)._base_manager.filter(named).values("pk")})

    def test(user, obj):
        return obj is None or any(follow(obj, f"{key}__{name}", "pk") == user.pk for name in fields)

    return Rule(test, rows)


def in_state(*states: str) -> Rule:
    """The row is in one of these states of its workflow."""
    return Rule(lambda user, obj: obj is None or obj.state in states, lambda user: Q(state__in=states))


def follow(obj: Any, path: str, last: str) -> Any:
    """The value at the end of a ``__`` path, or None where a link is empty.

    A key is read from the row that holds it, so that a list of rows loads nobody.
    """
    *links, end = path.split("__")
    for name in links:
        if obj is None:
            return None
        obj = getattr(obj, name)
    if last == "pk" and hasattr(obj, f"{end}_id"):
        return getattr(obj, f"{end}_id")
    obj = None if obj is None else getattr(obj, end)
    return None if obj is None else getattr(obj, last)


ANYONE = of_person(lambda user: True)
NOBODY = of_person(lambda user: False)


def define(table: dict[str, Rule]) -> None:
    """Add a slice's rights; raises ``ValueError`` where a name is already taken."""
    if taken := table.keys() & RIGHTS.keys():
        raise ValueError(f"rights defined twice: {sorted(taken)}")
    RIGHTS.update(table)


def rule_of(right: str) -> Rule:
    try:
        return RIGHTS[right]
    except KeyError:
        raise UnknownRight(right) from None


def allows(user: Any, right: str, obj: Any = None) -> bool:
    """Whether ``user`` may do ``right`` to ``obj``, or to some row when there is none.

    Raises ``UnknownRight``.
    """
    rule = rule_of(right)
    if not user.is_active and not user.is_system:
        return False
    if user.is_system:
        return True
    if user.summit is None:
        return False
    if obj is not None and getattr(obj, "summit_id", user.summit.pk) != user.summit.pk:
        return False
    return rule.test(user, obj)


def rows(user: Any, right: str) -> Q:
    """The condition under which ``user`` may do ``right`` to a row of the summit in work."""
    rule = rule_of(right)
    if user.is_system:
        return EVERYTHING
    return rule.rows(user) if user.is_active and user.summit else NOTHING
