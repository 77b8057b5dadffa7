"""The delegation's own side: what it sent, what it prepares, what protocol answered."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from delegations.roster import change_lines, side_drafting
from delegations.roster.changes import ListChange, Submission
from delegations.roster.side_access import days_left, has_opened, page, remember, side
from delegations.roster.side_drafting import NotNow
from delegations.roster.side_forms import ArrivalRows, StayForm
from summit import audit

READS = ("GET", "HEAD")
FORM = (*READS, "POST")


@side(*READS, opened=False)
def home(request, visit):
    if not has_opened(request, visit):
        return page(request, visit, "side_door", days=days_left(visit.link))
    version = side_drafting.last(visit.delegation)
    lines = change_lines.dress(side_drafting.lines_of(version))
    is_draft = version is not None and version.state == Submission.State.DRAFT
    former = None
    if is_draft:
        former = visit.delegation.submissions.filter(
            state=Submission.State.RETURNED, number=version.number - 1
        ).first()
    context = {
        "version": version,
        "is_draft": is_draft,
        "waits": version is not None and version.state == Submission.State.SUBMITTED,
        "returned": version if version and version.state == Submission.State.RETURNED else former,
        "lines": lines,
        "people": people(visit.delegation, lines if is_draft else []),
        "arrivals": side_drafting.arrivals_of(version),
    }
    return page(request, visit, "side_home", **context)


def people(delegation, lines):
    """The list as it stands, each with the draft's line about it; the delegation's order, no rank."""
    wanted = {line.membership_id: line for line in lines if line.membership_id}
    rows = (
        delegation.memberships.live()
        .select_related("person", "category")
        .prefetch_related("person__documents")
    )
    found = list(rows.order_by("list_order", "sort_key", "pk"))
    for row in found:
        row.line, row.has_paper = wanted.get(row.pk), bool(row.person.documents.all())
    return found


@side("POST", opened=False)
def open_(request, visit):
    """“I am …”: the recipient's word, kept in this browser until the evening."""
    with transaction.atomic():
        audit.record(visit.delegation, "open_side", by=visit.link)
    return remember(redirect(visit.url("side-home")), visit)


@side("POST")
def begin(request, visit):
    """Go on with a version that came back, or begin the next one."""
    return answered(request, visit, side_drafting.begin)


def answered(request, visit, act):
    """Do ``act(visit)`` and go back to the first page, with the sentence why not where it is refused."""
    try:
        act(visit)
    except NotNow as refused:
        messages.error(request, str(refused))
    return redirect(visit.url("side-home"))


@side(*FORM)
def stay(request, visit):
    """Arrivals, weapons and wishes, beside the people."""
    version = side_drafting.last(visit.delegation)
    known = (
        version
        if version and version.state in (Submission.State.DRAFT, Submission.State.RETURNED)
        else Submission()
    )
    data = request.POST if request.method == "POST" else None
    form = StayForm(data, initial={"arms": known.arms or visit.delegation.arms, "wishes": known.wishes})
    rows = ArrivalRows(data, initial=side_drafting.arrivals_of(known), prefix="arrival")
    if data is not None and form.is_valid() and rows.is_valid():
        try:
            side_drafting.note(
                visit, **form.cleaned_data, arrivals=[row.plain() for row in rows if row.plain()]
            )
        except NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved in your draft."))
            return redirect(visit.url("side-home"))
    status = 422 if data is not None else 200
    return page(request, visit, "side_stay", form=form, rows=rows, status=status)


@side(*FORM)
def send(request, visit):
    """What would go out, and the button that sends it."""
    version = side_drafting.last(visit.delegation)
    if version is None or version.state != Submission.State.DRAFT:
        messages.info(request, _("There is no draft to send."))
        return redirect(visit.url("side-home"))
    if request.method == "POST":
        try:
            side_drafting.send(visit)
        except NotNow as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Sent. Protocol looks at it and answers here."))
        return redirect(visit.url("side-home"))
    lines = change_lines.dress(side_drafting.lines_of(version))
    context = {"version": version, "lines": lines, "counts": counts(lines), "bare": bare(lines)}
    return page(request, visit, "side_send", **context)


def counts(lines) -> dict:
    return {str(action): sum(line.action == action for line in lines) for action in ListChange.Action}


def bare(lines) -> dict:
    """How many of those who are to enter come without a photo, without a paper."""
    new = [line for line in lines if line.action == ListChange.Action.ADD]
    return {
        "photo": sum(line.photo_id is None for line in new),
        "paper": sum(not line.after.get("document_number") for line in new),
    }
