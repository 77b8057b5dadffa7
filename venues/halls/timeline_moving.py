"""A bar that was moved on the timeline: the act, and the timeline as it is afterwards."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from summit import clock, writing
from summit.policy import fetch, requires
from venues.halls import booking_moving, booking_words, free, holding, timeline_page, timeline_rows
from venues.halls.booking import HallBooking
from venues.halls.hall import Hall


class MoveForm(forms.Form):
    """Where a bar was let go: the revision that was moved, the hall, the moment with its offset from UTC."""

    revision = forms.IntegerField()
    hall = forms.SlugField()
    starts_at = forms.DateTimeField()


@dataclass(frozen=True)
class Refusal:
    """Why a bar went back, and the ways out; ``hall`` is the lane beside which it is said."""

    hall: str
    sentence: str
    booking: HallBooking
    ways: tuple[free.Alternative, ...] = ()


@requires("venues.edit_booking")
@require_POST
def move(request, public_id):
    """The grid with the bar where it was let go; else with the bar where it is, and the reason (422)."""
    row = fetch(request, HallBooking.objects.for_list(), public_id=public_id)
    form = MoveForm(request.POST)
    readable = form.is_valid()
    if readable and row.revision != form.cleaned_data["revision"]:
        return stale(request, row)
    if not request.user.has_perm("venues.edit_booking", row):
        raise PermissionDenied
    if not readable:
        return refused(request, row, _("Say to which hall and to which time."))
    asked = form.cleaned_data
    hall = get_object_or_404(Hall.objects.visible_to(request.user), public_id=asked["hall"])
    if hall.state == Hall.State.CLOSED:
        return refused(request, row, _("%(hall)s is closed.") % {"hall": hall})
    try:
        moved = booking_moving.move(
            row, by=request.user, revision=asked["revision"], hall=hall, starts_at=asked["starts_at"]
        )
    except booking_moving.Stale:
        return stale(request, HallBooking.objects.for_list().get(pk=row.pk))
    except holding.Taken as taken:
        return refused(request, row, booking_words.refusal(taken.wanted, request.user), wanted=taken.wanted)
    return done(request, moved)


def done(request, moved):
    hours = free.hours_of(moved.starts_at, moved.ends_at, moved.summit)
    if of_week(request):
        hours = booking_words.span(moved)
    words = {"what": moved.what, "hall": moved.hall, "hours": hours}
    return answer(request, told=_("%(what)s: now in %(hall)s, %(hours)s.") % words)


def stale(request, row):
    """Somebody was faster: the bar stands where they put it."""
    words = {"what": booking_words.shown(row, request.user)}
    sentence = _("Someone else has just changed “%(what)s”. It is shown as it is now; nothing was moved.")
    return refused(request, row, sentence % words)


def refused(request, row, sentence, *, wanted=None):
    ways = tuple(free.alternatives(wanted)) if wanted is not None else ()
    if wanted is not None and of_week(request):  # the sentence names hours: those of the day that was wanted
        day = writing.in_zone(wanted.starts_at, wanted.summit).date()
        sentence = writing.short_day(day) + writing.colon() + sentence
    refusal = Refusal(hall=row.hall.public_id, sentence=sentence, booking=row, ways=ways)
    return answer(request, refusal=refusal)


def of_week(request) -> bool:
    return timeline_page.asked_of(request).days > 1


def answer(request, *, refusal=None, told=""):
    """The grid to htmx; without script the page: after a refusal itself, else by a redirect."""
    asked = timeline_page.asked_of(request)
    if not request.htmx and refusal is None:
        messages.success(request, told)
        return redirect(resolve_url("halls") + timeline_page.query(asked))
    grid = timeline_rows.grid(request.user, asked, now=clock.now())
    aside = refusal is not None and refusal.hall not in {lane.public_id for lane in grid.lanes}
    context = timeline_page.about(request, grid, refusal=refusal, told=told, aside=aside)
    name = "_timeline"
    if not request.htmx:
        context |= timeline_page.around(request, grid)
        name = "timeline"
    return render(request, f"venues/halls/{name}.html", context, status=422 if refusal else 200)
