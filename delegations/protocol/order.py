"""Who comes before whom: the rule alone, without the database.

Heads of state of one ceremony rank by the date on which they took office or by the order of their
acceptances, whichever the list says; a head who does not come is represented at the state's place,
after all heads who do, by the representative's own class. Arrivals run the other way round.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

OFFICE, ACCEPTANCE, ALPHABETICAL = "office", "acceptance", "alphabetical"
BY_RULE, FIRST, LAST = "rule", "first", "last"
LOWEST = 1_000_000  # ranks of those without a class, after every class


@dataclass(frozen=True, kw_only=True)
class Member:
    """What the rule looks at.

    ``alphabet`` is the sort key of the delegation's name in the list's language, ``rank`` the order
    of the class (1 the highest), ``since`` the date that counts in it, ``by_hand`` the place that
    somebody gave; two members never have the same.
    """

    key: str
    delegation: str
    alphabet: str = ""
    rank: int | None = None
    since: dt.date | None = None
    accepted_on: dt.date | None = None
    is_head: bool = False
    represents: bool = False
    list_order: int = 0
    name: str = ""
    by_hand: int | None = None


@dataclass(frozen=True, kw_only=True)
class Rule:
    """How a list is ordered. ``chair`` and ``host`` are keys of delegations, or empty."""

    by: str = OFFICE
    chair: str = ""
    chair_place: str = FIRST
    host: str = ""
    host_place: str = BY_RULE
    reversed: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Placed:
    """One place, from 1.

    ``computed`` is the place before moves by hand, ``pulled`` says who was taken to an end of the
    list ("chair", "host"), ``missing`` what the rule lacks ("rank", "date"), ``tied_with`` the keys
    of members of other delegations whom the rule cannot tell apart from this one.
    """

    position: int
    member: Member
    computed: int
    pulled: str = ""
    missing: str = ""
    tied_with: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody has to look: the rule alone does not give this place."""
        return bool(self.missing or self.tied_with)


def ordered(members: Iterable[Member], rule: Rule) -> list[Placed]:
    """The members in their order; the same for whatever order they come in.

    1. Heads first, then everybody else, each by class, then by what the rule says.
    2. Who has no date stands after those of the class who have one, who has no class after all.
    3. What the rule cannot decide is decided by the alphabet of the states, and flagged; inside a
       delegation its own order decides, and nothing is flagged.
    4. The head of the delegation in the chair, and of the host, are taken to their end of the list;
       a representative of theirs is never taken past a head who is there.
    5. The whole is turned round where the list says so.
    6. Members placed by hand take their places, the others fill the rest in order.
    """
    present = list(members) if rule.whole else principals(members)
    top = highest_of_heads(present)
    natural = sorted(present, key=lambda one: sorting_key(one, rule, top))
    pulled = pulled_ones(natural, rule)
    line = with_ends(natural, pulled, rule, top)
    if rule.reversed:
        line.reverse()
    computed = {one.key: place for place, one in enumerate(line, start=1)}
    free = [one for one in natural if one.by_hand is None and one.key not in pulled]
    ties = tied(free, rule, top)
    lacking = {one.key: lack for one in free if (lack := missing(one, rule))}
    return [
        Placed(
            position=place,
            member=one,
            computed=computed[one.key],
            pulled=pulled.get(one.key, ""),
            missing=lacking.get(one.key, ""),
            tied_with=ties.get(one.key, ()),
        )
        for place, one in enumerate(by_hand(line), start=1)
    ]


def principals(members: Iterable[Member]) -> list[Member]:
    """One member for each delegation: its head, else who represents the head; none without either."""
    chosen: dict[str, Member] = {}
    candidates = [one for one in members if one.is_head or one.represents]
    for one in sorted(candidates, key=lambda one: (not one.is_head, one.rank or LOWEST, one.key)):
        chosen.setdefault(one.delegation, one)
    return list(chosen.values())


def highest_of_heads(members: Sequence[Member]) -> int | None:
    """The class of the heads proper: the highest among those who head a delegation in their own right."""
    ranks = [one.rank for one in members if one.is_head and not one.represents and one.rank is not None]
    return min(ranks, default=None)


def is_head_proper(one: Member, top: int | None) -> bool:
    return one.is_head and not one.represents and one.rank is not None and one.rank == top


def value_of(one: Member, rule: Rule) -> Any:
    """What the rule compares inside a class; None where it is missing."""
    return {OFFICE: one.since, ACCEPTANCE: one.accepted_on, ALPHABETICAL: one.alphabet}[rule.by]


def missing(one: Member, rule: Rule) -> str:
    if one.rank is None:
        return "rank"
    return "date" if value_of(one, rule) is None else ""


def standing(one: Member, rule: Rule, top: int | None) -> tuple:
    """What the rule says of a member; two members with the same are tied."""
    value = value_of(one, rule)
    said = value.toordinal() if isinstance(value, dt.date) else value
    rank = LOWEST if one.rank is None else one.rank
    return (not is_head_proper(one, top), rank, value is None, said if value is not None else 0)


def sorting_key(one: Member, rule: Rule, top: int | None) -> tuple:
    own_date = one.since.toordinal() if one.since else dt.date.max.toordinal()
    own_order = (not one.is_head, own_date, one.list_order, one.name, one.key)
    return (*standing(one, rule, top), one.alphabet, one.delegation, *own_order)


def tied(members: Sequence[Member], rule: Rule, top: int | None) -> dict[str, tuple[str, ...]]:
    """For each member of a tie the keys of those of other delegations who share it."""
    groups: dict[tuple, list[Member]] = {}
    for one in members:
        if not missing(one, rule):
            groups.setdefault(standing(one, rule, top), []).append(one)
    found = {}
    for group in groups.values():
        for one in group:
            if others := tuple(other.key for other in group if other.delegation != one.delegation):
                found[one.key] = others
    return found


def pulled_ones(natural: Sequence[Member], rule: Rule) -> dict[str, str]:
    """Who is taken to an end of the list, and as what; the chair goes before the host."""
    found: dict[str, str] = {}
    for role, delegation, place in (
        ("chair", rule.chair, rule.chair_place),
        ("host", rule.host, rule.host_place),
    ):
        mine = principals(one for one in natural if one.delegation == delegation)
        if place != BY_RULE and mine:
            found.setdefault(mine[0].key, role)
    return found


def with_ends(natural: Sequence[Member], pulled: dict[str, str], rule: Rule, top: int | None) -> list[Member]:
    """The natural order with chair and host at their ends, the chair outermost."""
    line = [one for one in natural if one.key not in pulled]
    places = {"chair": rule.chair_place, "host": rule.host_place}
    taken = [one for one in natural if one.key in pulled]
    for one in sorted(taken, key=lambda one: pulled[one.key] == "chair"):
        if places[pulled[one.key]] == LAST:
            line.append(one)
            continue
        heads = 0 if is_head_proper(one, top) else count_while(line, lambda other: is_head_proper(other, top))
        line.insert(heads, one)
    return line


def count_while(line: Iterable[Member], test: Callable[[Member], bool]) -> int:
    count = 0
    for one in line:
        if not test(one):
            break
        count += 1
    return count


def by_hand(line: Sequence[Member]) -> list[Member]:
    """Those placed by hand at their places, the others in order around them.

    A place beyond the end is the last one that is free: 7 and 9 of five members are 4 and 5.
    """
    slots: dict[int, Member] = {}
    limit = len(line)
    moved = [one for one in line if one.by_hand is not None]
    for one in sorted(moved, key=lambda one: one.by_hand or 0, reverse=True):
        place = min(one.by_hand or 1, limit)
        slots[place], limit = one, place - 1
    others = iter(one for one in line if one.by_hand is None)
    return [slots.get(place) or next(others) for place in range(1, len(line) + 1)]


def without_head(delegations: Iterable[str], members: Iterable[Member]) -> list[str]:
    """Delegations that hold no place of their own because nobody heads or represents them."""
    held = {one.delegation for one in principals(members)}
    return [key for key in delegations if key not in held]


def moved(members: Iterable[Member], places: dict[str, int]) -> list[Member]:
    """The same members, placed by hand as ``places`` says."""
    return [replace(one, by_hand=places.get(one.key)) for one in members]
