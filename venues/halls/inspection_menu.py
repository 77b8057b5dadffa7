"""What site inspections hang into menu, files, findings and desk."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from summit import desk, files, navigation, telling, writing
from summit.counters import Count, counter
from summit.findings import ALERT, WARNING, Finding, finding
from venues.halls import sites
from venues.halls.inspection import SiteInspection, SiteReserve
from venues.halls.inspection_forms import PHOTO
from venues.halls.site_decision import SiteDecision

SIGN_WITHIN = dt.timedelta(days=1)  # from the day of the visit
navigation.add("places", gettext_lazy("Sites"), "site-readiness", right="venues.view_inspection", order=40)
navigation.add("places", gettext_lazy("Visits"), "inspections", right="venues.view_inspection", order=42)
navigation.add("places", gettext_lazy("Reserves"), "reserves", right="venues.view_reserve", order=44)
navigation.add(
    "places", gettext_lazy("Go or no-go"), "site-decisions", right="venues.view_inspection", order=46
)

telling.VERBS |= {
    "sign": gettext_lazy("Signed"),
    "lift": gettext_lazy("Said to be done"),
    "no_go": gettext_lazy("No-go"),
    "go": gettext_lazy("Go"),
}


def photo_open_to(file, user) -> bool:
    """Whoever sees a reserve sees its photo."""
    return SiteReserve.objects.visible_to(user).filter(photo=file).exists()


files.register(PHOTO, photo_open_to)


@counter("sites", gettext_lazy("Sites ready"))
def sites_ready(summit):
    stands = sites.readiness_of(summit)
    ready = sum(stand.state == sites.READY for stand in stands)
    return Count(done=ready, total=len(stands), url="/inspections/sites/")


@finding("venues.reserve_late")
def late_reserves(summit, today):
    """What should have been finished on a site."""
    rows = SiteReserve.objects.of(summit).filter(state=SiteReserve.State.OPEN, due_on__lt=today)
    for row in rows.for_list():
        words = {"site": row.inspection.site, "text": row.text, "day": writing.short_date(row.due_on)}
        yield Finding(
            level=WARNING,
            code="venues.reserve_late",
            subject=str(row),
            message=_("%(site)s: “%(text)s” was due on %(day)s.") % words,
            owner=row.owner or str(row.ministry),
            url=row.get_absolute_url(),
            ministry_id=row.ministry_id,
        )


@finding("venues.decision_due")
def decisions_due(summit, today):
    """A day of decision that has come without one."""
    for row in SiteDecision.objects.of(summit).pending().filter(decide_on__lte=today).for_list():
        late = row.decide_on < today
        words = {"site": row.site, "day": writing.short_date(row.decide_on)}
        yield Finding(
            level=ALERT if late else WARNING,
            code="venues.decision_due",
            subject=row.site.code,
            message=_("%(site)s: go or no-go was to be said on %(day)s.") % words
            if late
            else _("%(site)s: go or no-go is to be said today.") % words,
            owner=_("Coordinator"),
            url=row.get_absolute_url(),
            right="venues.view_inspection",
        )


@finding("venues.visit_unsigned")
def unsigned_visits(summit, today):
    """A report that nobody signed the day after the visit."""
    rows = SiteInspection.objects.of(summit).filter(
        state=SiteInspection.State.DRAFT, visited_on__lt=today - SIGN_WITHIN
    )
    for row in rows.for_list():
        yield Finding(
            level=WARNING,
            code="venues.visit_unsigned",
            subject=row.site.code,
            message=_("The report on %(site)s of %(day)s is not signed.")
            % {"site": row.site, "day": writing.short_date(row.visited_on)},
            owner=_("Conferences and halls"),
            url=row.get_absolute_url(),
            right="venues.view_inspection",
        )


@desk.panel
def reserves_of_my_ministry(user, today):
    """What the person's ministry has left to do on the sites, due today or late."""
    if user.summit is None or not user.ministry_id or not user.has_perm("venues.lift_reserve"):
        return None
    mine = SiteReserve.objects.visible_to(user).filter(
        ministry=user.ministry_id, state=SiteReserve.State.OPEN, due_on__lte=today
    )
    rows = list(mine.for_list().order_by("due_on", "pk"))
    late = sum(row.due_on < today for row in rows)
    wrong = ngettext(
        "%(count)d reserve on a site is late.", "%(count)d reserves on the sites are late.", late
    ) % {"count": late}
    lines = [
        desk.Line(title=row.text, strong=row.inspection.site.code, url=row.get_absolute_url())
        for row in rows
        if row.due_on == today
    ]
    return desk.Panel(today=lines, wrong=wrong if late else "", order=60)
