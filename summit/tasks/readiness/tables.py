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
    """Heads, and the lines of ministries, commissions and axes; ``query`` is kept in every link."""
    groups = (
        (_("By ministry"), "ministry", board.ministries),
        (_("By commission"), "commission", board.commissions),
        (_("By axis"), "axis", board.axes),
    )
    tasks = reverse("tasks")
    return {
        "heads": heads(),
        "groups": [
            {
                "title": title,
                "lines": [
                    shown(line, f"{tasks}?{urlencode({**query, name: line.subject.code})}") for line in lines
                ],
            }
            for title, name, lines in groups
        ],
    }


def shown(line: Line, url: str) -> dict[str, Any]:
    *numbers, change = row(line)["numbers"]
    block = line.oldest_block
    return {
        "subject": line.subject,
        "url": url,
        "cells": [cell(name, number, url) for name, number in zip(COLUMNS, numbers, strict=True)],
        "change": change,
        "block": {"task": block.task, "lasting": lasting(block), "who": who(block)} if block else None,
        "deadlines": line.deadlines,
    }


def cell(name: str, number: str, url: str) -> dict[str, Any]:
    """A number with its list; nothing leads to an empty list, nor to a total, which no filter gives."""
    none = number == "0"
    linked = not none and name != "total"
    return {
        "text": number,
        "url": f"{url}&state={name}" if linked else "",
        "none": none,
        "red": name in WRONG,
    }
