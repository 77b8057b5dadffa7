"""The secret address of a liaison officer's calendar: a sealed link on the delegation."""

import datetime as dt

from delegations.roster.delegation import Delegation
from summit import clock, links
from summit.links.models import SealedLink

VERB = "feed"
SCOPE = links.Scope(Delegation._meta.label_lower, VERB)
AFTER = dt.timedelta(days=7)  # after the summit's last day the calendar still answers so long


def live(delegation, user):
    """The address that the user made for this delegation and that still opens; None where there is none."""
    mine = SealedLink.objects.live().about(delegation).filter(verb=VERB, issued_by=user)
    return mine.order_by("-issued_at", "-pk").first()


def renew(delegation, user) -> str:
    """A new secret; the ones before it end. In the caller's transaction."""
    end(delegation, user)
    ends = dt.datetime.combine(delegation.summit.ends_on, dt.time.max, tzinfo=delegation.summit.tz) + AFTER
    lasts = max(ends - clock.real_now(), AFTER)
    _link, secret = links.issue(delegation, VERB, recipient=user.name, by=user, lasts=lasts)
    return secret


def end(delegation, user) -> int:
    """End the user's addresses for this delegation; how many there were."""
    mine = SealedLink.objects.live().about(delegation).filter(verb=VERB, issued_by=user)
    return sum(links.revoke(link, by=user) for link in mine)


def opened(secret: str):
    """``(delegation, officer)`` of a live address whose officer still serves the delegation, else None."""
    link = links.open_link(secret, SCOPE)
    if link is None:
        return None
    officer = link.issued_by.at(link.summit)
    delegation = Delegation.objects.visible_to(officer).filter(public_id=link.object_id)
    found = delegation.select_related("summit", "organisation").first() if officer.is_active else None
    return (found, officer) if found else None
