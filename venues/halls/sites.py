"""How far each site is: its visits as a curve, what is left to do, and whether one goes there."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from summit import clock, writing
from summit.drawing import Burnup, Curve, burnup
from venues.halls.inspection import SiteInspection, SiteReserve
from venues.halls.site_decision import SiteDecision

READY, RESERVES, NOT_READY = "ready", "reserves", "not_ready"
LOOKS = {READY: "done", RESERVES: "wait", NOT_READY: "late"}
COMPLETE = 100  # per cent
HEIGHT = 130  # px


@dataclass(kw_only=True)
class SiteStand:
    """One site: its signed visits in order of days, its open reserves, its pending or last decision."""

    site: Any
    visits: list = field(default_factory=list)
    open: list = field(default_factory=list)
    late: int = 0
    decision: Any = None

    @property
    def completion(self) -> int:
        return self.visits[-1].completion

    @property
    def state(self) -> str:
        """Ready at 100 per cent without reserve, with reserves as long as nothing is late, else not."""
        if self.completion == COMPLETE and not self.open:
            return READY
        return NOT_READY if self.late or self.completion < COMPLETE else RESERVES

    @property
    def look(self) -> str:
        return LOOKS[self.state]

    @property
    def words(self) -> str:
        return {
            READY: _("Ready"),
            RESERVES: _("Ready, with reserves"),
            NOT_READY: _("Not ready"),
        }[self.state]

    def curve(self):
        """Completion by day of visit, drawn up to 100 per cent."""
        points = tuple((visit.visited_on.toordinal(), visit.completion) for visit in self.visits)
        first, last = points[0][0], points[-1][0]
        if first == last:
            points = (points[0], (last + 1, points[0][1]))
        aim = ((points[0][0], COMPLETE), (points[-1][0], COMPLETE))
        days = (first,) if first == last else (first, last)
        ticks = tuple((day, writing.short_date(dt.date.fromordinal(day))) for day in days)
        curves = (
            Curve(points=aim, kind="plan"),
            Curve(points=points, kind="done", name=_("%(percent)s %%") % {"percent": self.completion}),
        )
        label = _("Completion of %(site)s by visit") % {"site": self.site}
        return burnup(Burnup(curves=curves, label=label, ticks=ticks, height=HEIGHT))


def readiness_of(summit) -> list[SiteStand]:
    """Every site that was visited, in order of code: three queries however many there are."""
    today = clock.today(summit)
    stands: dict[int, SiteStand] = {}
    for visit in SiteInspection.objects.of(summit).signed().for_list().order_by("visited_on", "pk"):
        stands.setdefault(visit.site_id, SiteStand(site=visit.site)).visits.append(visit)
    reserves = SiteReserve.objects.of(summit).open().for_list().order_by("due_on", "pk")
    for reserve in reserves.filter(inspection__state=SiteInspection.State.SIGNED):
        stand = stands[reserve.inspection.site_id]
        stand.open.append(reserve)
        stand.late += reserve.due_on < today
    for decision in SiteDecision.objects.of(summit).for_list().order_by("decide_on", "pk"):
        if decision.site_id in stands:
            stands[decision.site_id].decision = decision
    return sorted(stands.values(), key=lambda stand: (stand.state == READY, stand.site.code))
