"""The arrivals board as values: what is next, the rows by day, and marks that say what has changed."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from delegations.travel import movement_words as words
from delegations.travel.movement import Movement
from delegations.travel.movements import on_days, rows_for, stand_of
from delegations.travel.time_reading import typed
from summit import writing
from summit.days import day_bounds

DAYS = 2  # today and tomorrow
OVERDUE = dt.timedelta(days=1)  # what was awaited since yesterday and is not noted yet stays on the board


def mark(value) -> str:
    """A short name for a value: two that show the same have the same."""
    return "v" + hashlib.blake2b(repr(value).encode(), digest_size=6).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Line:
    """One movement as its row shows it, in plain values. ``at`` and ``planned`` are local times."""

    public_id: str
    code: str
    url: str
    direction: str
    at: dt.datetime
    planned: dt.datetime
    typed: str
    flight: str
    place: str
    flag: str
    who: str
    group: str
    others: int
    led: bool
    party: int
    is_head: bool
    greeted: str
    stand: str
    lacks_stand: bool
    lounge: str
    vehicles: str
    look: str
    state: str
    is_ahead: bool
    may_tell: bool
    finish: str
    gaps: tuple[str, ...]

    @property
    def mark(self) -> str:
        return mark(self)

    @property
    def changed(self) -> bool:
        return self.at != self.planned

    @property
    def moved_day(self) -> bool:
        return self.at.date() != self.planned.date()


def line(row, *, names: bool) -> Line:
    """The row of one movement; asks no query of one that ``rows_for`` gave."""
    zone, held, (look, state) = row.summit.tz, stand_of(row), words.standing(row)
    planned, at = row.planned_at.astimezone(zone), row.best_time.astimezone(zone)
    step = "land" if row.is_arrival else "leave"
    return Line(
        public_id=row.public_id, code=row.code, url=row.get_absolute_url(), direction=row.direction,
        at=at, planned=planned, typed=typed(at, day=planned.date(), zone=zone),
        flight=words.carried_by(row), place=row.place, flag=row.delegation.country,
        who=words.leader(row, names=names), group=words.group(row, names=names),
        others=words.others(row), led=bool(row.principal_id),
        party=row.party,
        is_head=bool(row.principal and row.principal.is_head), greeted=words.greeted_by(row, names=names),
        stand=held.stand.code if held else "",
        lacks_stand=bool(row.flight_id and row.is_arrival and row.is_ahead and held is None),
        lounge=row.lounge, vehicles=row.vehicles, look=look, state=state, is_ahead=row.is_ahead,
        may_tell=row.may_tell and row.is_ahead,
        finish=reverse("step", args=["movement", row.public_id, step]) if row.may_step else "",
        gaps=tuple(words.gaps(row)),
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Board:
    """One direction on today and tomorrow, at one minute."""

    direction: str
    now: dt.datetime
    lines: tuple[Line, ...]

    @property
    def days(self) -> list[tuple[dt.date, list[Line]]]:
        found: dict[dt.date, list[Line]] = {}
        for one in self.lines:
            found.setdefault(one.at.date(), []).append(one)
        return sorted(found.items())

    @property
    def next(self) -> Line | None:
        """The first that is still awaited, overdue ones included."""
        return next((one for one in self.lines if one.is_ahead), None)

    @property
    def until_next(self) -> str:
        return words.until(self.next.at, self.now) if self.next else ""

    @property
    def overdue(self) -> bool:
        return bool(self.next) and self.next.at < self.now

    @property
    def today(self) -> list[Line]:
        return [one for one in self.lines if one.at.date() == self.now.date() and one.look != "void"]

    @property
    def next_mark(self) -> str:
        return mark((self.next, self.until_next))

    @property
    def clock_mark(self) -> str:
        return mark((writing.hour(self.now), self.done, self.ahead))

    @property
    def version(self) -> str:
        """Changes whenever anything on the board does, the minute included."""
        return mark((self.direction, writing.hour(self.now), self.now.date(), self.lines, writing.language()))

    @property
    def done(self) -> int:
        return sum(not one.is_ahead for one in self.today)

    @property
    def ahead(self) -> int:
        return sum(one.is_ahead for one in self.today)


def board(user, *, direction: str, now: dt.datetime, names: bool) -> Board:
    """The board as ``user`` sees it: two queries. Without ``names`` no person is named."""
    summit = user.summit
    local = now.astimezone(summit.tz).replace(second=0, microsecond=0)  # as the clock on the page shows it
    start, _end = day_bounds(summit, local.date())
    rows = rows_for(user).filter(direction=direction)
    overdue = Q(at__gte=start - OVERDUE, at__lt=start, state__in=Movement.AHEAD)
    found = rows.filter(on_days(summit, local.date(), DAYS) | overdue).order_by("at", "pk")
    return Board(direction=direction, now=local, lines=tuple(line(row, names=names) for row in found))
