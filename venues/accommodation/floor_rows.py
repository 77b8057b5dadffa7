"""The floors of a hotel as values: its rooms as lanes, who sleeps in them as bars, and a shelf of who has no room."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from summit import writing
from summit.days import day_bounds
from venues.accommodation.assignment import HOLDING, RoomAssignment
from venues.accommodation.hotel import Floor, Hotel, Room
from venues.accommodation.list_names import guest_name, sees_room
from venues.halls.timeline_rows import Block, Lane

NIGHTS = 14  # on one page
SHELF = "shelf-"  # begins the name of the lanes of those who have no room number
NOON = dt.timedelta(hours=12)
SHOWN = (RoomAssignment.State.REQUESTED, *HOLDING)
LOOKS = {"requested": "option", "proposed": "option", "confirmed": "booked", "checked_in": "used"}
MARKS = {"requested": "todo", "proposed": "wait", "confirmed": "done", "checked_in": "doing"}
EDITS = "venues.edit_lodging"


@dataclass(frozen=True, kw_only=True)
class Sleep(Block):
    """A lodging as a bar from noon of the arrival to noon of the departure."""

    check_in: dt.date
    check_out: dt.date

    @property
    def hours(self) -> str:
        return nights_words(self)


def nights_words(lodging) -> str:
    return f"{writing.short_date(lodging.check_in)} – {writing.short_date(lodging.check_out)}"


@dataclass(frozen=True, kw_only=True)
class Storey:
    """A floor with its rooms."""

    name: str
    secured: bool
    kept_for: str
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, kw_only=True)
class Floors:
    """What the page shows of a hotel between two days."""

    hotel: Hotel
    first: dt.date
    start: dt.datetime
    now: dt.datetime
    storeys: tuple[Storey, ...]
    shelf: tuple[Lane, ...]

    @property
    def last(self) -> dt.date:
        return self.first + dt.timedelta(days=NIGHTS - 1)

    @property
    def lanes(self) -> list[Lane]:
        return [*self.shelf, *(lane for one in self.storeys for lane in one.lanes)]

    @property
    def waiting(self) -> int:
        return sum(len(lane.blocks) for lane in self.shelf)

    @property
    def moves(self) -> bool:
        return any(block.move for lane in self.lanes for block in lane.blocks)

    @property
    def version(self) -> str:
        """Changes whenever anything that is shown does."""
        shown = (self.first, self.now.date(), self.storeys, self.shelf, writing.language())
        return "v" + hashlib.blake2b(repr(shown).encode(), digest_size=6).hexdigest()


def floors(user, hotel, first: dt.date, *, now: dt.datetime) -> Floors:
    """The floors as ``user`` may read them: three queries."""
    start, end = day_bounds(hotel.summit, first, NIGHTS)
    rooms = list(Room.objects.filter(hotel=hotel).select_related("room_type"))
    sleeping: dict[int | None, list[Sleep]] = {}
    for row in lodgings(user, hotel, first):
        sleeping.setdefault(row.room_id, []).append(sleep_of(row, user, start, end))
    by_floor: dict[int, list[Lane]] = {}
    for room in rooms:
        by_floor.setdefault(room.floor_id, []).append(lane_of(room, sleeping.get(room.pk, ())))
    storeys = Floor.objects.filter(hotel=hotel).select_related("kept_for").order_by("-level")
    return Floors(
        hotel=hotel,
        first=first,
        start=start,
        now=now.astimezone(hotel.summit.tz).replace(minute=0, second=0, microsecond=0),
        storeys=tuple(storey(one, by_floor[one.pk]) for one in storeys if one.pk in by_floor),
        shelf=shelf_of(sleeping.get(None, ())),
    )


def lodgings(user, hotel, first):
    """Who sleeps in the hotel on one of the nights, or asks to."""
    rows = (
        RoomAssignment.objects.visible_to(user).for_list().select_related("occupant__rank_class", "crew_of")
    )
    until = first + dt.timedelta(days=NIGHTS)
    rows = rows.filter(hotel=hotel, state__in=SHOWN, check_in__lt=until, check_out__gt=first)
    return rows.order_by("check_in", "pk")


def sleep_of(row, user, start, end) -> Sleep:
    """The bar of a lodging; who may not know whose room it is sees only that it is taken."""
    hidden = row.room_id is not None and not sees_room(user, row)
    moves = not hidden and user.has_perm(EDITS, row)
    midnight = dt.datetime.combine(row.check_in, dt.time.min, tzinfo=start.tzinfo)
    begins = midnight + NOON
    ends = begins + dt.timedelta(days=row.nights)
    address = reverse("hotel-floors", args=[row.hotel.public_id])
    query = f"?from={start.date().isoformat()}&move={row.public_id}#move"
    return Sleep(
        public_id=row.public_id,
        title=_("restricted") if hidden else writing.listed((guest_name(row), row.delegation.code)),
        look="shut" if hidden else LOOKS[row.state],
        state=str(row.get_state_display()),
        mark=MARKS[row.state],
        starts_at=begins,
        ends_at=ends,
        occupied_from=begins,
        occupied_until=ends,
        revision=row.revision,
        before=begins < start,
        after=ends > end,
        url=address + query if moves else "" if hidden else row.get_absolute_url(),
        move=reverse("hotel-floors-move", args=[row.hotel.public_id, row.public_id]) if moves else "",
        check_in=row.check_in,
        check_out=row.check_out,
    )


def lane_of(room, sleeps) -> Lane:
    return Lane(
        public_id=room.public_id,
        name=room.number,
        seats=str(room.room_type),
        url=room.get_absolute_url(),
        closed=room.state == Room.State.OUT,
        blocks=tuple(sleeps),
    )


def storey(floor, lanes) -> Storey:
    return Storey(
        name=str(floor.level),
        secured=floor.secured,
        kept_for=str(floor.kept_for or ""),
        lanes=tuple(lanes),
    )


def shelf_of(sleeps) -> tuple[Lane, ...]:
    """Those without a room number, as few lanes as hold them side by side; one empty lane to put somebody back."""
    lanes: list[list[Sleep]] = []
    for one in sleeps:
        fitting = (lane for lane in lanes if lane[-1].ends_at <= one.starts_at)
        lane = next(fitting, None)
        if lane is None:
            lanes.append([one])
        else:
            lane.append(one)
    return tuple(
        Lane(
            public_id=f"{SHELF}{at}",
            name=_("without room number"),
            seats="",
            url="",
            closed=False,
            blocks=tuple(lane),
        )
        for at, lane in enumerate(lanes or [[]], start=1)
    )
