"""The way in for a delegation's focal point: for the own delegation and no other."""

from delegations.roster.delegation import Delegation
from summit.links import Scope, sides
from summit.links.sides import TRIES, days_left

__all__ = ["SCOPE", "TRIES", "VERB", "Visit", "days_left", "has_opened", "page", "remember", "side"]

VERB = "fill_list"
SCOPE = Scope("delegations.delegation", VERB)


class Visit(sides.Visit):
    """Somebody at work through one link of a delegation."""

    @property
    def delegation(self) -> Delegation:
        return self.subject


side = sides.Side(
    scope=SCOPE,
    cookie="side",
    home="side-home",
    rows=lambda: Delegation.objects.for_list(),
    called="delegation",
    templates="delegations/roster",
    closed="side_closed",
    missing="side_missing",
    visit=Visit,
)
page, has_opened, remember = side.page, side.has_opened, side.remember
