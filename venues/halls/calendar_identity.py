"""By what an event is found again: its UID, and ``UID@start`` for an instance of a series.

``start`` is the moment that the series gives the instance (RECURRENCE-ID), in UTC: an instance that
was moved is still the same one. RFC 5545, 3.8.4.4 and 3.8.4.7.
"""

import hashlib
import re

from venues.halls.calendar_lines import Component
from venues.halls.calendar_times import Moment

LONGEST = 300
INSTANCE = re.compile(r"@\d{8}(T\d{6}Z)?\Z")


def shortened(identity: str) -> str:
    """The identity as it is kept: what is too long ends in the digest of the whole."""
    if len(identity) <= LONGEST:
        return identity
    return f"{identity[: LONGEST - 33]}#{hashlib.sha256(identity.encode()).hexdigest()[:32]}"


def newest(events: list[Component]) -> Component:
    """Of several that say they are the same the one with the highest SEQUENCE, the last of these."""

    def rank(event):
        said = event.text("SEQUENCE")
        return (int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0, event.number)

    return max(events, key=rank)


def marked(uid: str, start: Moment) -> str:
    """The identity of an instance."""
    return f"{uid}@{start.wall:%Y%m%d}" if start.day else f"{uid}@{start.at:%Y%m%dT%H%M%SZ}"


def bare(identity: str) -> str:
    """The UID of an identity."""
    return INSTANCE.sub("", identity)
