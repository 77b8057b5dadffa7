"""Rights on the order of precedence: protocol proposes, the head of protocol or the coordinator approves."""

from delegations.roster.rights import LIAISON, PROTOCOL, above, decides, needs_names, runs
from summit.rights import define, holds, in_state

define(
    {
        "delegations.view_precedence": above | holds(PROTOCOL) | holds(LIAISON) | needs_names,
        "delegations.edit_precedence": runs & in_state("draft"),
        "delegations.add_precedence": runs,
        "delegations.approve_precedence": decides,
    }
)
