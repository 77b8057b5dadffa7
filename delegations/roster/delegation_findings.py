"""What is open about delegations: the findings of their files, asked set-wise.

A later slice registers its own with ``problem``: they then stand on the file, in the list's
count and among the findings of the summit.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delegations.roster import delegation_facts as facts
from delegations.roster.delegation import Delegation
from delegations.roster.portfolio import protocol_ministry
from delegations.roster.quotas import Quota
from summit import clock, findings, writing
from summit.findings import ALERT, LEVELS, WARNING, Finding

# Days from J0 by which something is wanted (domain: designation 5 to 6 weeks before, lists two weeks before).
FOCAL_BY, LIST_BY, LIAISON_BY, CONFIRMED_BY = -20, -14, -7, -5
# In this order where two are equally bad; "" stands for what other slices tell.
URGENCY = (
    "no_liaison",
    "no_list",
    "not_confirmed",
    "no_head",
    "",
    "quota_people",
    "quota_badges",
    "no_focal",
    "person_twice",
)
State = Delegation.State
Look = Callable[[Sequence[Any], Any], Iterable[tuple[int, Finding]]]
Columns = Callable[[Any, Any], dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Problem:
    """``look(delegations, today)`` gives ``(delegation.pk, finding)`` pairs; who lacks ``right`` is not told."""

    look: Look
    right: str


PROBLEMS: dict[str, Problem] = {}


def problem(name: str, *, right: str = "delegations.view_delegation", columns: Columns | None = None):
    """Register ``look`` for the delegations' files and for the findings of the summit.

    ``columns(summit, today)`` gives further columns of delegations (``delegation_figures.members``):
    ``look`` reads them from the rows and asks nothing itself, so that the list costs the same
    however many kinds of problem there are.
    """

    def decorate(look: Look) -> Look:
        def of_summit(summit, today):
            rows = facts.load(Delegation.objects.of(summit).coming(), summit, today)
            ministry = protocol_ministry(summit)
            theirs = ministry.pk if ministry else None
            return [
                replace(one, ministry_id=one.ministry_id or theirs, right=one.right or right)
                for _pk, one in look(rows, today)
            ]

        findings.finding(name)(of_summit)
        PROBLEMS[name] = Problem(look=look, right=right)
        if columns:
            facts.FURTHER.append(columns)
        return look

    return decorate


def problems_of(delegations: Sequence[Any], user, today) -> dict[int, list[Finding]]:
    """For each delegation what is open, the worst first, as far as ``user`` may know it."""
    found: dict[int, list[Finding]] = {row.pk: [] for row in delegations}
    coming = [row for row in delegations if row.state != State.WITHDRAWN]
    for one in PROBLEMS.values():
        if user.has_perm(one.right):
            for pk, finding in one.look(coming, today):
                if not finding.right or user.has_perm(finding.right):
                    found[pk].append(finding)
    for rows in found.values():
        rows.sort(key=worst_first)
    return found


def worst_first(finding: Finding):
    """What stops today before what is late, and that before what is merely incomplete."""
    code = finding.code.removeprefix("delegations.")
    place = URGENCY.index(code) if code in URGENCY else URGENCY.index("")
    return LEVELS.index(finding.level), place, code, finding.subject


def about(delegation, level, code, message, *, owner="") -> tuple[int, Finding]:
    return delegation.pk, Finding(
        level=level,
        code=f"delegations.{code}",
        subject=delegation.code,
        message=message,
        owner=owner or _("Protocol"),
        url=delegation.get_absolute_url(),
    )


@problem("delegations.files")
def files(delegations, today):
    """What the file itself tells: dates passed, nobody named, more people than granted."""
    for row in facts.known(delegations, today):
        if row.state != State.DEPARTED:
            day = row.summit.day_number(today)
            yield from dates_passed(row, day)
            yield from nobody_named(row, day)
            yield from too_many(row)
        if getattr(row, "doubled", 0):  # not among the plain facts
            yield about(row, WARNING, "person_twice", on_two_lists(row))


def dates_passed(row, day):
    """The list and its confirmation, each by its day; who has not sent a list cannot be confirmed."""
    if row.state in (State.INVITED, State.ANNOUNCED) and day >= LIST_BY:
        by = writing.short_day(row.summit.on_day(LIST_BY))
        yield about(row, ALERT, "no_list", _("The list was due on %(day)s and has not come.") % {"day": by})
    if row.state in (State.LISTED, State.CHECKED) and day >= CONFIRMED_BY:
        by = writing.short_day(row.summit.on_day(CONFIRMED_BY))
        message = _("The list was to be confirmed by %(day)s and still is open.") % {"day": by}
        yield about(row, ALERT, "not_confirmed", message)


def nobody_named(row, day):
    """No focal point, no head on a list that has come, no liaison officer for who is confirmed or here."""
    if not row.focal_name and day >= FOCAL_BY:
        yield about(row, WARNING, "no_focal", _("No focal point has been named."))
    if not row.heads and row.state in (State.LISTED, State.CHECKED, State.CONFIRMED, State.ON_SITE):
        level = ALERT if day >= CONFIRMED_BY else WARNING
        yield about(row, level, "no_head", _("Nobody on the list is its head."))
    if not row.covered and row.state == State.ON_SITE:
        moment = writing.hour(writing.in_zone(clock.now(), row.summit))
        message = _("No liaison officer is with the delegation at %(hour)s.") % {"hour": moment}
        yield about(row, ALERT, "no_liaison", message)
    elif not row.officer_name and row.state == State.CONFIRMED and day >= LIAISON_BY:
        yield about(row, WARNING, "no_liaison", _("No liaison officer has been named."))


def too_many(row):
    words = dict(Quota.Kind.choices)
    for kind, used, granted in facts.exceeded(row):
        message = ngettext(
            "%(what)s: %(used)s, but only %(granted)s is granted.",
            "%(what)s: %(used)s, but only %(granted)s are granted.",
            granted,
        )
        figures = {
            "what": words[kind],
            "used": writing.number(used),
            "granted": writing.number(granted),
        }
        yield about(row, ALERT, f"quota_{kind}", message % figures)


def on_two_lists(row):
    """Names stay out: findings are read by people who may not read the lists; the file names them."""
    message = ngettext(
        "%(count)d person also stands on the list of another delegation.",
        "%(count)d people also stand on the list of another delegation.",
        row.doubled,
    )
    return message % {"count": row.doubled}
