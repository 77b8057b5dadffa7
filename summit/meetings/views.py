"""Meetings: the list, the convocation and the meeting's own page."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from summit import clock, history
from summit.listing import Column, ListSpec, list_page
from summit.meetings import beside
from summit.meetings.forms import EXTRA_ROWS, MOST_ROWS, Convocation, number
from summit.meetings.locking import MinutesClosed
from summit.meetings.models import Decision, Meeting
from summit.meetings.standing import standing_of
from summit.policy import fetch, requires
from summit.tasks.models import Snapshot
from summit.tasks.readiness.freezing import freeze

DONE = Q(decisions__state__in=["executed", "verified"])


def next_meeting(request, listing):
    """What the list opens with: the next meeting, and how earlier decisions stand."""
    today = clock.today(request.user.summit)
    meeting = Meeting.objects.visible_to(request.user).upcoming().for_list().first()
    decisions = Decision.objects.visible_to(request.user)
    unfinished = (
        Meeting.objects.visible_to(request.user).filter(state__in=["held", "drafted"]).order_by("starts_at")
    )
    return {
        "next": meeting,
        "unfinished": [{"row": row, "late": row.minutes_due_at < clock.now()} for row in unfinished],
        "agenda_count": meeting.agenda.count() if meeting else 0,
        "standing": standing_of(decisions, today),
        "may_convene": request.user.has_perm("summit.edit_meeting"),
    }


MEETINGS = ListSpec(
    template="summit/meetings/list.html",
    columns=[
        Column(name="code", label=gettext_lazy("No."), sort=("sort_key",)),
        Column(name="when", label=gettext_lazy("When"), sort=("starts_at",)),
        Column(name="title", label=gettext_lazy("Title"), css="whole"),
        Column(name="place", label=gettext_lazy("Place"), css="hide"),
        Column(name="decisions", label=gettext_lazy("Decisions carried out"), css="num"),
        Column(name="state", label=gettext_lazy("State"), sort=("state",)),
    ],
    default_sort="-when",
    context=next_meeting,
)


@requires("summit.view_meeting")
@require_safe
def meetings(request):
    rows = Meeting.objects.visible_to(request.user).for_list()
    rows = rows.annotate(all_decisions=Count("decisions"), done_decisions=Count("decisions", filter=DONE))
    return list_page(request, rows, MEETINGS)


@requires("summit.edit_meeting")
@require_http_methods(["GET", "HEAD", "POST"])
def convene(request):
    """A new meeting with its agenda, entered as one form."""
    convocation = Convocation(user=request.user, data=request.POST if request.method == "POST" else None)
    return convocation_page(
        request, convocation, title=_("Convene a meeting"), cancel_url=reverse("meetings")
    )


@requires("summit.edit_meeting")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, public_id):
    meeting = fetch(request, Meeting.objects.for_list(), "summit.edit_meeting", public_id=public_id)
    if not meeting.is_open and request.method != "POST":
        messages.error(request, _("This meeting is closed: its minutes were sent, or it was cancelled."))
        return redirect(meeting)
    data = request.POST if request.method == "POST" else None
    convocation = Convocation(user=request.user, meeting=meeting, data=data)
    title = _("Change %(code)s") % {"code": meeting.code}
    return convocation_page(request, convocation, title=title, cancel_url=meeting.get_absolute_url())


def convocation_page(request, convocation, *, title, cancel_url):
    if request.method == "POST" and convocation.is_valid():
        try:
            if meeting := convocation.save(by=request.user):
                messages.success(request, _("Saved."))
                return redirect(meeting)
        except MinutesClosed:
            messages.error(request, _("The minutes were sent meanwhile: nothing of this is stored."))
    status = 422 if request.method == "POST" else 200
    return show_convocation(request, convocation, title=title, cancel_url=cancel_url, status=status)


def show_convocation(request, convocation, *, title, cancel_url, status=200):
    context = {"convocation": convocation, "title": title, "cancel_url": cancel_url, "extra": EXTRA_ROWS}
    return render(request, "summit/meetings/convocation.html", context, status=status)


@requires("summit.edit_meeting")
@require_POST
def more_rows(request):
    """The new rows alone for htmx, else the whole form as it was typed with rows added; stores nothing."""
    present = min(number(request.POST.get("rows")), MOST_ROWS)
    wanted = min(present + EXTRA_ROWS, MOST_ROWS)
    meeting = None
    if chosen := request.POST.get("meeting"):
        meeting = fetch(request, Meeting.objects.for_list(), "summit.edit_meeting", public_id=chosen)
    data = request.POST.copy()
    data["rows"] = str(wanted)
    convocation = Convocation.retyped(user=request.user, meeting=meeting, data=data)
    if request.htmx:
        context = {"rows": convocation.rows[present:], "count": wanted}
        return render(request, "summit/meetings/_agenda_more.html", context)
    cancel_url = meeting.get_absolute_url() if meeting else reverse("meetings")
    return show_convocation(request, convocation, title=_("Agenda"), cancel_url=cancel_url)


@requires("summit.view_meeting")
@require_safe
def meeting(request, public_id):
    """How earlier decisions stand first, then this meeting: decisions, agenda, seats, steps."""
    user = request.user
    subject = fetch(
        request, Meeting.objects.for_list().select_related("minutes_by", "approved_by"), public_id=public_id
    )
    today = clock.today(user.summit)
    readable = Decision.objects.visible_to(user).for_list()
    earlier = readable.of_earlier_meetings(subject)
    context = {
        "meeting": subject,
        "today": today,
        "standing": standing_of(earlier, today),
        "earlier": marked(earlier.unfinished().order_by("settled", "due_key", "sort_key"), today),
        "decisions": marked(readable.filter(meeting=subject).order_by("sort_key"), today),
        "agenda": list(subject.agenda.select_related("presenter__ministry")),
        "beside": beside.links(user, subject),
        "seats": list(subject.attendance.select_related("organisation__ministry", "user")),
        "reads_minutes": user.has_perm("summit.read_minutes", subject),
        "writes": user.has_perm("summit.edit_meeting", subject),
        "snapshot": Snapshot.objects.of(user.summit).filter(label=subject.code).first(),
        "entries": history.lines(subject, 12) if user.has_perm("summit.edit_meeting") else (),
    }
    return render(request, "summit/meetings/meeting.html", context)


def marked(decisions, today):
    """Each decision with its mark and its days late."""
    return [{"row": row, "look": row.look(today), "late": row.days_late(today)} for row in decisions]


@requires("summit.freeze_readiness")
@require_POST
def freeze_figures(request, public_id):
    """Freeze the plan's figures under the meeting's code before the meeting is opened."""
    subject = fetch(request, Meeting.objects.for_list(), "summit.edit_meeting", public_id=public_id)
    if subject.state == Meeting.State.CONVENED:
        freeze(subject.summit, subject.code, by=request.user)
        messages.success(request, _("The readiness figures are frozen as %(code)s.") % {"code": subject.code})
    return redirect(subject)
