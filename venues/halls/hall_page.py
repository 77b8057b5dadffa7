"""One hall in one look: whether it is free, what comes next, what it is and what it excludes."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from summit import clock, history
from summit.policy import fetch, requires
from summit.registers import facts
from venues.halls import feed_links, plan_drawing
from venues.halls.hall import Hall, PlanMark
from venues.halls.hall_excluding import excluded_by
from venues.halls.hall_findings import problems_of
from venues.halls.hall_list import with_numbers
from venues.halls.hall_taken import ahead, brief, now_and_next

FACTS = ("booths", "screens", "network_seats", "power_backup", "accessible")
AROUND = ("setup_minutes", "clearing_minutes", "remarks")


@requires("venues.view_hall")
@require_safe
def hall(request, public_id):
    user = request.user
    row = fetch(request, Hall.objects.for_list().prefetch_related("equipment"), public_id=public_id)
    takings = ahead(row, user, today=clock.today(row.summit))
    going, coming = now_and_next(takings, clock.now())
    until = going.row.occupied_until if going else coming.row.occupied_from if coming else None
    context = {
        "hall": row,
        "is_open": row.state == Hall.State.OPEN,
        "going": going,
        "coming": coming,
        "until": brief(until, row.summit) if until else "",
        "takings": takings,
        "facts": [*offered(row), *facts(row, FACTS + AROUND)],
        "excluded": excluded_by(row),
        "places": places_of(row),
        "problems": problems_of(row, user),
        "may_edit": user.has_perm("venues.edit_hall", row),
        "reads_bookings": user.has_perm("venues.view_every_booking"),
        "may_book": user.has_perm("venues.add_booking"),
        "feed": feed_links.live(row, user),
        "entries": history.lines(row),
    }
    return render(request, "venues/halls/hall.html", context)


def offered(row):
    """``(label, words)`` of what stands in several rows."""
    yield _("Layouts"), with_numbers(row.layouts.all(), "layout") or _("none entered")
    yield _("Equipment"), with_numbers(row.equipment.all(), "item") or _("none entered")


def places_of(row):
    """``(plan, its size, the drawing with this hall on it)`` of every plan that marks the hall."""
    marks = PlanMark.objects.filter(hall=row).select_related("plan__picture", "plan__site")
    return [
        (mark.plan, plan_drawing.size_of(mark.plan.picture), plan_drawing.spot(mark.x, mark.y))
        for mark in marks.order_by("pk")
    ]
