"""Giving, changing, moving and giving up lodgings, each as one act with its version for the hotel's list.

The database has the last word. All functions raise ``rooming.Taken``, ``rooming.BlockFull`` and
``rooming.LodgedAlready``, leave nothing half done then, and do not touch the row that they were given.
"""

import copy
import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from delegations.roster.models import Membership
from summit import audit, clock
from summit.accounts.models import User
from summit.constraints import queue
from summit.forms import recorded
from summit.text import new_public_id
from summit.workflow import OutOfStep
from venues.accommodation import rooming
from venues.accommodation.assignment import HOLDING, RoomAssignment
from venues.accommodation.hotel import Bed
from venues.accommodation.list_names import is_principal
from venues.accommodation.lodging_version import LodgingVersion

EDITS = "venues.edit_lodging"
State = RoomAssignment.State
PLACED = ("hotel", "room_type", "block", "room", "check_in", "check_out", "alone", "agrees_to_share")
TERMS = (
    "paid_by", "paid_because", "early_check_in", "late_check_out", "meals", "smoking", "accessible", "remarks",
)  # fmt: skip
FIELDS = PLACED + TERMS
STAYING = ("check_out", *TERMS)  # what may still change of somebody who has arrived


class StaleRevision(Exception):
    """Somebody changed the lodging after it was looked at."""


def keep(lodging: RoomAssignment) -> LodgingVersion:
    """Write down what the lodging is from now on, in the caller's transaction."""
    version = version_of(lodging)
    version.save()
    return version


def version_of(lodging: RoomAssignment) -> LodgingVersion:
    """What the lodging is now, not stored yet."""
    return LodgingVersion(
        summit_id=lodging.summit_id,
        lodging=lodging,
        hotel_id=lodging.hotel_id,
        room_id=lodging.room_id,
        room_type_id=lodging.room_type_id,
        check_in=lodging.check_in,
        check_out=lodging.check_out,
        state=lodging.state,
    )


def give(lodging: RoomAssignment, *, by: Any, note: str = "") -> RoomAssignment:
    """Store a new lodging that holds its place; returns it as a proposed one."""
    return _store(lodging, State.PROPOSED, by, note)


def ask(lodging: RoomAssignment, *, by: Any, note: str = "") -> RoomAssignment:
    """Store a new request: it holds nothing, whatever hotel is wished."""
    wanted = copy.copy(lodging)
    wanted.block = wanted.room = None
    return _store(wanted, State.REQUESTED, by, note)


def _store(lodging, state, by, note):
    new = copy.copy(lodging)
    new.state = state
    with rooming.refusing(), transaction.atomic():
        new.save()
        rooming.hold(new)
        said = {name: recorded(getattr(new, name)) for name in ("delegation", *FIELDS)}
        created = {name: [None, value] for name, value in said.items() if value not in ("", False)}
        audit.record(new, "create", by=by, note=note, changes=told(new, created))
        keep(new)
    return new


def change(
    lodging: RoomAssignment, *, by: Any, revision: int, note: str = "", **values: Any
) -> RoomAssignment:
    """Change what ``values`` name (of ``FIELDS``); a request that is given a hotel becomes a proposed lodging.

    Raises ``StaleRevision``, ``PermissionDenied`` and ``OutOfStep`` where the lodging is over or the
    guest is there and the change is not about the days to come.
    """
    if not by.has_perm(EDITS, lodging):
        raise PermissionDenied
    wanted = copy.copy(lodging)
    for name, value in values.items():
        setattr(wanted, name, value)
    changes = differences(lodging, wanted, values)
    if not changes:
        return lodging
    may_change(lodging, changes)
    with rooming.refusing(), transaction.atomic():
        _make_room(lodging, wanted)
        _rewrite(wanted, values, revision)
        audit.record(wanted, "edit", by=by, note=note, changes=told(wanted, changes))
        proposing = (
            wanted.state == State.REQUESTED and wanted.hotel_id and (wanted.block_id or wanted.room_id)
        )
        if proposing:
            wanted.workflow.run(wanted, "propose", by=by, note=note)
        if wanted.state in HOLDING:
            rooming.hold(wanted)
            rooming.recount(lodging)
        if not proposing:
            keep(wanted)
    return wanted


def differences(lodging, wanted, names) -> dict[str, list]:
    """What the audit keeps of the change: ``{field: [before, after]}``."""
    pairs = {name: [recorded(getattr(row, name)) for row in (lodging, wanted)] for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def told(lodging, changes):
    """The same without the room of a principal: the history is read by more people than may know it."""
    return changes | {"room": None} if "room" in changes and is_principal(lodging.occupant) else changes


def may_change(lodging, names) -> None:
    if unknown := set(names) - set(FIELDS):
        raise ValueError(f"not of a lodging: {sorted(unknown)}")
    open_ = lodging.state in RoomAssignment.OPEN
    if not open_ and (lodging.state != State.CHECKED_IN or not set(names) <= set(STAYING)):
        raise OutOfStep(f"{lodging.public_id} is {lodging.state}")


def _make_room(lodging, wanted) -> None:
    """Queue for the guest and both rooms, then let the beds of the old room go, in the caller's transaction."""
    queue(Membership.objects.filter(pk=lodging.occupant_id))
    queue(Bed.objects.filter(room__in={lodging.room_id, wanted.room_id} - {None}))
    if wanted.room_id != lodging.room_id:
        lodging.beds.all().delete()


def _rewrite(wanted, values, revision) -> None:
    now = clock.now()
    rows = RoomAssignment.objects.filter(pk=wanted.pk, revision=revision, state=wanted.state)
    if not rows.update(**values, revision=F("revision") + 1, updated_at=now):
        raise StaleRevision
    wanted.revision, wanted.updated_at = revision + 1, now


def move(
    lodging: RoomAssignment, *, by: Any, note: str, revision: int | None = None, **values: Any
) -> RoomAssignment:
    """The guest sleeps elsewhere: the lodging ends as moved, and a new one with ``values`` takes its place.

    Of somebody who has arrived only the nights from today on are moved. Returns the new lodging,
    confirmed where the old one was. Raises ``OutOfStep`` where no night is left.
    """
    if not by.has_perm(EDITS, lodging):
        raise PermissionDenied
    new, until = copy.copy(lodging), None
    new.pk, new.public_id, new.revision, new._state = None, new_public_id(), 1, type(lodging._state)()
    new.created_at = new.updated_at = clock.now()
    for name, value in values.items():
        setattr(new, name, value)
    if lodging.state == State.CHECKED_IN:
        new.check_in, until = _from_today(lodging)
    may_move(lodging, new, values)
    with rooming.refusing(), transaction.atomic():
        old = copy.copy(lodging)
        _make_room(lodging, new)
        if revision is not None and not RoomAssignment.objects.filter(pk=old.pk, revision=revision).exists():
            raise StaleRevision
        old.workflow.run(
            old, "move", by=by, note=note, data={"check_out": until}, allowed=User.objects.system()
        )
        new = give(new, by=by, note=note)
        if lodging.state != State.PROPOSED:
            new.workflow.run(new, "confirm", by=by)
    return new


def _from_today(lodging) -> tuple[dt.date, dt.date | None]:
    """The first night that is moved, and the day on which the old lodging then ends (None: as it stood)."""
    today = max(clock.today(lodging.summit), lodging.check_in)
    return today, today if lodging.check_in < today < lodging.check_out else None


def may_move(lodging, new, names) -> None:
    if unknown := set(names) - set(FIELDS):
        raise ValueError(f"not of a lodging: {sorted(unknown)}")
    if lodging.state not in HOLDING or new.check_out <= new.check_in:
        raise OutOfStep(f"no night of {lodging.public_id} is left to move")


def give_up(lodging: RoomAssignment, *, by: Any, note: str) -> RoomAssignment:
    """Cancel a lodging that has not begun; its place is free for others. Raises ``OutOfStep``."""
    gone = copy.copy(lodging)
    with rooming.refusing(), transaction.atomic():
        gone.workflow.run(gone, "cancel", by=by, note=note)
    return gone
