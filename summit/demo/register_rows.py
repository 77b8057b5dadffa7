"""Risks, milestones, hand-overs and streets as they stood at one moment."""

import datetime as dt

from summit.demo import plan
from summit.demo.ground import lasting_id, text
from summit.tasks.models import Handover, Milestone, Risk, RoadClosure, WelcomePoint

STREETS = "MATD"  # Territorial Administration keeps the register of the streets
WITHDRAWN_AT = dt.datetime(2025, 12, 22, 11, 50, tzinfo=dt.UTC)  # when the programme of the 22nd was changed
PLANNED_DAYS = 3  # a closure is in the register so many days before its notice


def lay(ground, story, instant) -> None:
    lay_risks(ground, story, instant)
    lay_milestones(ground, story, instant)
    lay_handovers(ground, story, instant)
    lay_closures(ground, story, instant)
    lay_welcomes(ground, story, instant)


def lay_risks(ground, story, instant):
    today = instant.date()
    Risk.objects.bulk_create(
        Risk(
            summit=ground.summit,
            public_id=lasting_id("risk", row["code"]),
            code=row["code"],
            title=text(row["title"]),
            likelihood=row["likelihood"],
            impact=row["impact"],
            measure=text(row["measure"]),
            ministry=ground.ministries[row["ministry"]],
            owner=ground.people.get(row["owner"]),
            review_on=row["review_on"],
            state="closed" if passed(row["closed_on"], today) else "open",
        )
        for row in story.risks
    )


def passed(date, today):
    return bool(date) and dt.date.fromisoformat(date) <= today


def lay_milestones(ground, story, instant):
    Milestone.objects.bulk_create(
        Milestone(
            summit=ground.summit,
            public_id=lasting_id("milestone", row["code"]),
            code=row["code"],
            title=text(row["title"]),
            due_offset=ground.summit.day_number(dt.date.fromisoformat(row["due_on"])),
            state="reached" if passed(row["reached_on"], instant.date()) else "ahead",
        )
        for row in story.milestones
    )


def lay_handovers(ground, story, instant):
    Handover.objects.bulk_create(
        handover_row(ground, row, instant)
        for row in story.handovers
        if plan.moment(row["asked_at"]) <= instant and row["task"] in ground.tasks
    )


def handover_row(ground, row, instant):
    state, agreed = answer_by(row, instant)
    return Handover(
        summit=ground.summit,
        public_id=lasting_id("handover", row["code"]),
        task=ground.tasks[row["task"]],
        from_ministry=ground.ministries[row["from_ministry"]],
        to_ministry=ground.ministries[row["to_ministry"]],
        what=row["text"]["fr"],
        wished_on=row["wanted_on"],
        offered_on=row["counter_date"] if row["state"] == "countered" and state != "asked" else None,
        agreed_on=agreed,
        asked_by=ground.people[row["asked_by"]],
        asked_at=plan.moment(row["asked_at"]),
        state=state,
    )


def answer_by(row, instant):
    """(state, date agreed) at a moment; the other date is agreed to the day after it is offered."""
    answered = plan.moment(row["answered_at"]) if row["answered_at"] else None
    if answered is None or answered > instant:
        return "asked", None
    if row["state"] == "countered" and answered + dt.timedelta(days=1) <= instant:
        return "accepted", row["counter_date"]
    return row["state"], row["wanted_on"] if row["state"] == "accepted" else None


def lay_closures(ground, story, instant):
    RoadClosure.objects.bulk_create(
        RoadClosure(
            summit=ground.summit,
            public_id=lasting_id("closure", row["code"]),
            code=row["code"],
            axis_code=row["axis"],
            starts_at=plan.moment(row["starts_at"]),
            ends_at=plan.moment(row["ends_at"]),
            route=text(row["reason"]),
            ministry=ground.ministries[STREETS],
            authority=ground.bodies[row["authority"]],
            notice_number=row["notice"] if plan.moment(row["published_at"]) <= instant else "",
            state=closure_state(row, instant),
        )
        for row in story.closures["closures"]
        if plan.moment(row["published_at"]) - dt.timedelta(days=PLANNED_DAYS) <= instant
    )


def closure_state(row, instant):
    if row["state"] == "withdrawn" and instant >= WITHDRAWN_AT:
        return "cancelled"
    return "published" if plan.moment(row["published_at"]) <= instant else "planned"


def lay_welcomes(ground, story, instant):
    settled = {conflict["between"][0]: conflict["settled_on"] for conflict in story.closures["conflicts"]}
    WelcomePoint.objects.bulk_create(
        WelcomePoint(
            summit=ground.summit,
            public_id=lasting_id("welcome", row["code"]),
            code=row["code"],
            axis_code=row["axis"],
            name=text(row["title"]),
            starts_at=plan.moment(row["from_at"]),
            ends_at=plan.moment(row["until_at"]),
            route=text(row["note"] or row["commune"]),
            ministry=ground.ministries[STREETS],
            authority=ground.bodies["DBKO"],
            crowd=row["expected"],
            on_roadway=row["code"] in settled and not passed(settled[row["code"]], instant.date()),
            state="planned",
        )
        for row in story.closures["welcome_points"]
    )
