"""The plan as a board: one column per state, moved by steps."""

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from summit import clock, icons
from summit.listing import Column, ListSpec, narrowed
from summit.policy import requires
from summit.tasks.filters import TaskFilter
from summit.tasks.plan import Task
from summit.tasks.rows import dress
from summit.tasks.views_list import about_plan, count, plan_of

CAP = 50
BOARD = ListSpec(
    template="summit/tasks/board.html",
    columns=[Column(name="due", label=_("Due"), sort=("due_offset", "sort_key"))],
    default_sort="due",
    filterset=TaskFilter,
)


@requires("summit.view_task")
@require_safe
def board(request):
    """Columns of at most ``CAP`` cards with their true counts; as many queries as the list."""
    user, today = request.user, clock.today(request.user.summit)
    listing, rows = narrowed(request, plan_of(user, today), BOARD)
    count(listing)
    context = about_plan(request, listing, today) | {
        "listing": listing,
        "columns": columns(listing, rows, user, today),
        "view": "task-board",
        "here": request.get_full_path(),
    }
    response = render(request, BOARD.template, context)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response


def columns(listing, rows, user, today):
    counts = listing.figures
    urgent = [F("due_offset").asc(), F("sort_key").asc()]
    place = Window(
        RowNumber(), partition_by=F("state"), order_by=[F("done_at").desc(nulls_last=True), *urgent]
    )
    cards = rows.annotate(place=place).filter(place__lte=CAP).order_by("place")
    by_state = {}
    for task in dress(list(cards), user=user, today=today):
        by_state.setdefault(task.state, []).append(task)
    return [
        {
            "state": state,
            "look": icons.look(state),
            "label": label,
            "cards": by_state.get(state, []),
            "count": counts[state],
            "more": counts[state] - len(by_state.get(state, [])),
            "more_query": listing.url(state=state).partition("?")[2],
        }
        for state, label in Task.State.choices
    ]
