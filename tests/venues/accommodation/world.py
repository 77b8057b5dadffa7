"""What the world of the whole product's tests holds of hotels, blocks and lodgings: each in every state."""

import datetime as dt

from summit import links
from tests.factories import named
from tests.venues.accommodation import making
from venues.accommodation.link_access import VERB
from venues.accommodation.models import (
    EntitlementException,
    EntitlementRule,
    HeldBed,
    LodgingProposal,
    ProposalLine,
)

FIRST, LAST = dt.date(2025, 12, 22), dt.date(2025, 12, 24)


def build(rows):
    """All rows by name. Our head, who is restricted, sleeps in ``lodging``; the others of both delegations beside."""
    summit = rows["summit"]
    suite = making.make_type("suite", summit=summit, is_suite=True, order=10)
    hotel = making.make_hotel("HILL", summit=summit, email="hill@example.org")
    rooms = [making.make_room(hotel, suite, number=str(101 + n)) for n in range(8)]
    block = making.make_block(
        hotel, suite, rooms=8, code="HILL-S", rate=280000, cut_off=dt.date(2025, 12, 18)
    )
    made = {"roomtype": suite, "hotel": hotel, "floor": rooms[0].floor, "room": rooms[-1], "roomblock": block}
    made |= {
        "closed_hotel": making.make_hotel("SHUT", summit=summit, state="closed"),
        "closed_room": making.make_room(hotel, suite, number="109", state="out"),
    }
    for state in ("negotiated", "reviewed", "released"):
        made[f"block_{state}"] = making.make_block(
            hotel, suite, rooms=2, code=f"B-{state}"[:20], state=state, release_on=dt.date(2025, 12, 20)
        )
    link, secret = links.issue(
        hotel, VERB, recipient="Awa Sow", by=rows["coordinator"], lasts=dt.timedelta(days=9)
    )
    made |= {"hotel_link": link, "hotel_side": secret}
    return made | entitlements(rows, suite) | lodgings(rows, rooms, block) | proposals(rows, block)


def entitlements(rows, suite):
    summit = rows["summit"]
    return {
        "entitlementrule": EntitlementRule.objects.create(
            summit=summit, led_by=rows["rankclass"], with_head=4, room_type=suite
        ),
        "entitlementexception": EntitlementException.objects.create(
            summit=summit, delegation=rows["other_delegation"], rooms=2, reason="Seat agreement"
        ),
    }


def lodgings(rows, rooms, block):
    def lodge(guest, state, room=None):
        return making.make_lodging(
            rows[guest], room=room, block=block if room else None, check_in=FIRST, check_out=LAST, state=state
        )

    return {
        "lodging": lodge("member", "proposed", rooms[0]),
        "lodging_confirmed": lodge("second", "confirmed", rooms[1]),
        "lodging_checked_in": lodge("third", "checked_in", rooms[2]),
        "lodging_cancelled": lodge("gone_member", "cancelled"),
        "other_lodging": lodge("other_second", "confirmed", rooms[4]),
        "lodging_requested": lodge("other_confirmed", "requested"),
    }


def proposals(rows, block):
    def propose(state, **fields):
        return LodgingProposal.objects.create(
            summit=rows["summit"], asked_by=rows["coordinator"], state=state, **fields
        )

    ready = propose("ready", progress=100)
    ProposalLine.objects.create(
        summit=rows["summit"], proposal=ready, occupant=rows["fourth"], block=block, check_in=FIRST,
        check_out=LAST, paid_by="own",
    )  # fmt: skip
    return {"lodgingproposal": ready, "taken_proposal": propose("taken")}


def fill(word, *, by, delegation, occupant):
    """A row of every model of accommodation in one summit, every text carrying the word by which it is known."""
    summit = delegation.summit
    kind = making.make_type(f"type-{word}"[:20], summit=summit, name=named(f"Type {word}"))
    hotel = making.make_hotel(
        "HOTEL", summit=summit, name=named(f"Hotel {word}"), address=word, contact=word, remarks=word
    )
    room = making.make_room(hotel, kind, number=word[:20], remarks=word)
    block = making.make_block(hotel, kind, code=f"B-{word}"[:20], terms=word)
    lodging = making.make_lodging(occupant, room=room, block=block, paid_because=word, remarks=word)
    proposal = LodgingProposal.objects.create(
        summit=summit, asked_by=by, state="ready", delegation=delegation
    )
    ProposalLine.objects.create(
        summit=summit, proposal=proposal, occupant=occupant, block=block, check_in=lodging.check_in,
        check_out=lodging.check_out, paid_by="own",
    )  # fmt: skip
    assert HeldBed.objects.filter(lodging=lodging).exists()
    return {
        "roomtype": kind,
        "hotel": hotel,
        "floor": room.floor,
        "room": room,
        "roomblock": block,
        "lodging": lodging,
        "lodgingproposal": proposal,
        "entitlementrule": EntitlementRule.objects.create(summit=summit, with_head=0, paid_by="own"),
        "entitlementexception": EntitlementException.objects.create(
            summit=summit, delegation=delegation, rooms=1, reason=word
        ),
    }
