"""The timeline of the halls for a day or a week, the same as a table, and the part that asks itself again."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from summit import clock
from summit.days import wanted_day
from summit.policy import requires
from venues.halls import timeline_drawing, timeline_rows, timeline_words
from venues.halls.timeline_rows import DAY, TABLE, VIEWS, WEEK, Asked

EVERY = 10  # seconds until the part asks whether something has changed
REST = (
    400  # milliseconds after which a finger has taken the bar on which it rests; before, it scrolls or taps
)


def asked_of(request) -> Asked:
    """``?day=2025-12-22&view=week&site=CICB&hours=all``; today's timeline of every site where nothing is asked."""
    view = request.GET.get("view", "")
    return Asked(
        day=wanted_day(request, clock.today(request.user.summit)),
        view=view if view in VIEWS else DAY,
        site=request.GET.get("site", ""),
        whole=request.GET.get("hours") == "all",
    )


def query(asked, **changes) -> str:
    """The address of another day, view, site or extent; what is as usual is not written."""
    values = {"day": asked.day, "view": asked.view, "site": asked.site, "whole": asked.whole} | changes
    said = {
        "day": values["day"].isoformat(),
        "view": values["view"] if values["view"] != DAY else "",
        "site": values["site"],
        "hours": "all" if values["whole"] else "",
    }
    return "?" + urlencode({name: value for name, value in said.items() if value})


@requires("venues.view_hall")
@require_safe
def halls(request):
    """The whole page; to htmx the grid alone, or 204 where it is the version ``v`` that is shown already."""
    asked = asked_of(request)
    grid = timeline_rows.grid(request.user, asked, now=clock.now())
    if request.htmx:
        if request.GET.get("v") == grid.version:
            response = HttpResponse(status=204)
        else:
            response = render(request, "venues/halls/_timeline.html", about(request, grid))
        response.headers["Cache-Control"] = "no-store"
    else:
        response = render(request, "venues/halls/timeline.html", about(request, grid) | around(request, grid))
    patch_vary_headers(response, ["HX-Request"])
    return response


def about(request, grid, **answer) -> dict:
    """What the grid shows; ``answer`` is what became of a move."""
    is_table = grid.asked.view == TABLE
    return {
        "grid": grid,
        "again": bool(request.htmx),
        "is_table": is_table,
        "head": "" if is_table else timeline_drawing.head(grid),
        "drawn": [] if is_table else timeline_drawing.drawn(grid),
        "axis_start": timeline_drawing.minutes(grid.start),
        "axis_end": timeline_drawing.minutes(grid.end),
        "axis_days": timeline_drawing.days(grid),
        "said": timeline_words.said(grid),
        "settle": timeline_words.to_settle(grid, request.user),
        "query": query(grid.asked),
        "refusal": None,
        "aside": False,
        "told": "",
    } | answer


def around(request, grid) -> dict:
    """What stands above the grid: other days, other ways to see them, sites."""
    asked, today = grid.asked, clock.today(request.user.summit)
    step = dt.timedelta(days=asked.days)
    return {
        "today": today,
        "before": asked.first - step,
        "after": asked.first + step,
        "before_url": query(asked, day=asked.first - step),
        "after_url": query(asked, day=asked.first + step),
        "today_url": "" if asked.day == today else query(asked, day=today),
        "views": [(name, query(asked, view=name), name == asked.view) for name in (DAY, WEEK)],
        "table_url": query(asked, view=DAY if asked.view == TABLE else TABLE),
        "site_urls": [(code, name, query(asked, site=code), code == asked.site) for code, name in grid.sites],
        "all_url": query(asked, site=""),
        "whole_url": query(asked, whole=not asked.whole) if asked.view == DAY else "",
        "every": EVERY,
        "rest": REST,
        "may_add": request.user.has_perm("venues.add_booking"),
    }
