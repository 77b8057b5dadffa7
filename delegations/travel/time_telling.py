"""Telling a time: what was told is kept whole, the newest one is in force."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from delegations.travel import movement_acts as acts
from delegations.travel.journeys import TimeTold
from delegations.travel.movement import Movement
from summit import audit, clock
from summit.impact import Broken, Change, impact_of

LATE = dt.timedelta(minutes=15)  # later than planned by more than this is a delay
AHEAD_OF_CLOCK = dt.timedelta(minutes=5)  # two clocks in one airport are never quite the same
KIND = "movement.estimated_at"  # the change that other slices judge
ARRIVED = _("It has landed or left, or it is cancelled: its estimate no longer changes.")
NOT_YET = _("It stands on its blocks only after it has landed.")
NOT_NOTED = _("Nothing is noted that could be corrected.")
AFTER_BLOCKS = _("It stood on its blocks before that.")
TO_COME = _("This time is still to come.")


class TimeRefused(Exception):
    """The movement takes no such time now; the message is the sentence for the reader."""


def tell(movement, kind: str, at: dt.datetime, *, by, note: str = "") -> Movement:
    """Tell the time ``kind`` of a movement; the row as it stands afterwards.

    Two people may tell at once: both times are kept, the one told last is in force. Raises
    ``PermissionDenied`` and ``TimeRefused``.
    """
    with transaction.atomic():
        row = Movement._base_manager.select_for_update().get(pk=movement.pk)
        if not by.has_perm("delegations.time_movement", row):
            raise PermissionDenied
        if kind == TimeTold.Kind.ON_BLOCKS:
            return tell_blocks(row, at, by=by, note=note)
        if kind == TimeTold.Kind.LANDED:
            return correct_landing(row, at, by=by, note=note)
        return tell_estimate(row, at, by=by, note=note)


def tell_estimate(row, at, *, by, note):
    if not row.is_ahead:
        raise TimeRefused(ARRIVED)
    last = row.times.filter(time_type=TimeTold.Kind.ESTIMATED).first()
    if last and row.estimated_at == at == last.at and last.told_by_id == by.pk:
        return row  # sent twice
    if at - row.planned_at > LATE:
        row.workflow.run(row, "delay", by=by, note=note, data={"estimated_at": at})
        return row
    write(row, {"estimated_at": at}, by=by, note=note)
    acts.told_estimate(row, by=by, note=note, data={"estimated_at": at})
    return row


def tell_blocks(row, at, *, by, note):
    if row.landed_at is None or at < row.landed_at:
        raise TimeRefused(NOT_YET)
    write(row, {"on_blocks_at": at}, by=by, note=note)
    acts.tell_time(row, TimeTold.Kind.ON_BLOCKS, at, by=by)
    return row


def correct_landing(row, at, *, by, note):
    """Another minute for a landing or a departure that is noted already."""
    if row.state not in Movement.DONE:
        raise TimeRefused(NOT_NOTED)
    if is_to_come(at):
        raise TimeRefused(TO_COME)
    if row.on_blocks_at and at > row.on_blocks_at:
        raise TimeRefused(AFTER_BLOCKS)
    if at == row.landed_at:
        return row  # sent twice
    write(row, {"landed_at": at}, by=by, note=note)
    acts.tell_time(row, TimeTold.Kind.LANDED, at, by=by)
    return row


def is_to_come(at: dt.datetime) -> bool:
    """Whether ``at`` lies ahead of the clock by more than two clocks of one airport differ."""
    return at > clock.now() + AHEAD_OF_CLOCK


def write(row, values, *, by, note):
    """Store times on the locked row, with their entry."""
    changes = {name: [getattr(row, name), value] for name, value in values.items()}
    now = clock.now()
    Movement._base_manager.filter(pk=row.pk).update(**values, revision=F("revision") + 1, updated_at=now)
    for name, value in values.items():
        setattr(row, name, value)
    row.revision, row.updated_at = row.revision + 1, now
    audit.record(row, "tell_time", by=by, note=note, changes=changes)


def breaks_at(movement, at: dt.datetime | None = None) -> list[Broken]:
    """What no longer holds if the movement takes place at ``at``, or at its best time known."""
    return impact_of(Change(kind=KIND, row=movement, values={"estimated_at": at or movement.best_time}))
