"""The plan of the conference centre with its halls marked."""

import datetime as dt

from delegations.demo.story import happened, moment
from summit import audit, files
from summit.demo.ground import lasting_id, text
from summit.files.content import Accepted
from venues.demo import floor_plan
from venues.halls.models import PlanMark, SitePlan
from venues.halls.plan_form import KIND

SITE = "CICB"
DRAWN = "2025-12-02T10:20"
TITLE = {"fr": "Rez-de-chaussée", "ar": "الطابق الأرضي", "en": "Ground floor"}


def lay(ground, halls, instant: dt.datetime) -> None:
    if not happened(DRAWN, instant):
        return
    by = ground.people["conference"]
    picture = files.store(
        Accepted(name="cicb.png", content_type="image/png", content=floor_plan.png()),
        kind=KIND,
        summit=ground.summit,
        by=by,
    )
    plan = SitePlan.objects.create(
        summit=ground.summit,
        public_id=lasting_id("siteplan", SITE),
        site=ground.sites[SITE],
        title=text(TITLE),
        picture=picture,
    )
    PlanMark.objects.bulk_create(
        PlanMark(summit=ground.summit, plan=plan, hall=halls[code], x=x, y=y)
        for code, (x, y) in floor_plan.MARKS.items()
    )
    audit.record_past([(moment(DRAWN), plan, "create", by, None)])
