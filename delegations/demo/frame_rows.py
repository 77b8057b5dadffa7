"""Ranks, categories, delegations, their quotas, liaison officers and notes, as they stood at one moment."""

import datetime as dt

from delegations.demo import story
from delegations.roster.models import (
    Delegation,
    LiaisonAssignment,
    NoteCounter,
    NoteVerbale,
    Quota,
)
from delegations.roster.reference_registers import usual_categories, usual_ranks
from summit import audit
from summit.accounts.models import Organisation
from summit.demo.ground import lasting_id, text

STEP_TO = {  # which step led into a state, for the history
    "announced": "announce", "listed": "receive", "checked": "check", "confirmed": "confirm", "on_site": "arrive",
    "departed": "depart", "sent": "send", "acknowledged": "acknowledge", "answered": "answered",
    "received": "enter", "processed": "process",
}  # fmt: skip
FROZEN = ("confirmed", "on_site", "departed")


def lay(ground, instant) -> dict[str, Delegation]:
    """Write what stands around the people; returns the delegations by code."""
    lay_reference(ground)
    lay_organisations(ground)
    delegations = lay_delegations(ground, instant)
    lay_notes(ground, delegations, instant)
    lay_shifts(ground, delegations, instant)
    return delegations


def lay_reference(ground):
    """The usual classes and categories, under public names that are the same in every demo."""
    for kind, usual in (("rank", usual_ranks), ("category", usual_categories)):
        rows = list(usual(ground.summit))
        for row in rows:
            row.public_id = lasting_id(kind, row.code)
        type(rows[0]).objects.bulk_create(rows)


def lay_organisations(ground):
    for row in story.told("delegations")["organisations"]:
        ground.bodies[row["code"]] = Organisation.objects.create(
            summit=ground.summit,
            public_id=lasting_id("organisation", row["code"]),
            code=row["code"],
            name=text(row["name"]),
            short_name=text(row["name"]),
            org_type=row["type"],
            country=row["country"],
            invited=True,
        )


def lay_delegations(ground, instant):
    rows = {}
    for told in story.told("delegations")["delegations"]:
        rows[told["code"]] = row = delegation_row(ground, told, instant)
        row.save()
        lay_quotas(row, told)
        protocol = ground.people["protocol"]
        audit.record_past(
            (when, row, STEP_TO[state], protocol, {"state": [before, state]})
            for when, before, state in moves(told["states"], instant, "invited")
        )
    return rows


def moves(states, instant, first):
    before = first
    for when, state in story.past(states, instant):
        yield when, before, state
        before = state


def delegation_row(ground, told, instant):
    state, focal = story.reached(told["states"], instant, "invited"), told["focal"]
    known = state != "invited"
    listed = next((when for when, name in story.past(told["states"], instant) if name == "listed"), None)
    frozen = next((when for when, name in story.past(told["states"], instant) if name == "confirmed"), None)
    return Delegation(
        summit=ground.summit,
        public_id=lasting_id("delegation", told["code"]),
        code=told["code"],
        name=text(told["name"]),
        organisation=ground.bodies[told["organisation"]],
        delegation_type=told["type"],
        focal_name=focal["name"] if known else "",
        focal_function=focal["function"] if known else "",
        focal_email=focal["email"] if known else "",
        focal_phone=focal["phone"] if known else "",
        accepted_on=told["accepted_on"] if story.happened(told["accepted_on"], instant) else None,
        languages=told["languages"],
        arms=told["arms"] if listed else "",
        list_version=1 + bool(listed and told["late"]) if listed else 0,
        list_received_at=listed,
        frozen_at=frozen if state in FROZEN else None,
        state=state,
    )


def lay_quotas(delegation, told):
    Quota.objects.bulk_create(
        Quota(
            summit=delegation.summit,
            public_id=lasting_id("quota", f"{delegation.code}:{name}"),
            delegation=delegation,
            quota_type=name,
            granted=granted,
            paid_by=payer,
            basis=basis,
        )
        for name, (granted, payer, basis) in told["quotas"].items()
    )


def lay_notes(ground, delegations, instant):
    """The notes in the order in which they were numbered; two wait for an answer on 22 December."""
    last, rows = {"out": 0, "in": 0}, {}
    for told in story.told("delegations")["notes"]:
        if not story.happened(told["dated"], instant):
            continue
        last[told["direction"]] += 1
        rows[told["key"]] = note = note_row(ground, delegations, told, last[told["direction"]], rows, instant)
        note.save()
        audit.record_past(
            (when, note, STEP_TO[state], ground.people["protocol"], {"state": [before, state]})
            for when, before, state in moves(told["state"], instant, "draft")
        )
    NoteCounter.objects.bulk_create(
        NoteCounter(summit=ground.summit, direction=direction, last=number)
        for direction, number in last.items()
    )
    for told in story.told("delegations")["delegations"]:
        if note := rows.get(told["focal"]["note"]):
            Delegation.objects.filter(pk=delegations[told["code"]].pk).update(focal_note=note)


def note_row(ground, delegations, told, number, rows, instant):
    proved = next(
        (when for when, state in story.past(told["state"], instant) if state == "acknowledged"), None
    )
    return NoteVerbale(
        summit=ground.summit,
        public_id=lasting_id("note", told["key"]),
        direction=told["direction"],
        number=number,
        reference=told.get("reference", ""),
        dated=dt.date.fromisoformat(told["dated"]),
        correspondent=ground.bodies[told["organisation"]],
        delegation=delegations[told["delegation"]],
        subject=told["subject"],
        channel="bearer",
        receipt=told.get("receipt", "") if proved else "",
        receipt_on=proved.date() if proved else None,
        answer_due=told.get("due"),
        answers=rows.get(told.get("answers", "")),
        state=story.reached(told["state"], instant, told["state"][0][1]),
    )


def lay_shifts(ground, delegations, instant):
    for told in story.told("travel")["shifts"]:
        if not story.happened(told["told"], instant):
            continue
        begins = story.moment(told["from"])
        LiaisonAssignment.objects.create(
            summit=ground.summit,
            public_id=lasting_id("shift", told["delegation"]),
            officer=ground.people[told["officer"]],
            delegation=delegations[told["delegation"]],
            languages=told["languages"],
            starts_at=begins,
            ends_at=story.moment(told["until"]),
            briefed_on=begins.date() if begins <= instant else None,
            state="on_duty" if begins <= instant else "assigned",
        )
