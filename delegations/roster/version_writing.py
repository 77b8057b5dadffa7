"""Taking over a version that a delegation sent: all its lines at once, or a change request for each.

Lines follow their version: who may accept it may decide each of them, so that their states are
written together. Nobody is told of a line; the delegation is told of its version.
"""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from delegations.roster import freezing, person_snapshot, side_mail
from delegations.roster.changes import ListChange
from delegations.roster.delegation import Delegation
from delegations.roster.line_writing import (
    ADD,
    MOVED_ON,
    OVERTAKEN,
    CannotCarryOut,
    already_asked,
    faults,
    hold,
    lines_of,
    moved_on,
)
from delegations.roster.lines_together import Together, hold_people
from delegations.roster.person_writing import Changed
from summit import audit, clock


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
    known = known or {}
    hold_people(submission, known.values())
    lines = lines_of(submission)
    kept = [line for line in lines if line.public_id not in left_out]
    recognise(kept, known)
    if found := faults(delegation, kept) + (already_asked(delegation, kept) if frozen else []):
        raise CannotCarryOut(found[0].sentence)
    if not frozen:
        look_again(kept, seen or {})
    try:
        with transaction.atomic():
            decide(lines, [one for one in lines if one not in kept], frozen=frozen, by=by, note=note)
            if not frozen:
                Together(delegation, by=by).write(kept)
    except (IntegrityError, Changed) as refused:
        raise CannotCarryOut(OVERTAKEN) from refused
    note_received(submission, by=by, note=note)


def recognise(lines, known) -> None:
    """Tie the lines that add somebody to the people whom protocol recognised in them."""
    met = [line for line in lines if line.action == ADD and line.public_id in known]
    for line in met:
        line.after = line.after | {"person": known[line.public_id]}
    ListChange.objects.bulk_update(met, ["after"])


def look_again(lines, seen) -> None:
    """Raises ``CannotCarryOut`` where a line reads otherwise than whoever accepts was shown."""
    for line in lines:
        now = line.membership
        if moved_on(line, now) and seen.get(line.public_id, "") != person_snapshot.revision(now):
            raise CannotCarryOut(MOVED_ON)


def decide(lines, left, *, frozen, by, note) -> None:
    """Ask for every line and refuse those left out; accept the others, unless the list is frozen."""
    now = clock.now()
    step(lines, "ask", by=by, asked_at=now)
    decision = {"decided_by": by, "decided_at": now}
    step(left, "refuse", by=by, note=note or _("Left out when the version was accepted."), **decision)
    if not frozen:
        step([line for line in lines if line not in left], "accept", by=by, **decision)


def step(lines, name, *, by, note="", **values) -> None:
    """Take one step of these lines together, each with its entry. Raises ``CannotCarryOut``."""
    taken = ListChange.workflow.steps[name]
    rows = ListChange.objects.filter(pk__in=[line.pk for line in lines], state__in=taken.sources)
    written = (
        rows.update(**values, state=taken.target, revision=F("revision") + 1, updated_at=clock.now())
        if lines
        else 0
    )
    if written != len(lines):
        raise CannotCarryOut(OVERTAKEN)
    told = {field: [None, value] for field, value in values.items() if field != "asked_at"}
    audit.record_many(
        lines, name, by=by, note=note, changes=lambda line: {"state": [line.state, taken.target]} | told
    )
    for line in lines:
        line.state = taken.target


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
