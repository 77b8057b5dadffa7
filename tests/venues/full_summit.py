"""A row of every model of the programme, the halls and the hotels in one summit, every text carrying the word by which it is known."""

import datetime as dt

from summit.programme.models import ItemPerson
from tests.factories import named
from tests.venues import making
from tests.venues.accommodation import world as lodging
from tests.venues.making import HOUR, NINE
from tests.venues.world import stored_plan
from venues.halls.models import PlanMark


def build(word, *, by, site, ministry, guest):
    """Fill the summit of ``site`` with halls, and with a room for ``guest``; returns the rows by name."""
    summit = site.summit
    item = making.make_item(summit=summit, title=named(f"Item {word}"), place=word, notes=word)
    ItemPerson.objects.create(summit=summit, item=item, key=word, name=word)
    part = making.make_part("PART", site=site, name=named(f"Part {word}"))
    hall = making.make_hall(
        "HALL", parts=[part], layouts=[("theatre", 80)], name=named(f"Hall {word}"), remarks=word
    )
    plan = stored_plan(site, word, by=by)
    PlanMark.objects.create(summit=summit, plan=plan, hall=hall, x=500, y=500)
    visit = making.make_inspection(
        site, team=word, remarks=word, state="signed", signed_by=by, signed_at=NINE
    )
    return {
        "item": item,
        "hallpart": part,
        "hall": hall,
        "siteplan": plan,
        "booking": making.make_booking(hall, f"Booking {word}", by=by, remarks=word),
        "option": making.make_booking(hall, f"Option {word}", by=by, state="held", starts_at=NINE + 5 * HOUR),
        "inspection": visit,
        "reserve": making.make_reserve(visit, f"Reserve {word}", ministry=ministry, owner=word),
        "sitedecision": making.make_decision(site, dt.date(2025, 12, 10), fallback=hall, criteria=word),
    } | lodging.fill(word, by=by, delegation=guest.delegation, occupant=guest)
