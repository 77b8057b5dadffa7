"""Who of the delegations is expected at a meeting and who came: counting, adding, marking, taking off."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from delegations.sessions.models import Seat
from summit import audit
from summit.meetings.models import Meeting
from summit.workflow import OutOfStep

State = Seat.State


@dataclass(frozen=True)
class Tally:
    """Seats of one delegation or of a whole meeting; the excused are not among the expected."""

    expected: int
    seated: int
    attended: int
    excused: int
    delegation: Any = None

    @property
    def total(self) -> int:
        return self.expected + self.seated + self.attended

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.expected + other.expected,
            self.seated + other.seated,
            self.attended + other.attended,
            self.excused + other.excused,
        )


NONE = Tally(0, 0, 0, 0)


def tallies(seats, delegations: Iterable[Any]) -> list[Tally]:
    """For each delegation that has seats its counts, in the order of ``delegations``; one query."""
    counts = {state: Count("pk", filter=Q(state=state)) for state in State.values}
    rows = seats.order_by().values("membership__delegation").annotate(**counts)
    found = {row["membership__delegation"]: [row[state] for state in State.values] for row in rows}
    return [Tally(*found[one.pk], delegation=one) for one in delegations if one.pk in found]


def meetings_for(user):
    """The meetings whose delegates ``user`` may look at.

    Whoever seats delegates sees every meeting, the others those that they see anyway and those at
    which somebody sits whom they may see.
    """
    rows = Meeting.objects.of(user.summit)
    if user.has_perm("delegations.edit_seat"):
        return rows
    seats = Seat.objects.visible_to(user).values("meeting")
    return rows.filter(Q(pk__in=seats) | Q(pk__in=Meeting.objects.visible_to(user).values("pk")))


def counted(seats, **only):
    """How many of ``seats`` a meeting has, for annotations; ``only`` narrows them."""
    mine = seats.filter(meeting=OuterRef("pk"), **only).order_by().values("meeting")
    return Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n")), 0)


@transaction.atomic
def add(meeting, memberships: Iterable[Any], *, by) -> int:
    """Expect these members at the meeting; returns how many were not expected before."""
    before = Seat.objects.filter(meeting=meeting).count()
    Seat.objects.bulk_create(
        [
            Seat(summit_id=meeting.summit_id, meeting=meeting, membership=membership)
            for membership in memberships
        ],
        ignore_conflicts=True,  # somebody added the same person in the same moment
        batch_size=500,
    )
    added = Seat.objects.filter(meeting=meeting).count() - before
    if added:
        audit.record(meeting, "add_delegates", by=by, changes={"delegates": [before, before + added]})
    return added


@transaction.atomic
def mark(seats: Iterable[Seat], step: str, *, by) -> tuple[int, int]:
    """Take one step for each seat that it can be taken from; returns how many were taken and left.

    Raises ``PermissionDenied``.
    """
    taken = left = 0
    for seat in seats:
        if seat.state not in Seat.workflow.steps[step].sources:
            left += 1
            continue
        try:
            seat.workflow.run(seat, step, by=by)
        except OutOfStep:
            left += 1
        else:
            taken += 1
    return taken, left


@transaction.atomic
def take_off(meeting, seats, *, by) -> int:
    """Expect these members no more, as if they had never been added; who was seated or came stays."""
    before = Seat.objects.filter(meeting=meeting).count()
    gone, _by_model = seats.filter(meeting=meeting, state=State.EXPECTED).delete()
    if gone:
        audit.record(meeting, "take_off_delegates", by=by, changes={"delegates": [before, before - gone]})
    return gone


def with_counts(delegations, members, seats):
    """Delegations with how many members they have and how many of them are at the meeting; one query."""
    of_it = members.filter(delegation=OuterRef("pk")).order_by().values("delegation")
    there = seats.filter(membership__delegation=OuterRef("pk")).order_by().values("membership__delegation")
    return delegations.annotate(
        members=Coalesce(Subquery(of_it.annotate(n=Count("pk")).values("n")), 0),
        seated=Coalesce(Subquery(there.annotate(n=Count("pk")).values("n")), 0),
    )
