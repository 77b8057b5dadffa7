"""Which ministry holds which portfolio, given and withdrawn."""

from dataclasses import dataclass

from django.db import transaction

from summit import audit
from summit.accounts.bodies import Ministry
from summit.accounts.duties import Mandate, Portfolio


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One crossing of the matrix: the portfolio, the ministry and the mandate, if there is one."""

    portfolio: Portfolio
    ministry: Ministry
    mandate: Mandate | None


def matrix(summit):
    """Ministries in order, and for each portfolio a row with one cell a ministry."""
    ministries = list(Ministry.objects.of(summit))
    held = {(m.portfolio_id, m.ministry_id): m for m in Mandate.objects.of(summit)}
    rows = [
        (p, [Cell(portfolio=p, ministry=m, mandate=held.get((p.pk, m.pk))) for m in ministries])
        for p in Portfolio.objects.of(summit)
    ]
    return ministries, rows


@transaction.atomic
def give(portfolio, ministry, *, by):
    """Let ``ministry`` hold ``portfolio``; returns the audit entry, ``None`` where it does already."""
    mandate, created = Mandate.objects.get_or_create(
        summit=portfolio.summit, portfolio=portfolio, ministry=ministry
    )
    return audit.record(mandate, "give", by=by, changes=_changes(mandate, before=False)) if created else None


@transaction.atomic
def withdraw(mandate, *, by):
    """Take the portfolio from the ministry; duties in it open nothing from now on."""
    entry = audit.record(mandate, "withdraw", by=by, changes=_changes(mandate, before=True))
    mandate.delete()
    return entry


def _changes(mandate, *, before):
    return {
        "held": [before, not before],
        "portfolio": mandate.portfolio.code,
        "ministry": mandate.ministry.code,
    }
