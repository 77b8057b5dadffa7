"""Convocation and minutes on paper: decisions first, in the language asked for."""

from django.conf import settings
from django.db.models import Q, Sum
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from summit import clock, writing
from summit.exports import pdf
from summit.meetings.minutes import texts_of
from summit.meetings.seats import place_of
from summit.tasks.models import BlockingPoint, Snapshot, SnapshotLine

TEMPLATE = "print/minutes.typ"
MOST_BLOCKS = 12


def minutes(meeting, language: str, *, whole_plan: bool = False) -> bytes:
    """The minutes as a PDF; ``whole_plan`` adds the blocking points of all ministries, for the committee."""
    with translation.override(language):
        data = frame(meeting, _("Minutes of %(code)s") % {"code": meeting.code}) | {
            "words": words(),
            "decisions": decisions(meeting),
            "agenda": agenda(meeting, with_minutes=True),
            "attendance": attendance(meeting),
            "figures": figures(meeting),
            "blocks": blocks(meeting) if whole_plan else [],
            "text": "",
            "convocation": False,
            "signatures": [str(meeting.chair) or _("Chair"), _("Secretary of the committee")],
        }
        return pdf.render(TEMPLATE, data, lang=language)


def convocation(meeting, language: str) -> bytes:
    with translation.override(language):
        data = frame(meeting, _("Convocation, %(code)s") % {"code": meeting.code}) | {
            "words": words(),
            "decisions": [],
            "agenda": agenda(meeting, with_minutes=False),
            "attendance": attendance(meeting),
            "figures": "",
            "blocks": [],
            "text": str(meeting.convocation),
            "convocation": True,
            "signatures": [str(meeting.chair) or _("Chair")],
        }
        return pdf.render(TEMPLATE, data, lang=language)


def frame(meeting, title):
    """Title, facts and state, which stand above everything else."""
    summit, now = meeting.summit, clock.now()
    day = writing.in_zone(meeting.starts_at, summit).date()
    facts = [
        (_("Subject"), str(meeting.title)),
        (_("When"), writing.listed((f"{writing.day_label(day, summit)} {day.year}", hours(meeting)))),
        (_("Where"), place_of(meeting)),
        (_("Chair"), str(meeting.chair)),
    ]
    return {
        "title": title,
        "subtitle": str(meeting.body),
        "summit": str(summit.name),
        "minute": writing.short_time(now, summit),
        "demo": settings.DEMO,
        "facts": [{"label": label, "value": value} for label, value in facts if value],
        "standing": standing(meeting),
        "draft": meeting.state in ("held", "drafted"),
    }


def hours(meeting) -> str:
    begins = writing.hour(writing.in_zone(meeting.starts_at, meeting.summit))
    if meeting.ends_at is None:
        return begins
    ends = writing.hour(writing.in_zone(meeting.ends_at, meeting.summit))
    return f"\u2066{begins}–{ends}\u2069"  # one piece that reads from the left in Arabic too


def standing(meeting) -> str:
    if meeting.state == "approved":
        moment = writing.short_time(meeting.approved_at, meeting.summit)
        return _("Approved by %(who)s, %(moment)s.") % {"who": meeting.approved_by, "moment": moment}
    return (
        _("Draft, not approved yet.") if meeting.state in ("held", "drafted") else meeting.get_state_display()
    )


def decisions(meeting):
    today = clock.today(meeting.summit)
    return [
        {
            "code": row.code,
            "text": str(row.text),
            "ministry": str(row.ministry),
            "due": writing.short_date(row.due_on) if row.due_on else _("no date"),
            "state": pgettext("decision", "Late") if row.days_late(today) else str(row.get_state_display()),
            "look": row.look(today),
        }
        for row in meeting.decisions.select_related("ministry").order_by("number")
    ]


def agenda(meeting, *, with_minutes):
    """Each item; where nobody wrote the language asked for, the language that was written stands in."""
    return [
        {
            "number": str(place),
            "title": str(entry.title),
            "presenter": str(entry.presenter or ""),
            "minutes": paragraphs(entry) if with_minutes else [],
        }
        for place, entry in enumerate(meeting.agenda.select_related("presenter__ministry"), start=1)
    ]


def paragraphs(entry) -> list[str]:
    texts = texts_of(entry)
    text = texts.get(translation.get_language()) or next(iter(texts.values()), "")
    return [line.strip() for line in text.splitlines() if line.strip()]


def attendance(meeting):
    return [
        {
            "who": seat.who,
            "presence": str(seat.get_presence_display()),
            "substitute": seat.substitute,
            "look": seat.look,
        }
        for seat in meeting.attendance.select_related("organisation__ministry", "user")
    ]


def figures(meeting) -> str:
    """The readiness that was frozen at the meeting, as one sentence."""
    snapshot = Snapshot.objects.of(meeting.summit).filter(label=meeting.code).first()
    if snapshot is None:
        return ""
    lines = SnapshotLine.objects.filter(snapshot=snapshot)
    sums = lines.aggregate(**{name: Sum(name, default=0) for name in ("total", "done", "late", "blocked")})
    return _("Plan that day: %(done)d of %(total)d tasks done, %(late)d late, %(blocked)d blocked.") % sums


def blocks(meeting):
    """What blocked the plan when the meeting ended, the oldest first."""
    at = meeting.over_at
    standing_then = BlockingPoint.objects.of(meeting.summit).filter(
        Q(lifted_at__isnull=True) | Q(lifted_at__gt=at), since__lte=at
    )
    rows = standing_then.select_related("task__ministry", "must_act__ministry").order_by("since")[
        :MOST_BLOCKS
    ]
    return [
        {
            "code": row.task.code,
            "title": str(row.task.title),
            "ministry": str(row.task.ministry),
            "what": row.what,
            "who": writing.listed((row.must_act or row.task.ministry, row.must_act_text)),
        }
        for row in rows
    ]


def words():
    """The headings of the page."""
    return {
        "decisions": _("Decisions"),
        "no": _("No."),
        "decision": _("Decision"),
        "owner": _("Responsible"),
        "due": _("Due"),
        "state": _("State"),
        "agenda": _("Agenda"),
        "minutes": _("Agenda and minutes"),
        "attendance": _("Attendance"),
        "invited": _("Invited"),
        "instead": _("represented by"),
        "blocks": _("Blocking points on that day"),
        "task": _("Task"),
        "blocked_by": _("What blocks"),
        "must_act": _("Who must act"),
        "nothing": _("No decision was taken."),
        "draft": _("Draft"),
    }
