"""What a proposal is made from, read in the same number of queries however many guests there are."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q

from delegations.roster.models import Membership, Quota
from delegations.travel.models import Flight
from summit import clock
from venues.accommodation.assignment import HOLDING, HeldBed, RoomAssignment
from venues.accommodation.block import BlockNight, RoomBlock
from venues.accommodation.entitled import by_rank, covers, in_need, without_bed
from venues.accommodation.hotel import Floor, Hotel, Room
from venues.accommodation.proposing import world as w
from venues.accommodation.proposing.objective import weight
from venues.accommodation.stays import crew_stay, stays

SECURITY = "E"  # the category of close protection
ASSUMED = "assumed"  # the nights are not the guest's own


@dataclass(frozen=True)
class Asker:
    """Who needs a room, as the line of the proposal names it; ``guest`` is the same person without a name."""

    guest: w.Guest
    paid_by: str
    because: str = ""
    occupant: int | None = None
    crew_of: int | None = None


@dataclass(frozen=True)
class Read:
    world: w.World
    askers: Sequence[Asker]


def read(summit: Any, delegation: Any = None) -> Read:
    """Everybody without a bed of the summit or of one delegation, and all that is free from today on."""
    askers = [*members(summit, delegation)]
    askers += crews(summit, delegation, first=len(askers))
    hotels = Hotel.objects.of(summit).in_use().values("pk")
    homes: dict[Any, set[int]] = {}
    held = RoomAssignment.objects.of(summit).holding().filter(occupant__isnull=False)
    for one, hotel in held.order_by().values_list("delegation", "hotel").distinct():
        homes.setdefault(one, set()).add(hotel)
    world = w.World(
        guests=[one.guest for one in askers],
        blocks=blocks(summit),
        floors=[
            w.Floor(key=key, hotel=hotel, level=level, secured=secured, kept_for=kept_for)
            for key, hotel, level, secured, kept_for in Floor.objects.filter(hotel__in=hotels).values_list(
                "pk", "hotel", "level", "secured", "kept_for"
            )
        ],
        rooms=rooms(hotels),
        at_home={one: frozenset(hotels) for one, hotels in homes.items()},
    )
    return Read(world, askers)


def from_today(check_in: dt.date, check_out: dt.date, today: dt.date) -> tuple[dt.date, dt.date] | None:
    """The nights that are still to come, or None."""
    return (max(check_in, today), check_out) if check_out > max(check_in, today) else None


def members(summit, delegation) -> list[Asker]:
    """Members without a bed and those whose lodging is only asked for, the best rank first."""
    requests = RoomAssignment.objects.of(summit).filter(
        state=RoomAssignment.State.REQUESTED, occupant__isnull=False, alone=True
    )
    asked = {row.occupant_id: row for row in requests.order_by("-check_in", "-pk")}
    unbedded = without_bed(summit).order_by().values("pk")
    held = RoomAssignment.objects.holding().filter(occupant=OuterRef("pk"))
    wishing = Q(pk__in=requests.values("occupant")) & ~Exists(held)
    rows = by_rank(in_need(summit).filter(Q(pk__in=unbedded) | wishing))
    if delegation:
        rows = rows.filter(delegation=delegation)
    found: Sequence[Membership] = list(rows.select_related("summit", "rank_class", "category"))
    nights, cover, today = stays(found), covers(found), clock.today(summit)
    askers: list[Asker] = []
    for row in found:
        request, stay, paid = asked.get(row.pk), nights[row.pk], cover[row.pk]
        start, end = (request.check_in, request.check_out) if request else (stay.check_in, stay.check_out)
        if span := from_today(start, end, today):
            guest = guest_of(row, len(askers), span, request, paid.room_type)
            because = ASSUMED if not (request or stay.known) else ""
            askers.append(Asker(guest, paid.paid_by, because, occupant=row.pk))
    return askers


def guest_of(row, order, span, request, entitled) -> w.Guest:
    """A head for whom no rule names a type of room is to have any suite; a request may name a type for anybody."""
    wants = request.room_type_id if request else entitled.pk if entitled else None
    return w.Guest(
        key=row.pk,
        delegation=row.delegation_id,
        order=order,
        check_in=span[0],
        check_out=span[1],
        weight=weight(row.rank_class.order if row.rank_class else None, is_head=row.is_head),
        wants=wants,
        wants_suite=row.is_head and wants is None,
        principal=row.is_head,
        security=bool(row.category and row.category.code == SECURITY),
        accessible=bool(request and request.accessible),
    )


def crews(summit, delegation, *, first: int) -> list[Asker]:
    """A room for each of the crew of a special flight that waits here over night and has no hotel of its own."""
    lodged = Count(
        "pk", filter=Q(state__in=[*HOLDING, RoomAssignment.State.REQUESTED])
    )  # rooms that the crew has or awaits
    has = dict(
        RoomAssignment.objects.of(summit)
        .filter(crew_of__isnull=False)
        .order_by()
        .values("crew_of")
        .annotate(rooms=lodged)
        .values_list("crew_of", "rooms")
    )
    flights = Flight.objects.of(summit).exclude(state__in=[Flight.State.EXPIRED, Flight.State.REFUSED])
    flights = flights.filter(
        landing=True,
        crew__gt=0,
        crew_hotel="",
        repositioning="",
        arrives_at__isnull=False,
        departs_at__isnull=False,
    )
    if delegation:
        flights = flights.filter(delegation=delegation)
    askers: list[Asker] = []
    for flight in flights.select_related("summit").order_by("arrives_at", "pk"):
        stay, crew = crew_stay(flight), f"crew-{flight.pk}"
        span = from_today(stay.check_in, stay.check_out, clock.today(summit)) if stay.known else None
        for number in range(has.get(flight.pk, 0), flight.crew) if span else ():
            guest = w.Guest(
                key=f"{crew}-{number}",
                delegation=crew,
                order=first + len(askers),
                check_in=span[0],
                check_out=span[1],
            )
            askers.append(Asker(guest, Quota.Payer.OWN, crew_of=flight.pk))
    return askers


def blocks(summit) -> list[w.Block]:
    """The open blocks of hotels in use, with the rooms that nobody holds."""
    rows = RoomBlock.objects.of(summit).open().filter(hotel__state=Hotel.State.OPEN)
    rows = list(rows.select_related("hotel", "room_type").order_by("hotel__order", "code", "pk"))
    held = Count("held", filter=Q(held__state__in=HOLDING))
    free: dict[int, dict[dt.date, int]] = {row.pk: {} for row in rows}
    nights = BlockNight.objects.filter(block__in=free).order_by().annotate(left=F("rooms") - held)
    for block, night, left in nights.values_list("block", "night", "left"):
        free[block][night] = left
    return [
        w.Block(
            key=row.pk,
            hotel=row.hotel_id,
            room_type=row.room_type_id,
            free=free[row.pk],
            is_suite=row.room_type.is_suite,
            minutes=row.hotel.minutes,
            rate=None if row.rate is None else float(row.rate),
            currency=row.currency,
        )
        for row in rows
    ]


def rooms(hotels) -> list[w.Room]:
    """The usable rooms in the order of their numbers; a room of which one bed is held is held."""
    found = Room.objects.filter(hotel__in=hotels, state=Room.State.USABLE)
    taken: dict[int, list[tuple[dt.date, dt.date]]] = {}
    beds = HeldBed.objects.filter(bed__room__in=found.values("pk"), state__in=HOLDING)
    for room, start, end in beds.values_list("bed__room", "check_in", "check_out"):
        taken.setdefault(room, []).append((start, end))
    return [
        w.Room(
            key=room.pk,
            hotel=room.hotel_id,
            floor=room.floor_id,
            room_type=room.room_type_id,
            accessible=room.accessible,
            adjoins=room.adjoins_id,
            taken=taken.get(room.pk, ()),
        )
        for room in found.order_by("hotel", "sort_key", "pk")
    ]
