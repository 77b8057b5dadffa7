"""Rights on halls, bookings and site inspections.

The officers of the venues portfolio give halls; protocol and the secretariat may hold one as an
option; security closes a hall for its sweep. Everybody at work sees which halls there are and
when they are taken; what takes place there is read by those who prepare it, and by who asked for the hall.
"""

from summit.rights import (
    ANYONE,
    AUDITOR,
    AUTHORITY,
    COORDINATOR,
    FOCAL,
    HEAD,
    NOBODY,
    OFFICER,
    SECRETARY,
    committee,
    define,
    holds,
    in_state,
    is_me,
    own_ministry,
)
from summit.tasks.rights import PLAN

VENUES, PROTOCOL, SECURITY = "venues", "protocol", "security"
above = committee(COORDINATOR, SECRETARY, AUTHORITY, AUDITOR)
gives = committee(COORDINATOR) | holds(VENUES, HEAD, OFFICER)
asks = gives | committee(SECRETARY) | holds(PROTOCOL, HEAD, OFFICER)
sweeps = gives | holds(SECURITY, HEAD, OFFICER)
prepares = above | holds(VENUES) | holds(PROTOCOL) | holds(SECURITY)
in_charge = own_ministry() & holds(PLAN, HEAD, FOCAL)

define(
    {
        "venues.view_hall": ANYONE,
        "venues.edit_hall": gives,
        "venues.view_booking": prepares | is_me("asked_by"),
        "venues.view_every_booking": prepares,
        "venues.add_booking": asks,
        "venues.edit_booking": (gives | is_me("asked_by") & asks) & in_state("held", "confirmed"),
        "venues.confirm_booking": gives,
        "venues.free_booking": gives | is_me("asked_by"),
        "venues.expire_booking": NOBODY,
        "venues.add_sweep": sweeps,
        "venues.add_closure": gives,
        "venues.view_inspection": prepares | holds(PLAN),
        "venues.edit_inspection": gives,
        "venues.write_inspection": gives & in_state("draft"),
        "venues.view_reserve": prepares | holds(PLAN),
        "venues.edit_reserve": gives & in_state("open", "lifted"),
        "venues.lift_reserve": gives | in_charge,
        "venues.close_reserve": gives & ~is_me("lifted_by"),
        "venues.decide_site": committee(COORDINATOR, AUTHORITY),
        "venues.edit_decision": gives & in_state("pending"),
    }
)
