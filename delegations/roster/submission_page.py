"""One version that a delegation sent: line by line, with what stands against it, and what becomes of it."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from delegations.roster import change_lines, line_writing, side_drafting
from delegations.roster.changes import Submission
from delegations.roster.submission_forms import KNOWN, AcceptForm
from summit import history
from summit.policy import fetch, requires


@requires("delegations.view_submission")
@require_safe
def submission(request, public_id):
    user = request.user
    sent = Submission.objects.exclude(state=Submission.State.DRAFT).for_list()
    row = fetch(request, sent, public_id=public_id)
    steps = {step.name: step for step in row.workflow.open_to(user, row)}
    form = AcceptForm(subject=row, user=user) if "accept" in steps else None
    lines = form.lines if form else change_lines.dress(line_writing.lines_of(row))
    waits = row.state == Submission.State.SUBMITTED
    against = faults(row, lines) if waits else {}
    for line in lines:
        line.faults = against.get(line.pk, [])
        line.moved = line_writing.moved_on(line, line.membership) if waits else []
        line.question = form[KNOWN + line.public_id] if form and line.public_id in form.doubles else None
    context = {
        "submission": row,
        "lines": lines,
        "form": form,
        "steps": steps,
        "waits": waits,
        "wrong": sum(bool(line.faults) for line in lines),
        "arrivals": side_drafting.arrivals_of(row),
        "entry_url": entry_url(row, user),
        "others": row.delegation.submissions.visible_to(user).exclude(pk=row.pk).exclude(state="draft"),
        "entries": history.lines(row),
    }
    return render(request, "delegations/roster/submission.html", context)


def faults(row, lines) -> dict[int, list[str]]:
    """The sentences that stand against each line."""
    found = line_writing.faults(row.delegation, lines)
    if row.delegation.is_frozen:
        found += line_writing.already_asked(row.delegation, lines)
    by_line: dict[int, list[str]] = {}
    for fault in found:
        by_line.setdefault(fault.line.pk, []).append(fault.sentence)
    return by_line


def entry_url(row, user) -> str:
    """Where an arrival is entered; empty for who may not, or where there is nothing to enter."""
    if not row.arrivals or not user.has_perm("delegations.edit_movement"):
        return ""
    return f"{reverse('movement-new')}?delegation={row.delegation.public_id}"
