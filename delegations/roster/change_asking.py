"""Asking for a change of a list, in one act: the request is written and handed to protocol."""

from django.db import IntegrityError, transaction

from delegations.roster.changes import ListChange
from summit import audit


class AlreadyAsked(Exception):
    """A change of this person already waits for an answer."""


def ask(delegation, action, *, by, reason, membership=None, before=None, after=None) -> ListChange:
    """Write a request and take its step ``ask``; returns it. Raises ``AlreadyAsked``."""
    change = ListChange(
        summit=delegation.summit,
        delegation=delegation,
        membership=membership,
        action=action,
        before=before or {},
        after=after or {},
        reason=reason,
        asked_by=by,
    )
    try:
        with transaction.atomic():
            change.save()
            audit.record(change, "create", by=by)
            change.workflow.run(change, "ask", by=by)
    except IntegrityError as refused:
        raise AlreadyAsked from refused
    return change
