"""A summit with at least one row of everything, every text carrying one word by which it is known.

Two of them have the same codes throughout: what is shown of one and belongs to the other is
then told apart by that word alone.
"""

import datetime as dt

from django.db import transaction

from summit import audit
from summit.imports.models import ImportBatch
from summit.notices.models import Notice
from summit.tasks.models import Comment, Milestone, Risk, RoadClosure, Support, WelcomePoint
from tests import factories
from tests.delegations import full_summit as coming
from tests.summit.meetings import making
from tests.venues import full_summit as places

STREET_DAY = dt.datetime(2025, 12, 22, 8, tzinfo=dt.UTC)


def build(summit, word, *, by):
    """Fill ``summit``; returns its rows by name. ``by`` is who did it all."""
    rows = bodies(summit, word)
    rows |= plan(summit, word, rows, by)
    rows |= registers(summit, word, rows, by)
    rows |= committee(summit, word, rows, by)
    rows |= coming.build(summit, word, by=by, meeting=rows["ahead"])
    rows |= places.build(word, by=by, site=rows["site"], ministry=rows["roads"], guest=rows["member"])
    rows["notice"] = Notice.objects.create(
        summit=summit, user=by, key=f"full:{word}", subject=f"Notice {word}", text=word
    )
    rows["import"] = ImportBatch.objects.create(
        summit=summit, kind_name="tasks", filename=f"{word}.xlsx", created_by=by, state="matching"
    )
    rows["people_batch"] = ImportBatch.objects.create(
        summit=summit, kind_name="people", filename=f"{word}.csv", created_by=by, state="matching"
    )
    return rows


def bodies(summit, word):
    roads = factories.make_ministry("roads", summit=summit, name=factories.named(f"Roads {word}"))
    ports = factories.make_ministry("ports", summit=summit, name=factories.named(f"Ports {word}"))
    president = factories.make_person(f"president-{word}", "reader", "plan", ministry=ports, summit=summit)
    return {
        "roads": roads,
        "ports": ports,
        "president": president,
        "commission": factories.make_commission(
            "works", summit=summit, name=factories.named(f"Works {word}"), president=president
        ),
        "site": factories.make_site("hall", summit=summit, name=factories.named(f"Hall {word}")),
        "zone": factories.make_zone("1", summit=summit, name=factories.named(f"Zone {word}")),
        "body": factories.make_organisation("energy", summit=summit, name=f"Energy {word}"),
    }


def plan(summit, word, rows, by):
    """Seven tasks of one ministry and one of another; late, blocked, unowned, dropped and done among them."""
    owner = factories.make_person(f"owner-{word}", "focal", "plan", ministry=rows["roads"], summit=summit)
    common = {"summit": summit, "commission": rows["commission"], "start_offset": -40}

    def task(code, due, **fields):
        fields = {"ministry": rows["roads"]} | fields
        title = factories.named(f"Task {code} {word}")
        return factories.make_task(code, title=title, due_offset=due, **(common | fields))

    late = task("T-1", -30, owner=owner)
    blocked = task("T-2", 3)
    factories.make_block(blocked, by=owner, must_act=rows["body"], what=f"No pylons {word}")
    review = task("T-3", -1, owner=owner, state="review", submitted_by=owner, progress=100)
    task("T-4", 5, state="done", progress=100, validated_by=by, done_at=STREET_DAY - dt.timedelta(days=30))
    task("T-5", 5, state="dropped")
    doing = task("T-6", 60, state="doing", progress=40)
    helped = task("T-7", 4, ministry=rows["ports"])
    Support.objects.create(summit=summit, task=helped, ministry=rows["roads"])
    Comment.objects.create(summit=summit, task=late, author=owner, text=f"Remark {word}")
    return {
        "owner": owner,
        "late": late,
        "blocked": blocked,
        "review": review,
        "doing": doing,
        "helped": helped,
    }


def registers(summit, word, rows, by):
    title = factories.named(f"Line {word}")
    street = {
        "summit": summit,
        "axis_code": "A1",
        "starts_at": STREET_DAY,
        "ends_at": STREET_DAY + dt.timedelta(hours=2),
        "route": factories.named(f"Route {word}"),
        "ministry": rows["roads"],
        "authority": rows["body"],
    }
    return {
        "handover": factories.make_handover(
            rows["late"], rows["ports"], by=rows["owner"], what=f"Four cars {word}"
        ),
        "risk": Risk.objects.create(
            summit=summit,
            code="R-1",
            title=title,
            likelihood=4,
            impact=5,
            ministry=rows["roads"],
            review_on=dt.date(2025, 12, 20),
        ),
        "milestone": Milestone.objects.create(summit=summit, code="M-1", title=title, due_offset=-2),
        "closure": RoadClosure.objects.create(code="F-1", **street),
        "welcome": WelcomePoint.objects.create(code="P-1", name=title, on_roadway=True, **street),
    }


def committee(summit, word, rows, by):
    """A meeting whose minutes are approved, with one decision, and one meeting to come."""
    body = making.make_body(summit=summit)
    secretary = factories.make_person(f"secretary-{word}", "secretary", summit=summit)
    held = making.make_meeting(
        summit=summit,
        body=body,
        items=[f"Item {word}"],
        ministries=[rows["roads"]],
        title=factories.named(f"Held {word}"),
    )
    decision = making.make_decision(held, ministry=rows["roads"], text=factories.named(f"Decide {word}"))
    making.approve(held, drafted_by=secretary, by=by)
    ahead = making.make_meeting(
        summit=summit,
        body=body,
        ministries=[rows["ports"]],
        title=factories.named(f"Ahead {word}"),
        starts_at=STREET_DAY + dt.timedelta(days=1),
    )
    with transaction.atomic():
        audit.record(rows["late"], "edit", by=by, note=f"Reason {word}")
    return {"secretary": secretary, "held": held, "meeting": held, "ahead": ahead, "decision": decision}
