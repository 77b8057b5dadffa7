"""The rows of the plan's list as HTML.

Fifty rows share most of what they show. A row of each shape is rendered once, with marks where its values
stand, and then filled for every task of that shape; it holds nothing of anybody, so that it serves every page
in its language. Marks, bars and days are worked out once, too. Rendering row by row was most of what the page
cost.
"""

import datetime as dt
import html
import re
from functools import cache, lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from summit import drawing, icons, writing
from summit.tasks.plan import Task
from summit.templatetags.frame import csrf

BEGIN, END = "\ue000", "\ue001"  # private characters: nobody's language writes them
FILLED = (
    "key", "token", "url", "code", "title", "ministry", "owner", "iso", "date", "jday", "mark", "late", "bar",
    "progress", "progress_url", "progress_label", "revision", "steps", "problem",
)  # fmt: skip
KEYS = {"validate": "a", "send_back": "r"}  # the key that takes the step in the row that has the focus
ICONS = {"block": "ban"}  # steps for whose words a row has no room
DAYS = 2000  # days that are kept in words


def table(tasks, request, *, opened="", problem="", typed=None):
    """The rows of the dressed ``tasks`` of the summit in work; asks no query.

    ``opened`` is what the addresses of steps say where the row stands open, ``problem`` why what was done in
    the row was refused and ``typed`` the progress that was.
    """
    language, token = get_language(), csrf({"request": request})
    first, page, progress = request.user.summit.starts_on, *addresses()
    about = {"token": token, "problem": html.escape(problem)}
    written = []
    for task in tasks:
        values = about | shown(task, language, first)
        values |= {
            "url": page.replace("KEY", task.public_id),
            "progress_url": progress.replace("KEY", task.public_id),
        }
        if typed is not None:
            values["progress"] = html.escape(str(typed))
        names = tuple(step.name for step in task.row_steps)
        values["steps"] = filled(steps(language, names, opened), values)
        late = bool(values["late"])
        written.append(
            filled(row(language, bool(task.owner), late, task.may_progress, bool(problem), opened), values)
        )
    return mark_safe("".join(written))  # noqa: S308 - what is filled in was escaped


def addresses():
    return reverse("task", args=["KEY"]), reverse("task-progress", args=["KEY"])


def shown(task, language, first):
    """What one row says of its task, escaped."""
    iso, date, jday = day(language, first, task.due_offset)
    return {
        "key": task.public_id,
        "code": html.escape(task.code),
        "title": html.escape(str(task.title)),
        "ministry": html.escape(str(task.ministry)),
        "owner": html.escape(str(task.owner)) if task.owner else "",
        "iso": iso,
        "date": date,
        "jday": jday,
        "mark": mark(language, task.look),
        "late": days(language, task.late_by) if task.late_by and task.look == "late" else "",
        "bar": bar(language, task.progress),
        "progress": str(task.progress),
        "progress_label": html.escape(_("Progress of %(code)s, per cent") % {"code": task.code}),
        "revision": str(task.revision),
    }


def filled(shape, values):
    """The parts of a shape with its values between them."""
    parts = list(shape)
    parts[1::2] = [values[name] for name in parts[1::2]]
    return "".join(parts)


def parted(text):
    """Every other part is the name of a value."""
    return tuple(re.split(f"{BEGIN}([a-z_]+){END}", text))


def marked(*names):
    return {name: f"{BEGIN}{name}{END}" for name in names}


@cache
def row(language, owned, late, may_progress, refused, opened):
    """A row of this shape in the active language, which is ``language``."""
    shape = {"owned": owned, "is_late": late, "may_progress": may_progress, "refused": refused}
    return parted(render_to_string("summit/tasks/_row.html", marked(*FILLED) | shape | {"opened": opened}))


@cache
def steps(language, names, opened):
    """The steps that rows of one shape open."""
    shown = [step(name) for name in names]
    context = marked("key", "token") | {"steps": shown, "open": opened}
    return parted(render_to_string("summit/tasks/_row_steps.html", context))


def step(name):
    found, key = Task.workflow.steps[name], f"{BEGIN}key{END}"
    return {
        "name": name,
        "label": str(found.label),
        "needs_page": found.needs_page,
        "red": found.style == "danger",
        "key": KEYS.get(name, ""),
        "icon": icons.icon(ICONS[name]) if name in ICONS else "",
        "page": reverse("step", args=["task", "KEY", name]).replace("KEY", key),
        "inline": reverse("task-step", args=["KEY", name]).replace("KEY", key),
    }


@cache
def mark(language, look):
    return str(icons.state(look))


@cache
def bar(language, progress):
    said = _("%(n)s %% done") % {"n": progress}
    return str(drawing.bar(100, [("done", progress)], label=said, css="mini"))


@lru_cache(DAYS)
def day(language, first, offset):
    """A day counted from the summit's first one: for machines, as a date, and counted."""
    found = first + dt.timedelta(days=offset)
    return found.isoformat(), writing.short_date(found), writing.jday(offset)


@lru_cache(DAYS)
def days(language, number):
    return ngettext("%(days)s day", "%(days)s days", number) % {"days": number}
