"""Rights on the programme's items: protocol and the committee write them, every ministry at work reads them."""

from summit.rights import AUDITOR, AUTHORITY, COORDINATOR, HEAD, OFFICER, SECRETARY, committee, define, holds
from summit.tasks.rights import PLAN

PROTOCOL, VENUES = "protocol", "venues"
above = committee(COORDINATOR, SECRETARY, AUTHORITY, AUDITOR)

define(
    {
        "summit.view_item": above | holds(PLAN) | holds(PROTOCOL) | holds(VENUES) | holds("security"),
        "summit.edit_item": committee(COORDINATOR, SECRETARY)
        | holds(PROTOCOL, HEAD, OFFICER)
        | holds(VENUES, HEAD, OFFICER),
    }
)
