"""The demonstration's plan as plain data, and its state on any day from 28 November to 24 December 2025.

Nothing here knows the framework or the database. A date means 11:20 UTC of that day: the hour at which the
story's great change is announced, and by which the acts of the morning are done.
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("data")
OPENING_DAY = date(2025, 12, 22)
FIRST_DAY = date(2025, 11, 28)
LAST_DAY = date(2025, 12, 24)
HOUR_OF_COUNT = time(11, 20)
OPEN_STATES = frozenset({"todo", "doing", "blocked", "review"})

Text = dict[str, str]


def moment(text):
    """`2025-12-04T08:30` as an aware moment; Bamako keeps UTC all year."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


def at(when):
    """A moment as it stands, a date at the hour of the count."""
    if isinstance(when, datetime):
        return when if when.tzinfo else when.replace(tzinfo=UTC)
    return datetime.combine(when, HOUR_OF_COUNT, tzinfo=UTC)


def on_day(offset):
    return OPENING_DAY + timedelta(days=offset)


@dataclass(frozen=True)
class Block:
    """Work stands still from `start` to `end`; the cause may be older (`since`) than the word "blocked"."""

    start: datetime
    end: datetime | None
    since: datetime
    must_act: str
    must_act_text: Text
    what: Text
    level: int

    def covers(self, instant):
        return self.start <= instant and (self.end is None or instant < self.end)


@dataclass(frozen=True)
class Wait:
    """Somebody is waited for, though the task is not declared blocked."""

    must_act: str
    text: Text
    since: date
    until: date | None


@dataclass(frozen=True)
class Life:
    started_at: datetime | None
    submitted_at: datetime | None
    submitted_by: str | None
    done_at: datetime | None
    validated_by: str | None
    progress: tuple[tuple[datetime, int], ...]
    blocks: tuple[Block, ...]
    waits: tuple[Wait, ...] = ()


@dataclass(frozen=True)
class Task:
    code: str
    title: Text
    description: Text
    deliverable: Text
    commission: str
    ministry: str
    supporting: tuple[str, ...]
    axis: str
    owner: str | None
    start_offset: int
    due_offset: int
    date_fixed: bool
    cost: int | None
    added_on: date
    needs: tuple[str, ...]
    life: Life

    @property
    def due_on(self):
        return on_day(self.due_offset)

    @property
    def added_at(self):
        """Tasks born of a committee are written down on the morning of their day."""
        return datetime.combine(self.added_on, time(8, 0), tzinfo=UTC)


@dataclass(frozen=True)
class Plan:
    """Everything the loader writes: tasks as objects, the rest as the dictionaries of the files."""

    tasks: tuple[Task, ...]
    frame: dict
    meetings: tuple[dict, ...]
    risks: tuple[dict, ...]
    milestones: tuple[dict, ...]
    closures: dict
    handovers: tuple[dict, ...]
    comments: tuple[dict, ...]
    by_code: dict[str, Task] = field(repr=False, default_factory=dict)

    def ministries(self, *, coordinated=False):
        """Codes in order of rank."""
        rows = [row for row in self.frame["ministries"] if row["coordinated"] or not coordinated]
        return [row["code"] for row in sorted(rows, key=lambda row: row["rank"])]

    def decisions(self):
        return [decision for meeting in self.meetings for decision in meeting["decisions"]]


@dataclass(frozen=True)
class Bad:
    """A line of the list of the worst: a task blocked or late, since how many days, and who must act."""

    task: Task
    state: str
    since: datetime
    days: int
    must_act: str
    text: Text | None


def _read(name):
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def _block(row):
    return Block(
        start=moment(row["from"]),
        end=moment(row["to"]),
        since=moment(row["since"]),
        must_act=row["must_act"],
        must_act_text=row["must_act_text"],
        what=row["what"],
        level=row["level"],
    )


def _wait(row):
    until = date.fromisoformat(row["until"]) if row["until"] else None
    return Wait(
        must_act=row["must_act"], text=row["text"], since=date.fromisoformat(row["since"]), until=until
    )


def _life(row):
    return Life(
        started_at=moment(row["started_at"]),
        submitted_at=moment(row["submitted_at"]),
        submitted_by=row["submitted_by"],
        done_at=moment(row["done_at"]),
        validated_by=row["validated_by"],
        progress=tuple((moment(when), percent) for when, percent in row["progress"]),
        blocks=tuple(_block(block) for block in row["blocks"]),
        waits=tuple(_wait(wait) for wait in row.get("awaits", ())),
    )


def _task(row):
    read = {
        "supporting": tuple(row["supporting"]),
        "needs": tuple(row["needs"]),
        "added_on": date.fromisoformat(row["added_on"]),
        "life": _life(row["life"]),
    }
    return Task(**{**row, **read})


@cache
def load():
    tasks = tuple(_task(row) for row in _read("tasks")["tasks"])
    return Plan(
        tasks=tasks,
        frame=_read("frame"),
        closures=_read("closures"),
        by_code={task.code: task for task in tasks},
        **{
            name: tuple(_read(name)[name])
            for name in ("meetings", "risks", "milestones", "handovers", "comments")
        },
    )


def open_block(task, when):
    """The block that holds the task at that moment, if any."""
    instant = at(when)
    return next((block for block in task.life.blocks if block.covers(instant)), None)


def progress_on(task, when):
    """The last percentage told by that moment."""
    instant = at(when)
    return max((percent for told, percent in task.life.progress if told <= instant), default=0)


def _state(life, instant, block):
    if life.done_at and life.done_at <= instant:
        return "done"
    if block:
        return "blocked"
    if life.submitted_at and life.submitted_at <= instant:
        return "review"
    return "doing" if life.started_at and life.started_at <= instant else "todo"


def state_on(task, when):
    """(state, progress, open block or None) at a moment; a date means 11:20 of that day."""
    block = open_block(task, when)
    state = _state(task.life, at(when), block)
    return state, progress_on(task, when), block if state == "blocked" else None


def present(day):
    """The tasks of the plan on that day; those added later are not in it yet."""
    return [task for task in load().tasks if task.added_on <= day]


def is_late(task, day):
    """Open, whatever its state, and due before that day."""
    return task.due_on < day and state_on(task, day)[0] in OPEN_STATES


def _count(tasks, day):
    states = Counter(state_on(task, day)[0] for task in tasks)
    return {
        "tasks": len(tasks),
        "done": states["done"],
        "late": sum(is_late(task, day) for task in tasks),
        "blocked": states["blocked"],
    }


def figures(day):
    return _count(present(day), day)


def planned(day):
    """How many tasks should be done by the end of that day."""
    return sum(task.due_on <= day for task in present(day))


def by_ministry(day):
    """Per ministry code, in order of rank: the four figures, and `axes`: {axis: (done, total)}."""
    tasks = present(day)
    answer = {}
    for code in load().ministries():
        own = [task for task in tasks if task.ministry == code]
        axes = {}
        for row in load().frame["axes"]:
            part = [task for task in own if task.axis == row["code"]]
            axes[row["code"]] = (sum(state_on(task, day)[0] == "done" for task in part), len(part))
        if own:
            answer[code] = {**_count(own, day), "axes": axes}
    return answer


def _bad(task, day):
    _, _, block = state_on(task, day)
    if block:
        days = (day - block.since.date()).days
        return Bad(task, "blocked", block.since, days, block.must_act, block.must_act_text)
    if not is_late(task, day):
        return None
    wait = next((wait for wait in task.life.waits if wait.since <= day), None)
    must_act, text = (wait.must_act, wait.text) if wait else (task.ministry, None)
    return Bad(task, "late", at(task.due_on), (day - task.due_on).days, must_act, text)


def worst(day, limit=10):
    """Blocked before late, the oldest first."""
    found = [bad for bad in (_bad(task, day) for task in present(day)) if bad]
    found.sort(key=lambda bad: (bad.state != "blocked", bad.since, bad.task.code))
    return found[:limit]
