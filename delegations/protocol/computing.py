"""The places of a list: computed while it is a draft, kept as they were once it is approved."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from delegations.protocol import order
from delegations.protocol.models import PrecedenceEntry, PrecedenceList
from delegations.roster.delegation import Delegation
from delegations.roster.membership import Membership
from summit import writing
from summit.text import sort_key


@dataclass(frozen=True)
class Place:
    """One place as pages and papers show it; ``basis`` says why, in words of no language."""

    position: int
    membership: Any
    basis: dict
    manual: int | None = None
    reason: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the rule alone does not give this place and nobody decided it by hand."""
        return bool(self.basis.get("missing") or self.basis.get("tied"))


@dataclass(frozen=True)
class Standing:
    """A list as it stands, and the delegations without head or representative that it leaves out."""

    places: list[Place]
    headless: list[Any] = field(default_factory=list)

    @property
    def open(self) -> list[Place]:
        return [place for place in self.places if place.is_open]


class Roster:
    """The standing members of one summit's delegations, read once for any number of lists."""

    def __init__(self, summit):
        self.delegations = list(Delegation.objects.of(summit).coming().for_list())
        rows = Membership.objects.of(summit).live().filter(delegation__in=self.delegations)
        known = {one.pk: one for one in self.delegations}
        self.memberships = list(rows.select_related("person", "rank_class").order_by("pk"))
        for row in self.memberships:
            row.delegation = known[row.delegation_id]

    def on(self, day) -> list[Any]:
        """Those who are there on that day."""
        return [
            row
            for row in self.memberships
            if (row.valid_from is None or row.valid_from <= day)
            and (row.valid_until is None or row.valid_until >= day)
        ]

    @property
    def expected(self) -> list[Any]:
        """Delegations that have said that they come: each of them should have a place."""
        return [one for one in self.delegations if one.state in Delegation.COMING]


def standing_of(precedence, roster: Roster | None = None) -> Standing:
    """The list's places: kept ones of an approved list, else computed from the roster as it is now."""
    if precedence.state != PrecedenceList.State.DRAFT:
        return Standing(kept(precedence))
    entries = {row.membership_id: row for row in precedence.entries.all()}
    return computed(precedence, roster or Roster(precedence.summit), entries)


def kept(precedence) -> list[Place]:
    """The places as they were approved; one query."""
    rows = precedence.entries.filter(position__isnull=False).order_by("position")
    named = rows.select_related("membership__person", "membership__delegation__organisation")
    return [Place(row.position, row.membership, row.basis, row.manual, row.reason) for row in named]


def computed(precedence, roster: Roster, entries: dict[int, Any]) -> Standing:
    """The places that the rule and the moves by hand (``entries`` by membership) give now."""
    rule = rule_of(precedence)
    present = roster.on(writing.in_zone(precedence.effective_from, precedence.summit).date())
    by_key = {row.public_id: row for row in present}
    members = [member_of(row, precedence.alphabet, entries.get(row.pk)) for row in present]
    places = []
    for placed in order.ordered(members, rule):
        row = by_key[placed.member.key]
        entry = entries.get(row.pk)
        basis = basis_of(placed, row, precedence, by_key)
        places.append(
            Place(placed.position, row, basis, placed.member.by_hand, entry.reason if entry else "")
        )
    headless = order.without_head([one.public_id for one in roster.expected], members)
    return Standing(places, [one for one in roster.expected if one.public_id in headless])


def rule_of(precedence, *, whole: bool | None = None) -> order.Rule:
    """The rule of a list; ``whole`` asks it of every member instead of one for each delegation."""
    return order.Rule(
        by=precedence.rule,
        chair=precedence.chair.public_id if precedence.chair_id else "",
        chair_place=precedence.chair_place,
        host=precedence.host.public_id if precedence.host_id else "",
        host_place=precedence.host_place,
        reversed=precedence.reversed,
        whole=precedence.whole if whole is None else whole,
    )


def member_of(row, alphabet: str, entry=None) -> order.Member:
    delegation = row.delegation
    return order.Member(
        key=row.public_id,
        delegation=delegation.public_id,
        alphabet=sort_key(in_language(delegation.name, alphabet)),
        rank=row.rank_class.order if row.rank_class_id else None,
        since=row.rank_date,
        accepted_on=delegation.accepted_on,
        is_head=row.is_head,
        represents=row.represents_head,
        list_order=row.list_order,
        name=row.person.sort_key,
        by_hand=entry.manual if entry else None,
    )


def in_language(text, language: str) -> str:
    return text.localize(language) if hasattr(text, "localize") else str(text)


def basis_of(placed, row, precedence, by_key) -> dict:
    """Why a member stands there: what ``wording.basis_lines`` puts into words of any language."""
    dates = {"office": row.rank_date, "acceptance": row.delegation.accepted_on}
    date = dates.get(precedence.rule)
    tied = {by_key[key].delegation_id: by_key[key].delegation for key in placed.tied_with}
    return {
        "class": texts_of(row.rank_class.name) if row.rank_class_id else None,
        "rule": precedence.rule,
        "date": date.isoformat() if date else None,
        "counted": row.rank_basis if precedence.rule == "office" else "",
        "represents": row.represents_head,
        "pulled": placed.pulled,
        "missing": placed.missing,
        "tied": [texts_of(one.name) for one in tied.values()],
        "computed": placed.computed,
    }


def texts_of(text) -> Any:
    """A text in several languages as JSON holds it."""
    return getattr(text, "data", text)


@dataclass(frozen=True)
class Since:
    """What happened to the members since an approved list was kept."""

    left: list[Place] = field(default_factory=list)
    came: list[Place] = field(default_factory=list)

    def __bool__(self):
        return bool(self.left or self.came)


def changes_since(precedence, places: list[Place], now) -> Since:
    """Who left and who came since the approval; nobody for drafts and for lists that are over."""
    over = precedence.effective_until is not None and precedence.effective_until <= now
    if precedence.state != PrecedenceList.State.APPROVED or over:
        return Since()
    present = computed(precedence, Roster(precedence.summit), {}).places
    held, there = ({place.membership.pk for place in some} for some in (places, present))
    return Since(
        left=[place for place in places if place.membership.pk not in there],
        came=[place for place in present if place.membership.pk not in held],
    )


def keep(precedence) -> None:
    """Write the places down as they are now; belongs into the transaction of the approval."""
    entries = {row.membership_id: row for row in precedence.entries.all()}
    places = computed(precedence, Roster(precedence.summit), entries).places
    standing = {place.membership.pk for place in places}
    gone = [row.pk for row in entries.values() if row.membership_id not in standing]
    PrecedenceEntry.objects.filter(pk__in=gone).delete()
    known, new = split(precedence, places, entries)
    PrecedenceEntry.objects.bulk_update(known, ["position", "basis"], batch_size=500)
    PrecedenceEntry.objects.bulk_create(new, batch_size=500)


def split(precedence, places: Iterable[Place], entries: dict[int, Any]) -> tuple[list, list]:
    """The rows of the places: those that stand already because somebody moved them, and new ones."""
    known, new = [], []
    for place in places:
        row = entries.get(place.membership.pk)
        (known if row else new).append(
            row := row
            or PrecedenceEntry(summit=precedence.summit, precedence=precedence, membership=place.membership)
        )
        row.position, row.basis = place.position, place.basis
    return known, new
