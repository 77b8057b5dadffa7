"""Rooms by rank, once it is known who sleeps in which hotel and type of room.

Principals first, each with the security of the delegation beside it, then delegation by delegation,
on one floor where it can be. Nobody else comes to a secured floor, and none but its delegation to
a floor that is kept for one. Who finds no such room stays in the block without a number.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping

from venues.accommodation.proposing.world import Block, Guest, Room, World


class Placing:
    """Gives rooms for one world; ``chosen`` is the block of each guest by key, or None."""

    def __init__(self, world: World, chosen: Mapping[Hashable, Block | None]):
        self.world, self.chosen = world, chosen
        self.floors = {floor.key: floor for floor in world.floors}
        self.rooms: dict[tuple[int, int], list[Room]] = {}
        self.next_to: dict[int, set[int]] = {}
        self.taken: dict[int, int] = {}  # nights as bits, by room
        for room in world.rooms:
            self.rooms.setdefault((room.hotel, room.room_type), []).append(room)
            self.taken[room.key] = self._taken(room)
            if room.adjoins is not None:
                self.next_to.setdefault(room.key, set()).add(room.adjoins)
                self.next_to.setdefault(room.adjoins, set()).add(room.key)
        self.place = {room.key: n for n, room in enumerate(world.rooms)}
        self.given: dict[Hashable, Room] = {}
        self.on_floor: dict[Hashable, Counter] = {}  # floors on which a delegation sleeps already
        self.principals: dict[tuple[Hashable, int], list[Room]] = {}

    def _nights(self, start, end) -> int:
        """A number with one bit for each night."""
        return sum(1 << night for night in self.world.span(start, end))

    def _taken(self, room) -> int:
        nights = 0
        for start, end in room.taken:
            nights |= self._nights(start, end)
        return nights

    def all(self) -> dict[Hashable, Room]:
        """The rooms by the guest's key; who has none is not in it."""
        for guest in self._in_turn():
            block = self.chosen[guest.key]
            room = self._best(guest, block) if block else None
            if room:
                self._give(guest, room)
        return self.given

    def _in_turn(self) -> Iterator[Guest]:
        """Each principal with its security, then who is left, delegation by delegation in the order of their best."""
        ranked = sorted(self.world.guests, key=lambda guest: guest.order)
        led = {guest.delegation for guest in ranked if guest.principal}
        first: dict[Hashable, int] = {}
        for guest in ranked:
            first.setdefault(guest.delegation, guest.order)

        def turn(guest):
            if guest.principal:
                return (0, guest.order, 0, guest.order)
            if guest.security and guest.delegation in led:
                return (0, first[guest.delegation], 1, guest.order)
            return (1, first[guest.delegation], not guest.accessible, guest.order)

        return iter(sorted(ranked, key=turn))

    def _best(self, guest, block) -> Room | None:
        nights = self._nights(guest.check_in, guest.check_out)
        free = [
            room
            for room in self.rooms.get((block.hotel, block.room_type), ())
            if not self.taken[room.key] & nights and self._open(guest, self.floors[room.floor])
        ]
        if not free:
            return None
        roomy = Counter(room.floor for room in free)
        return min(free, key=lambda room: self._order(guest, room, nights, roomy[room.floor]))

    @staticmethod
    def _open(guest, floor) -> bool:
        if floor.secured and not (guest.principal or guest.security):
            return False
        return floor.kept_for is None or floor.kept_for == guest.delegation

    def _order(self, guest, room, nights, free_on_floor) -> tuple:
        """The room with the smallest of these is taken; each line counts only where those above it are equal."""
        floor = self.floors[room.floor]
        principals = self.principals.get((guest.delegation, room.hotel), ()) if guest.security else ()
        near = any(room.key in self.next_to.get(other.key, ()) for other in principals)
        same_floor = any(room.floor == other.floor for other in principals)
        together = self.on_floor.get(guest.delegation, Counter())[room.floor]
        return (
            guest.accessible and not room.accessible,
            not near,
            not same_floor,
            floor.kept_for != guest.delegation,
            floor.secured != guest.principal,
            room.accessible and not guest.accessible,  # left for who needs it
            guest.principal and room.key not in self.next_to,
            -together,
            -free_on_floor,
            -(self.taken[room.key] & (nights << 1 | nights >> 1)).bit_count(),  # gaps stay whole
            self.place[room.key],
        )

    def _give(self, guest, room):
        self.taken[room.key] |= self._nights(guest.check_in, guest.check_out)
        self.given[guest.key] = room
        self.on_floor.setdefault(guest.delegation, Counter())[room.floor] += 1
        if guest.principal:
            self.principals.setdefault((guest.delegation, room.hotel), []).append(room)
