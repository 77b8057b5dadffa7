"""Inviting ministries to a meeting, and telling them."""

from django.db.models import Q
from django.utils.translation import gettext as _

from summit import audit, notices, writing
from summit.accounts.models import Ministry
from summit.meetings.models import Attendance
from summit.meetings.recipients import plan_contacts


def invited_ministries(meeting):
    """The ministries that have a seat, once each."""
    return Ministry.objects.filter(pk__in=meeting.attendance.values("organisation"))


def invite(meeting, ministries, *, by):
    """Let exactly ``ministries`` be invited, in the caller's transaction, and tell those who are.

    A seat whose presence is already noted stays, and so do the seats of other bodies.
    """
    wanted = {ministry.pk: ministry for ministry in ministries}
    seated = set(meeting.attendance.values_list("organisation_id", flat=True))
    gone = meeting.attendance.filter(
        organisation__ministry__isnull=False, presence=Attendance.Presence.INVITED
    )
    gone = gone.exclude(Q(organisation__in=wanted) | Q(user__isnull=False))
    new = [ministry for pk, ministry in wanted.items() if pk not in seated]
    changes = {
        "invited": [
            [seat.organisation.code for seat in gone.select_related("organisation")],
            [m.code for m in new],
        ]
    }
    gone.delete()
    Attendance.objects.bulk_create(
        Attendance(
            summit_id=meeting.summit_id, meeting=meeting, organisation_id=ministry.pk, order=ministry.rank
        )
        for ministry in new
    )
    if any(changes["invited"]):
        audit.record(meeting, "invite", by=by, changes=changes)
    tell_invited(meeting, by=by)


def tell_invited(meeting, *, by):
    """Tell the focal points of the ministries invited; again when the day, hour or place moved."""
    if meeting.state != "convened":
        return
    people = plan_contacts(meeting.summit, meeting.attendance.values("organisation"))

    def text():
        said = _("%(title)s, %(moment)s, %(place)s.") % {
            "title": meeting.title,
            "moment": writing.short_time(meeting.starts_at, meeting.summit),
            "place": place_of(meeting),
        }
        return f"{said}\n\n{meeting.convocation}".strip()

    notices.notify(
        [person for person in people if person.pk != by.pk],
        key=f"convened:{meeting.public_id}:{meeting.starts_at:%Y%m%d%H%M}:{meeting.site_id or ''}",
        subject=lambda: _("%(code)s is convened") % {"code": meeting.code},
        text=text,
        url=meeting.get_absolute_url(),
        summit=meeting.summit,
    )


def place_of(meeting) -> str:
    """Site and room as one line, whichever are known."""
    return writing.listed((meeting.site or "", meeting.place))
