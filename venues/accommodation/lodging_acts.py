"""What the steps of a lodging write beside its state."""

from summit.constraints import queue
from summit.workflow import OutOfStep


def placed(lodging, *, by, data):
    """A request becomes a lodging once it has a hotel; raises ``OutOfStep`` where it has none."""
    if lodging.hotel_id is None:
        raise OutOfStep(f"{lodging.public_id} has no hotel yet")
    return {}


def leaving(lodging, *, by, data):
    """Who changes a room's guests waits for the others who do, before the row itself is written."""
    from venues.accommodation.hotel import Bed  # noqa: PLC0415 - a lodging loads this before its tables are there

    queue(Bed.objects.filter(room=lodging.room_id))
    return {}


def moved(lodging, *, by, data):
    """Who has arrived slept in the old room until the day of ``data``."""
    leaving(lodging, by=by, data=data)
    return {"check_out": data["check_out"]} if data.get("check_out") else {}


def kept(lodging, *, by, note, data):
    from venues.accommodation.giving import keep  # noqa: PLC0415 - the same

    keep(lodging)


def left(lodging, *, by, note, data):
    """Who remains in a shared room now holds its place in the block."""
    from venues.accommodation.rooming import recount  # noqa: PLC0415 - the same

    recount(lodging)
    kept(lodging, by=by, note=note, data=data)
