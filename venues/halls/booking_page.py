"""One booking: where and when first, then what is wanted against what the hall has."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from summit import clock, history, writing
from summit.meetings.models import Meeting
from summit.policy import fetch, requires
from summit.programme.models import ProgrammeItem
from summit.registers import facts
from venues.halls import booking_needs as needs
from venues.halls.booking import HallBooking
from venues.halls.booking_checks import warnings, with_needs
from venues.halls.booking_words import between, span

FACTS = ["setup_minutes", "clearing_minutes", "layout", "remarks"]
WAY = (
    HallBooking.State.HELD,
    HallBooking.State.CONFIRMED,
    HallBooking.State.USED,
    HallBooking.State.FREED,
)


@requires("venues.view_booking")
@require_safe
def booking(request, public_id):
    user = request.user
    row = fetch(request, with_needs(HallBooking.objects.all()), public_id=public_id)
    context = {
        "booking": row,
        "span": span(row),
        "occupied": between(row.occupied_from, row.occupied_until, row.summit),
        "said": said(row),
        "arc": arc(row),
        "warnings": list(warnings(row)),
        "needs": needs.of(row),
        "facts": facts(row, FACTS),
        "served_url": served_url(row, user),
        "edit_url": edit_url(row, user),
        "again_url": again_url(row, user),
        "entries": history.lines(row),
    }
    return render(request, "venues/halls/booking.html", context)


def said(row) -> str:
    """How the booking stands, as one sentence."""
    until = writing.short_time(row.hold_until, row.summit) if row.hold_until else ""
    sentences = {
        "held": _("It is an option until %(until)s."),
        "confirmed": _("It is confirmed."),
        "used": _("The hall is in use."),
        "freed": _("The hall was freed."),
        "cancelled": _("The booking is cancelled."),
    }
    sentence = (
        _("The option ended %(until)s and the hall is free for others.")
        if ended(row)
        else sentences[row.state]
    )
    return sentence % {"until": until}


def ended(row) -> bool:
    """Whether the booking was an option that nobody confirmed in time, be it that its hall is let go in a moment."""
    if row.state == HallBooking.State.HELD:
        return row.hold_until <= clock.now()
    return row.state == HallBooking.State.FREED and bool(row.hold_until) and row.hold_until <= row.updated_at


def arc(row) -> list[tuple[str, str]]:
    """The way of a booking as ``(label, css)``; none of what was cancelled, nor of sweeps and closures."""
    if row.state not in WAY or row.purpose != HallBooking.Kind.SESSION:
        return []
    place, labels = WAY.index(row.state), dict(HallBooking.State.choices)
    marks = ["past" if at < place else "cur" if at == place else "" for at in range(len(WAY))]
    return [(str(labels[state]), mark) for state, mark in zip(WAY, marks, strict=True)]


def served_url(row, user) -> str:
    """The page of the meeting or the item, where the reader may open it."""
    for model, served in ((Meeting, row.meeting), (ProgrammeItem, row.item)):
        if served and model.objects.visible_to(user).filter(pk=served.pk).exists():
            return served.get_absolute_url()
    return ""


def edit_url(row, user) -> str:
    may = user.has_perm("venues.edit_booking", row)
    return reverse("hall-booking-edit", args=[row.public_id]) if may else ""


def again_url(row, user) -> str:
    """A new booking like one that holds its hall no more."""
    if row.stands or row.purpose != HallBooking.Kind.SESSION or not user.has_perm("venues.add_booking"):
        return ""
    asked = {"hall": row.hall.public_id}
    if row.meeting_id:
        asked["meeting"] = row.meeting.public_id
    if row.item_id:
        asked["item"] = row.item.public_id
    asked["starts"] = writing.in_zone(row.starts_at, row.summit).strftime("%Y-%m-%dT%H:%M")
    return f"{reverse('hall-booking-new')}?{urlencode(asked)}"
