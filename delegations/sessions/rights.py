"""Rights on who sits where in a meeting."""

from delegations.roster.rights import LIAISON, PROTOCOL, above, needs_names, runs
from summit.rights import SECRETARY, committee, define, holds, holds_for

of_own = holds_for(LIAISON, at="membership__delegation__public_id")

define(
    {
        "delegations.view_seat": above | holds(PROTOCOL) | needs_names | of_own,
        "delegations.edit_seat": runs | committee(SECRETARY),
    }
)
