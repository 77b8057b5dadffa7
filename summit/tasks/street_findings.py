"""Conflicts in the streets: a crowd on the road that is closed for a motorcade."""

from django.utils.translation import gettext_lazy as _

from summit import writing
from summit.findings import ALERT, WARNING, Finding, finding
from summit.tasks.models import RoadClosure, WelcomePoint
from summit.tasks.streets import StreetState

NOTICE_DAYS = 2  # a closure has to be published this many days before it begins


@finding("streets.conflict")
def conflicts(summit, today):
    """A crowd on the roadway of a closed axis in the same hours: a motorcade could not pass."""
    closures = list(RoadClosure.objects.of(summit).standing())
    for point in (
        WelcomePoint.objects.of(summit).standing().filter(on_roadway=True).select_related("authority")
    ):
        for closure in closures:
            together = closure.starts_at < point.ends_at and point.starts_at < closure.ends_at
            if together and closure.axis_code == point.axis_code:
                yield Finding(
                    level=ALERT,
                    code="streets.conflict",
                    subject=point.code,
                    message=_(
                        "The crowd at %(point)s stands on axis %(axis)s, closed by %(closure)s in the same hours."
                    )
                    % {"point": point.code, "axis": point.axis_code, "closure": closure.code},
                    owner=str(point.authority),
                    url=point.get_absolute_url(),
                    ministry_id=point.ministry_id,
                )


@finding("streets.unpublished")
def unpublished(summit, today):
    """A closure that begins within two days and has no published notice."""
    planned = (
        RoadClosure.objects.of(summit).filter(state=StreetState.PLANNED).select_related("authority", "summit")
    )
    for closure in planned:
        ahead = (closure.starts_at.astimezone(summit.tz).date() - today).days
        if 0 <= ahead <= NOTICE_DAYS:
            yield Finding(
                level=WARNING,
                code="streets.unpublished",
                subject=closure.code,
                message=_("The closure begins on %(date)s and no notice is published.")
                % {"date": writing.short_day(closure.starts_at)},
                owner=str(closure.authority),
                url=closure.get_absolute_url(),
                ministry_id=closure.ministry_id,
            )
