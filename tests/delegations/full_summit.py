"""A row of every model of delegations in one summit, every text carrying the word by which it is known."""

import datetime as dt

from delegations.protocol import computing
from delegations.roster import person_writing
from delegations.roster.models import Quota, Resemblance
from delegations.sessions.models import Seat
from delegations.travel.models import Passenger, StandAllocation, TimeTold, Weapon, WeaponsDeclaration
from tests import factories
from tests.delegations import making
from tests.delegations.roster import changing, people_making

J0 = making.J0_MORNING


def build(summit, word, *, by, meeting):
    """Fill ``summit`` with delegations; returns the rows by name. ``meeting`` is where they sit."""
    title = word.title()
    delegation = making.make_delegation(
        "NER", summit=summit, country="NE", name=factories.named(f"Delegation {word}"), state="announced",
        focal_name=f"Focal {word}", remarks=word, arms="declared",
    )  # fmt: skip
    head, second, third = (
        making.make_member(
            delegation, f"{title}", given, function=factories.named(f"{given} {word}"), **fields
        )
        for given, fields in (("Awa", {"is_head": True, "rank": "state"}), ("Moussa", {}), ("Mousa", {}))
    )
    document = making.make_document(head.person, f"DEMO-{word}-17")
    people_making.with_photo(head.person, by=by)
    person_writing.keep_version(head.person, "edit", by=by, values={"remarks": word})
    visit = changing.visit_of(delegation, by, recipient=f"Recipient {word}")
    submission = changing.version(visit, ("add", {"after": changing.line(surname=title)}), wishes=word)
    rows = {
        "delegation": delegation, "member": head, "document": document, "submission": submission, "link": visit.link, "third": third,
        "person": head.person, "rankclass": head.rank_class, "category": head.category,
        "change": changing.wants(second, by=by, function={"en": f"Minister {word}"}),
        "resemblance": Resemblance.objects.create(
            summit=summit, first=second.person, second=third.person, score=90, reason="name"
        ),
        "quota": Quota.objects.create(
            summit=summit, delegation=delegation, quota_type="people", granted=1, basis=word
        ),
        "seat": Seat.objects.create(summit=summit, meeting=meeting, membership=head, label=word[:30]),
        "liaisonassignment": making.make_shift(delegation, by, vehicle=word),
        "note": making.make_note(
            delegation, subject=f"Note {word}", state="sent", number=1, answer_due=dt.date(2025, 12, 3)
        ),
    }  # fmt: skip
    rows["precedence"] = making.make_precedence("PR-1", summit=summit, title=factories.named(f"Order {word}"))
    computing.keep(rows["precedence"])
    return rows | travelling(delegation, head, word, by)


def travelling(delegation, head, word, by):
    summit = delegation.summit
    flight = making.make_flight(delegation, "VS-1", vip=word, callsign=f"DMO{word}"[:20], itinerary=word)
    stand = making.make_stand("P1", summit=summit, remarks=word)
    movement = making.make_movement(
        delegation,
        "A-1",
        principal=head,
        flight=flight,
        mode="special",
        origin=f"Niamey {word}",
        remarks=word,
    )
    Passenger.objects.create(summit=summit, movement=movement, membership=head)
    TimeTold.objects.create(summit=summit, movement=movement, time_type="planned", at=J0, told_by=by)
    weapons = WeaponsDeclaration.objects.create(
        summit=summit, code="ARM-1", delegation=delegation, remarks=word
    )
    return {
        "flight": flight,
        "stand": stand,
        "movement": movement,
        "weapons_received": weapons,
        "weapons_authorised": weapons,
        "proposed": StandAllocation.objects.create(
            summit=summit, stand=stand, flight=flight, occupied_from=J0, occupied_until=J0 + dt.timedelta(hours=2)
        ),
        "line_received": Weapon.objects.create(
            summit=summit, declaration=weapons, bearer=head, serial=f"{word}-1",
            details={"type": word}, counts={"declared": [1, 30]},
        ),
    }  # fmt: skip
