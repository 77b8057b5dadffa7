"""The plan of the aprons for one day: stands down, hours across, and the same as a table."""

import datetime as dt

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from delegations.travel import flights, slots, stand_drawing
from delegations.travel.flight import Flight
from delegations.travel.stand import Stand, StandAllocation
from delegations.travel.stand_forms import AllocationForm, proposed
from summit import clock, history
from summit.days import day_bounds, wanted_day
from summit.editing import edit_page
from summit.policy import fetch, requires


@requires("delegations.view_stand")
@require_safe
def plan(request):
    """``?day=2025-12-22``; today where none is asked."""
    user, summit = request.user, request.user.summit
    today = clock.today(summit)
    day = wanted_day(request, today)
    start, end = day_bounds(summit, day)
    held = StandAllocation.objects.visible_to(user).standing().for_list()
    rows = list(held.filter(occupied_from__lt=end, occupied_until__gt=start).order_by("occupied_from", "pk"))
    stands = list(Stand.objects.visible_to(user).order_by("sort_key"))
    missing = list(without_stand(user, start, end))
    context = {
        "day": day,
        "today": today,
        "before": day - dt.timedelta(days=1),
        "after": day + dt.timedelta(days=1),
        "lanes": [(stand, [row for row in rows if row.stand_id == stand.pk]) for stand in stands],
        "drawn": stand_drawing.plan(stands, rows, start, end, now=clock.now()),
        "head": stand_drawing.hours(start, end),
        "missing": missing,
        "said": said(stands, rows),
        "wrong": worded_missing(missing),
        "near": list(slots.too_near(of_day(user, start, end))),
        "may_edit": user.has_perm("delegations.edit_stand"),
    }
    return render(request, "delegations/travel/stand_plan.html", context)


def of_day(user, start, end):
    """Flights that use the runway on the day."""
    rows = Flight.objects.visible_to(user).exclude(state__in=Flight.OVER)
    return [row for row in rows if any(at and start <= at < end for at in (row.arrives_at, row.departs_at))]


def without_stand(user, start, end):
    rows = flights.without_stand(Flight.objects.visible_to(user)).for_list()
    return rows.filter(arrives_at__gte=start, arrives_at__lt=end).order_by("arrives_at")


def said(stands, rows) -> str:
    taken = len({row.stand_id for row in rows})
    words = ngettext(
        "%(taken)d of %(count)d stand is used.", "%(taken)d of %(count)d stands are used.", len(stands)
    )
    return words % {"taken": taken, "count": len(stands)}


def worded_missing(missing) -> str:
    if not missing:
        return ""
    words = ngettext("%(count)d aircraft has no stand.", "%(count)d aircraft have no stand.", len(missing))
    return words % {"count": len(missing)}


@requires("delegations.edit_stand")
@require_http_methods(["GET", "HEAD", "POST"])
def give(request, public_id):
    """A stand for a flight."""
    flight = fetch(request, Flight.objects.for_list(), "delegations.view_flight", public_id=public_id)
    row = StandAllocation(summit=flight.summit, flight=flight)
    form = AllocationForm(request.POST or None, instance=row, initial=proposed(flight), user=request.user)
    return show(request, form, title=_("Give a stand to %(flight)s") % {"flight": flight.callsign})


@requires("delegations.edit_stand")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, public_id):
    row = fetch(request, StandAllocation.objects.for_list(), "delegations.edit_stand", public_id=public_id)
    form = AllocationForm(request.POST or None, instance=row, user=request.user)
    return show(
        request,
        form,
        title=_("Stand of %(flight)s") % {"flight": row.flight.callsign},
        template="delegations/travel/stand_edit.html",
        allocation=row,
        entries=history.lines(row),
    )


def show(request, form, *, title, **context):
    flight = form.instance.flight
    return edit_page(
        request,
        form,
        title=title,
        explanation=str(flight.delegation),
        cancel_url=reverse("flight", args=[flight.public_id]),
        **context,
    )
