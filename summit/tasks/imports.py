"""The plan from a workbook and back: one row a task, told apart by its code."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from summit import ordering
from summit.imports import ImportField, ImportKind, Overtaken, register
from summit.imports.cells import several
from summit.imports.kinds import key_of
from summit.tasks import depending
from summit.tasks.around import Dependency
from summit.tasks.exports import COLUMN_NAMES, EXAMPLE
from summit.tasks.forms import TaskForm
from summit.tasks.plan import Task
from summit.tasks.supporting import replace_support


class TaskRowForm(TaskForm):
    """The page's form for one row of a file, with what the task needs named by codes."""

    needs = forms.CharField(label=_("needs"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["needs"] = ", ".join(needed_codes(self.instance))

    def _keep_to_own_ministry(self):
        """The choices stay whole, so that another ministry is refused by its name at its cell."""

    def clean_code(self):
        """A row that is found by another spelling of its code does not rename the task."""
        code, stored_code = super().clean_code(), self.before["code"]
        return stored_code if self.instance.pk and key_of(code) == key_of(stored_code) else code

    def clean_needs(self):
        return several(self.cleaned_data["needs"])


def row_form(data, *, instance, summit, by):
    return TaskRowForm(data, instance=instance, user=by)


def needed_codes(task):
    return sorted(row.needs.code for row in task.dependencies.all())


def stored(summit, keys):
    """Tasks of these codes with all that form and preview read of them: four queries."""
    spelt = {spelling for key in keys for spelling in (key, key.upper(), key.lower())}
    rows = Task.objects.of(summit).for_list().filter(code__in=spelt)
    return {task.code: task for task in rows.prefetch_related("supporting", "dependencies__needs")}


def check_needs(rows, summit):
    """Codes that nobody knows, and dependencies that would run in a circle; three queries a file."""
    codes = dict(Task.objects.of(summit).values_list("pk", "code"))
    edges = Dependency.objects.of(summit).values_list("task_id", "needs_id")
    spelt = {key_of(code): code for code in codes.values()} | {key_of(row.key): row.key for row in rows}
    needs: dict[str, list[str]] = {}
    for task, needed in edges:
        needs.setdefault(key_of(codes[task]), []).append(key_of(codes[needed]))
    for row in rows:
        if "needs" in row.cleaned:
            wanted = several(row.cleaned["needs"])
            for code in wanted:
                if key_of(code) not in spelt:
                    yield row.number, "needs", _("No task has the code “%(code)s”.") % {"code": code}
            needs[key_of(row.key)] = [key_of(code) for code in wanted if key_of(code) in spelt]
    yield from circles(rows, needs, spelt)


CIRCLE = _("These tasks would wait for each other in a circle: %(path)s.")


def circles(rows, needs, spelt):
    """Every circle once, at each of its rows in the file."""
    numbers = {key_of(row.key): row.number for row in rows}
    edges = [(task, needed) for task, many in needs.items() for needed in many]
    while True:
        try:
            ordering.ranks(edges)
        except ordering.Cycle as cycle:
            ring = cycle.path[:-1]
            for at, key in enumerate(ring):
                if key in numbers:
                    path = " → ".join(spelt[one] for one in [*ring[at:], *ring[:at], key])
                    yield numbers[key], "needs", CIRCLE % {"path": path}
            gone = set(zip(cycle.path, cycle.path[1:], strict=False))
            edges = [edge for edge in edges if edge not in gone]
        else:
            return


def write_around(saved, by):
    """Supporting ministries and dependencies of the rows just written, set-wise."""
    replace_support({one.instance: one.cleaned["supporting"] for one in saved})
    summit = saved[0].instance.summit if saved else None
    wanted = {one.instance: one.cleaned["needs"] for one in saved}
    named = {key_of(code) for codes in wanted.values() for code in codes}
    rows = Task.objects.of(summit) if named else ()
    known = {key_of(task.code): task for task in rows if key_of(task.code) in named}
    try:
        depending.replace_needs(
            {task: [known[key_of(code)] for code in codes] for task, codes in wanted.items()}, by=by
        )
    except (depending.CycleFound, KeyError):
        raise Overtaken(_("The plan has changed since this page was made. Look at it again.")) from None


def present_needs(task):
    return needed_codes(task)


def text_in(name, lang):
    def value(task):
        text = getattr(task, name).data
        if isinstance(text, dict):
            return text.get(lang) or ""
        return text if lang == settings.LANGUAGE_CODE else ""

    return value


def column(name):
    """One column of the workbook; ``title:fr`` is one language of the title."""
    label, kind, names, required = COLUMN_NAMES[name]
    base, _colon, lang = name.partition(":")
    value = text_in(base, lang) if lang else {"needs": present_needs}.get(name)
    return ImportField(name, label, names=names, required=required, kind=kind, value=value)


register(
    ImportKind(
        name="tasks",
        label=_("Tasks of the plan"),
        right="summit.import_task",
        model=Task,
        fields=[column(name) for name in COLUMN_NAMES],
        form=row_form,
        key="code",
        all_or_none=True,
        existing=stored,
        check_all=check_needs,
        then=write_around,
        prepare=lambda task, by: task.fill_keys(),
        example=EXAMPLE,
    )
)
