"""What somebody should look at among the lodgings: nights that moved, guests who do not come, rooms that are closed."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delegations.roster.models import Membership
from delegations.roster.portfolio import holder
from summit import clock, writing
from summit.findings import ALERT, NOTICE, WARNING, Finding, finding
from venues.accommodation.assignment import HOLDING, RoomAssignment
from venues.accommodation.entitled import GONE
from venues.accommodation.hotel import Hotel, Room
from venues.accommodation.lodging_words import days
from venues.accommodation.rights import LODGING
from venues.accommodation.stays import Told, crew_stay, told

State = RoomAssignment.State
STANDING = (State.REQUESTED, *HOLDING)


@dataclass(frozen=True)
class Problem:
    """``nights`` are the days that the lodging would have if it followed the movements."""

    lodging: RoomAssignment
    level: str
    code: str
    sentence: str
    nights: tuple[dt.date, dt.date] | None = None


def problems_of(lodging: RoomAssignment) -> list[Problem]:
    """What is to be looked at of one lodging."""
    return list(look([lodging], clock.today(lodging.summit)))


def look(lodgings: Sequence[RoomAssignment], today: dt.date) -> Iterator[Problem]:
    """What is to be looked at of standing lodgings of one summit: three queries, however many they are."""
    stay = stays_told(lodgings)
    first, last = bounds(lodgings)
    for row in lodgings:
        if row.state in HOLDING and row.check_out > today:
            yield from closed(row)
        if row.state != State.CHECKED_IN and gone(row):
            yield Problem(
                row, WARNING, "lodged_and_gone", _("The guest does not come any more, and the room is kept.")
            )
        elif row.pk in stay:
            key = row.occupant_id or -row.pk
            yield from moved(row, stay[row.pk], first.get(key) == row.pk, last.get(key) == row.pk, today)


def closed(row) -> Iterator[Problem]:
    if row.hotel_id and row.hotel.state == Hotel.State.CLOSED:
        yield Problem(row, ALERT, "hotel_closed", _("The hotel is no longer used: move the guest elsewhere."))
    elif row.room_id and row.room.state == Room.State.OUT:
        yield Problem(row, ALERT, "room_out", _("The room is out of order: move the guest elsewhere."))


def gone(row) -> bool:
    """Whether the guest was taken off the list, or the whole delegation has left or does not come."""
    member = row.occupant
    off = member is not None and member.state not in Membership.LIVE
    return off or row.delegation.state in GONE


def stays_told(lodgings) -> dict[int, Told]:
    """What the movements say of each lodging's guest or crew."""
    members = {row.occupant_id: row.occupant for row in lodgings if row.occupant_id}
    for row in lodgings:  # the days are those of the summit in work: it is not asked for each of them
        if row.occupant_id:
            members[row.occupant_id].summit = row.summit
    said = told(list(members.values()))
    found = {row.pk: said[row.occupant_id] for row in lodgings if row.occupant_id}
    for row in lodgings:
        if row.crew_of_id:
            stay = crew_stay(row.crew_of)
            found[row.pk] = Told(stay.check_in, stay.check_out, True) if stay.known else Told(None, None)
    return found


def bounds(lodgings) -> tuple[dict[int, int], dict[int, int]]:
    """Of each guest the key of the lodging that begins first and of the one that ends last; a crew's are its own."""
    guests = {row.occupant_id for row in lodgings if row.occupant_id}
    rows = RoomAssignment.objects.filter(occupant__in=guests, state__in=STANDING)
    every = list(rows.order_by("check_in", "pk").values_list("occupant", "pk", "check_out"))
    first: dict[int, int] = {-row.pk: row.pk for row in lodgings if row.crew_of_id}
    last = dict(first)
    for guest, key, _until in every:
        first.setdefault(guest, key)
    last |= {guest: key for guest, key, _until in sorted(every, key=lambda one: one[2])}
    return first, last


def moved(row, said, begins, ends, today) -> Iterator[Problem]:
    """The nights that the movements add or take away, at the end of the stay that this lodging is."""
    ahead = begins and said.check_in and row.check_in > today and row.state != State.CHECKED_IN
    check_in = (
        max(said.check_in, today) if ahead else row.check_in
    )  # a night that is past is not given any more
    check_out = said.check_out if ends and said.check_out else row.check_out
    same = (check_in, check_out) == (row.check_in, row.check_out)
    if same or check_out <= check_in or max(check_out, row.check_out) <= today:
        return
    longer = check_in < row.check_in or check_out > row.check_out
    words = {"given": days(row.check_in, row.check_out), "needed": days(check_in, check_out)}
    if longer:
        said_so = _("Nights to move: given %(given)s, the movements say %(needed)s.") % words
    else:
        said_so = _("Nights too many: given %(given)s, the movements say %(needed)s.") % words
    level = WARNING if longer else NOTICE
    yield Problem(row, level, "nights_to_move", writing.one_stop(said_so), (check_in, check_out))


def standing(summit, today):
    """The lodgings that a finding may be about, with all that is looked at."""
    rows = RoomAssignment.objects.of(summit).filter(state__in=STANDING, check_out__gte=today).for_list()
    return rows.select_related("occupant__rank_class", "crew_of__summit").order_by("check_in", "pk")


@finding("venues.lodgings")
def lodgings(summit, today):
    """All of it for the summit, what is the same for several of a delegation once; names stay out.

    Findings are read by more people than the lodgings.
    """
    alike: dict[tuple, list[Problem]] = {}
    for one in look(list(standing(summit, today)), today):
        alike.setdefault((one.lodging.delegation_id, one.code, one.sentence), []).append(one)
    ministry = holder(summit.pk, LODGING) if alike else None
    return [as_finding(several, ministry) for several in alike.values()]


def as_finding(several: list[Problem], ministry: Any) -> Finding:
    problem, row, message = several[0], several[0].lodging, several[0].sentence
    url = row.get_absolute_url()
    if len(several) > 1:
        rooms = ngettext("%(n)d room", "%(n)d rooms", len(several)) % {"n": len(several)}
        message = f"{rooms}{writing.colon()}{message}"
        url = f"{reverse('lodgings')}?delegation={row.delegation.public_id}"
    return Finding(
        level=problem.level,
        code=f"venues.{problem.code}",
        subject=row.delegation.code,
        message=message,
        owner=str(ministry or _("Lodging officer")),
        url=url,
        ministry_id=ministry.pk if ministry else None,
        right=RoomAssignment.view_right,
    )


def about_delegation(delegation, today) -> list[Problem]:
    """What is to be looked at of one delegation's lodgings, the worst first."""
    order = (ALERT, WARNING, NOTICE)
    rows = list(standing(delegation.summit, today).filter(delegation=delegation))
    return sorted(look(rows, today), key=lambda one: order.index(one.level))
