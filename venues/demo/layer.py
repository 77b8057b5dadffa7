"""The layer of the demo that these slices add."""

from summit.demo import loading
from venues.demo import booking_rows, hall_rows, hotel_rows, inspection_rows, lodging_rows, plan_rows


@loading.layer
def lay(ground, story, instant) -> None:
    """Halls and how far the sites are, hotels and who sleeps where, as they stood at ``instant``."""
    halls = hall_rows.lay(ground)
    plan_rows.lay(ground, halls, instant)
    booking_rows.lay(ground, halls, instant)
    inspection_rows.lay(ground, halls, instant)
    lodging_rows.lay(ground, hotel_rows.lay(ground, instant), instant)
