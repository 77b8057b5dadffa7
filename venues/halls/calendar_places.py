"""Where the events of a calendar take place: halls by their names, and when the parts of halls are held."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from summit.text import fold, wordings
from venues.halls.booking import STANDING, BookedPart
from venues.halls.booking_words import shown
from venues.halls.calendar_identity import bare
from venues.halls.calendar_times import Faulty
from venues.halls.hall import Hall


class Halls:
    """The halls of a summit by whatever a calendar calls them: two queries."""

    def __init__(self, summit):
        self.named: dict[str, dict[int, Hall]] = defaultdict(dict)
        self.every: dict[int, Hall] = {}
        for hall in Hall.objects.of(summit).select_related("site", "summit").prefetch_related("made_of"):
            hall.part_ids = sorted(one.part_id for one in hall.made_of.all())
            self.every[hall.pk] = hall
            for text in names_of(hall):
                self.named[text][hall.pk] = hall

    def called(self, texts: Iterable[str]) -> Hall | None:
        """The hall that a LOCATION names, by code or name, alone or with its site; None where it is empty.

        Raises ``Faulty``: no hall, several of the same name, or one that is closed.
        """
        texts = list(texts)
        if not texts:
            return None
        found = {pk: hall for text in texts for pk, hall in self.named.get(fold(text), {}).items()}
        if len(found) > 1:
            raise Faulty("ambiguous_hall", _("Several halls are called “%(text)s”.") % {"text": texts[0]})
        hall = next(iter(found.values()), None)
        if hall is None:
            raise Faulty("unknown_hall", _("There is no hall “%(text)s”.") % {"text": texts[0]})
        if hall.state != Hall.State.OPEN:
            raise Faulty("closed_hall", _("The hall %(hall)s is closed.") % {"hall": hall})
        return hall


def names_of(hall) -> set[str]:
    """``DJ``, ``Salle Djoliba``, ``Salle Djoliba, CICB``, ``CICB, Djoliba Hall`` … folded."""
    own = [hall.code, *wordings(hall.name)]
    sites = [hall.site.code, *wordings(hall.site.name)]
    both = [f"{one} {site}" for one in own for site in sites] + [
        f"{site} {one}" for one in own for site in sites
    ]
    return {fold(text) for text in own + both}


@dataclass(frozen=True)
class Held:
    """That something holds a part of a hall during [start, end); ``label`` is its ``UID@start``."""

    start: dt.datetime
    end: dt.datetime
    label: str
    title: str = ""
    booking: int | None = None


class Occupancy:
    """Who holds which part when, in the window that a file touches: one query.

    It foresees what the database will say; the database has the last word.
    """

    def __init__(self, summit, window: tuple[dt.datetime, dt.datetime] | None, user):
        self.of_part: dict[int, list[Held]] = defaultdict(list)
        if window is None:
            return
        rows = BookedPart.objects.filter(
            booking__summit=summit,
            state__in=STANDING,
            occupied_from__lt=window[1],
            occupied_until__gt=window[0],
        )
        for row in rows.select_related("booking__item", "booking__meeting").order_by("pk"):
            self.of_part[row.part_id].append(held_by(row.booking, summit.tz, user))

    def release(self, bookings: set[int]) -> None:
        """Forget what these bookings hold."""
        for part, held in self.of_part.items():
            self.of_part[part] = [one for one in held if one.booking not in bookings]

    def holder(self, hall, start, end) -> Held | None:
        """What stands first in the way of the hall during [start, end)."""
        ways = [
            one for part in hall.part_ids for one in self.of_part[part] if one.start < end and one.end > start
        ]
        return min(ways, key=lambda one: (one.start, one.label), default=None)

    def hold(self, hall, held: Held) -> None:
        for part in hall.part_ids:
            self.of_part[part].append(held)


def held_by(booking, zone, user) -> Held:
    """What a booking occupies, and its name as far as ``user`` may know it."""
    return Held(
        start=booking.occupied_from,
        end=booking.occupied_until,
        label=label_of(booking, zone),
        title=shown(booking, user),
        booking=booking.pk,
    )


def label_of(booking, zone) -> str:
    """``UID@start`` of a booking that serves an imported item; of any other one with its own public name."""
    uid = booking.item.uid if booking.item_id else ""
    return label(bare(uid) if uid else booking.public_id, booking.starts_at, zone)


def label(uid: str, start: dt.datetime, zone) -> str:
    """How a conflict names one side: the UID and the start on the summit's clocks, ISO 8601 with its offset."""
    return f"{uid}@{start.astimezone(zone).isoformat(timespec='seconds')}"
