"""What the slice hangs into menu, search, desk, files and register of acts."""

import datetime as dt

from django.db.models import Q
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from summit import clock, desk, files, navigation, telling
from summit.counters import Count, counter
from summit.meetings import seats
from summit.meetings.models import Decision, DecisionProof, Meeting
from summit.meetings.standing import standing_of
from summit.search import searchable

LAST_INSTANT = dt.timedelta(days=1, microseconds=-1)

navigation.add("plan", gettext_lazy("Meetings"), "meetings", right="summit.view_meeting", order=30)
navigation.add("plan", gettext_lazy("Decisions"), "decisions", right="summit.view_decision", order=40)

searchable(Meeting, gettext_lazy("Meetings"), lambda row: (row.code, str(row.title)))
searchable(Decision, gettext_lazy("Decisions"), lambda row: (row.code, str(row.text)))

telling.VERBS |= {
    "convene": gettext_lazy("Convened"),
    "invite": gettext_lazy("Invitations changed"),
    "attend": gettext_lazy("Presence noted"),
    "minute": gettext_lazy("Minutes written"),
    "decide": gettext_lazy("Decided"),
    "link": gettext_lazy("Linked"),
    "unlink": gettext_lazy("Link removed"),
    "freeze": gettext_lazy("Figures frozen"),
    "remove": gettext_lazy("Removed"),
}


def proof_is_readable(file, user) -> bool:
    """Whoever sees a decision reads its proofs."""
    proofs = DecisionProof.objects.filter(file=file).values("decision")
    return Decision.objects.visible_to(user).filter(pk__in=proofs).exists()


files.register("decision", proof_is_readable)


@counter("decisions", gettext_lazy("Decisions carried out"))
def carried_out(summit):
    stand = standing_of(Decision.objects.of(summit), clock.today(summit))
    return Count(done=stand.executed, total=stand.total, url=str(reverse_lazy("decisions")))


@desk.panel
def today_and_late(user, today):
    """Today's meetings, and the decisions of the person's ministry that are late or due today."""
    if user.summit is None or not user.has_perm("summit.view_meeting"):
        return None
    lines = [*todays_meetings(user, today)]
    mine = Decision.objects.visible_to(user).open().filter(Q(ministry=user.ministry_id) | Q(owner=user.pk))
    due = list(mine.filter(due_on__lte=today).for_list().order_by("due_on", "sort_key"))
    lines += [due_line(decision) for decision in due if decision.due_on == today]
    late = sum(decision.due_on < today for decision in due)
    wrong = ngettext("%(count)d decision is late.", "%(count)d decisions are late.", late) % {"count": late}
    return desk.Panel(today=lines, wrong=wrong if late else "", order=40)


def todays_meetings(user, today):
    begins = dt.datetime.combine(today, dt.time(), tzinfo=user.summit.tz)
    rows = (
        Meeting.objects.visible_to(user).standing().filter(starts_at__range=(begins, begins + LAST_INSTANT))
    )
    for meeting in rows.for_list().order_by("starts_at"):
        yield desk.Line(
            title=str(meeting.title),
            strong=meeting.code,
            detail=seats.place_of(meeting),
            url=meeting.get_absolute_url(),
            at=meeting.starts_at,
        )


def due_line(decision):
    return desk.Line(
        title=str(decision.text),
        strong=_("Due: %(code)s") % {"code": decision.code},
        url=decision.get_absolute_url(),
    )
