"""The plan as a list that is worked in: figures, filters, rows that change in place, export."""

from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from summit import clock
from summit.listing import Column, ListSpec, list_page
from summit.policy import requires
from summit.tasks import exports, urgency
from summit.tasks.figures import figures
from summit.tasks.filters import TaskFilter
from summit.tasks.plan import Task
from summit.tasks.rows import dress
from summit.tasks.table import table

VIEWS = (
    ("tasks", _("List"), "list-check"),
    ("task-board", _("Board"), "layout-list"),
    ("task-timeline", _("Timeline"), "timeline"),
)
COLUMNS = (
    Column(name="code", label=_("Code"), sort=("sort_key",)),
    Column(name="title", label=_("Task")),
    Column(
        name="ministry",
        label=_("Ministry"),
        sort=("ministry__rank", "ministry__code", "due_offset", "sort_key"),
        css="hide",
    ),
    Column(name="owner", label=_("Owner"), css="hide"),
    Column(name="due", label=_("Due"), sort=("due_offset", "sort_key")),
    Column(name="state", label=_("State"), sort=("urgency", "due_offset", "sort_key")),
    Column(name="progress", label=_("Progress"), sort=("progress", "sort_key")),
    Column(name="steps", label=_("Next step"), css="end"),
)

# What a row shows, what the rights to its steps ask, and by what the list is ordered and paged.
ROW = [
    "public_id", "summit", "code", "title", "state", "progress", "due_offset", "revision", "sort_key",
    "ministry__code", "ministry__rank", "ministry__short_name", "ministry__name",
    "owner__name", "owner__username", "submitted_by",
    "commission__president", "commission__vice_president", "commission__rapporteur",
]  # fmt: skip


def plan_of(user, today):
    """The tasks that ``user`` may see, with what a row shows and the order of urgency."""
    place = urgency.place(user.summit.day_number(today))
    return Task.objects.visible_to(user).for_list().annotate(urgency=place)


def about_list(request, listing):
    user, today = request.user, clock.today(request.user.summit)
    for task in listing.rows:
        task.summit = user.summit  # one row for all of them, which the page has read already
    rows = table(dress(listing.rows, user=user, today=today), request)
    return about_plan(request, listing, today) | {"view": "tasks", "rows": rows}


def count(listing):
    """The page's figures count the rows: asked once for both."""
    user = listing.request.user
    today = clock.today(user.summit)
    listing.figures = figures(listing.queryset, today=today, summit=user.summit)
    return listing.figures["total"]


def near(listing, rows, mark, *, down):
    """The rows among which the page lies, where it is ordered by state."""
    if listing.sort.removeprefix("-") != "state":
        return rows
    return urgency.near(
        rows,
        listing.figures["urgent"],
        day=listing.request.user.summit.day_number(clock.today(listing.request.user.summit)),
        down=down,
        mark=mark[0] if mark else None,
        size=listing.spec.per_page,
    )


def about_plan(request, listing, today):
    """What list and timeline show around their rows."""
    return {
        "today": today,
        "views": VIEWS,
        "figures": listing.figures,
        "query": listing.url().partition("?")[2],
        "may_add": request.user.has_perm("summit.add_task"),
        "may_import": request.user.has_perm("summit.import_task"),
    }


TASKS = ListSpec(
    template="summit/tasks/list.html",
    columns=COLUMNS,
    default_sort="state",
    filterset=TaskFilter,
    export=exports.columns,
    export_name="tasks",
    context=about_list,
    count=count,
    near=near,
)


@requires("summit.view_task")
@require_safe
def tasks(request):
    rows = plan_of(request.user, clock.today(request.user.summit))
    if "export" in request.GET:
        rows = rows.prefetch_related("supporting", "dependencies__needs")
    else:
        rows = rows.select_related(None).select_related("ministry", "owner", "commission").only(*ROW)
    return list_page(request, rows, TASKS)
