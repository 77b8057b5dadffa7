"""Rows of the plan's five registers for tests, and what a browser sends for a new one."""

import datetime as dt

from summit.tasks.models import Handover, Milestone, Risk, RoadClosure, WelcomePoint
from tests import factories

NAMES = ["risk", "milestone", "closure", "welcome", "handover"]
PLURALS = {
    "risk": "risks", "milestone": "milestones", "closure": "closures", "welcome": "welcome-points", "handover": "handovers",
}  # fmt: skip
MODELS = {
    "risk": Risk,
    "milestone": Milestone,
    "closure": RoadClosure,
    "welcome": WelcomePoint,
    "handover": Handover,
}
AT = dt.datetime(2025, 12, 22, 8, tzinfo=dt.UTC)


def make(name, ministry, *, by, number=1, **fields):
    summit, title = ministry.summit, factories.named(f"Line {number}")
    if name == "handover":
        to = fields.pop("to_ministry", None) or factories.make_ministry(summit=summit)
        task = factories.make_task(ministry=ministry)
        return factories.make_handover(task, to, by=by, what=f"Line {number}", **fields)
    street = {"axis_code": "A1", "starts_at": AT, "ends_at": AT + dt.timedelta(hours=2)}
    street |= {"ministry": ministry, "authority": ministry, "route": title}
    own = {
        "risk": {
            "title": title,
            "likelihood": 4,
            "impact": 5,
            "ministry": ministry,
            "review_on": dt.date(2025, 12, 20),
        },
        "milestone": {"title": title, "due_offset": -2},
        "closure": street,
        "welcome": street | {"name": title, "on_roadway": True},
    }
    return MODELS[name].objects.create(
        summit=summit, code=f"{name[0].upper()}-{number:02d}", **(own[name] | fields)
    )


def form_data(name, ministry, **changes):
    """What the browser sends for a new row."""
    street = {
        "code": "X-09", "axis_code": "A2", "starts_at": "2025-12-22T08:00", "ends_at": "2025-12-22T09:30", "route_2": "Bridge",
        "ministry": ministry.public_id, "authority": ministry.public_id,
    }  # fmt: skip
    data = {
        "risk": {
            "code": "X-09", "title_2": "Rain", "likelihood": "2", "impact": "3", "ministry": ministry.public_id,
            "review_on": "2025-12-20",
        },
        "milestone": {"code": "X-09", "title_2": "Stands", "due_on": "2025-12-18"},
        "closure": street,
        "welcome": street | {"name_2": "Square", "crowd": "300", "on_roadway": "on"},
        "handover": {"what": "Lend four cars", "wished_on": "2025-12-20"},
    }  # fmt: skip
    return data[name] | changes


def writer_of(name, focal, coordinator):
    """Milestones are the coordinator's; only a ministry asks another."""
    return coordinator if name == "milestone" else focal


def handover_data(focal, defence):
    task = factories.make_task(ministry=focal.ministry)
    return {"task": task.public_id, "to_ministry": defence.public_id}
