"""One summit with a row of everything, seen by every persona: what the tests of the whole product walk through.

Everything of the Ministry of Transport that is not shared carries the word ``SECRET``; whoever finds that word on a
page without being of Transport, of the ministry that was asked for help or of the committee, has found a leak.
"""

import datetime as dt
from contextlib import contextmanager

import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.crypto import get_random_string

from summit import files
from summit.accounts.models import Duty, Mandate
from summit.files.content import accept
from summit.imports import batches, kind_named
from summit.meetings.models import DecisionProof, DecisionTask
from summit.notices.models import Notice
from summit.tasks import depending, proofs
from summit.tasks.models import Comment, Milestone, Risk, RoadClosure, Support, WelcomePoint
from summit.tasks.readiness import freezing
from tests import factories
from tests.delegations import world as coming
from tests.summit.meetings import making
from tests.venues import world as places

SECRET = "pylon-affair"
PERSONAE = (
    "anonymous", "visitor", "focal", "asked", "stranger", "outsider", "authority", "auditor", "secretary", "coordinator",
    "protocol", "liaison", "airport", "security", "conference",
)  # fmt: skip
AT = dt.datetime(2025, 12, 22, 8, tzinfo=dt.UTC)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
HEAD = "Code;Title EN;Ministry;Commission;Axis;Start;Due"


J_7 = dt.datetime(2025, 12, 15, 10, 50, tzinfo=dt.UTC)


@contextmanager
def whole_world():
    """The rows, on Monday 15 December 2025 at 10:50."""
    cache.clear()  # wrong secrets are counted there
    with time_machine.travel(J_7, tick=False):
        yield world()


def world():
    """All rows by name, personae among them; what ``tests/policies.csv`` means by ``@task``."""
    rows = people()
    rows |= plan(rows)
    rows |= registers(rows)
    rows |= committee(rows)
    rows |= imports(rows)
    rows |= beside(rows)
    rows |= coming.build(
        rows["summit"], rows["meeting"], second_meeting=rows["convened"], authority=rows["authority"]
    )
    rows |= places.build(rows)
    return rows | {
        "roadclosure": rows["closure"],
        "welcomepoint": rows["welcome"],
        "committeebody": rows["body"],
        "programmeitem": rows["item"],
        "roomassignment": rows["lodging"],
    }


def people():
    summit, other = factories.make_summit("TEST"), factories.make_summit("OTHER")
    ministry = {
        code: factories.make_ministry(code, summit=summit) for code in ("transport", "defence", "energy")
    }
    rows = {"summit": summit, "other": other, **ministry, "anonymous": None}
    rows["visitor"] = factories.make_user("visitor")
    rows["outsider"] = factories.make_person("outsider", "coordinator", summit=other)
    for role in ("authority", "auditor", "secretary", "coordinator"):
        rows[role] = factories.make_person(role, role, summit=summit)
    for name, role, code in (
        ("focal", "focal", "transport"),
        ("head", "head", "transport"),
        ("stranger", "focal", "defence"),
        ("asked", "focal", "energy"),
    ):
        rows[name] = factories.make_person(name, role, "plan", ministry=ministry[code])
    rows["site"] = factories.make_site("cicb", summit=summit)
    rows["zone"] = factories.make_zone("1", summit=summit)
    rows["organisation"] = factories.make_organisation("grid", summit=summit)
    rows["suspended"] = factories.make_organisation("mill", summit=summit, state="suspended")
    rows["commission"] = factories.make_commission("works", summit=summit)
    return rows | {
        "duty": Duty.objects.get(user=rows["head"]),
        "mandate": Mandate.objects.get(ministry=ministry["energy"]),
        "portfolio": factories.make_portfolio(summit=summit),
        "axis": factories.make_axis(summit=summit),
    }


def plan(rows):
    """Tasks of Transport in every state that a step starts from; ``task`` has all that can hang on one."""
    focal = rows["focal"]
    common = {"ministry": rows["transport"], "commission": rows["commission"], "owner": focal}

    def task(code, state="doing", **fields):
        fields = {"title": factories.named(f"{SECRET} {code}"), "state": state} | fields
        return factories.make_task(code, **(common | fields))

    made = {
        "task": task("T-101", description=factories.named(f"{SECRET} in detail")),
        "needed": task("T-102", "todo"),
        "blocked": task("T-103"),
        "review": task("T-104", "review", submitted_by=focal, progress=100),
        "done": task("T-105", "done", validated_by=rows["head"], done_at=AT, progress=100),
        "shared": task("T-106", title=factories.named("Work with Energy")),
        "foreign": factories.make_task("T-201", ministry=rows["defence"], commission=rows["commission"]),
    }
    factories.make_block(
        made["blocked"], by=focal, must_act=rows["organisation"], what=f"{SECRET}: no pylons"
    )
    depending.depend(made["task"], made["needed"], by=focal)
    Comment.objects.create(summit=rows["summit"], task=made["task"], author=focal, text=f"{SECRET} remark")
    Support.objects.create(summit=rows["summit"], task=made["shared"], ministry=rows["energy"])
    proof = accept(SimpleUploadedFile("proof.pdf", PDF, "application/pdf"))
    made["file"] = proofs.attach(made["task"], proof, by=focal, label=f"{SECRET} proof").file
    made["handover"] = factories.make_handover(
        made["task"], rows["energy"], by=focal, what=f"{SECRET}: four cars"
    )
    made["countered"] = factories.make_handover(
        made["task"],
        rows["energy"],
        by=focal,
        what=f"{SECRET}: a crane",
        state="countered",
        offered_on=AT.date(),
    )
    return made


def registers(rows):
    summit, transport = rows["summit"], rows["transport"]
    title = factories.named(f"{SECRET} line")
    street = {
        "summit": summit, "axis_code": "A1", "starts_at": AT, "ends_at": AT + dt.timedelta(hours=2),
        "route": title, "ministry": transport, "authority": rows["organisation"],
    }  # fmt: skip
    risk = {
        "summit": summit,
        "title": title,
        "likelihood": 4,
        "impact": 5,
        "ministry": transport,
        "review_on": AT.date(),
    }
    return {
        "risk": Risk.objects.create(code="R-1", **risk),
        "closed_risk": Risk.objects.create(code="R-2", state="closed", **risk),
        "milestone": Milestone.objects.create(
            summit=summit, code="M-1", title=factories.named("Airport ready"), due_offset=-2
        ),
        "missed": Milestone.objects.create(
            summit=summit, code="M-2", title=factories.named("Hotels ready"), due_offset=-9, state="missed"
        ),
        "closure": RoadClosure.objects.create(code="F-1", **street),
        "welcome": WelcomePoint.objects.create(code="P-1", name=title, on_roadway=True, **street),
    }


def committee(rows):
    """A meeting being held and one with approved minutes, both with a seat and a decision for Transport."""
    secretary, seats = rows["secretary"], [rows["transport"]]
    approved = making.make_meeting(summit=rows["summit"], items=["Airport"], ministries=seats)
    old = making.make_decision(
        approved, ministry=rows["transport"], text=factories.named(f"{SECRET} decided")
    )
    making.approve(approved, drafted_by=secretary, by=rows["authority"])
    held = making.make_meeting(
        summit=rows["summit"], items=["Roads"], ministries=seats, starts_at=making.MEETING_AT.replace(day=11)
    )
    making.hold(held, by=secretary)
    decision = making.make_decision(held, ministry=rows["transport"], text=factories.named(f"{SECRET} to do"))
    DecisionTask.objects.create(summit=rows["summit"], decision=decision, task=rows["task"])
    convened = making.make_meeting(
        summit=rows["summit"], items=["Hotels"], ministries=seats, starts_at=making.MEETING_AT.replace(day=18)
    )
    drafted = making.make_meeting(
        summit=rows["summit"], items=["Flags"], ministries=seats, starts_at=making.MEETING_AT.replace(day=12)
    )
    further = {
        state: making.make_decision(
            drafted, ministry=rows["transport"], text=factories.named(f"{SECRET} {state}"), **fields
        )
        for state, fields in {
            "executed": {"state": "executed", "executed_by": rows["focal"], "executed_at": AT},
            "lapsed": {"state": "lapsed"},
        }.items()
    }
    making.hold(drafted, by=secretary).workflow.run(drafted, "submit", by=secretary)
    proof = accept(SimpleUploadedFile("decision.pdf", PDF, "application/pdf"))
    stored = files.store(proof, kind="decision", summit=rows["summit"], by=secretary)
    DecisionProof.attach(old, stored, by=secretary)
    return further | {
        "approved": approved, "meeting": held, "convened": convened, "drafted": drafted, "body": held.body,
        "decision": decision, "old_decision": old, "decision_file": stored,
    }  # fmt: skip


def imports(rows):
    """The focal point's files, one in each state that has a page of its own."""
    focal, kind = rows["focal"], kind_named("tasks")
    lines = [
        HEAD,
        f"T-150;{SECRET};transport;works;technical;J-20;J-8",
        f"T-151;{SECRET};nowhere;works;technical;J-20;J-8",
    ]
    content = "\n".join(lines).encode()
    ready = batches.open_batch(kind, content, filename="plan.csv", by=focal, summit=rows["summit"])
    fresh = batches.open_batch(kind, content, filename="plan.csv", by=focal, summit=rows["summit"])
    ambiguous = "\n".join([HEAD, "T-152;Été;transport;works;technical;J-20;J-8"]).encode("cp1252")
    held = batches.hold(kind, ambiguous, filename="plan.csv", by=focal, summit=rows["summit"])
    batches.check(ready, by=focal)
    return {"batch": ready, "fresh_batch": fresh, "held_batch": held}


def beside(rows):
    focal, summit = rows["focal"], rows["summit"]
    notice = Notice.objects.create(
        summit=summit,
        user=focal,
        key=get_random_string(12),
        subject=f"{SECRET} notice",
        text=SECRET,
        url="/tasks/",
    )
    freezing.freeze(summit, "CP-00", by=rows["secretary"])
    return {"notice": notice}
