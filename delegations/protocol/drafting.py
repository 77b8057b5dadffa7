"""A new list of precedence, on its own or as the one that follows another."""

from django.db import transaction

from delegations.protocol.forms import PrecedenceForm
from delegations.protocol.models import PrecedenceEntry, PrecedenceList
from delegations.roster.membership import Membership

TAKEN_OVER = ("title", "scope", "rule", "alphabet", "chair", "chair_place", "host", "host_place", "reversed", "whole")  # fmt: skip


class NewListForm(PrecedenceForm):
    """The form of a new draft; ``before`` gives it its rule, and its moves by hand once it is stored."""

    def __init__(self, *args, user, before=None, **kwargs):
        draft = PrecedenceList(summit=user.summit, code=next_code(user.summit))
        if before is not None:
            for name in TAKEN_OVER:
                setattr(draft, name, getattr(before, name))
            draft.effective_until = None
        self.preceding = before
        super().__init__(*args, instance=draft, user=user, **kwargs)

    @transaction.atomic
    def save(self, *, by, verb=None):
        row = super().save(by=by, verb=verb)
        if row and self.preceding is not None:
            take_moves(self.preceding, row)
        return row


def next_code(summit) -> str:
    """``P-4`` after three lists; a proposal, the constraint has the last word."""
    return f"P-{PrecedenceList.objects.of(summit).count() + 1}"


def take_moves(before, draft) -> None:
    """The moves by hand of the list before, of those who still stand on their delegation's list."""
    moves = PrecedenceEntry.objects.filter(precedence=before, manual__isnull=False)
    standing = moves.filter(membership__state__in=Membership.LIVE)
    PrecedenceEntry.objects.bulk_create(
        PrecedenceEntry(
            summit=draft.summit,
            precedence=draft,
            membership_id=row.membership_id,
            manual=row.manual,
            reason=row.reason,
        )
        for row in standing.order_by("pk")
    )
