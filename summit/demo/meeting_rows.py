"""The steering committee's meetings up to one moment, with their decisions and frozen figures."""

import datetime as dt
from collections import Counter

from summit import audit
from summit.demo import plan
from summit.demo.ground import lasting_id, text
from summit.meetings.models import (
    AgendaEntry,
    Attendance,
    CommitteeBody,
    Decision,
    DecisionSupport,
    DecisionTask,
    Meeting,
)
from summit.tasks.models import Snapshot, SnapshotLine

NAMES = {
    "CP": {"fr": "Comité de pilotage", "ar": "لجنة القيادة", "en": "Steering committee"},
    "CO": {"fr": "Commission d’organisation", "ar": "لجنة التنظيم", "en": "Organizing commission"},
}


def lay(ground, story, instant) -> int:
    """Write the meetings that are convened by ``instant``; returns how many decisions were taken."""
    bodies = {
        code: CommitteeBody.objects.create(
            summit=ground.summit, public_id=lasting_id("body", code), code=code, name=text(name), order=order
        )
        for order, (code, name) in enumerate(NAMES.items(), start=1)
    }
    taken = 0
    for row in story.meetings:
        if plan.moment(row["convened_at"]) <= instant:
            taken += lay_meeting(ground, story, bodies["CP"], row, instant)
    return taken


def lay_meeting(ground, story, body, row, instant):
    meeting = make_meeting(ground, body, row, instant)
    held = meeting.state != Meeting.State.CONVENED
    agenda = lay_agenda(ground, meeting, row, held=held)
    lay_attendance(ground, meeting, row, held=held)
    by = ground.people[row["secretary"]]
    acts = [(plan.moment(row["convened_at"]), meeting, "convene", by, {"code": [None, meeting.code]})]
    if held:
        freeze(ground, story, meeting, by)
        for decision in row["decisions"]:
            acts += decision_acts(
                ground, decision, lay_decision(ground, meeting, agenda, decision, instant), by
            )
        acts.append((meeting.held_at, meeting, "hold", by, {"state": ["convened", "held"]}))
        acts += minutes_acts(meeting)
    audit.record_past(sorted(acts, key=lambda act: act[0]))
    return len(row["decisions"]) if held else 0


def minutes_acts(meeting):
    """What the register says of the minutes."""
    if meeting.minutes_sent_at:
        yield meeting.minutes_sent_at, meeting, "submit", meeting.minutes_by, {"state": ["held", "drafted"]}
    if meeting.approved_at:
        yield meeting.approved_at, meeting, "approve", meeting.approved_by, {"state": ["drafted", "approved"]}


def decision_acts(ground, row, decision, by):
    """What the register says of one decision, up to the state that it has reached."""
    yield decision.created_at, decision, "decide", by, {"code": [None, decision.code]}
    begun = noon(row["started_on"])
    if decision.state != "open" and begun:
        yield (
            max(begun, decision.created_at),
            decision,
            "start",
            decision.owner or by,
            {"state": ["open", "execution"]},
        )
    if decision.executed_at:
        yield (
            decision.executed_at,
            decision,
            "execute",
            decision.executed_by,
            {"state": ["execution", "executed"]},
        )
    if decision.verified_at:
        yield (
            decision.verified_at,
            decision,
            "verify",
            decision.verified_by,
            {"state": ["executed", "verified"]},
        )


def make_meeting(ground, body, row, instant):
    starts, approved = plan.moment(row["held_at"]), plan.moment(row["minutes_approved_at"])
    drafted = plan.moment(row["minutes_drafted_at"])
    reached = [(starts, "held"), (drafted, "drafted"), (approved, "approved")]
    state = next((name for when, name in reversed(reached) if when <= instant), "convened")
    people = ground.people
    return Meeting.objects.create(
        summit=ground.summit,
        public_id=lasting_id("meeting", row["code"]),
        body=body,
        number=int(row["code"].split("-")[1]),
        code=row["code"],
        title=text(row["title"]),
        starts_at=starts,
        ends_at=plan.moment(row["ended_at"]),
        site=ground.sites[row["site"]],
        chair=text(row["chair"]),
        held_at=starts if state != "convened" else None,
        minutes_by=people[row["secretary"]] if state in ("drafted", "approved") else None,
        minutes_sent_at=drafted if state in ("drafted", "approved") else None,
        approved_by=people[row["minutes_approved_by"]] if state == "approved" else None,
        approved_at=approved if state == "approved" else None,
        state=state,
        created_at=plan.moment(row["convened_at"]),
    )


def lay_agenda(ground, meeting, row, *, held):
    return {
        item["number"]: AgendaEntry.objects.create(
            summit=ground.summit,
            public_id=lasting_id("agenda", f"{meeting.code}:{item['number']}"),
            meeting=meeting,
            order=item["number"],
            title=text(item["title"]),
            presenter=ground.bodies.get(item["presented_by"]),
            minutes=text(item["minutes"]) if held else text(""),
        )
        for item in row["agenda"]
    }


def lay_attendance(ground, meeting, row, *, held):
    Attendance.objects.bulk_create(
        Attendance(
            summit=ground.summit,
            public_id=lasting_id("seat", f"{meeting.code}:{order}"),
            meeting=meeting,
            organisation=ground.bodies.get(seat["organisation"]),
            office=text(seat["office"]),
            user=ground.people.get(seat["user"]) if not seat["substitute"] else None,
            presence=presence(seat) if held else Attendance.Presence.INVITED,
            substitute=ground.people[seat["user"]].name if held and seat["substitute"] else "",
            order=order,
        )
        for order, seat in enumerate(row["attendance"], start=1)
    )


def presence(seat):
    if not seat["present"]:
        return Attendance.Presence.EXCUSED
    return Attendance.Presence.SUBSTITUTE if seat["substitute"] else Attendance.Presence.PRESENT


def lay_decision(ground, meeting, agenda, row, instant):
    """One decision in the state that it had reached by ``instant``."""
    people, ministries = ground.people, ground.ministries
    begun, executed, verified = (noon(row[name]) for name in ("started_on", "executed_on", "verified_on"))
    reached = [(begun, "execution"), (executed, "executed"), (verified, "verified")]
    state = next((name for when, name in reversed(reached) if when and when <= instant), "open")
    done = state in ("executed", "verified")
    decision = Decision.objects.create(
        summit=ground.summit,
        public_id=lasting_id("decision", row["number"]),
        meeting=meeting,
        number=int(row["number"].split("/D")[1]),
        code=row["number"],
        agenda_entry=agenda.get(row["agenda"]),
        text=text(row["text"]),
        ministry=ministries[row["ministry"]],
        owner=people.get(row["owner"]),
        due_on=row["due_on"],
        proof=text(row["proof"]) if done and row["proof"] else text(""),
        executed_by=people.get(row["owner"]) if done else None,
        executed_at=executed if done else None,
        verified_by=people[row["verified_by"]] if state == "verified" else None,
        verified_at=verified if state == "verified" else None,
        state=state,
        created_at=meeting.starts_at,
    )
    DecisionSupport.objects.bulk_create(
        DecisionSupport(summit=ground.summit, decision=decision, ministry=ministries[code])
        for code in row["support"]
        if code in ministries
    )
    DecisionTask.objects.bulk_create(
        DecisionTask(summit=ground.summit, decision=decision, task=ground.tasks[code])
        for code in row["tasks"]
        if code in ground.tasks
    )
    return decision


def noon(date):
    """What a decision's dates mean: nine in the morning of that day."""
    return dt.datetime.combine(dt.date.fromisoformat(date), dt.time(9), tzinfo=dt.UTC) if date else None


def freeze(ground, story, meeting, by):
    """The readiness figures as they were shown at the meeting."""
    at = meeting.starts_at
    counts: dict[tuple, Counter] = {}
    for task in story.tasks:
        if task.added_at <= at:
            key = (task.ministry, task.commission, task.axis)
            counts.setdefault(key, Counter()).update(marks(task, at))
    snapshot = Snapshot.objects.create(
        summit=ground.summit,
        public_id=lasting_id("snapshot", meeting.code),
        label=meeting.code,
        taken_at=at,
        taken_by=by,
    )
    names = ("total", "done", "doing", "review", "late", "blocked", "unowned")
    SnapshotLine.objects.bulk_create(
        SnapshotLine(
            summit=ground.summit,
            snapshot=snapshot,
            ministry=ground.ministries[ministry],
            commission=ground.commissions[commission],
            axis=ground.axes[axis],
            **{name: count[name] for name in names},
        )
        for (ministry, commission, axis), count in counts.items()
    )


def marks(task, at):
    """The counters that one task adds to."""
    state = plan.state_on(task, at)[0]
    yield "total"
    if state in ("done", "doing", "review", "blocked"):
        yield state
    if state in plan.OPEN_STATES:
        if task.due_on < at.date():
            yield "late"
        if task.owner is None:
            yield "unowned"
