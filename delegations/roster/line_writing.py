"""Carrying out one accepted change, and what stands against the lines that a delegation sends.

The list is taken first, in the transaction of the step. What stands against a line is then looked
at under that lock, so that nothing comes between the look and the write; a form looks before it,
to say in words what it found (``faults``). Whole versions are taken over in ``version_writing``.
"""

from dataclasses import dataclass
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.roster import entering, person_photo, person_snapshot
from delegations.roster.changes import ListChange
from delegations.roster.delegation import Delegation
from delegations.roster.membership import Membership
from delegations.roster.person import Person
from summit.workflow import OutOfStep

ADD, CHANGE, WITHDRAW = ListChange.Action.ADD, ListChange.Action.CHANGE, ListChange.Action.WITHDRAW
# Who leaves makes room for who comes: for the one head above all.
ORDER = (WITHDRAW, CHANGE, ADD)
MOVED_ON = gettext_lazy("The line has changed since this was asked.")
OVERTAKEN = gettext_lazy("Somebody has just written to this line.")


class CannotCarryOut(OutOfStep):
    """Something stands against it; the text says what, and nothing was written."""


@dataclass(frozen=True)
class Fault:
    """What stands against one line."""

    line: ListChange
    sentence: str


# -- one change ----------------------------------------------------------------------------


def wanted(change) -> dict:
    """What the change says otherwise than the line that it was asked against."""
    plain = person_snapshot.plain
    return {
        name: value
        for name, value in (change.after or {}).items()
        if plain(value) != plain((change.before or {}).get(name, ""))
    }


def moved_on(change, now=None) -> list[tuple]:
    """``(label, as asked against, now)`` where the line reads otherwise than when the change was asked.

    ``now`` is the membership as it stands, read anew where it is not given.
    """
    if change.action != CHANGE or not change.before:
        return []
    return entering.described(change.before, entering.snapshot(now or fresh(change.membership_id)))


def fresh(membership_id) -> Membership:
    rows = Membership.objects.select_related("person", "delegation__organisation", "category", "rank_class")
    return rows.get(pk=membership_id)


@transaction.atomic
def carry_out(change, *, by, seen="") -> None:
    """Write an accepted change to the list, frozen or not.

    ``seen`` is the revision of the line (``person_snapshot.revision``) that whoever accepts was
    shown, where it has moved on since it was asked. Raises ``CannotCarryOut``.
    """
    hold(change.delegation)
    if moved_on(change) and seen != person_snapshot.revision(fresh(change.membership_id)):
        raise CannotCarryOut(MOVED_ON)
    if found := faults(change.delegation, [change]):
        raise CannotCarryOut(found[0].sentence)
    try:
        with transaction.atomic():
            WRITERS[change.action](change, by)
    except (IntegrityError, entering.Changed) as refused:
        raise CannotCarryOut(OVERTAKEN) from refused


def hold(delegation) -> None:
    """Let the writers of this list come one after the other until the transaction ends, frozen or not."""
    Delegation.objects.filter(pk=delegation.pk).update(list_revision=F("list_revision") + 1)


def _add(change, by):
    membership = entering.enter(
        change.delegation, change.after, by=by, note=change.reason, frozen_ok=True, photo=change.photo
    )
    ListChange.objects.filter(pk=change.pk).update(membership=membership)
    change.membership = membership


def _change(change, by):
    membership = entering.amend(change.membership, wanted(change), by=by, note=change.reason, frozen_ok=True)
    if change.photo_id:
        person_photo.hold(Person.objects.get(pk=membership.person_id), change.photo, by=by)


def _withdraw(change, by):
    entering.leave(fresh(change.membership_id), by=by, note=reason_of(change), frozen_ok=True)


def reason_of(change) -> str:
    """Why somebody leaves the list."""
    return change.reason or _("Asked by the delegation.")


WRITERS = {ADD: _add, CHANGE: _change, WITHDRAW: _withdraw}


# -- what stands against it ----------------------------------------------------------------


def lines_of(submission) -> list:
    """The lines of a version in the order of their writing, with all that a page shows of them: two queries."""
    rows = submission.lines.select_related(
        "photo", "delegation", "membership__person", "membership__category", "membership__rank_class"
    )
    return in_order(rows.prefetch_related("membership__person__documents"))


def in_order(lines) -> list:
    return sorted(lines, key=lambda line: (ORDER.index(line.action), line.pk))


def faults(delegation, lines) -> list[Fault]:
    """What stands against carrying out ``lines`` one after the other, in words; three queries."""
    members = {row.pk: row for row in delegation.memberships.live().select_related("person")}
    heads = {pk for pk, row in members.items() if row.is_head}
    listed = {row.person.public_id for row in members.values()}
    found = []
    for line in in_order(lines):
        add = partial(found.append)
        row = members.get(line.membership_id)
        if line.action != ADD and row is None:
            add(Fault(line, _("This person no longer stands on the list.")))
            continue
        if line.action == WITHDRAW:
            heads.discard(row.pk)
            listed.discard(row.person.public_id)
            continue
        if (known := line.after.get("person")) and line.action == ADD:
            if known in listed:
                add(Fault(line, _("This person already stands on the list.")))
            listed.add(known)
        me = line.membership_id or line.public_id
        heads = heads | {me} if wanted(line).get("is_head", me in heads) else heads - {me}
        if me in heads and len(heads) > 1:
            add(Fault(line, _("The delegation already has a head.")))
            heads.discard(me)
    return found


def already_asked(delegation, lines) -> list[Fault]:
    """Lines about people of whom another change waits for an answer: a frozen list takes one at a time."""
    open_changes = ListChange.objects.filter(delegation=delegation, state=ListChange.State.ASKED)
    waiting = set(open_changes.exclude(membership=None).values_list("membership_id", flat=True))
    sentence = _("A change of this person already waits for an answer.")
    return [Fault(line, sentence) for line in in_order(lines) if line.membership_id in waiting]
