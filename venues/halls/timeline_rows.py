"""The timeline of the halls as values: who holds which hall, in lanes grouped by site."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse

from summit import writing
from summit.days import day_bounds
from venues.halls import booking_words
from venues.halls.booking import HallBooking
from venues.halls.hall import Hall, HallPart

DAY, WEEK, TABLE = "day", "week", "table"
VIEWS = (DAY, WEEK, TABLE)
FIRST_HOUR = 6  # where a day begins unless something is held before, or the whole day is asked for
MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What an address asks for: a day, a way to see it, a site (its code, or none for all), the whole day or not."""

    day: dt.date
    view: str = DAY
    site: str = ""
    whole: bool = False

    @property
    def days(self) -> int:
        return 7 if self.view == WEEK else 1

    @property
    def first(self) -> dt.date:
        """The first day that is shown: a week begins on its Monday."""
        return self.day - dt.timedelta(days=self.day.weekday()) if self.view == WEEK else self.day


@dataclass(frozen=True, kw_only=True)
class Block:
    """A booking in one lane, in plain values; times are on the summit's clocks.

    ``look`` is booked, option, used or shut. ``held_by`` names the hall through which a lane's parts
    are held where it is not the lane's own. ``url`` is empty where the reader may not open it, and
    ``move`` where the reader may not move it from here.
    """

    public_id: str
    title: str
    look: str
    state: str
    mark: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    occupied_from: dt.datetime
    occupied_until: dt.datetime
    revision: int
    before: bool
    after: bool
    held_by: str = ""
    url: str = ""
    move: str = ""

    @property
    def hours(self) -> str:
        """``09:00 – 10:00``; the days with them where it crosses midnight."""
        if self.starts_at.date() == self.ends_at.date():
            return f"{writing.hour(self.starts_at)} – {writing.hour(self.ends_at)}"
        return " – ".join(written(at) for at in (self.starts_at, self.ends_at))

    @property
    def around(self) -> str:
        """The hours with set-up and clearing."""
        return f"{writing.hour(self.occupied_from)} – {writing.hour(self.occupied_until)}"


def written(at) -> str:
    """``lun. 22 déc., 22:00`` of a moment that is on the right clocks already."""
    return writing.short_day(at.date()) + writing.comma() + writing.hour(at)


@dataclass(frozen=True, kw_only=True)
class Lane:
    """A hall and what holds it, in order of time."""

    public_id: str
    name: str
    seats: int
    url: str
    closed: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, kw_only=True)
class Group:
    """A site with its halls."""

    code: str
    name: str
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, kw_only=True)
class Grid:
    """What the page shows between ``start`` and ``end`` at one minute; ``bookings`` are the rows behind it."""

    asked: Asked
    now: dt.datetime
    start: dt.datetime
    end: dt.datetime
    groups: tuple[Group, ...]
    sites: tuple[tuple[str, str], ...]
    bookings: tuple[HallBooking, ...]

    @property
    def lanes(self) -> list[Lane]:
        return [lane for group in self.groups for lane in group.lanes]

    @property
    def last(self) -> dt.date:
        return self.asked.first + dt.timedelta(days=self.asked.days - 1)

    @property
    def zone(self) -> str:
        """The name of the summit's clocks."""
        return str(self.start.tzinfo)

    @property
    def moves(self) -> bool:
        """Whether the reader may move anything that is shown."""
        return any(block.move for lane in self.lanes for block in lane.blocks)

    @property
    def version(self) -> str:
        """Changes whenever anything that is shown does, the minute included."""
        shown = (self.asked, writing.hour(self.now), self.now.date(), self.groups, writing.language())
        return "v" + hashlib.blake2b(repr(shown).encode(), digest_size=6).hexdigest()

    def session(self, state: str) -> list[HallBooking]:
        """The sessions of that state, sweeps and closures left out."""
        return [
            row for row in self.bookings if row.state == state and row.purpose == HallBooking.Kind.SESSION
        ]


def grid(user, asked: Asked, *, now: dt.datetime) -> Grid:
    """The timeline as ``user`` may read it: four queries."""
    summit = user.summit
    start, end = day_bounds(summit, asked.first, asked.days)
    halls = halls_of(user)
    shown = [hall for hall in halls if asked.site in ("", hall.site.code)]
    rows = bookings_of(summit, start, end)
    lanes = [(hall, lane_of(hall, rows, user, start, end, asked)) for hall in shown]
    held = {row.pk: row for hall in shown for row in rows if touches(row, hall)}
    return Grid(
        asked=asked,
        now=now.astimezone(summit.tz).replace(second=0, microsecond=0),
        start=opening(start, held.values(), asked),
        end=end,
        groups=grouped(lanes),
        sites=tuple(dict.fromkeys((hall.site.code, str(hall.site)) for hall in halls)),
        bookings=tuple(held.values()),
    )


def halls_of(user) -> list[Hall]:
    """Every hall with its parts, site after site in the order of the timeline: two queries."""
    rows = Hall.objects.visible_to(user).select_related("site")
    halls = list(rows.prefetch_related(Prefetch("parts", HallPart.objects.only("pk"), to_attr="its_parts")))
    first: dict[int, int] = {}
    for place, hall in enumerate(halls):
        first.setdefault(hall.site_id, place)
    return sorted(halls, key=lambda hall: first[hall.site_id])


def bookings_of(summit, start, end) -> list[HallBooking]:
    """The standing bookings of [start, end) with the parts that each holds: two queries."""
    rows = HallBooking.objects.of(summit).standing().between(start, end).for_list()
    return list(rows.prefetch_related("held_parts").order_by("occupied_from", "pk"))


def touches(row, hall) -> bool:
    """Whether the booking holds the hall, itself or through a part that both share."""
    own = {part.pk for part in hall.its_parts}
    return row.hall_id == hall.pk or any(held.part_id in own for held in row.held_parts.all())


def opening(start, rows, asked):
    """The hour with which the axis begins: nothing that is held lies before it."""
    if asked.whole or asked.days > 1:
        return start
    earliest = [row.occupied_from.astimezone(start.tzinfo) for row in rows]
    hours = [at.hour if at >= start else 0 for at in earliest]
    return start.replace(hour=min([FIRST_HOUR, *hours]))


def lane_of(hall, rows, user, start, end, asked) -> Lane:
    found = (row for row in rows if touches(row, hall))
    return Lane(
        public_id=hall.public_id,
        name=str(hall),
        seats=hall.seats,
        url=hall.get_absolute_url(),
        closed=hall.state == Hall.State.CLOSED,
        blocks=tuple(block_of(row, hall, user, start, end, asked) for row in found),
    )


def block_of(row, hall, user, start, end, asked) -> Block:
    may_edit = user.has_perm("venues.edit_booking", row)
    may_view = user.has_perm("venues.view_booking", row)
    url = reverse("hall-booking-edit", args=[row.public_id]) if may_edit else row.get_absolute_url()
    own = row.hall_id == hall.pk
    moves = may_edit and own and asked.view != TABLE
    return Block(
        public_id=row.public_id,
        title=booking_words.shown(row, user),
        look=look_of(row),
        state=str(row.get_state_display()),
        mark=row.look,
        starts_at=row.starts_at.astimezone(start.tzinfo),
        ends_at=row.ends_at.astimezone(start.tzinfo),
        occupied_from=row.occupied_from.astimezone(start.tzinfo),
        occupied_until=row.occupied_until.astimezone(start.tzinfo),
        revision=row.revision,
        before=row.occupied_from < start,
        after=row.occupied_until > end,
        held_by="" if own else str(row.hall),
        url=url if may_edit or may_view else "",
        move=reverse("hall-bookings-move", args=[row.public_id]) if moves else "",
    )


def look_of(row) -> str:
    if row.purpose != HallBooking.Kind.SESSION:
        return "shut"
    return {"held": "option", "used": "used"}.get(row.state, "booked")


def grouped(lanes) -> tuple[Group, ...]:
    """Lanes that follow each other in one site, under its name."""
    groups: dict[str, tuple[str, list[Lane]]] = {}
    for hall, lane in lanes:
        groups.setdefault(hall.site.code, (str(hall.site), []))[1].append(lane)
    return tuple(Group(code=code, name=name, lanes=tuple(found)) for code, (name, found) in groups.items())
