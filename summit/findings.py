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
    """

    level: str
    code: str
    subject: str
    message: str | Promise
    owner: str = ""
    url: str = ""
    ministry_id: int | None = field(default=None, compare=False)

    def as_dict(self) -> dict[str, str]:
        return {key: str(value) for key, value in asdict(self).items() if key != "ministry_id"}


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
    everything = user.has_perm("summit.view_findings")
    return (
        f for f in found if everything or (f.ministry_id is not None and f.ministry_id == user.ministry_id)
    )
