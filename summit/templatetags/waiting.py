"""What waits on the desk, counted as its readers say it."""

from django import template

from summit import writing
from summit.workflow import WORKFLOWS

register = template.Library()


@register.filter
def awaited(step, count):
    """``10 tasks to validate``, in the words that the model gives its step in ``waits``.

    Where it only names the step there: ``Validate: 10``.
    """
    model = next((model for model, flow in WORKFLOWS.items() if flow.steps.get(step.name) is step), None)
    waits = getattr(model, "waits", ())
    if isinstance(waits, dict):
        return waits[step.name] % {"n": count}
    return f"{step.label}{writing.colon()}{writing.number(count)}"
