"""What the plan adds to the menu, the search and the desk."""

from django.utils.translation import gettext_lazy as _

from summit import navigation, search, telling, writing
from summit.tasks import desk_panels, proofs  # noqa: F401 - loading them fills the registries
from summit.tasks.plan import Task

navigation.add("desk", _("Desk"), "desk", right=None, order=0)
navigation.add("plan", _("Tasks"), "tasks", right="summit.view_task", order=10)


def hit(task):
    return f"{task.code} {task.title}", writing.listed((task.ministry, task.get_state_display()))


search.searchable(Task, _("Tasks"), hit)
telling.VERBS.update({"depend": _("Dependency added"), "undepend": _("Dependency removed")})
