"""What is unwise about halls."""

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from summit import clock
from summit.findings import ALERT, NOTICE, Finding, finding
from venues.halls.booking import STANDING, HallBooking
from venues.halls.hall import Hall, SitePlan

EDITS = "venues.edit_hall"


def about(hall, level, code, message):
    return Finding(
        level=level,
        code=code,
        subject=hall.code,
        message=message,
        owner=_("Conference officer"),
        url=hall.get_absolute_url(),
        right=EDITS,
    )


def closed_but_booked(halls):
    """Closed halls in which a session is still to come."""
    to_come = Q(
        bookings__state__in=STANDING,
        bookings__purpose=HallBooking.Kind.SESSION,
        bookings__occupied_until__gt=clock.now(),
    )
    closed = halls.filter(state=Hall.State.CLOSED)
    for hall in closed.annotate(to_come=Count("bookings", filter=to_come)).filter(to_come__gt=0):
        message = ngettext(
            "%(hall)s is closed and has %(count)d booking to come. Move it.",
            "%(hall)s is closed and has %(count)d bookings to come. Move them.",
            hall.to_come,
        )
        words = {"hall": hall.name, "count": hall.to_come}
        yield about(hall, ALERT, "halls.closed_but_booked", message % words)


def without_layout(halls):
    """Open halls for which nobody said how people sit in them."""
    for hall in halls.in_use().filter(layouts__isnull=True):
        message = _("%(hall)s has no layout: nobody knows how many it seats.") % {"hall": hall.name}
        yield about(hall, NOTICE, "halls.without_layout", message)


def not_on_a_plan(halls):
    """Halls that are marked on no plan of their site, where there is one."""
    plans = SitePlan.objects.filter(site=OuterRef("site"))
    for hall in halls.filter(Exists(plans), marks__isnull=True):
        message = _("%(hall)s is marked on no plan of its site.") % {"hall": hall.name}
        yield about(hall, NOTICE, "halls.not_on_a_plan", message)


CHECKS = {
    "halls.closed_but_booked": closed_but_booked,
    "halls.without_layout": without_layout,
    "halls.not_on_a_plan": not_on_a_plan,
}


def problems_of(hall, user) -> list[Finding]:
    """What is unwise about one hall, for who may mend it."""
    if not user.has_perm(EDITS):
        return []
    rows = Hall.objects.filter(pk=hall.pk)
    return [found for check in CHECKS.values() for found in check(rows)]


def registered(name, check):
    @finding(name)
    def of_summit(summit, today):
        return check(Hall.objects.of(summit))

    return of_summit


for each, how in CHECKS.items():
    registered(each, how)
