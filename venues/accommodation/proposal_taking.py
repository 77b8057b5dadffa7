"""Taking a proposal over: its lines become proposed lodgings, but for what was given meanwhile.

All that will be written is queued for first, in the order in which one room is given (guests,
beds, nights), so that whatever is then seen as free is free. What is not is named on its line and
the others are taken; a delegation that the database refuses all the same is taken line by line.
"""

import datetime as dt
from collections.abc import Hashable, Sequence
from typing import Any

from django.db import transaction

from delegations.roster.models import Membership
from summit import audit
from summit.constraints import queue
from summit.workflow import OutOfStep
from venues.accommodation import giving, rooming
from venues.accommodation.assignment import HOLDING, HeldBed, HeldNight, RoomAssignment
from venues.accommodation.block import BlockNight, RoomBlock
from venues.accommodation.entitled import covers, in_need
from venues.accommodation.hotel import Bed, Hotel, Room
from venues.accommodation.lodging_version import LodgingVersion

AT_ONCE = 1000
BED_GIVEN, NIGHT_GIVEN, LODGED, GONE = "bed_given", "night_given", "lodged", "gone"
REFUSALS = {rooming.Taken: BED_GIVEN, rooming.BlockFull: NIGHT_GIVEN, rooming.LodgedAlready: LODGED}


def taken(proposal: Any, *, by: Any, note: str, data: Any) -> None:
    """The step ``take`` of a proposal, in its transaction."""
    given = Taking(proposal, by).all()
    proposal.figures = {**proposal.figures, "taken": given}
    type(proposal).objects.filter(pk=proposal.pk).update(figures=proposal.figures)


class Taking:
    """What is free, and what each line becomes."""

    def __init__(self, proposal, by):
        self.proposal, self.by = proposal, by
        rows = proposal.lines.filter(block__isnull=False).order_by("order")
        self.lines = list(rows.select_related("block__room_type", "crew_of", "occupant__summit"))
        rooms = {line.room_id for line in self.lines if line.room_id}
        self.members = {line.occupant_id for line in self.lines if line.occupant_id}
        queue(Membership.objects.filter(pk__in=self.members))
        queue(Bed.objects.filter(room__in=rooms))
        nights = BlockNight.objects.filter(block__in={line.block_id for line in self.lines})
        queue(nights)
        self.beds: dict[int, list[int]] = {}
        for room, bed in Bed.objects.filter(room__in=rooms).order_by("place").values_list("room", "pk"):
            self.beds.setdefault(room, []).append(bed)
        self.nights = {(night.block_id, night.night): night for night in nights}
        self._look(rooms)

    def _look(self, rooms):
        """What others hold, now that nobody can take more of it."""
        held = HeldBed.objects.filter(bed__room__in=rooms, state__in=HOLDING)
        self.bedded: dict[int, list[tuple[dt.date, dt.date]]] = {}
        for room, start, end in held.values_list("bed__room", "check_in", "check_out"):
            self.bedded.setdefault(room, []).append((start, end))
        self.places: dict[int, set[int]] = {night.pk: set() for night in self.nights.values()}
        taken_places = HeldNight.objects.filter(
            night__block__in={block for block, _night in self.nights}, state__in=HOLDING
        )
        for night, place in taken_places.values_list("night", "place"):
            self.places[night].add(place)
        lodgings = RoomAssignment.objects.filter(occupant__in=self.members)
        self.lodged: dict[int, list[tuple[dt.date, dt.date]]] = {}
        for guest, start, end in lodgings.holding().values_list("occupant", "check_in", "check_out"):
            self.lodged.setdefault(guest, []).append((start, end))
        asked = lodgings.filter(state=RoomAssignment.State.REQUESTED, alone=True).select_related("summit")
        self.asked = {row.occupant_id: row for row in asked.order_by("-check_in", "-pk")}
        needing = in_need(self.proposal.summit).filter(pk__in=self.members)
        self.needing = set(needing.values_list("pk", flat=True))
        blocks = RoomBlock.objects.open().filter(
            pk__in={line.block_id for line in self.lines}, hotel__state=Hotel.State.OPEN
        )
        self.open_blocks = set(blocks.values_list("pk", flat=True))
        usable = Room.objects.filter(pk__in=rooms, state=Room.State.USABLE)
        self.usable = set(usable.values_list("pk", flat=True))
        self.because = covers([line.occupant for line in self.lines if line.occupant_id])

    def all(self) -> int:
        """How many lines became lodgings."""
        by_delegation: dict[Hashable, list] = {}
        for line in self.lines:
            if refusal := self._refusal(line):
                line.unmet = refusal
                continue
            owner = line.occupant.delegation_id if line.occupant_id else line.crew_of.delegation_id
            by_delegation.setdefault(owner, []).append((line, self._hold(line)))
        given = sum(self._take(lines) for lines in by_delegation.values())
        refused = [line for line in self.lines if line.unmet in {*REFUSALS.values(), GONE}]
        self.proposal.lines.model.objects.bulk_update(refused, ["unmet"], batch_size=AT_ONCE)
        return given

    def _refusal(self, line) -> str:
        """Why a line cannot be taken now, or nothing."""
        if line.occupant_id and line.occupant_id not in self.needing:
            return GONE
        if line.occupant_id and meets(line, self.lodged.get(line.occupant_id, ())):
            return LODGED
        if line.block_id not in self.open_blocks or any(
            self._place(line.block_id, day) is None for day in days(line)
        ):
            return NIGHT_GIVEN
        shut = line.room_id is not None and line.room_id not in self.usable
        return BED_GIVEN if shut or meets(line, self.bedded.get(line.room_id, ())) else ""

    def _place(self, block, day) -> int | None:
        night = self.nights.get((block, day))
        if night is None:
            return None
        held = self.places[night.pk]
        return next((place for place in range(1, night.rooms + 1) if place not in held), None)

    def _hold(self, line) -> list[tuple[BlockNight, int]]:
        """Count the line's bed and places as held; the nights with their places."""
        found = []
        for day in days(line):
            night, place = self.nights[line.block_id, day], self._place(line.block_id, day)
            if place is not None:  # it is not: ``_refusal`` has just looked
                self.places[night.pk].add(place)
                found.append((night, place))
        if line.room_id:
            self.bedded.setdefault(line.room_id, []).append((line.check_in, line.check_out))
        return found

    def _take(self, lines: Sequence[tuple[Any, list]]) -> int:
        """The lines of one delegation, in few statements; requests become lodgings one by one."""
        fresh = [(line, places) for line, places in lines if line.occupant_id not in self.asked]
        alone = [line for line, _places in lines if line.occupant_id in self.asked]
        try:
            with rooming.refusing(), transaction.atomic():
                self._write(fresh)
            given = len(fresh)
        except tuple(REFUSALS):
            alone = [line for line, _places in lines]
            given = 0
        return given + sum(self._take_alone(line) for line in alone)

    def _write(self, fresh):
        lodgings = RoomAssignment.objects.bulk_create(
            [self._lodging(line) for line, _places in fresh], batch_size=AT_ONCE
        )
        own = {"summit_id": self.proposal.summit_id}
        HeldBed.objects.bulk_create(
            [
                HeldBed(**own, lodging=one, bed_id=bed)
                for one in lodgings
                for bed in self.beds.get(one.room_id, ())
            ],
            batch_size=AT_ONCE,
        )
        HeldNight.objects.bulk_create(
            [
                HeldNight(**own, lodging=one, night=night, place=place)
                for one, (_line, places) in zip(lodgings, fresh, strict=True)
                for night, place in places
            ],
            batch_size=AT_ONCE,
        )
        audit.record_many(lodgings, "create", by=self.by, changes=giving_changes)
        LodgingVersion.objects.bulk_create([giving.version_of(one) for one in lodgings], batch_size=AT_ONCE)

    def _lodging(self, line) -> RoomAssignment:
        block, cover = line.block, self.because.get(line.occupant_id)
        because = cover.because if cover and cover.paid_by == line.paid_by else ""
        return RoomAssignment(
            summit_id=self.proposal.summit_id,
            delegation_id=(line.occupant or line.crew_of).delegation_id,
            occupant_id=line.occupant_id,
            crew_of_id=line.crew_of_id,
            hotel_id=block.hotel_id,
            room_type=block.room_type,
            block=block,
            room_id=line.room_id,
            check_in=line.check_in,
            check_out=line.check_out,
            paid_by=line.paid_by,
            paid_because=because[:200],
            state=RoomAssignment.State.PROPOSED,
        )

    def _take_alone(self, line) -> bool:
        """One line by the same way as one room that an officer gives; its refusal stands on the line."""
        wanted, asked = self._lodging(line), self.asked.get(line.occupant_id)
        try:
            if asked:
                values = {
                    name: getattr(wanted, name)
                    for name in ("hotel", "room_type", "block", "room", "check_in", "check_out")
                }
                giving.change(asked, by=self.by, revision=asked.revision, **values)
            else:
                giving.give(wanted, by=self.by)
        except tuple(REFUSALS) as refused:
            line.unmet = REFUSALS[type(refused)]
            return False
        except (giving.StaleRevision, OutOfStep):  # somebody is at the request itself
            line.unmet = LODGED
            return False
        return True


def days(line) -> list[dt.date]:
    return rooming.nights_of(line)


def meets(line, spans) -> bool:
    return any(start < line.check_out and end > line.check_in for start, end in spans)


def giving_changes(lodging) -> dict[str, list]:
    """What the audit keeps of a new lodging; the rows that it names are not loaded for it."""
    return {
        "check_in": [None, lodging.check_in],
        "check_out": [None, lodging.check_out],
        "block": [None, lodging.block.code],
        "room_type": [None, lodging.room_type.code],
        "paid_by": [None, lodging.paid_by],
    }
