"""What the approval and the end of a list of precedence write."""

from django.apps import apps
from django.db.models import F

from summit import audit, clock
from summit.workflow import OutOfStep


class MinuteTaken(OutOfStep):
    """Another approved list of the same use begins at that very minute."""


def approved(precedence, *, by, data):
    """The list holds from the minute that the form asked for.

    What held before of the same use ends at that minute, and the list itself ends where one that
    is approved already follows. Raises ``MinuteTaken``; whoever writes past this meets the
    constraint ``precedence_one_in_force``.
    """
    at = data.get("effective_from") or precedence.effective_from
    until = data.get("effective_until", precedence.effective_until)
    others = taken(precedence)
    if any(other.effective_from == at for other in others):
        raise MinuteTaken(precedence.code)
    for other in others:
        if other.effective_from < at and (other.effective_until is None or other.effective_until > at):
            end(other, at, by=by)
    following = min((other.effective_from for other in others if other.effective_from > at), default=None)
    if following and (until is None or until > following):
        until = following
    return {
        "approved_by": by,
        "approved_at": clock.now(),
        "effective_from": at,
        "effective_until": until,
    }


def taken(precedence):
    """The other approved lists of the same use, with every list of that use held until the act is done.

    Drafts are held too: two approvals then come one after the other even where nothing was
    approved before.
    """
    model = apps.get_model("delegations.PrecedenceList")
    rows = model.objects.select_for_update().filter(scope_key=precedence.scope_key).order_by("pk")
    return [row for row in rows if row.state == "approved" and row.pk != precedence.pk]


def end(other, at, *, by):
    """Let an approved list hold until ``at`` and no longer."""
    was = other.effective_until
    type(other).objects.filter(pk=other.pk).update(
        effective_until=at, revision=F("revision") + 1, updated_at=clock.now()
    )
    audit.record(other, "follow", by=by, changes={"effective_until": [was, at]})


def ended(precedence, *, by, data):
    """The list holds until now; one that has not begun never holds."""
    now, until = clock.now(), precedence.effective_until
    if until is not None and until <= now:
        return {}
    return {"effective_until": max(now, precedence.effective_from)}


def keep_order(precedence, *, by, note, data):
    """Keep the computed places, so that a printed list stays what it was."""
    from delegations.protocol import computing  # noqa: PLC0415 - it needs the loaded models

    computing.keep(precedence)
