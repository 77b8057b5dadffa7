"""What is unwise, as values: one list serves pages, the digest, the command and impact.

A slice registers functions that look at one summit; nothing here knows a slice.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.functional import Promise

ALERT, WARNING, NOTICE = "alert", "warning", "notice"
LEVELS = (ALERT, WARNING, NOTICE)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that somebody should look at.

    ``code`` is stable and machine-readable, ``subject`` the row's human code, ``owner`` who must
    act, ``ministry_id`` the ministry whose people may read it (``None``: the committee only).
    With a ``right`` only those who have it read the finding, whatever their ministry or committee.
    """

    level: str
    code: str
    subject: str
    message: str | Promise
    owner: str = ""
    url: str = ""
    ministry_id: int | None = field(default=None, compare=False)
    right: str = field(default="", compare=False)

    def as_dict(self) -> dict[str, str]:
        """What is told outside: everything but who may read it."""
        return {key: str(value) for key, value in asdict(self).items() if key not in {"ministry_id", "right"}}


CHECKS: dict[str, Callable[[Any, Any], Iterable[Finding]]] = {}


def finding(name: str):
    """Register ``check(summit, today)``, an iterable of findings, under a unique name."""

    def decorate(check):
        if name in CHECKS:
            raise ValueError(f"finding {name} is registered twice")
        CHECKS[name] = check
        return check

    return decorate


def all_findings(summit, *, today, user=None) -> list[Finding]:
    """All findings of a summit, the worst first; narrowed to what ``user`` may read."""
    found = [f for check in CHECKS.values() for f in check(summit, today)]
    if user is not None:
        found = list(readable_by(user, found))
    return sorted(found, key=lambda f: (LEVELS.index(f.level), f.code, f.subject))


def readable_by(user, found: Iterable[Finding]) -> Iterator[Finding]:
    """What ``user`` may read.

    Findings speak of the whole summit: a duty that is narrowed to one delegation, hotel or gate
    opens none of them. Who holds such a duty reads what concerns it on its own page.
    """
    reader = user.without_narrowed_duties()
    everything = reader.has_perm("summit.view_findings")
    own = user.ministry_id if reader.duties else None
    return (
        f
        for f in found
        if (
            reader.has_perm(f.right)
            if f.right
            else everything or (f.ministry_id is not None and f.ministry_id == own)
        )
    )
