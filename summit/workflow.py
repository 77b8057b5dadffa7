"""State machines, one declared table per model.

Buttons, desk, admin actions, tests and the state diagram are read from the table.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from summit import audit, clock, notices, rights

WORKFLOWS: dict[type[models.Model], "Workflow"] = {}
# What later slices do when a step is taken, by model name and step.
FOLLOWING: dict[str, list[Callable[..., Any]]] = {}


class OutOfStep(Exception):
    """The row is no longer in a state that this step can start from."""


class ReasonMissing(Exception):
    """The step may not be taken without a written reason."""


def follows(kind: str):
    """Register ``act(obj, by=, note=)``, which runs in the transaction of a step (``"meeting.cancel"``).

    What the step will bring with it is told beforehand by ``impact.breaks`` of the same kind.
    """

    def decorate(act):
        FOLLOWING.setdefault(kind, []).append(act)
        return act

    return decorate


@dataclass(frozen=True, kw_only=True)
class Step:
    """One legal move.

    ``sets(obj, by=, data=)`` gives further field values that are written in the same UPDATE;
    ``then(obj, by=, note=, data=)`` runs after it in the same transaction;
    ``tells(obj)`` gives the users who receive a notice; ``form`` is the dotted path of the
    form class that asks for ``data``.
    """

    name: str
    label: str | Promise
    sources: frozenset[str] | set[str]
    target: str
    right: str
    reason_required: bool = False
    form: str | None = None
    sets: Callable[..., dict[str, Any]] | None = None
    then: Callable[..., Any] | None = None
    tells: Callable[[Any], Iterable[Any]] | None = None
    style: str = "quiet"

    @property
    def needs_page(self) -> bool:
        """Whether the step asks something before it can be taken."""
        return self.reason_required or self.form is not None

    def form_class(self):
        return import_string(self.form) if self.form else None


class Workflow:
    """The legal steps of one model's ``state`` field; ``run()`` is the only writer of that field."""

    def __init__(self, *steps: Step):
        self.steps = {step.name: step for step in steps}

    def contribute_to_class(self, model, name):
        setattr(model, name, self)
        if not model._meta.abstract:
            WORKFLOWS[model] = self

    def open_to(self, user, obj) -> list[Step]:
        """The steps ``user`` could take on ``obj`` now, in table order; a right of several is asked once."""
        possible = [step for step in self.steps.values() if obj.state in step.sources]
        held = {right: user.has_perm(right, obj) for right in {step.right: None for step in possible}}
        return [step for step in possible if held[step.right]]

    @transaction.atomic
    def run(self, obj, name: str, *, by, note: str = "", data: dict[str, Any] | None = None, allowed=None):
        """Take one step, record it and return the audit entry.

        The UPDATE is the lock: it asks for the state and for the right at once, so of two
        people one succeeds. Raises ``OutOfStep`` where somebody moved the row first,
        ``PermissionDenied`` where ``by`` lacks the right, ``ReasonMissing``. ``allowed`` is asked for
        the right in the place of ``by`` where the step only follows from one that ``by`` took on another row.
        """
        allowed = allowed or by
        step, was, note = self.steps[name], obj.state, note.strip()
        if not allowed.has_perm(step.right, obj):
            raise PermissionDenied
        if step.reason_required and not note:
            raise ReasonMissing(name)
        values = step.sets(obj, by=by, data=data or {}) if step.sets else {}
        before = {field: getattr(obj, field) for field in values}
        self._write(obj, step, allowed, {**values, "state": step.target})
        if step.then:
            step.then(obj, by=by, note=note, data=data or {})
        for act in FOLLOWING.get(kind_of(obj, name), ()):
            act(obj, by=by, note=note)
        if step.tells:
            notices.tell(obj, step, step.tells(obj), by=by, note=note)
        changes = {"state": [was, step.target]} | {
            f: [before[f], v] for f, v in values.items() if before[f] != v
        }
        return audit.record(obj, name, by=by, note=note, changes=changes)

    def _write(self, obj, step, by, values):
        """The conditional UPDATE; leaves ``obj`` as the database now has it.

        It goes to the table that holds the state: through a child model (a ministry is an
        organisation) Django would first read the keys and then update them unconditionally.
        """
        model = obj._meta.get_field("state").model
        allowed = model._base_manager.filter(rights.rows(by, step.right)).values("pk")
        now = clock.now()
        written = model._base_manager.filter(Q(pk__in=allowed), pk=obj.pk, state__in=step.sources).update(
            **values, revision=F("revision") + 1, updated_at=now
        )
        if not written:
            current = model._base_manager.filter(pk=obj.pk).values_list("state", flat=True).first()
            if current not in step.sources:
                raise OutOfStep(f"{obj} is not in a state to {step.name}")
            raise PermissionDenied
        for field, value in values.items():
            setattr(obj, field, value)
        obj.revision, obj.updated_at = obj.revision + 1, now


def kind_of(obj, step: str) -> str:
    """The name under which others hang something on a step of a row: ``"meeting.cancel"``."""
    return f"{obj._meta.model_name}.{step}"


def diagram(model) -> str:
    """The model's states and steps as a Mermaid state diagram."""
    lines = ["stateDiagram-v2"]
    for step in WORKFLOWS[model].steps.values():
        lines += [f"    {source} --> {step.target}: {step.name}" for source in sorted(step.sources)]
    return "\n".join(lines)
