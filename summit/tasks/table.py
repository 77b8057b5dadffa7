"""The rows of the plan's list in plain values, ready for ``_rows.html``.

Fifty rows share most of what they show: addresses, marks, bars, days and the words of steps are worked out
once a page and not once a row, which is most of what the page costs.
"""

from functools import cache

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from summit import drawing, icons, writing
from summit.tasks.plan import Task

HERE = "HERE"  # stands for the task in the address of a row like any other
KEYS = {"validate": "a", "send_back": "r"}  # the key that takes the step in the row that has the focus
ICONS = {"block": "ban"}  # steps for whose words a row has no room


def table(tasks, summit):
    """What each of the dressed ``tasks`` of ``summit`` shows in its row; asks no query."""
    pen = Pen(summit)
    return [pen.row(task) for task in tasks]


class Pen:
    """Writes the rows of one page in the active language."""

    def __init__(self, summit):
        self.summit = summit
        self.page = reverse("task", args=[HERE])
        self.progress = reverse("task-progress", args=[HERE])
        self.mark = cache(icons.state)
        self.day, self.bar, self.late, self.step = map(cache, (self._day, self._bar, self._late, self._step))
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
            "steps": [self.step_of(key, step.name) for step in task.row_steps],
        }

    def step_of(self, key, name):
        shared = self.step(name)
        return shared | {
            "page": shared["page"].replace(HERE, key),
            "inline": shared["inline"].replace(HERE, key),
        }

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
