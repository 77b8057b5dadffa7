"""Work in the row: progress and steps without leaving the list; without script each ends on a full page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from summit import clock, steps
from summit.policy import fetch, signed_in
from summit.tasks.forms import ProgressForm
from summit.tasks.plan import Task
from summit.tasks.rows import dress
from summit.tasks.table import table
from summit.workflow import OutOfStep


@signed_in
@require_safe
def row(request, public_id):
    """The row as it is now; closes what was open below it."""
    task = fetch(request, Task.objects.for_list(), public_id=public_id)
    return show_row(request, task) if request.htmx else redirect(task)


@signed_in
@require_POST
def progress(request, public_id):
    """Set the progress from the row; refused whole when somebody else was faster."""
    task = fetch(request, Task.objects.for_list(), "summit.update_task", public_id=public_id)
    form = ProgressForm(request.POST, instance=task, user=request.user)
    saved = form.save(by=request.user, verb="progress") if form.is_valid() else None
    if request.htmx:
        return show_row(request, task, form=None if saved else form)
    if not saved:
        messages.error(request, refusal_of(form))
    return back(request, task)


def refusal_of(form):
    """One sentence for a progress that was not taken."""
    if form.clashes:
        theirs = form.clashes[0][1]
        return _("Someone has just set %(theirs)s %%. Send yours again if it still holds.") % {
            "theirs": theirs
        }
    return " ".join(message for errors in form.errors.values() for message in errors)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def step(request, public_id, step):
    """Take a step from the row; what it asks is asked below the row."""
    chosen = steps.step_named(Task, step)
    task = fetch(request, Task.objects.for_list(), chosen.right, public_id=public_id)
    if not request.htmx:
        return redirect("step", "task", public_id, step)
    if task.state not in chosen.sources:
        return show_row(request, task, problem=_("Someone has just changed this; it is shown as it is now."))
    form = steps.form_for(chosen, task, request)
    if request.method != "POST" or not form.is_valid():
        return show_row(
            request, task, asked={"step": chosen, "form": form}, status=200 if not form.is_bound else 422
        )
    return take(request, task, chosen, form)


def take(request, task, chosen, form):
    data = dict(form.cleaned_data)
    problem = ""
    try:
        task.workflow.run(task, chosen.name, by=request.user, note=data.pop("note", ""), data=data)
    except (OutOfStep, PermissionDenied):
        problem = _("Someone has just changed this; it is shown as it is now.")
        task = Task.objects.visible_to(request.user).for_list().get(pk=task.pk)
    return show_row(request, task, problem=problem)


def show_row(request, task, *, form=None, asked=None, problem="", status=200):
    """The re-rendered row for htmx, with what a step asks below it.

    ``form`` is a progress that was refused: its value stays in the field, its reason stands beside it.
    """
    typed = None
    if form is not None:
        problem, typed, status = refusal_of(form), form["progress"].value(), 422
        task.refresh_from_db(fields=["progress", "revision", "state"])
    opened = "?open=1" if asked else ""
    dressed = dress([task], user=request.user, today=clock.today(request.user.summit))
    context = {
        "task": task,
        "row": table(dressed, request, opened=opened, problem=problem, typed=typed),
        "asked": asked,
        "was_open": "open" in request.GET,
    }
    response = render(request, "summit/tasks/_row_again.html", context, status=status)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response


def back(request, task):
    """To the page that the form stood on, if it is ours, else to the list."""
    url = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(url, allowed_hosts=None):
        url = f"{reverse('tasks')}#task-{task.public_id}"
    return HttpResponseRedirect(url)
