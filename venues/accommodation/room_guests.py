"""Who has a room from today on, as far as the reader may know."""

from dataclasses import dataclass

from venues.accommodation.assignment import HOLDING, RoomAssignment
from venues.accommodation.list_names import guest_name, sees_room


@dataclass(frozen=True)
class Guest:
    """One lodging; ``name`` is empty where the reader may not know who sleeps here."""

    lodging: RoomAssignment
    name: str


def guests_of(room, user, today) -> list[Guest]:
    """The lodgings of ``room`` that last beyond ``today``: none to who sees no lodgings."""
    if not user.has_perm("venues.view_lodging"):
        return []
    rows = RoomAssignment.objects.visible_to(user).filter(room=room, state__in=HOLDING, check_out__gt=today)
    rows = rows.select_related("occupant__person", "occupant__rank_class", "delegation", "crew_of")
    return [
        Guest(row, guest_name(row) if sees_room(user, row) else "") for row in rows.order_by("check_in", "pk")
    ]
