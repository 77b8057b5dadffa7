"""The layer of the demo that these slices add to the summit's own."""

from delegations.demo import frame_rows, people_rows, travel_rows
from delegations.demo.precedence_rows import lay as lay_precedence
from summit.demo import loading


@loading.layer
def lay(ground, story, instant) -> None:
    """Delegations, their people, precedence and travel as they stood at ``instant``."""
    delegations = frame_rows.lay(ground, instant)
    members = people_rows.lay(ground, delegations, instant)
    travel_rows.lay(ground, delegations, members, instant)
    lay_precedence(ground, delegations, members, instant)
