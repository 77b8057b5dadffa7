"""Visits of the demo's sites, what they left to do, and the days of decision."""

import datetime as dt

from delegations.demo.story import happened, moment
from summit import audit
from summit.demo.ground import lasting_id
from venues.demo.hall_rows import told
from venues.halls.models import SiteDecision, SiteInspection, SiteReserve


def lay(ground, halls, instant) -> None:
    for row in told("halls")["inspections"]:
        if happened(row["signed"], instant):
            lay_visit(ground, row, instant)
    for row in told("halls")["decisions"]:
        lay_decision(ground, halls, row, instant)


def lay_visit(ground, row, instant) -> None:
    by, signed = ground.people["protocol"], moment(row["signed"])
    visit = SiteInspection.objects.create(
        summit=ground.summit,
        public_id=lasting_id("inspection", f"{row['site']}:{row['day']}"),
        site=ground.sites[row["site"]],
        visited_on=dt.date.fromisoformat(row["day"]),
        team=row["team"],
        completion=row["completion"],
        remarks=row["remarks"],
        signed_by=by,
        signed_at=signed,
        state=SiteInspection.State.SIGNED,
    )
    audit.record_past([(signed, visit, "sign", by, {"state": ["draft", "signed"]})])
    for number, reserve in enumerate(row["reserves"], start=1):
        lay_reserve(ground, visit, number, reserve, instant)


def lay_reserve(ground, visit, number, row, instant) -> None:
    lifted, closed = happened(row["lifted"], instant), happened(row["closed"], instant)
    focal, checker = ground.people["transport"], ground.people["conference"]
    reserve = SiteReserve.objects.create(
        summit=ground.summit,
        public_id=lasting_id("reserve", f"{visit.public_id}:{number}"),
        inspection=visit,
        number=number,
        text=row["text"],
        ministry=ground.ministries[row["ministry"]],
        owner=row["owner"],
        due_on=dt.date.fromisoformat(row["due"]),
        lifted_by=focal if lifted else None,
        closed_by=checker if closed else None,
        closed_at=moment(row["closed"]) if closed else None,
        state="closed" if closed else "lifted" if lifted else "open",
    )
    done = [(visit.signed_at, reserve, "create", visit.signed_by, None)]
    if lifted:
        done.append((moment(row["lifted"]), reserve, "lift", focal, {"state": ["open", "lifted"]}))
    if closed:
        done.append((moment(row["closed"]), reserve, "close", checker, {"state": ["lifted", "closed"]}))
    audit.record_past(done)


def lay_decision(ground, halls, row, instant) -> None:
    made = happened(row["decided"], instant)
    by = ground.people["authority"]
    decision = SiteDecision.objects.create(
        summit=ground.summit,
        public_id=lasting_id("decision", row["site"]),
        site=ground.sites[row["site"]],
        decide_on=dt.date.fromisoformat(row["decide_on"]),
        fallback=halls[row["fallback"]],
        criteria=row["criteria"],
        decided_by=by if made else None,
        decided_at=moment(row["decided"]) if made else None,
        state=row["state"] if made else SiteDecision.State.PENDING,
    )
    if made:
        audit.record_past(
            [(moment(row["decided"]), decision, row["state"], by, {"state": ["pending", row["state"]]})]
        )
