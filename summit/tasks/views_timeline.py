"""The plan as a timeline (rétroplanning): the rows of the list with their bars."""

from django.views.decorators.http import require_safe

from summit import clock
from summit.listing import ListSpec, list_page
from summit.policy import requires
from summit.tasks import exports
from summit.tasks.figures import blocked_since
from summit.tasks.filters import TaskFilter
from summit.tasks.rows import dress, next_act
from summit.tasks.timeline import chosen, draw
from summit.tasks.views_list import COLUMNS, about_plan, count, near, plan_of

SHOWN = ("code", "title", "owner", "state", "due", "ministry")


def about_timeline(request, listing):
    user, summit, today = request.user, request.user.summit, clock.today(request.user.summit)
    dress(listing.rows, user=user, today=today)
    points = blocked_since(listing.rows)
    selected = chosen(listing.rows, points, request.GET.get("task", ""))
    context = about_plan(request, listing, today) | {
        "view": "task-timeline",
        "span": draw(listing.rows, points, summit, clock.now(), selected),
        "selected": selected,
    }
    if selected is not None:
        context |= {"point": points.get(selected.pk), "act": next_act(selected)}
    return context


TIMELINE = ListSpec(
    template="summit/tasks/timeline.html",
    columns=[column for column in COLUMNS if column.name in SHOWN],
    default_sort="state",
    filterset=TaskFilter,
    export=exports.columns,
    export_name="tasks",
    context=about_timeline,
    count=count,
    near=near,
)


@requires("summit.view_task")
@require_safe
def timeline_page(request):
    rows = plan_of(request.user, clock.today(request.user.summit))
    if "export" in request.GET:
        rows = rows.prefetch_related("supporting", "dependencies__needs")
    return list_page(request, rows, TIMELINE)
