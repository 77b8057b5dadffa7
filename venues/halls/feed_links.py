"""The secret address of a hall's calendar: a sealed link on the hall."""

from summit import links
from venues.halls.hall import Hall

FEED = links.Feed(Hall)
live, renew, end = FEED.live, FEED.renew, FEED.end


def opened(secret: str):
    """``(hall, its maker)`` of a live address whose maker is still at work on the summit, else None."""
    found = FEED.opened(secret, "site")
    return found if found and found[1].duties else None
