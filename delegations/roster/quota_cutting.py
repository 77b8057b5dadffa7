"""Lowering a quota below the people who stand on the list: who leaves is said by a person, never by the program."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F
from django.utils.functional import cached_property

from delegations.roster import entering
from delegations.roster.changes import ListChange
from delegations.roster.delegation import Delegation
from delegations.roster.membership import Membership
from delegations.roster.quotas import Quota
from summit import audit, clock

# Quotas that count the people on the list: one person less is one less of each.
OF_PEOPLE = (Quota.Kind.PEOPLE, Quota.Kind.BADGES)


class QuotaMoved(Exception):
    """Somebody changed the quota since it was read."""


class WrongNumber(Exception):
    """Not exactly the people chosen who have to leave; ``wanted`` is how many it must be."""

    def __init__(self, wanted: int):
        super().__init__(str(wanted))
        self.wanted = wanted


@dataclass
class Cut:
    """What a quota of ``granted`` means for the list as it stands now."""

    delegation: Delegation
    granted: int
    members: list[Membership] = field(default_factory=list)

    @cached_property
    def open_changes(self) -> dict[int, str]:
        """Members of whom a change waits for its answer, and what it asks."""
        asked = ListChange.objects.filter(delegation=self.delegation, state=ListChange.State.ASKED)
        return dict(asked.filter(membership__isnull=False).values_list("membership", "action"))

    @property
    def leaving(self) -> list[Membership]:
        """Who has been asked to be taken off already."""
        gone = ListChange.Action.WITHDRAW
        return [row for row in self.members if self.open_changes.get(row.pk) == gone]

    @property
    def free(self) -> list[Membership]:
        """Who can be chosen: nobody of whom a change still waits."""
        return [row for row in self.members if row.pk not in self.open_changes]

    @property
    def surplus(self) -> int:
        return max(len(self.members) - len(self.leaving) - self.granted, 0)

    @property
    def proposed(self) -> list[Membership]:
        """The last in the order of precedence, as many as have to leave."""
        return self.free[len(self.free) - self.surplus :] if self.surplus else []


def look(delegation, granted: int) -> Cut:
    """The cut as it would fall now, two queries."""
    rows = Membership.objects.filter(delegation=delegation).live().in_order()
    people = rows.select_related("person", "delegation", "category", "rank_class", "summit")
    return Cut(delegation=delegation, granted=granted, members=list(people))


@transaction.atomic
def cut(quota, values: dict, leaving: set[str], *, by, note: str) -> list[Membership]:
    """Write the quota and take exactly ``leaving`` (public ids) off the list, or ask for it where it is frozen.

    ``values`` holds ``granted`` and what else is new of the quota. Raises ``QuotaMoved``,
    ``WrongNumber``, and what the steps of membership and change raise.
    """
    frozen = hold(quota.delegation)
    write(quota, values, by=by, note=note)
    falling = look(quota.delegation, values["granted"])
    chosen = [row for row in falling.free if row.public_id in leaving]
    if len(chosen) != falling.surplus or len(chosen) != len(leaving):
        raise WrongNumber(falling.surplus)
    for row in chosen:
        if frozen:
            ask_to_leave(row, by=by, note=note)
        else:
            entering.leave(row, by=by, note=note)
    return chosen


def hold(delegation) -> bool:
    """Keep everybody else from writing to the list until the act is done; returns whether it is frozen."""
    mine = Delegation.objects.filter(pk=delegation.pk)
    mine.update(list_revision=F("list_revision") + 1)
    return mine.filter(frozen_at__isnull=False).exists()


def write(quota, values, *, by, note):
    """The quota's own UPDATE, refused where somebody was faster."""
    rows = Quota.objects.filter(pk=quota.pk, revision=quota.revision)
    if not rows.update(**values, revision=F("revision") + 1, updated_at=clock.now()):
        raise QuotaMoved(str(quota))
    changes = {name: [getattr(quota, name), value] for name, value in values.items()}
    told = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    audit.record(quota, "cut", by=by, note=note, changes=told)


def ask_to_leave(row, *, by, note):
    """A frozen list changes by requests only: each is decided like any other."""
    change = ListChange.objects.create(
        summit=row.summit,
        delegation=row.delegation,
        membership=row,
        action=ListChange.Action.WITHDRAW,
        before=entering.snapshot(row, papers=False),
        reason=note[:500],
        asked_by=by,
    )
    audit.record(change, "create", by=by, note=note)
    change.workflow.run(change, "ask", by=by, note=note)
