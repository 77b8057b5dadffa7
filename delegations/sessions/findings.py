"""What is unwise about the delegates of a meeting."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delegations.roster.membership import Membership
from delegations.sessions.models import Seat
from summit.findings import WARNING, Finding, finding
from summit.meetings.models import Meeting


@finding("delegations.seat_of_gone")
def gone(summit, today):
    """Meetings to come at which somebody is expected who stands on no list any more."""
    seats = Seat.objects.of(summit).expected().filter(meeting__state=Meeting.State.CONVENED)
    rows = seats.exclude(membership__state__in=Membership.LIVE).order_by()
    counts = {row["meeting"]: row["n"] for row in rows.values("meeting").annotate(n=Count("pk"))}
    if not counts:
        return
    for meeting in Meeting.objects.filter(pk__in=counts).for_list().order_by("starts_at", "pk"):
        count = counts[meeting.pk]
        message = ngettext(
            "%(title)s: %(count)d person is expected who stands on no list any more.",
            "%(title)s: %(count)d people are expected who stand on no list any more.",
            count,
        )
        yield Finding(
            level=WARNING,
            code="delegations.seat_of_gone",
            subject=meeting.code,
            message=message % {"title": meeting.title, "count": count},
            owner=_("Protocol"),
            url=Seat(meeting=meeting).get_absolute_url(),
            right=Seat.view_right,
        )
