"""Plans of the sites: the picture with its halls marked, and the same as a list."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import condition, require_http_methods, require_safe

from summit import clock, history
from summit.editing import edit_page
from summit.listing import Column, ListSpec, list_page
from summit.policy import fetch, requires
from venues.halls import plan_drawing
from venues.halls.hall import Hall, SitePlan
from venues.halls.hall_taken import Present, brief, present
from venues.halls.plan_form import PlanForm

PLANS = SitePlan.objects.select_related("site", "picture", "summit")
# A stranger's picture: nothing of it may ever run as a page of ours.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Disposition": "inline",
    "Cache-Control": "private, max-age=86400",
}
form_page = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Place:
    """A hall of the site: its number among them, where it lies on the plan, how it is now."""

    number: int
    present: Present
    x: int | None
    y: int | None

    @property
    def hall(self) -> Any:
        return self.present.hall

    @property
    def state(self) -> str:
        return self.present.state

    @property
    def until(self) -> str:
        taking = self.present.taking
        return brief(taking.row.occupied_until, taking.row.summit) if taking else ""

    @property
    def placed(self) -> bool:
        return self.x is not None


def places_on(plan, user) -> list[Place]:
    """Every hall of the plan's site in its order; a hall has one number on all plans of the site."""
    halls = list(Hall.objects.of(plan.summit).filter(site=plan.site_id).for_list())
    at = {mark.hall_id: (mark.x, mark.y) for mark in plan.marks.all()}
    rows = present(halls, user, now=clock.now())
    return [
        Place(number, row, *at.get(row.hall.pk, (None, None))) for number, row in enumerate(rows, start=1)
    ]


@requires("venues.view_hall")
@require_safe
def plan(request, public_id):
    row = fetch(request, PLANS, public_id=public_id)
    places = [place for place in places_on(row, request.user) if place.placed]
    context = {
        "plan": row,
        "places": places,
        "size": plan_drawing.size_of(row.picture),
        "marks": plan_drawing.marks(places),
        "said": said(places),
        "others": SitePlan.objects.of(row.summit).filter(site=row.site_id).exclude(pk=row.pk),
        "may_edit": request.user.has_perm("venues.edit_hall"),
        "entries": history.lines(row),
    }
    return render(request, "venues/halls/site_plan.html", context)


def said(places) -> str:
    """``4 of 7 halls are free now, 1 is closed.``"""
    if not places:
        return _("No hall is marked on this plan yet.")
    states = [place.state for place in places]
    free = ngettext(
        "%(free)d of %(count)d hall is free now.", "%(free)d of %(count)d halls are free now.", len(states)
    )
    words = [free % {"free": states.count("free"), "count": len(states)}]
    if closed := states.count("closed"):
        words.append(ngettext("%(count)d is closed.", "%(count)d are closed.", closed) % {"count": closed})
    return " ".join(words)


def shown_picture(request, public_id):
    """The stored picture that the address means, asked once for the answer and its mark."""
    if not hasattr(request, "shown_picture"):
        picture = fetch(request, PLANS, public_id=public_id).picture
        if not plan_drawing.is_there(picture):
            raise Http404
        request.shown_picture = picture
    return request.shown_picture


def mark_of(request, public_id):
    return quote_etag(f"{shown_picture(request, public_id).sha256[:32]}-{plan_drawing.SIDE}")


@requires("venues.view_hall")
@require_safe
@condition(etag_func=mark_of)
def picture(request, public_id):
    """The picture as the pages show it; whole it is a private file like any other."""
    content = plan_drawing.shrunk(shown_picture(request, public_id))
    return HttpResponse(content, content_type="image/webp", headers=HEADERS)


def around(request, listing):
    rows = SitePlan.objects.visible_to(request.user)
    halls = Hall.objects.visible_to(request.user)
    bare = halls.exclude(site__in=rows.values("site")).values("site").distinct().count()
    return {
        "answer": answer(rows.count(), bare),
        "may_edit": request.user.has_perm("venues.edit_hall"),
    }


def answer(plans, bare) -> str:
    """How many plans there are, and how many sites with halls have none."""
    if not plans:
        return _("No plan is stored yet.")
    words = [ngettext("%(count)d plan.", "%(count)d plans.", plans) % {"count": plans}]
    if bare:
        without = ngettext(
            "%(count)d site with halls has none.", "%(count)d sites with halls have none.", bare
        )
        words.append(without % {"count": bare})
    return " ".join(words)


LISTED = ListSpec(
    template="venues/halls/site_plans.html",
    columns=(
        Column(name="site", label=gettext_lazy("Site"), sort=("site__code",)),
        Column(name="title", label=pgettext_lazy("site", "Plan")),
        Column(name="halls", label=gettext_lazy("Halls marked"), css="num"),
    ),
    default_sort="site",
    searches=False,
    context=around,
)


@requires("venues.view_hall")
@require_safe
def plans(request):
    rows = SitePlan.objects.visible_to(request.user).select_related("site", "summit")
    return list_page(request, rows.annotate(halls=Count("marks")), LISTED)


@requires("venues.edit_hall")
@form_page
def new(request):
    row = SitePlan(summit=request.user.summit)
    form = PlanForm(request.POST or None, request.FILES or None, instance=row, user=request.user)
    return edit_page(request, form, title=_("New plan"), cancel_url="site-plans")


@requires("venues.edit_hall")
@form_page
def edit(request, public_id):
    row = fetch(request, PLANS, "venues.edit_hall", public_id=public_id)
    title, cancel = str(row), row.get_absolute_url()
    form = PlanForm(request.POST or None, request.FILES or None, instance=row, user=request.user)
    return edit_page(request, form, title=title, cancel_url=cancel)
