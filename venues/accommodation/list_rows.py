"""The guests of a hotel as its list names them, and what has changed since a moment."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from summit import writing
from venues.accommodation.assignment import HOLDING, RoomAssignment
from venues.accommodation.list_names import guest_name, sees_room
from venues.accommodation.lodging_version import LodgingVersion

ON_LIST = (*HOLDING, RoomAssignment.State.CHECKED_OUT)  # whoever stands so is or was the hotel's guest
NEW, CHANGED, CANCELLED = "new", "changed", "cancelled"
WORDS = {
    NEW: pgettext_lazy("lodging", "New"),
    CHANGED: pgettext_lazy("lodging", "Changed"),
    CANCELLED: pgettext_lazy("lodging", "Cancelled"),
}
LOOKS = {NEW: "doing", CHANGED: "wait", CANCELLED: "void", "": ""}
PLACE = (
    ("room", gettext_lazy("Room number")),
    ("room_type", gettext_lazy("Type of room")),
    ("check_in", gettext_lazy("Arrival")),
    ("check_out", gettext_lazy("Departure")),
)


@dataclass(frozen=True)
class Row:
    """One line of the list. ``change`` is empty on a whole list; ``was`` has ``(label, before, now)``.

    ``restricted`` where the reader may not know the number of the room.
    """

    lodging: RoomAssignment
    restricted: bool = False
    change: str = ""
    was: tuple[tuple[str, str, str], ...] = ()

    @property
    def guest(self) -> str:
        return guest_name(self.lodging)

    @property
    def number(self) -> str:
        if self.restricted:
            return "—"
        return str(self.lodging.room or "")

    @property
    def hours(self) -> str:
        """Earlier or later than usual."""
        early = _("early check-in") if self.lodging.early_check_in else ""
        return writing.listed((early, _("late check-out") if self.lodging.late_check_out else ""))

    @property
    def remarks(self) -> str:
        """What the hotel prepares; remarks on the person stay in the house."""
        row = self.lodging
        said = (
            "" if row.alone else _("shares the room"),
            row.meals,
            _("smoking") if row.smoking else "",
            _("accessible without steps") if row.accessible else "",
        )
        return writing.listed(said)

    @property
    def word(self) -> str:
        return str(WORDS.get(self.change, ""))

    @property
    def look(self) -> str:
        return LOOKS[self.change]

    @property
    def before(self) -> str:
        """``Room number: 204 → 310``, one after the other."""
        arrow = "←" if writing.language() == "ar" else "→"
        return writing.listed(
            f"{label}{writing.colon()}{was or '–'} {arrow} {now or '–'}" for label, was, now in self.was
        )


def whole(hotel, user) -> list[Row]:
    """Everybody on the hotel's list by arrival, then name: one query."""
    rows = lodgings(user).filter(hotel=hotel, state__in=ON_LIST)
    return [row_of(one, user) for one in sorted(rows, key=in_order)]


def lodgings(user):
    rows = RoomAssignment.objects.visible_to(user).for_list()
    return rows.select_related("occupant__rank_class", "crew_of", "delegation__organisation")


def in_order(lodging):
    name = lodging.occupant.sort_key if lodging.occupant_id else str(lodging.crew_of)
    return lodging.check_in, name, lodging.pk


def row_of(lodging, user, change="", was=()) -> Row:
    return Row(lodging, not sees_room(user, lodging), change, tuple(was))


def since(hotel, user, moment: dt.datetime) -> list[Row]:
    """What is new, changed and cancelled for the hotel after ``moment``: two queries, however many lodgings.

    The newest version of a lodging up to the moment says what it was; without one it was not there.
    """
    then = versions(hotel, moment)
    touched = LodgingVersion.objects.filter(hotel=hotel).values("lodging")
    rows = lodgings(user).filter(Q(pk__in=touched) | Q(hotel=hotel))
    found = []
    for one in sorted(rows, key=in_order):
        old = then.get(one.pk)
        here = one.hotel_id == hotel.pk and one.state in ON_LIST
        if old is None:
            found += [row_of(one, user, NEW)] if here else []
        elif not here:
            found.append(row_of(one, user, CANCELLED))
        elif was := differences(old, one, restricted=not sees_room(user, one)):
            found.append(row_of(one, user, CHANGED, was))
    order = (NEW, CHANGED, CANCELLED)
    return sorted(found, key=lambda row: order.index(row.change))


def versions(hotel, moment) -> dict[int, LodgingVersion]:
    """What each lodging was then, of those that stood on the hotel's list: one query."""
    ours = LodgingVersion.objects.filter(hotel=hotel, at__lte=moment).values("lodging")
    rows = LodgingVersion.objects.filter(lodging__in=ours, at__lte=moment)
    newest: dict[int, LodgingVersion] = {}
    for one in rows.select_related("room", "room_type").order_by("at", "pk"):
        newest[one.lodging_id] = one
    return {key: one for key, one in newest.items() if one.hotel_id == hotel.pk and one.state in ON_LIST}


def differences(old, new, *, restricted) -> list[tuple[str, str, str]]:
    """``(label, was, is)`` of place and days; of a restricted number only that it changed."""
    found = []
    for name, label in PLACE:
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            hidden = restricted and name == "room"
            found.append((str(label), *(("—", "—") if hidden else (said(was), said(now)))))
    return found


def said(value) -> str:
    if isinstance(value, dt.date):
        return writing.short_date(value)
    return str(value) if value else ""
