"""Stands, special flights, movements and weapons as they stood at one moment."""

import datetime as dt

from delegations.demo import story
from delegations.travel.models import (
    Flight,
    Movement,
    Passenger,
    Stand,
    StandAllocation,
    TimeTold,
    Weapon,
    WeaponsDeclaration,
)
from summit import audit
from summit.demo.ground import lasting_id

STAND_BUFFER = dt.timedelta(minutes=15)
HANDED_OVER_AFTER = dt.timedelta(minutes=40)
EN_ROUTE_BEFORE = dt.timedelta(minutes=55)
CLOSED_AFTER = dt.timedelta(hours=12)
WAVES = {
    "advance": "DE", "experts": "C", "ministers": "BDEF", "drivers": "L", "press": "H", "principal": "ADE",
    "guests": "G",
}  # fmt: skip


def lay(ground, delegations, members, instant) -> None:
    stands = lay_stands(ground)
    flights = {
        told["code"]: lay_flight(ground, delegations, stands, told, instant)
        for told in story.told("travel")["flights"]
        if story.happened(told["asked"], instant)
    }
    movements = {
        told["code"]: lay_movement(ground, delegations, flights, members, told, instant)
        for told in story.told("travel")["movements"]
        if story.happened(told["told"], instant)
    }
    for told in story.told("travel")["weapons"]:
        if story.happened(told["declared"], instant):
            lay_weapons(ground, delegations, movements, members, told, instant)


def lay_stands(ground):
    rows = {}
    for told in story.told("travel")["stands"]:
        rows[told["code"]] = Stand.objects.create(
            summit=ground.summit,
            public_id=lasting_id("stand", told["code"]),
            site=ground.sites["TARM"],
            **told,
        )
    return rows


def lay_flight(ground, delegations, stands, told, instant):
    flight = Flight(
        summit=ground.summit,
        public_id=lasting_id("flight", told["code"]),
        code=told["code"],
        delegation=delegations[told["delegation"]],
        aircraft_type=told["type"],
        registration=told["registration"],
        callsign=told["callsign"],
        crew=5,
        purpose=told["purpose"],
        departure=told["from"],
        destination=told["to"],
        alternates="Ouagadougou, Dakar",
        passengers=told["passengers"],
        vip=told["vip"],
        arrives_at=story.moment(told["arrives"]),
        departs_at=story.moment(told["departs"]),
        wingspan_cm=told["span"],
        handler="Assistance en escale ADM",
        guard=told["use"] == "stay",
        **clearance(ground, told, instant),
    )
    flight.save()
    audit.record_past([(story.moment(told["asked"]), flight, "create", ground.people["protocol"], None)])
    if flight.clearance_number or told.get("reserve"):
        lay_allocation(flight, stands[told["stand"]], told, instant)
    return flight


def clearance(ground, told, instant) -> dict:
    """Opinions, number and state; a flight kept in ``reserve`` still waits for civil aviation."""
    cleared = story.happened(told["cleared"], instant)
    defence = story.happened(told["opinions"], instant)
    aviation = defence and not told.get("reserve")
    at, day = story.moment(told["opinions"]), dt.timedelta(hours=24)
    over = cleared and story.moment(told["departs"]) < instant
    return {
        "defence_opinion": "favourable" if defence else "",
        "defence_by": ground.people["defence"] if defence else None,
        "defence_at": at if defence else None,
        "aviation_opinion": "favourable" if aviation else "",
        "aviation_by": ground.people["airport"] if aviation else None,
        "aviation_at": at if aviation else None,
        "clearance_number": told["number"] if cleared else "",
        "valid_from": story.moment(told["arrives"]) - day if cleared else None,
        "valid_until": story.moment(told["departs"]) + day if cleared else None,
        "state": "used" if over else "granted" if cleared else "opinions",
    }


def lay_allocation(flight, stand, told, instant):
    begins, ends = flight.arrives_at - STAND_BUFFER, flight.departs_at + STAND_BUFFER
    landed = begins + STAND_BUFFER < instant and told["code"] != "VS-09"
    StandAllocation.objects.create(
        summit=flight.summit,
        public_id=lasting_id("allocation", told["code"]),
        stand=stand,
        flight=flight,
        use=told["use"],
        occupied_from=begins,
        occupied_until=ends,
        state="freed" if ends < instant else "occupied" if landed else "confirmed",
    )


def lay_movement(ground, delegations, flights, members, told, instant):
    landed = story.moment(told["landed"]) if story.happened(told["landed"], instant) else None
    principal = next(iter(travellers(members, told, "principal")), None) if told.get("honours") else None
    estimate = last_estimate(told, instant)
    movement = Movement(
        summit=ground.summit,
        public_id=lasting_id("movement", told["code"]),
        code=told["code"],
        delegation=delegations[told["delegation"]],
        direction=told["direction"],
        mode=told["mode"],
        principal=principal,
        party=told["party"],
        carrier="Demo Air" if told["mode"] == "commercial" else "",
        flight_no=told.get("flight_no", ""),
        flight=flights.get(told.get("flight", "")),
        origin=told.get("from", "") or "Bamako",
        destination=told.get("to", "") or "Bamako",
        site=ground.sites["PAV"] if told["lounge"] in ("Pavillon", "Salon ministres") else None,
        planned_at=story.moment(told["planned"]),
        estimated_at=estimate,
        landed_at=landed,
        on_blocks_at=landed and landed + dt.timedelta(minutes=6),
        left_airport_at=landed + HANDED_OVER_AFTER
        if landed and landed + HANDED_OVER_AFTER <= instant
        else None,
        welcomed_by=told["welcomed"],
        honour_guard=told.get("honours", False),
        anthems=told.get("honours", False),
        red_carpet=told.get("honours", False),
        lounge=told["lounge"],
        vehicles=told["vehicles"],
        visa="not_needed" if told["delegation"] in ("BFA", "NER") else "granted",
        armed_party=told["wave"] == "ministers",
        state=state_of(told, landed, estimate, instant),
    )
    movement.save()
    lay_passengers(movement, travellers(members, told, told["wave"]))
    lay_times(ground, movement, told, instant)
    return movement


def last_estimate(told, instant):
    known = [at for when, at in told.get("estimates", []) if story.happened(when, instant)]
    if told.get("moved") and story.happened(told["moved"][0], instant):
        known.append(told["moved"][1])
    return story.moment(known[-1]) if known else None


def state_of(told, landed, estimate, instant):
    if story.happened(told.get("cancelled"), instant):
        return "cancelled"
    if landed:
        if landed + CLOSED_AFTER < instant:
            return "closed"
        return "handed_over" if landed + HANDED_OVER_AFTER <= instant else "landed"
    best = estimate or story.moment(told["planned"])
    if told.get("moved") and not estimate:
        return "confirmed"  # it never left: the word of its delay is on the way
    if estimate and estimate - story.moment(told["planned"]) > dt.timedelta(minutes=20):
        return "en_route" if best - EN_ROUTE_BEFORE <= instant else "delayed"
    return "en_route" if best - EN_ROUTE_BEFORE <= instant < best else "confirmed"


def travellers(members, told, wave):
    """Members of the delegation by the categories of a wave, the highest first, as many as the party counts."""
    wanted = WAVES.get(wave, "")
    return [row for row in members.get(told["delegation"], ()) if row.category.code in wanted][
        : told["party"]
    ]


def lay_passengers(movement, rows):
    Passenger.objects.bulk_create(
        Passenger(summit=movement.summit, movement=movement, membership=row) for row in rows
    )


def lay_times(ground, movement, told, instant):
    airport, first = ground.people["airport"], story.moment(told["told"])
    rows = [("planned", movement.planned_at, first)]
    rows += [("estimated", story.moment(at), story.moment(when)) for when, at in told.get("estimates", [])]
    if told.get("moved"):
        rows.append(("estimated", story.moment(told["moved"][1]), story.moment(told["moved"][0])))
    if movement.landed_at:
        rows.append(("landed", movement.landed_at, movement.landed_at))
    TimeTold.objects.bulk_create(
        TimeTold(
            summit=movement.summit, movement=movement, time_type=kind, at=at, told_by=airport, told_at=when
        )
        for kind, at, when in rows
        if when <= instant
    )


def lay_weapons(ground, delegations, movements, members, told, instant):
    authorised = story.happened(told["authorised"], instant)
    state = weapons_state(told, instant)
    declaration = WeaponsDeclaration.objects.create(
        summit=ground.summit,
        public_id=lasting_id("weapons", told["code"]),
        code=told["code"],
        delegation=delegations[told["delegation"]],
        arrives=movements.get(told["arrives"]),
        departs=movements.get(told["departs"]),
        policy_signed=True,
        storage="Coffre de l’hôtel",
        zones="Hors plénière",
        permit=told["permit"] if authorised else "",
        valid_until=dt.date(2025, 12, 25) if authorised else None,
        state=state,
    )
    guards = [row for row in members.get(told["delegation"], ()) if row.category.code == "E"]
    Weapon.objects.bulk_create(
        Weapon(
            summit=ground.summit,
            public_id=lasting_id("weapon", f"{told['code']}:{number}"),
            declaration=declaration,
            bearer=guards[number % len(guards)] if guards else None,
            serial=f"DEMO-{told['delegation']}-{number + 1:04d}",
            details={"type": "pistol", "make": "Demo", "model": "P9", "calibre": "9 mm", "magazines": 2},
            counts=counts(told, number, instant),
        )
        for number in range(told["pistols"])
    )


def weapons_state(told, instant) -> str:
    """Where the declaration stands; the difference of the story is a slip of the pen, cleared within the hour."""
    differs, _rounds, cleared = told.get("difference", (None, 0, None))
    for when, state in (
        (cleared, "checked_out"),
        (differs, "difference"),
        (told["counted_in"], "checked_in"),
        (told["authorised"], "authorised"),
    ):
        if story.happened(when, instant):
            return state
    return "complete"


def counts(told, number, instant) -> dict:
    """Pieces and rounds of one line as they were declared and counted by ``instant``."""
    each = [1, told["rounds"] // told["pistols"]]
    found = {"declared": each}
    if story.happened(told["counted_in"], instant):
        found["in"] = each
    differs, rounds, cleared = told.get("difference", (None, 0, None))
    if story.happened(cleared, instant):
        found["out"] = each
    elif story.happened(differs, instant):
        found["out"] = [1, each[1] - (rounds if number == 0 else 0)]
    return found
