"""What the steps of a block do."""

from summit import audit
from venues.accommodation import block_nights
from venues.accommodation.block_words import runs


def give_back(block, *, by, note, data) -> None:
    """Release: the hotel keeps the rooms that are held, and those that nobody has are its own again."""
    before = block_nights.kept(block)
    block_nights.write(block, block_nights.held_for_good(block))
    after = block_nights.kept(block)
    if before != after:
        audit.record(block, "give_back", by=by, changes={"kept_nights": [runs(before), runs(after)]})
