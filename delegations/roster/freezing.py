"""Entering people on a list that may be frozen the next moment.

A list is frozen by a step of its delegation. Whoever writes to the list first takes its row by
one conditional UPDATE, in the same transaction: either the list was open and stays so until the
write is done, or it was frozen and nothing is written.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from delegations.roster.delegation import Delegation


class ListFrozen(Exception):
    """The list of ``delegation`` is frozen: it changes by a change request only."""

    def __init__(self, delegation):
        super().__init__(str(delegation))
        self.delegation = delegation


def take_list(delegation: Delegation) -> None:
    """Hold the list open until this transaction ends. Raises ``ListFrozen``."""
    take_lists([delegation])


def take_lists(delegations: Iterable[Delegation]) -> None:
    """Hold several lists open, in the order of their keys so that two takers never wait in a circle.

    Raises ``ListFrozen`` with the first that is frozen; belongs into the act's transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a list is taken inside the transaction of the act")
    for row in sorted({one.pk: one for one in delegations}.values(), key=lambda one: one.pk):
        open_lists = Delegation.objects.filter(pk=row.pk, frozen_at__isnull=True)
        if not open_lists.update(list_revision=F("list_revision") + 1):
            raise ListFrozen(row)
