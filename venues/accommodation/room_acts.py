"""What the steps of a room ask of its beds; loaded before the tables that hold them."""

from summit import clock
from summit.constraints import queue
from summit.workflow import OutOfStep

HOLDING = ("proposed", "confirmed", "checked_in")


def held_from(room, day):
    """The beds of ``room`` that somebody holds on ``day`` or later."""
    return room.beds.filter(held_by__state__in=HOLDING, held_by__check_out__gt=day)


def nobody_holds_it(room, *, by, note, data) -> None:
    """Raises ``OutOfStep`` where a bed was given since the form looked; who gives beds waits for us."""
    queue(room.beds.all())
    if held_from(room, clock.today(room.summit)).exists():
        raise OutOfStep(f"somebody holds {room}")
