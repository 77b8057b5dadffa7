"""The board in plain values: for the command's JSON and for the one-page PDF."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from summit import writing
from summit.tasks.readiness.board import Board, Line, Worst

COLUMNS = (  # of the page and of the sheet, by the name of their figure
    "done", "total", "doing", "review", "late", "blocked", "unowned",
)  # fmt: skip


def as_json(board: Board) -> dict[str, Any]:
    """The figures under stable keys; texts in the active language."""
    return {
        "summit": board.summit.code,
        "date": board.today.isoformat(),
        "day": board.day,
        "tasks": board.figures.as_dict(),
        "planned_by_now": board.course.planned_by_now,
        "expected_at_start": board.course.expected_at_start,
        "since": board.since.label if board.since else None,
        "change": board.change.as_dict() if board.change else None,
        "ministries": {line.subject.code: lined(line) for line in board.ministries},
        "commissions": {line.subject.code: lined(line) for line in board.commissions},
        "axes": {line.subject.code: lined(line) for line in board.axes},
        "worst": [worst(one) for one in board.worst],
        "deadlines": [{"code": task.code, "due": task.due_on.isoformat()} for task in board.deadlines],
        "counters": {name: {"done": n.done, "total": n.total} for name, (_one, n) in board.counts.items()},
    }


def lined(line: Line) -> dict[str, Any]:
    return line.figures.as_dict() | {"change": line.change.as_dict() if line.change else None}


def worst(one: Worst) -> dict[str, Any]:
    return {"code": one.task.code, "state": one.state, "days": one.days, "must_act": who(one)}


def who(one: Worst) -> str:
    """Who must act on a blocked or late task, and what they must do."""
    if one.point:
        return writing.colon().join(filter(None, (str(one.point.must_act or ""), one.point.must_act_text)))
    return str(one.task.owner) if one.task.owner else _("no owner")


def sheet(board: Board, now: dt.datetime, language: str) -> dict[str, Any]:
    """What the printed page shows, every word in ``language``."""
    with translation.override(language):
        return {
            "title": _("Readiness"),
            "subtitle": writing.day_label(board.today, board.summit),
            "summit": f"{board.summit.name}",
            "minute": writing.short_time(now, board.summit),
            "demo": settings.DEMO,
            "answer": answer(board),
            "since": since(board),
            "heads": heads(),
            "groups": [
                {"title": _("By ministry"), "rows": [row(line) for line in board.ministries]},
                {"title": _("By commission"), "rows": [row(line) for line in board.commissions]},
                {"title": _("By axis"), "rows": [row(line) for line in board.axes]},
            ],
            "worst_title": _("The ten worst, and who must act"),
            "worst": [worst_row(one) for one in board.worst],
            "deadlines_title": _("Next three deadlines"),
            "deadlines": [f"{writing.short_day(t.due_on)} · {t.code} {t.title}" for t in board.deadlines],
        }


def heads() -> list[str]:
    """The words over ``COLUMNS``, and over the change since the last meeting, which comes last."""
    words = {
        "done": pgettext("tasks", "Done"),
        "total": _("Of"),
        "doing": _("In progress"),
        "review": _("To validate"),
        "late": pgettext("tasks", "Late"),
        "blocked": pgettext("tasks", "Blocked"),
        "unowned": _("Without owner"),
    }
    return [*(words[name] for name in COLUMNS), _("Newly done")]


def worst_row(one: Worst) -> dict[str, str]:
    return {
        "state": _("Blocked") if one.point else _("Late"),
        "kind": one.state,
        "days": lasting(one),
        "code": str(one.task.code),
        "title": str(one.task.title),
        "ministry": str(one.task.ministry),
        "who": who(one),
    }


def lasting(one: Worst) -> str:
    """For how long it has been late or blocked; what was blocked today has not lasted a day."""
    if not one.days:
        return _("since today")
    return ngettext("%(count)d day", "%(count)d days", one.days) % {"count": one.days}


def row(line: Line) -> dict[str, Any]:
    """A body's name and its numbers under ``heads()``."""
    figures = line.figures
    change = f"{line.change.done:+d}" if line.change else ""
    return {
        "name": str(line.subject),
        "numbers": [*(str(getattr(figures, name)) for name in COLUMNS), change],
        "done": figures.done,
        "total": figures.total,
    }


def answer(board: Board) -> str:
    figures = board.figures
    said = _("%(done)d of %(total)d tasks done.") % {"done": figures.done, "total": figures.total}
    late = ngettext("%(count)d late", "%(count)d late", figures.late) % {"count": figures.late}
    blocked = ngettext("%(count)d blocked", "%(count)d blocked", figures.blocked) % {"count": figures.blocked}
    unowned = ngettext("%(count)d without owner", "%(count)d without owner", figures.unowned) % {
        "count": figures.unowned
    }
    return f"{said} {writing.listed((late, blocked, unowned))}."


def since(board: Board) -> str:
    if not board.change:
        return ""
    return _("Since %(label)s: %(done)+d done, %(late)+d late, %(blocked)+d blocked.") % {
        "label": board.since.label,
        "done": board.change.done,
        "late": board.change.late,
        "blocked": board.change.blocked,
    }
