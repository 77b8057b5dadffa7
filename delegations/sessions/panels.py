"""The meetings of a delegation, on its file."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.roster.delegation_panels import Line, Panel, panel
from delegations.sessions import attending
from delegations.sessions.models import Seat
from summit import writing
from summit.meetings.models import Meeting

SHOWN = 6


@panel("delegates", order=35, right="delegations.view_seat")
def meetings(delegation, user, today):
    """The newest meetings at which members are expected, with how many came; nothing where there is none."""
    seats = Seat.objects.visible_to(user).filter(membership__delegation=delegation)
    rows = Meeting.objects.filter(pk__in=seats.values("meeting")).standing().order_by("-starts_at", "pk")
    rows = rows.annotate(
        expected=attending.counted(seats.expected()),
        attended=attending.counted(seats, state=Seat.State.ATTENDED),
    )
    lines = [line(row, delegation) for row in rows[:SHOWN]]
    if not lines:
        return None
    return Panel(
        title=gettext_lazy("At meetings"),
        lines=lines,
        url=reverse("delegates"),
        link=gettext_lazy("All meetings"),
    )


def line(meeting, delegation) -> Line:
    words = {"expected": meeting.expected, "attended": meeting.attended}
    return Line(
        text=meeting.code,
        name=str(meeting.title),
        at=writing.in_zone(meeting.starts_at, delegation.summit).date(),
        url=f"{reverse('meeting-delegates', args=[meeting.public_id])}?delegation={delegation.code}",
        words=_("%(attended)d present of %(expected)d") % words,
    )
