"""What every page writes the same way: marks, icons, dates, numbers, isolated names, steps, addresses."""

import copy
from functools import cache

from django import template
from django.forms import widgets
from django.forms.utils import flatatt
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from summit import icons, telling, writing
from summit.drawing import HATCH

# The order counts: Chrome also calls itself Safari, Edge and Opera also call themselves Chrome.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)

register = template.Library()

register.simple_tag(cache(icons.icon), name="icon")  # dozens on a page, the same in every language
register.simple_tag(icons.mark, name="mark")
register.simple_tag(icons.state, name="st")
register.simple_tag(icons.flag, name="flag")
register.filter("look", icons.look)

register.simple_tag(writing.comma, name="comma")
register.simple_tag(writing.colon, name="colon")
register.filter("one_stop", writing.one_stop, is_safe=True)
register.filter("short_time", writing.short_time)
register.filter("short_date", writing.short_date)
register.filter("short_day", writing.short_day)
register.filter("long_date", writing.long_date)
register.filter("hour", writing.hour)
register.filter("jday", writing.jday)
register.filter("number", writing.number)
register.filter("money", writing.money)
register.filter("filesize_short", writing.size)

register.filter("actor_name", telling.actor_name)
register.filter("act_label", telling.act_label)
register.filter("act_changes", telling.act_changes)


@register.simple_tag(takes_context=True)
def day_label(context, day, summit=None):
    """``J-2, samedi 20 décembre`` of the page's summit."""
    return writing.day_label(day, summit or context.get("summit"))


@register.simple_tag(takes_context=True)
def when(context, moment, style="short"):
    """A moment as ``<time>``; ``style`` "hour" shows the hour alone, the full date in its title."""
    if not moment:
        return ""
    summit = context.get("summit")
    local = writing.in_zone(moment, summit)
    full = writing.short_time(moment, summit)
    shown = writing.hour(local) if style == "hour" else full
    title = format_html(' title="{}"', full) if style == "hour" else ""
    return format_html('<time datetime="{}"{}>{}</time>', local.isoformat(timespec="minutes"), title, shown)


@register.filter
def bdi(text):
    """A name of a person or a place, kept apart from the direction of the text around it."""
    return format_html("<bdi>{}</bdi>", "" if text is None else text)


@register.filter
def browser(agent):
    """``Chrome, Linux`` of the long line that a browser says of itself; unknown ones as they say it."""
    name = next((said for mark, said in BROWSERS if mark in agent), "")
    system = next((said for mark, said in SYSTEMS if mark in agent), "")
    return writing.listed((name, system)) or agent


@register.filter
def ltr(text):
    """A number, hour or reference that reads from the left in every language."""
    return format_html('<bdi class="n" dir="ltr">{}</bdi>', "" if text is None else text)


@register.simple_tag
def code(text):
    """A code such as T-104: quiet, left to right."""
    return format_html('<bdi class="code" dir="ltr">{}</bdi>', text)


@register.simple_tag
def hatch():
    """The patterns that plots fill with, once a page."""
    return HATCH


@register.simple_tag
def url_with(request, **changes):
    """The query of this page with some keys changed; ``None`` drops a key, as a chip's cross does."""
    query = request.GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value is not None:
            query[key] = value
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def steps_of(context, obj):
    """The steps that the reader may take on ``obj`` now; none where it has no workflow."""
    workflow = getattr(obj, "workflow", None)
    return workflow.open_to(request_of(context).user, obj) if workflow else []


@register.simple_tag
def step_url(obj, step):
    """The address of one step of one row."""
    return reverse("step", args=[obj.kind, obj.public_id, step.name])


@register.simple_tag(takes_context=True)
def csrf(context):
    """The hidden token of a form; unlike ``csrf_token`` it also works within ``include ... only``."""
    request = request_of(context)
    if request is None:
        return ""
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))


def request_of(context):
    return getattr(context, "request", None) or context.get("request")


BOXES = (widgets.CheckboxInput, widgets.RadioSelect, widgets.CheckboxSelectMultiple)


@register.filter
def field_kind(field):
    """How a field is laid out: ``check`` (box before its words), ``group`` (several controls), or ``plain``."""
    widget = field.field.widget
    if isinstance(widget, widgets.RadioSelect | widgets.CheckboxSelectMultiple | widgets.MultiWidget):
        return "group"
    return "check" if isinstance(widget, widgets.CheckboxInput) else "plain"


class Choice(widgets.Select):
    """A list of choices that writes itself: Django renders a template for each choice, which a list page feels."""

    @classmethod
    def of(cls, widget):
        """The same widget, as one of these where it is a plain list of choices."""
        if type(widget) is not widgets.Select:
            return widget
        quick = copy.copy(widget)
        quick.__class__ = cls
        return quick

    def _render(self, template_name, context, renderer=None):
        shown, parts = context["widget"], []
        for name, options, _index in shown["optgroups"]:
            inner = "".join(map(written, options))
            parts.append(
                f'<optgroup label="{conditional_escape(name)}">{inner}</optgroup>' if name else inner
            )
        attrs = flatatt(shown["attrs"])
        return SafeString(
            f'<select name="{conditional_escape(shown["name"])}"{attrs}>{"".join(parts)}</select>'
        )


def written(option):
    value, label = conditional_escape(str(option["value"])), conditional_escape(option["label"])
    attrs = flatatt(option["attrs"]) if option["attrs"] else ""
    return f'<option value="{value}"{attrs}>{label}</option>'


@register.simple_tag
def control(field):
    """The field's widget in our look; what the form already set on the widget stays."""
    widget = field.field.widget
    if isinstance(widget, BOXES):
        ours = "form-check-input"
    else:
        ours = "form-select" if isinstance(widget, widgets.Select) else "form-control"
    if widget.attrs.get("placeholder") == field.label:  # a label said twice disappears when it is needed
        del widget.attrs["placeholder"]
    attrs = {"class": " ".join(filter(None, (widget.attrs.get("class", ""), ours)))}
    if isinstance(widget, widgets.FileInput) and field.aria_describedby:
        attrs["aria-describedby"] = field.aria_describedby
    return field.as_widget(widget=Choice.of(widget), attrs=attrs)


@register.filter
def step_css(step, steps):
    """The look of a step's button: of several that could be filled only the first one is."""
    first = next((one for one in steps if one.style == "primary"), None)
    if step is first:
        return "btn-primary"
    return "btn-quiet red" if step.style == "danger" else "btn-quiet"


@register.filter
def filled_last(steps):
    """The steps with the filled one at the end, where a head's next act stands on every page."""
    first = next((one for one in steps if one.style == "primary"), None)
    return sorted(steps, key=lambda step: step is first)


QUIET_TAGS = {"outline", "link", "secondary", "tool", "panel", "cancel"}


@register.filter
def button_css(attrs):
    """The look of a button that allauth describes by tags: one is filled, dangerous ones are red, the rest quiet."""
    tags = set(attrs.get("tags") or ())
    if "danger" in tags:
        return "btn-quiet red"
    return "btn-quiet" if tags & QUIET_TAGS else "btn-primary"
