"""Rights on movements, aircraft, stands and weapons.

The airport keeps the board; protocol announces who comes; foreign affairs leads the clearance and
defence and civil aviation give opinions. Weapons are for security alone.
"""

from delegations.roster.rights import LIAISON, PROTOCOL, above
from summit.rights import COORDINATOR, HEAD, OFFICER, SECRETARY, committee, define, holds, holds_for, in_state

AIRPORT, SECURITY, DEFENCE, AVIATION = "airport", "security", "defence", "aviation"
runs = committee(COORDINATOR) | holds(PROTOCOL, HEAD, OFFICER) | holds(AIRPORT, HEAD, OFFICER)
desk = holds(AIRPORT, HEAD, OFFICER)
of_own = holds_for(LIAISON, at="delegation__public_id")
sees_board = (
    above | holds(PROTOCOL) | holds(AIRPORT) | holds(SECURITY) | holds("transport") | holds("lodging")
)
leads = committee(COORDINATOR) | holds(PROTOCOL, HEAD, OFFICER)

define(
    {
        "delegations.view_movement": sees_board | of_own,
        "delegations.edit_movement": runs,
        "delegations.time_movement": runs | of_own,
        "delegations.step_movement": runs | of_own,
        "delegations.cancel_movement": runs,
        "delegations.view_flight": committee(COORDINATOR, SECRETARY)
        | holds(PROTOCOL)
        | holds(AIRPORT)
        | holds(SECURITY),
        "delegations.edit_flight": leads & in_state("received", "opinions", "amended"),
        "delegations.add_flight": leads | desk,
        "delegations.step_flight": leads,
        "delegations.amend_flight": leads,
        "delegations.opine_defence": holds(SECURITY, HEAD, OFFICER),
        "delegations.opine_aviation": desk,
        "delegations.view_stand": committee(COORDINATOR, SECRETARY)
        | holds(PROTOCOL)
        | holds(AIRPORT)
        | holds(SECURITY),
        "delegations.edit_stand": committee(COORDINATOR) | desk,
        "delegations.view_weapons": holds(SECURITY, HEAD, OFFICER),
        "delegations.edit_weapons": holds(SECURITY, HEAD, OFFICER),
        "delegations.reveal_weapons": holds(SECURITY, HEAD, OFFICER),
    }
)
