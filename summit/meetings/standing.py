"""How decisions stand: how many are carried out, late, open."""

from dataclasses import dataclass

from django.db.models import Count, Q


@dataclass(frozen=True)
class Standing:
    """Counts of decisions; ``late`` ones are among the ``open`` ones, lapsed ones are left out of ``total``."""

    total: int
    executed: int
    verified: int
    open: int
    late: int
    undated: int
    lapsed: int


def standing_of(decisions, today) -> Standing:
    """One query."""
    still_open = Q(state__in=["open", "execution"])
    return Standing(
        **decisions.order_by().aggregate(
            total=Count("pk", filter=~Q(state="lapsed")),
            executed=Count("pk", filter=Q(state__in=["executed", "verified"])),
            verified=Count("pk", filter=Q(state="verified")),
            open=Count("pk", filter=still_open),
            late=Count("pk", filter=still_open & Q(due_on__lt=today)),
            undated=Count("pk", filter=still_open & Q(due_on__isnull=True)),
            lapsed=Count("pk", filter=Q(state="lapsed")),
        )
    )
