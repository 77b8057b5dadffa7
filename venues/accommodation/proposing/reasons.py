"""Codes of what a proposal could not give: one for each guest who has no room, or not the one asked for."""

from collections import Counter
from collections.abc import Hashable, Mapping

from venues.accommodation.proposing.world import Block, Guest, Room, World

NO_NIGHTS = "no_nights"  # no block has a room for all of the nights
FULL = "full"  # the rooms for these nights went to others
NO_SUITE = "no_suite"
OTHER_TYPE = "other_type"
WITH_STEPS = "with_steps"
APART = "apart"  # in another hotel than most of the delegation
OTHER_FLOOR = "other_floor"  # security on another floor than its principal
NO_NUMBER = "no_number"  # in the block; no numbered room was open to the guest
WITHOUT_ROOM = (NO_NIGHTS, FULL)


class Reasons:
    """Why each guest of a world did not get what was asked."""

    def __init__(self, world: World, chosen: Mapping[Hashable, Block | None], rooms: Mapping[Hashable, Room]):
        self.world, self.chosen, self.rooms = world, chosen, rooms
        self.numbered = {(room.hotel, room.room_type) for room in world.rooms}
        found: dict[Hashable, Counter] = {}
        self.principals: dict[tuple[Hashable, int], set[int]] = {}
        for guest in world.guests:
            if block := chosen[guest.key]:
                found.setdefault(guest.delegation, Counter())[block.hotel] += 1
            if guest.principal and (room := rooms.get(guest.key)):
                self.principals.setdefault((guest.delegation, room.hotel), set()).add(room.floor)
        self.main = {delegation: self._main(hotels) for delegation, hotels in found.items()}

    @staticmethod
    def _main(hotels) -> int:
        return min(hotels, key=lambda hotel: (-hotels[hotel], hotel))

    def of(self, guest: Guest) -> str:
        """The gravest code of a guest, empty where nothing is missing."""
        block, room = self.chosen[guest.key], self.rooms.get(guest.key)
        if block is None:
            return FULL if self._ever_free(guest) else NO_NIGHTS
        if guest.wants_suite and not block.is_suite:
            return NO_SUITE
        if guest.wants is not None and guest.wants != block.room_type:
            return OTHER_TYPE
        if guest.accessible and not (room and room.accessible) and self._tells(block):
            return WITH_STEPS
        if block.hotel not in self.world.at_home.get(guest.delegation, {self.main[guest.delegation]}):
            return APART
        return self._of_room(guest, block, room)

    def _tells(self, block) -> bool:
        return (block.hotel, block.room_type) in self.numbered

    def _of_room(self, guest, block, room) -> str:
        floors = self.principals.get((guest.delegation, block.hotel), set()) if guest.security else set()
        if floors and room and room.floor not in floors:
            return OTHER_FLOOR
        return NO_NUMBER if room is None and self._tells(block) else ""

    def _ever_free(self, guest) -> bool:
        nights = [self.world.nights[night] for night in self.world.span(guest.check_in, guest.check_out)]
        return any(all(block.free.get(night, 0) > 0 for night in nights) for block in self.world.blocks)
