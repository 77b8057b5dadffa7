"""The full figures of the page as tables, in which a number leads to the tasks that it counts."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from summit.tasks.readiness.board import Board, Line
from summit.tasks.readiness.report import COLUMNS, heads, lasting, row, who

WRONG = ("late", "blocked")  # shown in red, as in the tiles


def tables(board: Board, query: Mapping[str, str]) -> dict[str, Any]:
    """Heads, and the lines of ministries, commissions and axes; ``query`` is kept in every link.

    ``tiles`` are the lines of the ministries that the page shows large.
    """
    groups = (
        (_("By ministry"), "ministry", board.ministries),
        (_("By commission"), "commission", board.commissions),
        (_("By axis"), "axis", board.axes),
    )
    tasks = reverse("tasks")
    lines = {
        name: [shown(line, f"{tasks}?{urlencode({**query, name: line.subject.code})}") for line in found]
        for _title, name, found in groups
    }
    large = {line.subject.pk for line in board.tiles}
    return {
        "heads": heads(),
        "groups": [{"title": title, "lines": lines[name]} for title, name, _found in groups],
        "tiles": [line for line in lines["ministry"] if line["subject"].pk in large],
        "commissions": lines["commission"],
    }


def shown(line: Line, url: str) -> dict[str, Any]:
    """A line with its cells in the order of the columns, and the same by the name of their figure."""
    block = line.oldest_block
    cells = {name: cell(name, getattr(line.figures, name), url) for name in COLUMNS}
    return {
        "subject": line.subject,
        "url": url,
        "figures": cells,
        "cells": list(cells.values()),
        "axes": line.axes,
        "newly_done": line.change.done if line.change else 0,
        "change": row(line)["numbers"][-1],
        "block": {"task": block.task, "lasting": lasting(block), "who": who(block)} if block else None,
        "deadlines": line.deadlines,
    }


def cell(name: str, number: int, url: str) -> dict[str, Any]:
    """A number with its list; nothing leads to an empty list, nor to a total, which no filter gives."""
    linked = number and name != "total"
    return {
        "number": number,
        "url": f"{url}&state={name}" if linked else "",
        "red": name in WRONG,
    }
