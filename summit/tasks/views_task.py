"""One task: what it is, what it waits for, who must act; and its form."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from summit import clock, history
from summit.editing import edit_page
from summit.policy import fetch, requires, signed_in
from summit.tasks.around import Dependency
from summit.tasks.forms import CommentForm, DependForm, EvidenceForm, TaskForm, next_code
from summit.tasks.plan import Task
from summit.tasks.rows import dress, next_act


@signed_in
@require_safe
def task_page(request, public_id):
    task = fetch(request, Task.objects.for_list(), public_id=public_id)
    return show_task(request, task)


def show_task(request, task, *, status=200, **refused):
    """The task's page; ``refused`` replaces a form of it by one that was sent and not taken."""
    user, today = request.user, clock.today(request.user.summit)
    dress([task], user=user, today=today)
    may_edit, may_comment = (
        user.has_perm("summit.edit_task", task),
        user.has_perm("summit.comment_task", task),
    )
    may_prove = user.has_perm("summit.update_task", task)
    points = list(task.blocking_points.select_related("must_act", "stated_by", "lifted_by"))
    context = {
        "task": task,
        "today": today,
        "act": next_act(task),
        "point": next((point for point in points if point.lifted_at is None), None),
        "points": points,
        "needs": neighbours(task, user, today, "needs"),
        "needed_by": neighbours(task, user, today, "task"),
        "comments": remarks(task),
        "files": proofs_of(task),
        "supporting": list(task.supporting.all()),
        "milestones": list(task.milestones.visible_to(user)),
        "decisions": list(task.decisions.visible_to(user)),
        "handovers": list(task.handovers.visible_to(user).for_list()),
        "history": history.lines(task),
        "may_edit": may_edit,
        "needs_form": DependForm(task=task, user=user) if may_edit else None,
        "comment_form": CommentForm() if may_comment else None,
        "evidence_form": EvidenceForm() if may_prove else None,
    }
    return render(request, "summit/tasks/task.html", context | refused, status=status)


def neighbours(task, user, today, end):
    """What the task needs (``needs``) or what needs it (``task``); of others' rows only the code is told."""
    other = {"needs": "task", "task": "needs"}[end]
    rows = list(
        Dependency.objects.filter(**{other: task})
        .select_related(f"{end}__ministry", f"{end}__summit")
        .order_by(f"{end}__sort_key")
    )
    found = [getattr(row, end) for row in rows]
    open_to_me = set(
        Task.objects.visible_to(user).filter(pk__in=[one.pk for one in found]).values_list("pk", flat=True)
    )
    for one in found:
        one.shown, one.look, one.late_by = one.pk in open_to_me, one.shown_state(today), one.days_late(today)
    return found


def remarks(task):
    rows = task.comments.select_related("author")
    return [{"author": row.author, "created_at": row.written_at, "text": row.text} for row in rows]


def proofs_of(task):
    return [
        {
            "name": proof.label or proof.file.name,
            "size": proof.file.size_bytes,
            "added_by": proof.added_by,
            "created_at": proof.added_at,
            "get_absolute_url": proof.file.get_absolute_url(),
        }
        for proof in task.evidence.select_related("file", "added_by")
    ]


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, public_id):
    task = fetch(request, Task.objects.for_list(), "summit.edit_task", public_id=public_id)
    form = TaskForm(request.POST or None, instance=task, user=request.user)
    title = _("Edit the task %(code)s") % {"code": task.code}
    return edit_page(request, form, title=title, cancel_url=task.get_absolute_url())


@requires("summit.add_task")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    user = request.user
    today = user.summit.day_number(clock.today(user.summit))
    task = Task(summit=user.summit, start_offset=min(today, 0), due_offset=max(min(today + 7, 0), today))
    proposed = {"code": next_code(user.summit), "ministry": user.ministry, "axis": request.GET.get("axis")}
    form = TaskForm(request.POST or None, instance=task, initial=proposed, user=user)
    return edit_page(request, form, title=_("New task"), cancel_url=reverse("tasks"))
