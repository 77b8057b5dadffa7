"""Decisions: the list, taking one, its page, its proofs and its tasks."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from summit import clock, files, history, writing
from summit.editing import edit_page
from summit.listing import list_page
from summit.meetings import tasking
from summit.meetings.decision_forms import (
    WRITABLE,
    DecisionForm,
    FollowUpForm,
    LinkForm,
    NewTaskForm,
    ProofForm,
)
from summit.meetings.decision_list import DECISIONS
from summit.meetings.locking import MinutesClosed
from summit.meetings.models import Decision, DecisionProof, Meeting
from summit.policy import fetch, requires
from summit.tasks.models import Task

TEMPLATE = "summit/meetings/decision_edit.html"


@requires("summit.view_decision")
@require_safe
def decisions(request):
    return list_page(request, Decision.objects.visible_to(request.user).for_list(), DECISIONS)


@requires("summit.edit_meeting")
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request, public_id):
    """Record a decision in the minutes of a meeting that is held; it is given the next number."""
    meeting = fetch(request, Meeting.objects.for_list(), "summit.edit_meeting", public_id=public_id)
    if meeting.state not in WRITABLE and request.method != "POST":
        messages.error(request, _("Decisions are recorded while the meeting is held."))
        return redirect(meeting)
    item = meeting.agenda.filter(public_id=request.GET.get("item", "")).first()
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        instance=Decision(meeting=meeting, summit=meeting.summit),
        initial={"agenda_entry": item},
        user=request.user,
    )
    title = _("Decision of %(code)s") % {"code": meeting.code}
    return guarded_edit(
        request, form, title=title, cancel_url=meeting.get_absolute_url(), done_url=meeting.get_absolute_url()
    )


def guarded_edit(request, form, **context):
    """The edit page; a form that comes after the minutes were sent is shown again with the reason."""
    try:
        return edit_page(request, form, template=TEMPLATE, **context)
    except MinutesClosed:
        form.add_error(None, _("The minutes were sent meanwhile: nothing of this is stored."))
        context.pop("done_url", None)
        return render(request, TEMPLATE, {"form": form, "explanation": "", **context}, status=422)


@requires("summit.view_decision")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, public_id):
    """The whole decision while the minutes are open, afterwards only who follows it and when."""
    decision = fetch(
        request,
        Decision.objects.select_related("meeting", "ministry"),
        "summit.edit_decision",
        public_id=public_id,
    )
    form_class = DecisionForm if decision.meeting.state in WRITABLE else FollowUpForm
    form = form_class(
        request.POST if request.method == "POST" else None, instance=decision, user=request.user
    )
    return guarded_edit(request, form, title=decision.code, cancel_url=decision.get_absolute_url())


@requires("summit.view_decision")
@require_safe
def decision(request, public_id):
    """What was decided, by whom and when it is carried out, with what proof and which tasks."""
    user = request.user
    rows = Decision.objects.select_related("executed_by", "verified_by", "agenda_entry__meeting")
    subject = fetch(
        request, rows.select_related("meeting", "ministry", "owner", "summit"), public_id=public_id
    )
    today = clock.today(user.summit)
    tasks = list(Task.objects.visible_to(user).filter(decisions=subject).for_list().order_by("sort_key"))
    context = {
        "decision": subject,
        "today": today,
        "look": subject.look(today),
        "late": subject.days_late(today),
        "supporting": list(subject.supporting.order_by("rank", "code")),
        "tasks": [{"row": task, "look": task.shown_state(today)} for task in tasks],
        "hidden_tasks": subject.task_links.count() - len(tasks),
        "proofs": list(subject.proofs.select_related("file", "added_by")),
        "sees_meeting": user.has_perm("summit.view_meeting", subject.meeting),
        "edits": user.has_perm("summit.edit_decision", subject),
        "proves": user.has_perm("summit.prove_decision", subject),
        "entries": history.lines(subject, 20),
    }
    return render(request, "summit/meetings/decision.html", context)


@requires("summit.view_decision")
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request, public_id):
    """Attach a file that proves the execution."""
    subject = fetch(request, Decision.objects.for_list(), "summit.prove_decision", public_id=public_id)
    form = ProofForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            stored = files.store(
                form.cleaned_data["upload"], kind="decision", summit=subject.summit, by=request.user
            )
            DecisionProof.attach(subject, stored, by=request.user)
        messages.success(request, _("The proof is attached."))
        return redirect(subject)
    title = _("Proof of %(code)s") % {"code": subject.code}
    context = {
        "form": form,
        "title": title,
        "cancel_url": subject.get_absolute_url(),
        "explanation": subject.text,
    }
    return render(request, "summit/edit.html", context, status=422 if form.is_bound else 200)


@requires("summit.view_decision")
@require_http_methods(["GET", "HEAD", "POST"])
def make_tasks(request, public_id):
    """One prefilled row for each ministry concerned; each ticked row becomes a task."""
    subject = fetch(request, Decision.objects.for_list(), "summit.edit_decision", public_id=public_id)
    rows = task_rows(subject, request.POST if request.method == "POST" else None)
    verdicts = [row.is_valid() for row in rows]
    if request.method == "POST" and all(verdicts):
        wanted = [row.cleaned_data for row in rows if row.wanted]
        if wanted:
            made = tasking.make(subject, wanted, today=clock.today(subject.summit), by=request.user)
            said = ngettext(
                "%(count)d task created: %(codes)s.", "%(count)d tasks created: %(codes)s.", len(made)
            )
            messages.success(
                request, said % {"count": len(made), "codes": writing.listed(task.code for task in made)}
            )
            return redirect(subject)
        messages.error(request, _("Tick at least one task to create."))
    context = {"decision": subject, "rows": rows, "link": LinkForm(user=request.user)}
    return render(
        request, "summit/meetings/tasks.html", context, status=422 if request.method == "POST" else 200
    )


def task_rows(decision, data) -> list[forms.Form]:
    guesses = tasking.first_guess(decision)
    return [
        NewTaskForm(data, initial=guess, prefix=f"task-{place}", summit=decision.summit)
        for place, guess in enumerate(guesses)
    ]


@requires("summit.view_decision")
@require_POST
def link_tasks(request, public_id):
    """Tie existing tasks to the decision by their codes."""
    subject = fetch(request, Decision.objects.for_list(), "summit.edit_decision", public_id=public_id)
    form = LinkForm(request.POST, user=request.user)
    if not form.is_valid():
        context = {"decision": subject, "rows": task_rows(subject, None), "link": form}
        return render(request, "summit/meetings/tasks.html", context, status=422)
    count = tasking.link(subject, form.cleaned_data["codes"], by=request.user)
    messages.success(
        request, ngettext("%(count)d task linked.", "%(count)d tasks linked.", count) % {"count": count}
    )
    return redirect(subject)


@requires("summit.view_decision")
@require_POST
def unlink_task(request, public_id, task):
    """Untie one task; the task itself stays."""
    subject = fetch(request, Decision.objects.for_list(), "summit.edit_decision", public_id=public_id)
    tasking.unlink(subject, fetch(request, Task.objects.all(), public_id=task), by=request.user)
    messages.success(request, _("The task is no longer linked."))
    return redirect(subject)
