"""The secret address of a liaison officer's calendar: a sealed link on the delegation."""

from delegations.roster.delegation import Delegation
from summit import links

FEED = links.Feed(Delegation)
live, renew, end = FEED.live, FEED.renew, FEED.end


def opened(secret: str):
    """``(delegation, officer)`` of a live address whose officer still serves the delegation, else None."""
    return FEED.opened(secret, "organisation")
