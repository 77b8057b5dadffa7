"""What the form of a booking offers and proposes: meetings, items, halls, layouts, languages, times."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from summit import clock, writing
from summit.meetings.models import Meeting
from summit.programme.models import ProgrammeItem
from venues.halls import booking_needs as needs
from venues.halls import free
from venues.halls.booking import HOLDS_FOR
from venues.halls.hall import Hall, HallLayout

GIVES = "venues.confirm_booking"
PAST = dt.timedelta(days=1)  # what began longer ago needs no hall any more
LASTS = dt.timedelta(hours=1)  # a booking that begins at a place on the timeline


def fill(form, user) -> None:
    """Narrow the form's choices to what ``user`` may choose, and name them as people do."""
    row, fields = form.instance, form.fields
    fields["meeting"].queryset = meetings(user) | Meeting.objects.filter(pk=row.meeting_id)
    fields["item"].queryset = items(user) | ProgrammeItem.objects.filter(pk=row.item_id)
    fields["hall"].queryset = halls(user.summit) | Hall.objects.filter(pk=row.hall_id)
    fields["meeting"].label_from_instance = meeting_name
    fields["item"].label_from_instance = item_name
    fields["hall"].label_from_instance = hall_name
    fields["meeting"].empty_label = pgettext("meeting", "None")
    fields["item"].empty_label = pgettext("programme item", "None")
    fields["hall"].empty_label = _("Choose a hall")
    fields["layout"].choices = [("", _("As it stands")), *HallLayout.Kind.choices]
    fields["languages"].choices = languages(user.summit)


def meetings(user):
    """Meetings to come. Who gives halls chooses among all of them, others among those that they see."""
    rows = Meeting.objects.of(user.summit) if user.has_perm(GIVES) else Meeting.objects.visible_to(user)
    ahead = Q(starts_at__gt=clock.now() - PAST)
    return rows.standing().filter(ahead).order_by("starts_at", "pk").select_related("summit")


def items(user):
    rows = ProgrammeItem.objects.visible_to(user).standing()
    return rows.filter(ends_at__gt=clock.now() - PAST).order_by("starts_at", "pk").select_related("summit")


def halls(summit):
    return Hall.objects.of(summit).in_use().select_related("site").order_by("order", "sort_key")


def meeting_name(meeting) -> str:
    return writing.listed(
        (writing.short_time(meeting.starts_at, meeting.summit), f"{meeting.code} {meeting.title}")
    )


def item_name(item) -> str:
    return writing.listed((writing.short_time(item.starts_at, item.summit), item.title))


def hall_name(hall) -> str:
    """``Salon 1, 12 seats, Conference centre``"""
    seats = ngettext("%(count)d seat", "%(count)d seats", hall.seats) % {"count": hall.seats}
    return writing.listed((hall, seats, hall.site))


def languages(summit) -> list[tuple[str, str]]:
    """The summit's own first, then the others."""
    own = [code for code in summit.languages if isinstance(code, str)]
    return [(code, needs.LANGUAGES.get(code, code)) for code in dict.fromkeys([*own, *needs.LANGUAGES])]


# -- proposals -----------------------------------------------------------------------------


def times_of(served) -> tuple[dt.datetime, dt.datetime]:
    """When a meeting or an item takes place; a meeting without an end lasts as long as one is taken to."""
    return served.starts_at, getattr(served, "over_at", None) or served.ends_at


def proposed_end(starts_at) -> dt.datetime:
    """Until when an option is proposed: two days, and never after the start."""
    return min(clock.now() + HOLDS_FOR, starts_at).replace(second=0, microsecond=0)


def proposed(user, asked) -> dict:
    """What a new form shows, from an address: ``?hall=…&starts=2025-12-22T09:00&meeting=…&item=…``.

    What makes no sense, or what the person may not choose, is left out.
    """
    initial = {}
    for name, rows in (("meeting", meetings), ("item", items)):
        if served := rows(user).filter(public_id=asked.get(name) or "-").first():
            starts_at, ends_at = times_of(served)
            initial |= {name: served, "starts_at": starts_at, "ends_at": ends_at}
    if starts_at := moment(asked.get("starts", ""), user.summit):
        initial |= {"starts_at": starts_at, "ends_at": starts_at + length(initial)}
    if hall := halls(user.summit).filter(public_id=asked.get("hall") or "-").first():
        initial |= {
            "hall": hall,
            "setup_minutes": hall.setup_minutes,
            "clearing_minutes": hall.clearing_minutes,
        }
    else:  # left empty they are the hall's own, whichever is chosen
        initial |= {"setup_minutes": None, "clearing_minutes": None}
    begins = initial.get("starts_at") or clock.now() + HOLDS_FOR
    return initial | {"hold_until": proposed_end(begins)}


def length(initial) -> dt.timedelta:
    return initial["ends_at"] - initial["starts_at"] if initial.get("ends_at") else LASTS


def moment(text: str, summit) -> dt.datetime | None:
    """A moment in an address, on the summit's clocks where it names no zone."""
    try:
        found = parse_datetime(text)
        if found is None or not 1900 < found.year < 9000:
            return None
    except ValueError:
        return None
    return found if timezone.is_aware(found) else found.replace(tzinfo=summit.tz)


def with_way(data):
    """What was sent, with the hall and the times of the way out that was chosen, if any."""
    found = free.chosen(data.get("way", "")) if data else None
    if not found:
        return data
    hall, *moments = found
    data = data.copy()
    data["hall"] = hall
    for name, at in zip(("starts_at", "ends_at"), moments, strict=True):
        data[name] = timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")
    return data
