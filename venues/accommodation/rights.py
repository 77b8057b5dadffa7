"""Rights on hotels, blocks and lodgings.

The officers of the lodging portfolio give rooms; protocol prepares them with it. A liaison officer
reads those of the own delegation. The room of a principal is restricted and shown only under
``venues.view_principal_room``.
"""

from summit.rights import (
    AUDITOR,
    AUTHORITY,
    COORDINATOR,
    HEAD,
    NOBODY,
    OFFICER,
    SECRETARY,
    committee,
    define,
    holds,
    holds_for,
)

LODGING, PROTOCOL, SECURITY, LIAISON = "lodging", "protocol", "security", "liaison"
above = committee(COORDINATOR, SECRETARY, AUTHORITY, AUDITOR)
gives = committee(COORDINATOR) | holds(LODGING, HEAD, OFFICER)
prepares = above | holds(LODGING) | holds(PROTOCOL) | holds(SECURITY)
accompanies = holds_for(LIAISON, at="delegation__public_id")

define(
    {
        "venues.view_hotel": prepares,
        "venues.edit_hotel": gives,
        "venues.view_block": above | holds(LODGING) | holds(PROTOCOL, HEAD),
        "venues.edit_block": gives,
        "venues.release_block": gives,
        "venues.view_lodging": prepares | accompanies,
        "venues.edit_lodging": gives | holds(PROTOCOL, HEAD),
        "venues.note_lodging": gives,
        "venues.move_lodging": NOBODY,
        "venues.propose_lodging": gives,
        "venues.view_principal_room": committee(COORDINATOR)
        | holds(LODGING, HEAD, OFFICER)
        | holds(PROTOCOL, HEAD)
        | holds(SECURITY),
    }
)
