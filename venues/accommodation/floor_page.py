"""The floors of a hotel: rooms down, nights across; the part that asks itself again, and moving without a script."""

import datetime as dt
from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from summit import clock, writing
from summit.drawing import Axis, axis_head, daily
from summit.policy import fetch, requires
from venues.accommodation import floor_free, floor_rows
from venues.accommodation.assignment import RoomAssignment
from venues.accommodation.floor_rows import NIGHTS
from venues.accommodation.hotel import Hotel
from venues.halls.timeline_drawing import minutes, of_lane
from venues.halls.timeline_page import EVERY, REST

NAME = 5  # per cent of the axis that a name needs
BEFORE = dt.timedelta(days=7)  # shown ahead of the summit's first day


def first_of(request, summit) -> dt.date:
    """``?from=2025-12-19``; else around the summit. Raises ``Http404`` where it makes no sense."""
    text = request.GET.get("from", "")
    try:
        day = parse_date(text) if text else summit.starts_on - BEFORE
    except ValueError:
        day = None
    if day is None or not 2 <= day.year <= 9998:
        raise Http404
    return day


def query(first: dt.date) -> str:
    return f"?from={first.isoformat()}"


@requires("venues.view_hotel")
@require_safe
def floors(request, public_id):
    """The whole page; to htmx the grid alone, or 204 where it is the version ``v`` that is shown already."""
    hotel = fetch(request, Hotel.objects.for_list(), public_id=public_id)
    grid = floor_rows.floors(request.user, hotel, first_of(request, hotel.summit), now=clock.now())
    if request.htmx:
        if request.GET.get("v") == grid.version:
            response = HttpResponse(status=204)
        else:
            response = render(request, "venues/accommodation/_floors.html", about(request, grid))
        response.headers["Cache-Control"] = "no-store"
    else:
        response = render(
            request, "venues/accommodation/floors.html", about(request, grid) | around(request, grid)
        )
    patch_vary_headers(response, ["HX-Request"])
    return response


def axis_of(grid) -> Axis:
    """The nights by their dates: with the names of the days they would not fit in Arabic."""
    axis = daily(grid.start, NIGHTS)
    marks = tuple(replace(one, words=writing.short_date(one.at.date())) for one in axis.marks)
    return replace(axis, marks=marks)


def about(request, grid, **answer) -> dict:
    """What the grid shows; ``answer`` is what became of a move."""
    axis = axis_of(grid)
    return {
        "grid": grid,
        "head": axis_head(axis, now=grid.now, dx=4),
        "shelf": [(one, of_lane(one, axis, grid.now, NAME)) for one in grid.shelf],
        "storeys": [
            (one, [(lane, of_lane(lane, axis, grid.now, NAME)) for lane in one.lanes]) for one in grid.storeys
        ],
        "axis_start": minutes(axis.start),
        "axis_end": minutes(axis.end),
        "query": query(grid.first),
        "refusal": None,
        "told": "",
    } | answer


def around(request, grid) -> dict:
    """What stands above the grid: other nights, and the form that moves one guest without a script."""
    step = dt.timedelta(days=NIGHTS // 2)
    return {
        "before": grid.first - step,
        "after": grid.first + step,
        "before_url": query(grid.first - step),
        "after_url": query(grid.first + step),
        "every": EVERY,
        "rest": REST,
        "moving": moving(request, grid.hotel),
    }


def moving(request, hotel):
    """``(lodging, [(type, rooms free for its nights)])`` of the lodging in ``?move=``; None where none may be moved."""
    rows = RoomAssignment.objects.visible_to(request.user).for_list().filter(hotel=hotel)
    asked = request.GET.get("move", "")
    row = (
        rows.select_related("occupant__rank_class", "crew_of").filter(public_id=asked).first()
        if asked
        else None
    )
    if row is None or not request.user.has_perm(floor_rows.EDITS, row):
        return None
    if row.room_id and not floor_rows.sees_room(request.user, row):
        return None
    return row, floor_rows.guest_name(row), floor_rows.nights_words(row), floor_free.rooms(row)
