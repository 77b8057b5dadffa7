"""A proposal as its page shows it: by delegation, what is missing, and what it costs."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from delegations.roster.models import Delegation, Quota
from summit import writing
from venues.accommodation import proposal_words as words
from venues.accommodation.block import RoomBlock
from venues.accommodation.proposal import LodgingProposal, ProposalLine

SHOWN = 50  # guests for whom something is missing; the others stand in their delegations
SEES_PRINCIPALS = "venues.view_principal_room"


@dataclass
class OfDelegation:
    """What one delegation, or the crews of its flights, would have."""

    delegation: Delegation
    crew: bool = False
    people: int = 0
    lodged: int = 0
    missing: int = 0
    hotels: Counter = field(default_factory=Counter)
    types: Counter = field(default_factory=Counter)

    @property
    def divided(self) -> bool:
        return len(self.hotels) > 1

    @property
    def hotels_said(self) -> str:
        return counted(self.hotels)

    @property
    def types_said(self) -> str:
        return counted(self.types)


def counted(counts: Counter) -> str:
    """``Hotel A (12), Hotel B (3)``, the most first."""
    return writing.listed(f"{name} ({writing.number(count)})" for name, count in counts.most_common())


@dataclass(frozen=True)
class Line:
    """One guest as the reader may see them."""

    line: ProposalLine
    may_see: bool

    @property
    def who(self) -> str:
        if self.line.crew_of_id:
            return _("Crew of %(flight)s") % {"flight": self.line.crew_of.code}
        return str(self.line.occupant.person)

    @property
    def delegation(self) -> Delegation:
        return (self.line.occupant or self.line.crew_of).delegation

    @property
    def rank(self) -> str:
        occupant = self.line.occupant
        return str(occupant.rank_class) if occupant and occupant.rank_class else ""

    @property
    def nights(self) -> str:
        return f"{writing.short_date(self.line.check_in)} – {writing.short_date(self.line.check_out)}"

    @property
    def restricted(self) -> bool:
        return bool(
            self.line.room_id and self.line.occupant and self.line.occupant.is_head and not self.may_see
        )

    @property
    def reason(self) -> str:
        return words.reason(self.line.unmet) if self.line.unmet else ""

    @property
    def look(self) -> str:
        if self.line.block_id is None or self.line.unmet in words.REFUSED:
            return "late"
        return "wait" if self.line.unmet else "done"


class Shown:
    """The figures of a proposal from its lines; six queries, however many there are."""

    def __init__(self, proposal: LodgingProposal, user: Any):
        self.proposal, self.user = proposal, user
        rows = proposal.lines.order_by("order").values_list(
            "occupant__delegation",
            "crew_of__delegation",
            "block",
            "unmet",
            "paid_by",
            "check_in",
            "check_out",
        )
        self.refused = 0
        self.rows = [self._without_refused(row) for row in rows]

    def _without_refused(self, row):
        """A line that could not be taken over has no block any more."""
        if row[3] not in words.REFUSED:
            return row
        self.refused += 1
        return (*row[:2], None, *row[3:])

    @cached_property
    def blocks(self) -> dict[int, RoomBlock]:
        keys = {row[2] for row in self.rows if row[2]}
        return {
            block.pk: block
            for block in RoomBlock.objects.filter(pk__in=keys).select_related("hotel", "room_type")
        }

    @cached_property
    def delegations(self) -> dict[int, Delegation]:
        keys = {row[0] or row[1] for row in self.rows}
        found = Delegation.objects.filter(pk__in=keys).select_related("organisation")
        return {one.pk: one for one in found}

    @property
    def people(self) -> int:
        return len(self.rows)

    @property
    def lodged(self) -> int:
        return sum(row[2] is not None for row in self.rows)

    @cached_property
    def by_delegation(self) -> list[OfDelegation]:
        found: dict[tuple[int, bool], OfDelegation] = {}
        for own, crew, block, unmet, *_rest in self.rows:
            key = (own or crew, own is None)
            one = found.setdefault(key, OfDelegation(self.delegations[key[0]], crew=key[1]))
            one.people += 1
            one.missing += bool(unmet)
            if block:
                one.lodged += 1
                one.hotels[str(self.blocks[block].hotel)] += 1
                one.types[str(self.blocks[block].room_type)] += 1
        return sorted(found.values(), key=lambda one: (one.delegation.sort_key, one.crew))

    @cached_property
    def costs(self) -> dict[str, str]:
        """What is forecast in all and at the host's cost, in words; empty without prices."""
        everybody: dict[str, float] = {}
        host: dict[str, float] = {}
        for _own, _crew, block, _unmet, paid_by, start, end in self.rows:
            rate = self.blocks[block].rate if block else None
            if rate is not None:
                add(everybody, self.blocks[block].currency, float(rate), start, end)
                if paid_by == Quota.Payer.HOST:
                    add(host, self.blocks[block].currency, float(rate), start, end)
        return {"all": words.money(everybody), "host": words.money(host)}

    @property
    def missing(self) -> int:
        return sum(bool(row[3]) for row in self.rows)

    def of(self, lines) -> list[Line]:
        may_see = self.user.has_perm(SEES_PRINCIPALS)
        rows: Iterable[ProposalLine] = lines.select_related(
            "occupant__person", "occupant__delegation", "occupant__rank_class", "crew_of__delegation", "block__hotel",
            "block__room_type", "room__floor",
        ).order_by("order")  # fmt: skip
        return [Line(row, may_see) for row in rows]

    def unmet(self) -> list[Line]:
        """The first for whom something is missing, the best rank first."""
        first = (
            self.proposal.lines.exclude(unmet="").order_by("order").values_list("order", flat=True)[:SHOWN]
        )
        return self.of(self.proposal.lines.filter(order__in=list(first)))

    def of_delegation(self, delegation) -> list[Line]:
        lines = self.proposal.lines
        return self.of(
            lines.filter(occupant__delegation=delegation) | lines.filter(crew_of__delegation=delegation)
        )


def add(sums: dict[str, float], currency: str, rate: float, start: dt.date, end: dt.date) -> None:
    sums[currency] = round(sums.get(currency, 0) + rate * (end - start).days, 2)
