"""Movements, aircraft, stands and weapons for the world of the whole product's tests."""

import datetime as dt

from delegations.travel import feed_links
from delegations.travel.models import Passenger, StandAllocation, TimeTold, Weapon, WeaponsDeclaration
from tests.delegations import making
from tests.delegations.words import OTHERS, RESTRICTED

J0 = making.J0_MORNING
NUMBERED = {"clearance_number": "DEMO-77", "defence_opinion": "favourable", "aviation_opinion": "favourable"}
WEAPONS = ("received", "complete", "authorised", "held", "checked_in", "checked_out", "difference")


def build(rows):
    """All rows by name; each model in every state that a step starts from."""
    made = movements(rows)
    made |= flights(rows)
    made |= stands(rows, made)
    made |= weapons(rows)
    return made | {"feed": feed_links.renew(rows["delegation"], rows["liaison"])}


def movements(rows):
    ours, other = rows["delegation"], rows["other_delegation"]
    kept = {"assistance": RESTRICTED}
    landed = {"state": "landed", "landed_at": J0 - dt.timedelta(hours=1)}
    told = {"carrier": OTHERS, "remarks": OTHERS, "welcomed_by": OTHERS, "origin": OTHERS} | kept
    made = {
        "movement": making.make_movement(ours, "A-1", principal=rows["member"], **kept),
        "landed": making.make_movement(ours, "A-2", **landed, **kept),
        "leaving": making.make_movement(ours, "D-1", direction="departure", **kept),
        "gone": making.make_movement(ours, "D-2", direction="departure", **landed, **kept),
        "other_movement": making.make_movement(other, "A-9", principal=rows["other_member"], **told),
        "other_landed": making.make_movement(other, "A-8", **landed, **told),
        "other_leaving": making.make_movement(other, "D-9", direction="departure", **told),
    }
    for movement, member in (("movement", "member"), ("other_movement", "other_member")):
        row = made[movement]
        Passenger.objects.create(summit=ours.summit, movement=row, membership=rows[member])
        TimeTold.objects.create(
            summit=ours.summit, movement=row, time_type="planned", at=J0, told_by=rows["airport"]
        )
    return made


def flights(rows):
    ours, other = rows["delegation"], rows["other_delegation"]
    kept = {"itinerary": RESTRICTED, "goods_detail": RESTRICTED, "dangerous_goods": True}
    return {
        "flight": making.make_flight(ours, "VS-1", **kept),
        "opinions": making.make_flight(ours, "VS-2", state="opinions", **kept),
        "ready": making.make_flight(
            ours, "VS-3", state="opinions", defence_opinion="favourable", aviation_opinion="reserve", **kept
        ),
        "granted": making.make_flight(ours, "VS-4", state="granted", **NUMBERED, **kept),
        "other_flight": making.make_flight(
            other, "VS-9", callsign=OTHERS, vip=OTHERS, remarks=OTHERS, **kept
        ),
    }


def stands(rows, made):
    """One stand; its aircraft come one after the other."""
    stand = making.make_stand("P1", summit=rows["delegation"].summit)

    def held(flight, hour, state):
        start = J0.replace(hour=hour)
        return StandAllocation.objects.create(
            summit=stand.summit, stand=stand, flight=made[flight], state=state,
            occupied_from=start, occupied_until=start + dt.timedelta(hours=2),
        )  # fmt: skip

    return {
        "stand": stand,
        "proposed": held("flight", 6, "proposed"),
        "confirmed": held("opinions", 9, "confirmed"),
        "occupied": held("granted", 12, "occupied"),
        "other_held": held("other_flight", 15, "proposed"),
    }


def weapons(rows):
    kept = dict.fromkeys(("storage", "zones", "permit", "remarks"), RESTRICTED)
    made = {}
    for state in (*WEAPONS, "other"):
        delegation = rows["other_delegation"] if state == "other" else rows["delegation"]
        row = WeaponsDeclaration.objects.create(
            summit=delegation.summit, code=f"ARM-{state[:9]}", delegation=delegation,
            state="received" if state == "other" else state, **kept,
        )  # fmt: skip
        bearer = rows["other_member"] if state == "other" else rows["member"]
        names = ("other_weapons", "other_line") if state == "other" else (f"weapons_{state}", f"line_{state}")
        made[names[0]] = row
        made[names[1]] = Weapon.objects.create(
            summit=row.summit, declaration=row, bearer=bearer, serial=f"{RESTRICTED}-{state}",
            details={"type": f"{RESTRICTED} pistol", "make": RESTRICTED, "note": OTHERS},
            counts={"declared": [1, 30], "in": [1, 30]},
        )  # fmt: skip
    return made
