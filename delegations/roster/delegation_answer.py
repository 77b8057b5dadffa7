"""The first sentence: of one delegation's file, and of all delegations."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from delegations.roster.delegation import Delegation
from delegations.roster.delegation_findings import worst_first
from summit import writing

State = Delegation.State
STANDING = (State.CONFIRMED, State.ON_SITE, State.DEPARTED)


def of_one(row) -> dict:
    """``lead`` and what is ``wrong``, for a delegation with facts and problems."""
    return {"lead": people(row), "wrong": problems(row.problems), "worst": first(row.problems)}


def people(row) -> str:
    if not row.people:
        return _("Nobody stands on the list yet.")
    said = ngettext("%(count)s person", "%(count)s people", row.people) % {
        "count": writing.number(row.people)
    }
    here = getattr(row, "on_site", None)
    if here is None or row.state in (State.INVITED, State.ANNOUNCED):
        return f"{said}."
    return writing.listed([said, on_site(here)]) + "."


def on_site(count) -> str:
    return ngettext("%(count)s on site", "%(count)s on site", count) % {"count": writing.number(count)}


def problems(found) -> str:
    if not found:
        return ""
    return ngettext("%(count)d open problem", "%(count)d open problems", len(found)) % {"count": len(found)}


def first(found) -> str:
    return str(found[0].message) if found else ""


def of_all(rows) -> dict:
    """``lead``, what is ``wrong`` with all of them together, and the worst with ``name``, its delegation."""
    every = [(worst_first(one), row, one) for row in rows for one in row.problems]
    key = min(every, key=lambda entry: (entry[0], entry[1].sort_key), default=None)
    return {
        "lead": standing(rows),
        "wrong": problems(every),
        "worst": str(key[2].message) if key else "",
        "row": key[1] if key else None,
    }


def standing(rows) -> str:
    """``3 delegations, 2 confirmed, 1 on site.``"""
    coming = [row for row in rows if row.state != State.WITHDRAWN]
    sure = sum(row.state in STANDING for row in coming)
    here = sum(row.state == State.ON_SITE for row in coming)
    parts = [
        ngettext("%(count)d delegation", "%(count)d delegations", len(coming)) % {"count": len(coming)},
        npgettext("delegations", "%(count)d confirmed", "%(count)d confirmed", sure) % {"count": sure},
        on_site(here) if here else "",
    ]
    if gone := len(rows) - len(coming):
        withdrawn = npgettext("delegations", "%(count)d withdrawn", "%(count)d withdrawn", gone)
        parts.append(withdrawn % {"count": gone})
    return writing.listed(parts) + "."
