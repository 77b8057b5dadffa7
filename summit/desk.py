"""What waits for one user: every step that their rights open, and panels that slices add."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from summit import clock, rights
from summit.workflow import WORKFLOWS, Step


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One step and the rows that wait for it; ``rows`` is not loaded."""

    step: Step
    model: Any
    rows: QuerySet


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing of today, or one change: ``strong`` its first words, ``at`` a moment or None for the whole day."""

    title: str
    strong: str = ""
    detail: str = ""
    url: str = ""
    at: dt.datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Panel:
    """What a slice adds to the desk.

    ``wrong`` is a whole sentence for the head of the page, shown in red; ``template`` with
    ``context`` a section below what waits; ``today`` and ``changed`` are merged with the lines
    of the other slices.
    """

    template: str = ""
    context: dict = field(default_factory=dict)
    wrong: str = ""
    today: Sequence[Line] = ()
    changed: Sequence[Line] = ()
    order: int = 50


PANELS: list[Callable[[Any, Any], Panel | None]] = []


def panel(build):
    """Register ``build(user, today)``, which gives a ``Panel`` or None; ask as few queries as possible."""
    PANELS.append(build)
    return build


UNREAD = dt.timedelta(days=1)


def since(user) -> dt.datetime:
    """When the person last marked the desk as read; a day ago for who never did."""
    return user.last_seen_at or clock.now() - UNREAD


def waiting_for(user) -> Iterator[Waiting]:
    """The workflow steps that ``user`` is expected to take, with the rows that wait.

    A model maps in ``waits`` the steps that are somebody's duty (``validate``), apart from those that
    are merely possible (``drop``), to the words that count what waits; ``waits_for(rows, step, user)``
    may narrow the rows to those that wait for this person rather than for anybody with the right.
    """
    for model, workflow in WORKFLOWS.items():
        for name in getattr(model, "waits", {}):
            step = workflow.steps[name]
            if user.has_perm(step.right):
                rows = model.objects.visible_to(user).filter(state__in=step.sources)
                rows = rows.filter(rights.rows(user, step.right))
                narrow = getattr(model, "waits_for", None)
                yield Waiting(step=step, model=model, rows=narrow(rows, name, user) if narrow else rows)
