"""The rows of the plan's list in plain values, ready for ``_rows.html``.

Fifty rows share most of what they show: addresses, marks, bars, days and the words of steps are worked out
once a page and not once a row, which is most of what the page costs.
"""

from functools import cache

from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from summit import drawing, icons, writing
from summit.tasks.plan import Task
from summit.templatetags.frame import csrf

HERE = "HERE"  # stands for the task in the address of a row like any other
SEAL = "SEAL"  # and this for the token of its forms
STEPS = cache(lambda: get_template("summit/tasks/_row_steps.html"))
KEYS = {"validate": "a", "send_back": "r"}  # the key that takes the step in the row that has the focus
ICONS = {"block": "ban"}  # steps for whose words a row has no room


def table(tasks, request, *, opened=""):
    """What each of the dressed ``tasks`` of the summit in work shows in its row; asks no query.

    ``opened`` is what the addresses of steps say where the row stands open.
    """
    pen = Pen(request, opened)
    return [pen.row(task) for task in tasks]


class Pen:
    """Writes the rows of one page in the active language."""

    def __init__(self, request, opened):
        self.summit, self.opened = request.user.summit, opened
        self.token = csrf({"request": request})
        self.page = reverse("task", args=[HERE])
        self.progress = reverse("task-progress", args=[HERE])
        self.mark = cache(icons.state)
        self.day, self.bar, self.late, self.steps = map(
            cache, (self._day, self._bar, self._late, self._steps)
        )
        self.label = _("Progress of %(code)s, per cent")

    def row(self, task):
        key = task.public_id
        return {
            "key": key,
            "code": task.code,
            "url": self.page.replace(HERE, key),
            "title": str(task.title),
            "ministry": str(task.ministry),
            "owner": str(task.owner) if task.owner else "",
            "due": self.day(task.due_offset),
            "mark": self.mark(task.look),
            "late": self.late(task.late_by) if task.late_by and task.look == "late" else "",
            "bar": self.bar(task.progress),
            "progress": task.progress,
            "progress_url": self.progress.replace(HERE, key) if task.may_progress else "",
            "progress_label": self.label % {"code": task.code},
            "revision": task.revision,
            "steps": self.steps_of(key, tuple(step.name for step in task.row_steps)),
        }

    def steps_of(self, key, names):
        """The steps as they are written once for all rows that open the same ones."""
        # The token last: nothing is looked for in it.
        return mark_safe(self.steps(names).replace(HERE, key).replace(SEAL, self.token))  # noqa: S308 - rendered

    def _steps(self, names):
        steps = [self._step(name) for name in names]
        return str(STEPS().render({"steps": steps, "key": HERE, "open": self.opened, "token": SEAL}))

    def _day(self, offset):
        day = self.summit.on_day(offset)
        return {"iso": day.isoformat(), "date": writing.short_date(day), "jday": writing.jday(offset)}

    def _bar(self, progress):
        said = _("%(n)s %% done") % {"n": progress}
        return drawing.bar(100, [("done", progress)], label=said, css="mini")

    def _late(self, days):
        return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}

    def _step(self, name):
        step = Task.workflow.steps[name]
        return {
            "name": name,
            "label": str(step.label),
            "needs_page": step.needs_page,
            "red": step.style == "danger",
            "key": KEYS.get(name, ""),
            "icon": icons.icon(ICONS[name]) if name in ICONS else "",
            "page": reverse("step", args=["task", HERE, name]),
            "inline": reverse("task-step", args=[HERE, name]),
        }
