"""One proposal: who would sleep where, what could not be met and why, and how good it is."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from summit import history, writing
from summit.policy import fetch, requires
from summit.steps import leave
from venues.accommodation import proposal_words as words
from venues.accommodation.proposal import LodgingProposal
from venues.accommodation.proposal_computing import has_stopped
from venues.accommodation.proposal_rows import Shown

State = LodgingProposal.State


@requires("venues.propose_lodging")
@require_safe
def proposal(request, public_id):
    """``?delegation=<public id>`` opens the guests of one delegation, with the way to change each."""
    rows = LodgingProposal.objects.select_related("delegation", "asked_by", "summit")
    row = fetch(request, rows, public_id=public_id)
    if row.state == State.COMPUTING:
        context = {"proposal": row, "stopped": has_stopped(row)}
        name = "_proposal_progress" if request.htmx else "proposal_computing"
        return render(request, f"venues/accommodation/{name}.html", context)
    if request.htmx and "wait" in request.GET:  # what the page waited for has come
        return leave(request, row.get_absolute_url())
    return render(request, "venues/accommodation/proposal.html", context_of(request, row))


def context_of(request, row) -> dict:
    shown = Shown(row, request.user)
    groups = shown.by_delegation
    opened = opened_of(request, row, groups)
    unmet = shown.unmet()
    return {
        "proposal": row,
        "title": title(row),
        "answer": answer(row, shown),
        "groups": groups,
        "opened": opened,
        "lines": shown.of_delegation(opened) if opened else [],
        "unmet": unmet,
        "more": more(shown.missing - len(unmet)),
        "costs": shown.costs,
        "compared": compared(row),
        "may_change": row.state == State.READY,
        "again_url": again_url(row),
        "entries": history.lines(row),
    }


def title(row) -> str:
    return str(row.delegation) if row.delegation else _("All delegations")


def answer(row, shown) -> str:
    """The first thing that the page says."""
    if row.state == State.FAILED:
        return _("No proposal came of it: something went wrong. Ask again.")
    if "guests" not in row.figures:
        return _("It was let go before it was ready.")
    if not shown.people:
        return _("Nobody needs a room.")
    parts = {"lodged": words.lodged(shown.lodged, shown.people), "better": words.better(row.figures)}
    said = _("%(lodged)s; %(better)s.") % parts
    if row.state != State.TAKEN:
        return said
    given = row.figures.get("taken", 0)
    taken = ngettext("%(n)s lodging was made.", "%(n)s lodgings were made.", given) % {
        "n": writing.number(given)
    }
    refused = shown.refused
    if not refused:
        return taken
    not_taken = ngettext(
        "%(n)s line could not be taken over.", "%(n)s lines could not be taken over.", refused
    ) % {"n": writing.number(refused)}
    return f"{taken} {not_taken}"


def opened_of(request, row, groups):
    """The delegation whose guests are shown: the only one there is, or the one that was asked for."""
    found = {group.delegation.public_id: group.delegation for group in groups}
    if row.delegation_id and row.delegation.public_id in found:
        return row.delegation
    return found.get(request.GET.get("delegation", ""))


def more(count: int) -> str:
    if count <= 0:
        return ""
    said = ngettext(
        "%(n)s more stands with its delegation.", "%(n)s more stand with their delegations.", count
    )
    return said % {"n": writing.number(count)}


def compared(row) -> dict:
    """The proposal beside the bar; empty where nothing was computed."""
    figures = row.figures
    if not figures.get("guests"):
        return {}
    return {
        "terms": words.terms(figures),
        "bound": words.bound(figures),
        "cost": words.money(figures["money"]),
        "greedy_cost": words.money(figures["greedy_money"]),
        "seconds": writing.number(figures["seconds"], 1),
    }


def again_url(row) -> str:
    """Where a new one is asked for, once this one is over."""
    if row.state not in (State.FAILED, State.TAKEN, State.DROPPED):
        return ""
    asked = f"?delegation={row.delegation.public_id}" if row.delegation else ""
    return f"{reverse('lodging-proposals')}{asked}"
