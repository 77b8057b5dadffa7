"""The phone page of a liaison officer: one question, the new time, the day of the delegation."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from delegations.roster.delegation import Delegation
from delegations.roster.liaison import LiaisonAssignment
from delegations.roster.rights import LIAISON
from delegations.travel import board_day, feed_links
from delegations.travel import movement_words as words
from delegations.travel.board_rows import mark
from delegations.travel.movement import Movement
from delegations.travel.movements import rows_for
from delegations.travel.time_fields import TimeForm
from delegations.travel.time_telling import breaks_at
from summit import clock, rights, writing
from summit.accounts.models import Duty, User
from summit.policy import fetch, requires


@requires("delegations.view_movement")
@require_safe
def mine(request):
    """``?delegation=…`` chooses among several; ``?day=2025-12-23`` another day.

    htmx asks again with the version ``v`` that is shown and gets what has changed since, or 204.
    """
    wanted = request.GET.get("delegation", "")
    if wanted:
        return show(request, fetch(request, Delegation.objects.for_list(), public_id=wanted))
    own = own_delegations(request.user)
    return show(request, own[0] if own else None)


def own_delegations(user) -> list[Delegation]:
    """The delegations that the user accompanies, by duty or by a shift, the present shift first."""
    now = clock.now()
    shifts = list(LiaisonAssignment.objects.of(user.summit).standing().filter(officer=user))
    current = {shift.delegation_id for shift in shifts if shift.starts_at <= now <= shift.ends_at}
    named = [duty.narrowed_to for duty in rights.held(user, LIAISON, ()) if duty.narrowed_to]
    visible = Delegation.objects.visible_to(user).for_list()
    found = visible.filter(public_id__in=named) | visible.filter(pk__in=[s.delegation_id for s in shifts])
    return sorted(found, key=lambda one: (one.pk not in current, one.sort_key))


def show(request, delegation, *, form=None, status=200, secret=""):
    """The page; ``form`` is a time that was sent and not taken, ``secret`` a calendar's address made just now."""
    user = request.user
    context = {"delegation": delegation, "today": clock.today(user.summit), "secret": secret, "form": None}
    if delegation is not None:
        context |= about(request, delegation, form)
        context["marks"] = marks(context)
        if request.htmx:
            return again(request, context)
    response = render(request, "delegations/travel/arrivals_mine.html", context, status=status)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response


def again(request, context):
    """The parts of the page where they differ from the version ``v`` that is shown, else 204: nothing moves."""
    if request.GET.get("v") == context["marks"]["version"]:
        response = HttpResponse(status=204)
    else:
        response = render(request, "delegations/travel/_arrivals_mine.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def marks(context) -> dict[str, str]:
    """A mark of each part of the page, as on the board, and of all of them together."""
    row, shown = context["row"], bool(context["form"])
    at = (row.public_id, row.best_time) if row else None
    parts = {
        "clock": writing.hour(context["now"]),
        "question": (at, context["who"], context["time"], shown),
        "tell": (at, shown),
        "day": (context["day"], context["moments"], context["day"] == context["today"]),
        "figures": (context["people"], context["call"]),
        "thumb": (shown, context["call"]),
    }
    found = {name: mark(value) for name, value in parts.items()}
    return found | {"version": mark((*found.values(), writing.language()))}


def about(request, delegation, form):
    user, day = request.user, day_asked(request)
    row = form.movement if form else next_movement(user, delegation)
    may_tell = row is not None and row.may_tell and row.is_ahead
    shown = form or (TimeForm(movement=row, initial=hour_of(row)) if may_tell else None)
    if shown:
        shown.fields["at"].help_text = ""  # the day has a field of its own here
        shown.fields["day"].required = True
    return {
        "now": clock.now().astimezone(user.summit.tz),
        "row": row,
        "who": words.leader(row) if row else "",
        "time": words.said_time(row.best_time, row.summit) if row else "",
        "form": shown,
        "broken": breaks_at(row) if row and request.GET.get("told") == row.public_id else [],
        "told": bool(row) and request.GET.get("told") == row.public_id,
        "day": day,
        "moments": board_day.moments(delegation, day, user),
        "people": people(delegation),
        "call": whom_to_call(user.summit, row),
        "feed": feed_links.live(delegation, user),
    }


def hour_of(row) -> dict:
    """The hour alone: the day stands in a field of its own."""
    return {"at": writing.hour(row.best_time.astimezone(row.summit.tz))}


def day_asked(request) -> dt.date:
    try:
        return dt.date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return clock.today(request.user.summit)


def next_movement(user, delegation):
    """What the delegation does next; None where nothing is ahead."""
    rows = rows_for(user).filter(delegation=delegation, state__in=Movement.AHEAD)
    return rows.order_by("at", "pk").first()


def people(delegation) -> dict:
    """How many stand on the list, and how many of them have arrived."""
    live = delegation.memberships.live()
    reached = [Movement.State.LANDED, Movement.State.HANDED_OVER, Movement.State.CLOSED]
    here = live.filter(
        journeys__movement__direction=Movement.Direction.ARRIVAL, journeys__movement__state__in=reached
    )
    return {"total": live.count(), "here": here.distinct().count()}


def whom_to_call(summit, row):
    """The greeting officer, else somebody on duty at the airport, if a number is known: name and number."""
    if row is not None and row.greeter_id and row.greeter.phone:
        return {"who": row.greeter.name, "phone": row.greeter.phone}
    desk = Duty.objects.of(summit).in_force(clock.today(summit)).filter(portfolio__code="airport")
    people = User.objects.active().filter(pk__in=desk.values("user")).exclude(phone="").order_by("name", "pk")
    found = people.first()
    return {"who": _("Airport"), "phone": found.phone} if found else None
