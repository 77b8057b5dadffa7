"""What waits on the desk, counted as its readers say it."""

from django import template

from summit.workflow import WORKFLOWS

register = template.Library()


@register.filter
def awaited(step, count):
    """``10 tasks to validate``, in the words that the model gives its step in ``waits``."""
    model = next(model for model, flow in WORKFLOWS.items() if flow.steps.get(step.name) is step)
    return model.waits[step.name] % {"n": count}
