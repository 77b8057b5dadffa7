"""What is unwise about precedence: places that nobody settled, uses without a list, lists that time overtook."""

import datetime as dt
from itertools import combinations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delegations.protocol import computing
from delegations.protocol.models import PrecedenceEntry, PrecedenceList
from delegations.roster.membership import Membership
from delegations.roster.portfolio import protocol_ministry
from summit import clock, writing
from summit.findings import ALERT, NOTICE, WARNING, Finding, finding

WANTED_DAYS = 3  # before the summit: from then on each use should have its list
URGENT_DAYS = 1


def about(precedence, level, code, message, ministry):
    return Finding(
        level=level,
        code=code,
        subject=precedence.code,
        message=message,
        owner=_("Protocol"),
        url=precedence.get_absolute_url(),
        ministry_id=ministry.pk if ministry else None,
        right=PrecedenceList.view_right,
    )


@finding("delegations.precedence_unsettled")
def unsettled(summit, today):
    """Drafts with ties, or with members whose class or date is missing."""
    drafts = list(PrecedenceList.objects.of(summit).filter(state=PrecedenceList.State.DRAFT).for_list())
    if not drafts:
        return
    roster, ministry = computing.Roster(summit), protocol_ministry(summit)
    moves = moves_of(drafts)
    for draft in drafts:
        standing = computing.computed(draft, roster, moves.get(draft.pk, {}))
        for code, count, words in doubts(standing):
            message = words % {"title": draft.title, "count": count}
            yield about(draft, WARNING, f"delegations.precedence_{code}", message, ministry)


def moves_of(drafts) -> dict[int, dict]:
    """The moves by hand of several drafts, by draft and membership; one query."""
    found: dict[int, dict] = {}
    for row in PrecedenceEntry.objects.filter(precedence__in=drafts):
        found.setdefault(row.precedence_id, {})[row.membership_id] = row
    return found


def doubts(standing):
    tied = sum(1 for place in standing.places if place.basis["tied"])
    undated = sum(1 for place in standing.places if place.basis["missing"])
    if tied:
        yield (
            "tie",
            tied,
            ngettext(
                "%(title)s: the rule cannot tell %(count)d place from another.",
                "%(title)s: the rule cannot tell %(count)d places apart.",
                tied,
            ),
        )
    if undated:
        yield (
            "undated",
            undated,
            ngettext(
                "%(title)s: %(count)d member has no date or class of rank.",
                "%(title)s: %(count)d members have no date or class of rank.",
                undated,
            ),
        )


@finding("delegations.precedence_none")
def without_list(summit, today):
    """From three days before the summit: uses for which no list is approved for its days."""
    ahead = (summit.starts_on - today).days
    if ahead > WANTED_DAYS or today > summit.ends_on:
        return
    begins = dt.datetime.combine(max(today, summit.starts_on), dt.time(), tzinfo=summit.tz)
    rows = list(PrecedenceList.objects.of(summit).only("scope", "state", "effective_from", "effective_until"))
    approved = [row for row in rows if row.state == PrecedenceList.State.APPROVED]
    covered = {row.scope for row in approved if row.effective_until is None or row.effective_until > begins}
    drafted = {row.scope for row in rows if row.state == PrecedenceList.State.DRAFT}
    ministry = protocol_ministry(summit)
    for scope, label in PrecedenceList.Scope.choices:
        if scope not in covered:
            level = level_of(scope, scope in drafted, ahead)
            yield Finding(
                level=level,
                code="delegations.precedence_none",
                subject=str(label),
                message=_("No list of precedence is approved for this use."),
                owner=_("Protocol"),
                url=reverse("precedence-lists"),
                ministry_id=ministry.pk if ministry else None,
                right=PrecedenceList.view_right,
            )


def level_of(scope, drafted, ahead):
    if scope == PrecedenceList.Scope.SESSION:
        return ALERT if ahead <= URGENT_DAYS else WARNING
    return WARNING if drafted else NOTICE


@finding("delegations.precedence_changed")
def changed(summit, today):
    """Approved lists that hold or will hold, and whose members no longer take part."""
    now = clock.now()
    gone = PrecedenceEntry.objects.of(summit).filter(
        precedence__state=PrecedenceList.State.APPROVED, position__isnull=False
    )
    gone = gone.exclude(membership__state__in=Membership.LIVE).exclude(precedence__effective_until__lte=now)
    counts: dict[int, list] = {}
    for row in gone.select_related("precedence").order_by("precedence__sort_key", "position"):
        counts.setdefault(row.precedence_id, []).append(row)
    ministry = protocol_ministry(summit) if counts else None
    for rows in counts.values():
        message = ngettext(
            "%(title)s: %(count)d member left since the approval, place %(places)s.",
            "%(title)s: %(count)d members left since the approval, places %(places)s.",
            len(rows),
        )
        words = {
            "title": rows[0].precedence.title,
            "count": len(rows),
            "places": writing.listed(row.position for row in rows),
        }
        yield about(rows[0].precedence, WARNING, "delegations.precedence_changed", message % words, ministry)


@finding("delegations.precedence_two_chairs")
def two_chairs(summit, today):
    """Lists of different uses that hold at the same time and name different delegations in the chair."""
    now = clock.now()
    rows = PrecedenceList.objects.of(summit).filter(state=PrecedenceList.State.APPROVED, chair__isnull=False)
    rows = list(rows.exclude(effective_until__lte=now).for_list().order_by("effective_from", "sort_key"))
    pairs = [(a, b) for a, b in combinations(rows, 2) if a.chair_id != b.chair_id and overlap(a, b)]
    ministry = protocol_ministry(summit) if pairs else None
    for first, second in pairs:
        words = {
            "first": first.chair,
            "other": second.code,
            "second": second.chair,
            "moment": writing.short_time(max(first.effective_from, second.effective_from), summit),
        }
        message = _("%(first)s is in the chair here, %(second)s on %(other)s, from %(moment)s.")
        yield about(first, WARNING, "delegations.precedence_two_chairs", message % words, ministry)


def overlap(first, second) -> bool:
    return (second.effective_until is None or first.effective_from < second.effective_until) and (
        first.effective_until is None or second.effective_from < first.effective_until
    )
