"""A visit with its reserves, a reserve with its photo, and the sites side by side."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from summit import clock, history
from summit.editing import edit_page
from summit.policy import fetch, requires
from summit.registers import facts
from venues.halls import sites
from venues.halls.inspection import SiteInspection, SiteReserve
from venues.halls.inspection_forms import ReserveForm
from venues.halls.inspection_registers import INSPECTIONS, RESERVES


@requires("venues.view_inspection")
@require_safe
def inspection(request, public_id):
    visit = fetch(request, SiteInspection.objects.for_list(), public_id=public_id)
    user = request.user
    context = {
        "obj": visit,
        "facts": facts(visit, INSPECTIONS.facts),
        "reserves": list(visit.reserves.for_list().order_by("number")),
        "today": clock.today(visit.summit),
        "entries": history.lines(visit),
        "may_edit": user.has_perm("venues.write_inspection", visit),
        "may_add": user.has_perm("venues.edit_inspection", visit),
    }
    return render(request, "venues/halls/inspection.html", context)


@requires("venues.edit_inspection")
@require_http_methods(["GET", "HEAD", "POST"])
def new_reserve(request, public_id):
    """A reserve of a visit; also of one that is signed, for what was seen there and written down late."""
    visit = fetch(request, SiteInspection.objects.for_list(), "venues.edit_inspection", public_id=public_id)
    row = SiteReserve(summit=visit.summit, inspection=visit)
    form = ReserveForm(request.POST or None, request.FILES or None, instance=row, user=request.user)
    return edit_page(
        request,
        form,
        title=_("New reserve"),
        explanation=str(visit.site),
        cancel_url=visit.get_absolute_url(),
        done_url=visit.get_absolute_url(),
    )


@requires("venues.view_reserve")
@require_safe
def reserve(request, public_id):
    row = fetch(request, SiteReserve.objects.for_list(), public_id=public_id)
    may_edit = request.user.has_perm("venues.edit_reserve", row)
    context = {
        "obj": row,
        "facts": facts(row, RESERVES.facts),
        "entries": history.lines(row),
        "late": row.state == SiteReserve.State.OPEN and row.due_on < clock.today(row.summit),
        "edit_url": reverse("reserve-edit", args=[public_id]) if may_edit else "",
    }
    return render(request, "venues/halls/reserve.html", context)


@requires("venues.edit_reserve")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_reserve(request, public_id):
    row = fetch(request, SiteReserve.objects.for_list(), "venues.edit_reserve", public_id=public_id)
    form = ReserveForm(request.POST or None, request.FILES or None, instance=row, user=request.user)
    return edit_page(request, form, title=str(row), cancel_url=row.get_absolute_url())


@requires("venues.view_inspection")
@require_safe
def readiness(request):
    """Every site that was visited: ready or not, its curve, what is left and the decision."""
    stands = sites.readiness_of(request.user.summit)
    context = {
        "stands": stands,
        "answer": said(stands),
        "today": clock.today(request.user.summit),
        "late": sum(stand.late for stand in stands),
    }
    return render(request, "venues/halls/site_readiness.html", context)


def said(stands) -> str:
    """``4 of 5 sites are ready. 1 reserve is open.``"""
    if not stands:
        return _("No site was visited yet.")
    ready = sum(stand.state == sites.READY for stand in stands)
    left = sum(len(stand.open) for stand in stands)
    words = ngettext(
        "%(ready)d of %(count)d site is ready.", "%(ready)d of %(count)d sites are ready.", len(stands)
    ) % {"ready": ready, "count": len(stands)}
    if not left:
        return words
    still = ngettext("%(count)d reserve is open.", "%(count)d reserves are open.", left) % {"count": left}
    return f"{words} {still}"
