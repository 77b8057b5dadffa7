"""The plots of ``summit.drawing`` as template tags; the page gives the same figures as a table."""

from django import template

from summit import drawing

register = template.Library()

register.simple_tag(drawing.burnup, name="burnup")
register.simple_tag(drawing.weeks_head, name="weeks_head")


@register.simple_tag
def bar(total, *, label, css="", **parts):
    """``{% bar 18 done=14 late=2 label="14 of 18" css="mini" %}``: parts in the order given."""
    return drawing.bar(total, parts.items(), label=label, css=css)


@register.simple_tag
def task_row(bar, span, elbows=None):
    """One row of the timeline; ``bar`` None leaves the row with its axis only."""
    return drawing.task_row(bar, span, elbows or ())


@register.inclusion_tag("partials/_timeline_key.html")
def timeline_key():
    """What outline, red end and hatch mean."""
    return {}
