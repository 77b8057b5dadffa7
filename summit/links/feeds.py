"""Secret addresses of calendars: a sealed link that a person made for one row and for themselves."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import models

from summit import clock
from summit.links.models import SealedLink
from summit.links.opening import Scope, issue, open_link, revoke

VERB = "feed"
AFTER = dt.timedelta(days=7)  # after the summit's last day a calendar still answers so long


@dataclass(frozen=True)
class Feed:
    """The calendars of one model's rows; what they show is narrowed to what their maker may see."""

    model: type[models.Model]

    def of(self, row, user):
        """The addresses that the user made for this row and that still open."""
        return SealedLink.objects.live().about(row).filter(verb=VERB, issued_by=user)

    def live(self, row, user) -> SealedLink | None:
        """The newest of them; None where there is none."""
        return self.of(row, user).order_by("-issued_at", "-pk").first()

    def renew(self, row, user) -> str:
        """A new secret; the ones before it end. In the caller's transaction."""
        self.end(row, user)
        ends = dt.datetime.combine(row.summit.ends_on, dt.time.max, tzinfo=row.summit.tz) + AFTER
        lasts = max(ends - clock.real_now(), AFTER)
        _link, secret = issue(row, VERB, recipient=user.name, by=user, lasts=lasts)
        return secret

    def end(self, row, user) -> int:
        """End the user's addresses for this row; how many there were."""
        return sum(revoke(link, by=user) for link in self.of(row, user))

    def opened(self, secret: str, *related: str) -> tuple[Any, Any] | None:
        """``(row, officer)`` of a live address whose officer is still active and sees the row, else None.

        ``related`` is read with the row.
        """
        link = open_link(secret, Scope(self.model._meta.label_lower, VERB))
        if link is None:
            return None
        officer = link.issued_by.at(link.summit)
        rows = self.model._default_manager.visible_to(officer).filter(public_id=link.object_id)
        found = rows.select_related("summit", *related).first() if officer.is_active else None
        return (found, officer) if found else None
