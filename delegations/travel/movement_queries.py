"""Movements by the best time known of each."""

from django.db.models.functions import Coalesce

from summit.base import ScopedQuerySet


class MovementQuerySet(ScopedQuerySet):
    def standing(self):
        return self.exclude(state=self.model.State.CANCELLED)

    def timed(self):
        """With ``at``: the best time known, actual before estimated before planned."""
        return self.annotate(at=Coalesce("landed_at", "estimated_at", "planned_at"))

    def between(self, start, end):
        """Movements whose best time lies in [start, end)."""
        return self.timed().filter(at__gte=start, at__lt=end)

    def for_list(self):
        return self.timed().select_related(
            "delegation__organisation", "principal__person", "site", "greeter", "flight", "summit"
        )
