"""The lines of a delegation's draft: somebody comes, reads differently, leaves."""

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from delegations.roster import change_lines, entering, person_snapshot, side_drafting
from delegations.roster.change_forms import LeaveForm
from delegations.roster.changes import ListChange, Submission
from delegations.roster.membership import Membership
from delegations.roster.side_access import page, side
from delegations.roster.side_drafting import ADD, CHANGE, WITHDRAW, NotNow
from delegations.roster.side_forms import SideLineForm
from delegations.roster.side_menu import PHOTO
from delegations.roster.side_views import FORM, READS, answered
from summit import files
from summit.accounts.models import User
from summit.files.views import HEADERS


def member_of(visit, public_id):
    rows = Membership.objects.for_list().live().filter(delegation=visit.delegation)
    return get_object_or_404(rows, public_id=public_id)


def line_of(visit, public_id):
    """A line of the delegation's draft; one of a version that was sent is not there any more."""
    rows = ListChange.objects.select_related("delegation", "membership__person", "photo", "submission")
    mine = rows.filter(delegation=visit.delegation, submission__state=Submission.State.DRAFT)
    return get_object_or_404(mine, public_id=public_id)


@side(*FORM)
def add(request, visit):
    return line_page(request, visit, title=_("Add somebody"))


@side(*FORM)
def change(request, visit, public_id):
    """Let a line of the list read differently; a second change of the same person goes on with the first."""
    membership = member_of(visit, public_id)
    line = ListChange.objects.filter(
        membership=membership, submission__state=Submission.State.DRAFT, delegation=visit.delegation
    ).first()
    if line is not None and line.action == WITHDRAW:
        line = None
    return line_page(request, visit, title=str(membership.person), membership=membership, line=line)


@side(*FORM)
def edit(request, visit, public_id):
    line = line_of(visit, public_id)
    if line.action == WITHDRAW:
        return leave_page(request, visit, line.membership, line)
    if line.membership_id and line.membership.state not in Membership.LIVE:
        raise Http404(public_id)
    membership = member_of(visit, line.membership.public_id) if line.membership_id else None
    title = change_lines.name_of(line)
    return line_page(request, visit, title=title, membership=membership, line=line)


def line_page(request, visit, *, title, membership=None, line=None):
    """The form of one line, or the line stored; what is wrong comes back with all that was typed."""
    sent = request.method == "POST"
    form = SideLineForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        delegation=visit.delegation,
        membership=membership,
        line=line,
    )
    if sent and form.is_valid() and stored(visit, form, membership, line):
        messages.success(request, _("Saved in your draft."))
        return redirect(visit.url("side-home"))
    context = {"form": form, "title": title, "line": line, "membership": membership, "leaving": False}
    return page(request, visit, "side_line", status=422 if sent else 200, **context)


def stored(visit, form, membership, line):
    """The line of the draft, or None with the reason among the form's errors."""
    before, upload = {}, form.cleaned_data.get("upload")
    if membership is not None:
        before = entering.snapshot(membership)
        if form.revision and form.revision != person_snapshot.revision(membership):
            return form.report_clash(membership)
    values = form.values()
    if membership is not None and not upload and not entering.described(before, values):
        return form.add_error(None, _("Nothing would change: the list reads like this already."))
    try:
        return keep(visit, form, upload, membership=membership, line=line, before=before, after=values)
    except NotNow as refused:
        return form.add_error(None, str(refused))


@transaction.atomic
def keep(visit, form, upload, *, membership, line, before, after):
    action = CHANGE if membership else ADD
    photo = None
    if upload:
        system = User.objects.system()
        photo = files.store(upload, kind=PHOTO, summit=visit.delegation.summit, by=system)
    return side_drafting.put(
        visit,
        action,
        line=line,
        membership=membership,
        before=before,
        after=after,
        photo=photo,
        reason=form.reason,
    )


@side(*FORM)
def leave(request, visit, public_id):
    return leave_page(request, visit, member_of(visit, public_id))


def leave_page(request, visit, membership, line=None):
    """Take somebody off the list, with the reason."""
    sent = request.method == "POST"
    form = LeaveForm(request.POST if sent else None, initial={"reason": line.reason if line else ""})
    if sent and form.is_valid():
        try:
            side_drafting.put(
                visit,
                WITHDRAW,
                line=line,
                membership=membership,
                before=entering.snapshot(membership),
                reason=form.cleaned_data["reason"],
            )
        except NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved in your draft."))
            return redirect(visit.url("side-home"))
    title = _("%(who)s leaves the list") % {"who": membership.person}
    context = {"form": form, "title": title, "line": line, "membership": membership, "leaving": True}
    return page(request, visit, "side_line", status=422 if sent else 200, **context)


@side("POST")
def remove(request, visit, public_id):
    line = line_of(visit, public_id)
    return answered(request, visit, lambda visit: side_drafting.drop(visit, line))


@side(*READS)
def photo(request, visit, public_id):
    """The photo that came with a line of the draft: drawn anew when it came in, shown to its own side only."""
    line = line_of(visit, public_id)
    if line.photo is None or not line.photo.stored:
        raise Http404(public_id)
    stored_file = line.photo
    return FileResponse(stored_file.stored.open("rb"), content_type=stored_file.content_type, headers=HEADERS)
