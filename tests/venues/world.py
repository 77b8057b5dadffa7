"""What the world of the whole product's tests holds of the programme and the halls: bookings in every state.

Whoever finds the word ``TALKS`` without preparing what takes place has found a leak.
"""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from summit import files
from summit.files.content import accept
from summit.programme.models import ItemPerson
from tests import factories
from tests.venues import making
from tests.venues.accommodation import world as lodging
from tests.venues.making import HOUR, NINE
from tests.venues.words import GUEST, SHOWN, TALKS
from venues.halls import feed_links
from venues.halls.models import PlanMark, SitePlan

DAY = dt.timedelta(days=1)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def build(rows):
    """All rows by name; ``conference`` gives the halls, ``protocol`` asked for the option."""
    summit = rows["summit"]
    ministry = factories.make_ministry("conferences", summit=summit)
    made = {"conference": factories.make_person("conference", "officer", "venues", ministry=ministry)}
    made |= programme(summit)
    made |= halls(rows)
    made |= bookings(rows | made)
    made |= inspections(rows | made)
    made |= lodging.build(rows | made)
    return made | {"hall_feed": feed_links.renew(made["hall"], made["conference"])}


def programme(summit):
    named = {"title": factories.named(f"{SHOWN} on the programme")}
    made = {
        "item": making.make_item(summit=summit, **named),
        "cancelled_item": making.make_item(summit=summit, state="cancelled", **named),
    }
    ItemPerson.objects.create(summit=summit, item=made["item"], key=GUEST, name=GUEST)
    return made


def halls(rows):
    site = rows["site"]
    left, right = making.make_part("A", site=site), making.make_part("B", site=site)
    hall = making.make_hall("HALL", parts=[left, right], layouts=[("theatre", 80)])
    plan = stored_plan(site, "Ground floor", by=rows["coordinator"])
    PlanMark.objects.create(summit=site.summit, plan=plan, hall=hall, x=500, y=500)
    return {
        "hallpart": left,
        "hall": hall,
        "half": making.make_hall("HALF", parts=[left]),
        "closed_hall": making.make_hall("SHUT", site=site, state="closed"),
        "siteplan": plan,
    }


def stored_plan(site, title, *, by):
    """A plan of the site with the smallest picture that there is."""
    accepted = accept(SimpleUploadedFile("plan.png", PNG, "image/png"))
    stored = files.store(accepted, kind="site_plan", summit=site.summit, by=by)
    return SitePlan.objects.create(
        summit=site.summit, site=site, title=factories.named(title), picture=stored
    )


def bookings(rows):
    hall, asked = rows["hall"], {"held": rows["protocol"]}
    return {
        state if state == "held" else f"booking_{state}": making.make_booking(
            hall,
            f"{TALKS} {state}",
            starts_at=NINE + number * DAY,
            state=state,
            by=asked.get(state, rows["conference"]),
        )
        for number, state in enumerate(("held", "confirmed", "used", "freed", "cancelled"))
    } | {
        "sweep": making.make_booking(
            hall, f"{TALKS} sweep", starts_at=NINE + 5 * HOUR, purpose="sweep", by=rows["security"]
        )
    }


def inspections(rows):
    visit = making.make_inspection(rows["site"], state="signed", signed_by=rows["conference"], signed_at=NINE)
    transport = {"ministry": rows["transport"]}
    lifted = {"state": "lifted", "lifted_by": rows["focal"]}
    return {
        "inspection": making.make_inspection(rows["site"], dt.date(2025, 12, 14), completion=92),
        "signed_inspection": visit,
        "reserve": making.make_reserve(visit, **transport),
        "lifted_reserve": making.make_reserve(visit, **transport, **lifted),
        "sitedecision": making.make_decision(rows["site"]),
        "decided": making.make_decision(
            factories.make_site("pavilion", summit=rows["summit"]), state="go", decided_at=NINE
        ),
    }
