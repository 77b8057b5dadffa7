"""Carrying out what a delegation asked: one accepted change, or every line of an accepted version.

The list is taken first, in the transaction of the step. What stands against a line is then looked
at under that lock, so that nothing comes between the look and the write; a form looks before it,
to say in words what it found (``faults``).
"""

from dataclasses import dataclass
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from delegations.roster import entering, freezing, person_photo, person_snapshot, side_mail
from delegations.roster.changes import ListChange
from delegations.roster.delegation import Delegation
from delegations.roster.membership import Membership
from delegations.roster.person import Person
from summit import audit, clock
from summit.workflow import OutOfStep

ADD, CHANGE, WITHDRAW = ListChange.Action.ADD, ListChange.Action.CHANGE, ListChange.Action.WITHDRAW
# Who leaves makes room for who comes: for the one head above all.
ORDER = (WITHDRAW, CHANGE, ADD)


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
def carry_out(change, *, by, seen="", checked=False) -> None:
    """Write an accepted change to the list, frozen or not.

    ``seen`` is the revision of the line (``person_snapshot.revision``) that whoever accepts was
    shown, where it has moved on since it was asked; ``checked`` says that the list is held and was
    looked at for the whole version. Raises ``CannotCarryOut``.
    """
    if not checked:
        hold(change.delegation)
    if moved_on(change) and seen != person_snapshot.revision(fresh(change.membership_id)):
        raise CannotCarryOut(_("The line has changed since this was asked."))
    if not checked and (found := faults(change.delegation, [change])):
        raise CannotCarryOut(found[0].sentence)
    try:
        with transaction.atomic():
            WRITERS[change.action](change, by)
    except (IntegrityError, entering.Changed) as refused:
        raise CannotCarryOut(_("Somebody has just written to this line.")) from refused


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
    note = change.reason or _("Asked by the delegation.")
    entering.leave(fresh(change.membership_id), by=by, note=note, frozen_ok=True)


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


# -- a whole version -----------------------------------------------------------------------


@transaction.atomic
def take_over(submission, *, by, note="", left_out=(), known=None, seen=None) -> None:
    """Carry out every line of an accepted version; on a frozen list ask for each of them instead.

    ``left_out`` holds public ids of lines that are refused with ``note``; ``known`` says which
    person a line to be added speaks of, ``seen`` at which revision a line was looked at (by the
    line's public id). The list is held open or found frozen by one UPDATE: a freeze at the same
    moment comes before all lines or after all. Raises ``CannotCarryOut``; nothing is then written.
    """
    delegation, frozen = submission.delegation, False
    try:
        freezing.take_list(delegation)
    except freezing.ListFrozen:
        frozen = True
        hold(delegation)
    lines = lines_of(submission)
    kept = [line for line in lines if line.public_id not in left_out]
    recognise(kept, known or {})
    if found := faults(delegation, kept) + (already_asked(delegation, kept) if frozen else []):
        raise CannotCarryOut(found[0].sentence)
    submission.lines.update(asked_at=clock.now())
    for line in lines:
        line.workflow.run(line, "ask", by=by)
        if line not in kept:
            line.workflow.run(
                line, "refuse", by=by, note=note or _("Left out when the version was accepted.")
            )
        elif not frozen:
            known_as = {"seen": (seen or {}).get(line.public_id, ""), "checked": True}
            line.workflow.run(line, "accept", by=by, data=known_as)
    note_received(submission, by=by, note=note)


def recognise(lines, known) -> None:
    """Tie the lines that add somebody to the people whom protocol recognised in them."""
    for line in lines:
        if line.action == ADD and line.public_id in known:
            line.after = line.after | {"person": known[line.public_id]}
            line.save(update_fields=["after"])


def note_received(submission, *, by, note) -> None:
    """The delegation has sent a list: its state, its version, its word on weapons."""
    delegation = Delegation.objects.get(pk=submission.delegation_id)
    changed = {}
    if delegation.state in delegation.workflow.steps["receive"].sources:
        delegation.workflow.run(delegation, "receive", by=by)
    else:
        changed = {"list_version": delegation.list_version + 1, "list_received_at": clock.now()}
    if submission.arms and submission.arms != delegation.arms:
        changed["arms"] = submission.arms
    if changed:
        pairs = {name: [getattr(delegation, name), value] for name, value in changed.items()}
        Delegation.objects.filter(pk=delegation.pk).update(
            **changed, revision=F("revision") + 1, updated_at=clock.now()
        )
        audit.record(delegation, "take_over", by=by, changes=pairs)
    side_mail.tell(submission, note)
