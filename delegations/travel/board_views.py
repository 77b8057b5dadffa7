"""The arrivals board: the page, the part of it that is asked again every ten seconds, the big screen."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from delegations.travel import board_plot, board_rows
from delegations.travel.journeys import who_noted
from delegations.travel.movement import Movement
from delegations.travel.movement_list import NAMES
from delegations.travel.movements import rows_for
from delegations.travel.time_telling import breaks_at
from summit import clock
from summit.policy import requires

ON_SCREEN = 14  # rows that a hall can read from afar


def direction_of(request) -> str:
    asked = request.GET.get("direction", "")
    return asked if asked in Movement.Direction.values else Movement.Direction.ARRIVAL.value


def board_of(request, *, names=True):
    user = request.user
    shown = names and user.has_perm(NAMES)
    return board_rows.board(user, direction=direction_of(request), now=clock.now(), names=shown)


def around(board, *, screen=False) -> dict:
    """What page and part show of a board."""
    context = {"board": board, "is_arrivals": board.direction == Movement.Direction.ARRIVAL, "screen": screen}
    if screen:
        return context | {"lines": on_screen(board)}
    return context | {"plot": board_plot.of_board(board)}


def on_screen(board):
    """What fits: the last two that are over, then those awaited."""
    lines = list(board.lines)
    first = next((place for place, line in enumerate(lines) if line.is_ahead), max(len(lines) - 2, 0))
    return lines[max(first - 2, 0) :][:ON_SCREEN]


@requires("delegations.view_movement")
@require_safe
def arrivals(request):
    """``?direction=departure`` shows who leaves; ``?told=…`` what a time told just now breaks."""
    context = around(board_of(request)) | told(request)
    return render(request, "delegations/travel/arrivals.html", context)


@requires("delegations.view_movement")
@require_safe
def screen(request):
    """Without chrome and without a person's name, for a screen in a hall."""
    return render(
        request,
        "delegations/travel/arrivals_screen.html",
        around(board_of(request, names=False), screen=True),
    )


@requires("delegations.view_movement")
@require_safe
def rows(request):
    """The board again where it differs from the version ``v`` that is shown, else 204: nothing moves."""
    on_hall = "screen" in request.GET
    board = board_of(request, names=not on_hall)
    if request.GET.get("v") == board.version:
        response = HttpResponse(status=204)
    else:
        name = "_board_screen" if on_hall else "_board"
        response = render(request, f"delegations/travel/{name}.html", around(board, screen=on_hall))
    response.headers["Cache-Control"] = "no-store"
    return response


def told(request) -> dict:
    """The movement whose time was told just now, what that breaks, and who noted it where it has happened."""
    public_id = request.GET.get("told", "")
    row = rows_for(request.user).filter(public_id=public_id).first() if public_id else None
    if row is None:
        return {"told": None, "broken": [], "noted_by": None}
    if row.state in row.DONE:
        noted_by = who_noted(row, row.times.select_related("told_by"))
        return {"told": row, "broken": [], "noted_by": noted_by}
    return {"told": row, "broken": breaks_at(row), "noted_by": None}


def row_again(request, row, *, form=None):
    """One row as it stands after a time was told, and what that breaks; ``form`` is a time not taken."""
    one = board_rows.line(row, names=request.user.has_perm(NAMES))
    context = {"line": one, "form": form, "told": None if form else row, "broken": []}
    if form is None:
        context["broken"] = breaks_at(row)
    return render(request, "delegations/travel/_board_row_again.html", context, status=422 if form else 200)
