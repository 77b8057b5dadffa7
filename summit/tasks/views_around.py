"""What people add to a task: comments, evidence, dependencies. One address, one act."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from summit import audit
from summit.policy import fetch, signed_in
from summit.tasks import depending, proofs
from summit.tasks.forms import CommentForm, DependForm, EvidenceForm
from summit.tasks.plan import Task
from summit.tasks.views_task import show_task

REFUSED = 422


@signed_in
@require_POST
def comment(request, public_id):
    task = fetch(request, Task.objects.for_list(), "summit.comment_task", public_id=public_id)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return show_task(request, task, status=REFUSED, comment_form=form)
    remark = form.instance
    remark.summit_id, remark.task, remark.author = task.summit_id, task, request.user
    with transaction.atomic():
        remark.save()
        audit.record(task, "comment", by=request.user)
    return redirect(f"{task.get_absolute_url()}#comments")


@signed_in
@require_POST
def evidence(request, public_id):
    task = fetch(request, Task.objects.for_list(), "summit.update_task", public_id=public_id)
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_task(request, task, status=REFUSED, evidence_form=form)
    with transaction.atomic():
        proofs.attach(task, form.cleaned_data["upload"], by=request.user, label=form.cleaned_data["label"])
    return redirect(f"{task.get_absolute_url()}#evidence")


@signed_in
@require_POST
def needs(request, public_id):
    task = fetch(request, Task.objects.for_list(), "summit.edit_task", public_id=public_id)
    form = DependForm(request.POST, task=task, user=request.user)
    if form.is_valid():
        try:
            depending.depend(task, form.cleaned_data["needs"], by=request.user)
        except (depending.CycleFound, depending.AlreadyThere) as refused:
            form.add_error("needs", depending.refusal(refused, request.user))
        else:
            return redirect(f"{task.get_absolute_url()}#needs")
    return show_task(request, task, status=REFUSED, needs_form=form)


@signed_in
@require_POST
def needs_no_more(request, public_id, needed):
    task = fetch(request, Task.objects.for_list(), "summit.edit_task", public_id=public_id)
    row = task.dependencies.filter(needs__public_id=needed).select_related("task", "needs").first()
    if row is None:
        raise Http404(needed)
    depending.undepend(row, by=request.user)
    return redirect(f"{task.get_absolute_url()}#needs")
