"""What is unwise about meetings and decisions."""

import datetime as dt

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from summit import clock
from summit.findings import ALERT, NOTICE, WARNING, Finding, finding
from summit.meetings.gatherings import LASTS, MINUTES_WITHIN
from summit.meetings.models import AgendaEntry, Decision, Meeting

AGENDA_WITHIN = dt.timedelta(hours=48)


def about_decision(decision, level, code, message):
    return Finding(
        level=level,
        code=code,
        subject=decision.code,
        message=message,
        owner=str(decision.owner or decision.ministry),
        url=decision.get_absolute_url(),
        ministry_id=decision.ministry_id,
    )


def about_meeting(meeting, level, code, message):
    return Finding(
        level=level,
        code=code,
        subject=meeting.code,
        message=message,
        owner=str(_("Secretary of the committee")),
        url=meeting.get_absolute_url(),
    )


@finding("meetings.decision_late")
def late(summit, today):
    """Decisions past their date that nobody has reported as executed."""
    for decision in Decision.objects.of(summit).late(on=today).for_list().order_by("due_on", "sort_key"):
        days = decision.days_late(today)
        message = ngettext("%(text)s Late by %(count)d day.", "%(text)s Late by %(count)d days.", days)
        yield about_decision(
            decision, ALERT, "meetings.decision_late", message % {"text": decision.text, "count": days}
        )


@finding("meetings.decision_undated")
def undated(summit, today):
    """Open decisions to which the committee gave no date."""
    for decision in Decision.objects.of(summit).undated().for_list().order_by("sort_key"):
        message = _("%(text)s This decision has no date.") % {"text": decision.text}
        yield about_decision(decision, WARNING, "meetings.decision_undated", message)


@finding("meetings.minutes_overdue")
def minutes_overdue(summit, today):
    """Minutes not sent within 24 hours of the end of their meeting."""
    now = clock.now()
    held = Meeting.objects.of(summit).filter(state=Meeting.State.HELD, starts_at__lt=now - MINUTES_WITHIN)
    for meeting in held.order_by("starts_at"):
        if meeting.minutes_due_at < now:
            hours = int((now - meeting.over_at).total_seconds() // 3600)
            message = ngettext(
                "The meeting ended %(count)d hour ago and its minutes are not sent.",
                "The meeting ended %(count)d hours ago and its minutes are not sent.",
                hours,
            )
            yield about_meeting(meeting, ALERT, "meetings.minutes_overdue", message % {"count": hours})


@finding("meetings.not_opened")
def not_opened(summit, today):
    """Meetings whose hour is past and that were neither opened nor cancelled."""
    passed = Meeting.objects.of(summit).upcoming().filter(starts_at__lt=clock.now() - LASTS)
    for meeting in passed:
        yield about_meeting(
            meeting, WARNING, "meetings.not_opened", _("Its hour is past: open the meeting, or cancel it.")
        )


@finding("meetings.no_agenda")
def without_agenda(summit, today):
    """Meetings convened without an agenda; the nearer, the worse."""
    entries = AgendaEntry.objects.filter(meeting=OuterRef("pk"))
    now = clock.now()
    for meeting in Meeting.objects.of(summit).upcoming().exclude(Exists(entries)):
        level = WARNING if meeting.starts_at - now < AGENDA_WITHIN else NOTICE
        yield about_meeting(
            meeting, level, "meetings.no_agenda", _("The meeting is convened without an agenda.")
        )
