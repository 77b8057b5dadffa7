"""The plan as it stood at one moment: tasks, what blocks them, and the acts that led there."""

from summit import audit
from summit.demo import plan
from summit.demo.ground import lasting_id, text
from summit.ordering import ranks
from summit.tasks.models import BlockingPoint, Comment, Dependency, Support, Task


def lay(ground, story, instant) -> int:
    """Write the tasks that the plan holds by ``instant``; returns how many."""
    told = [task for task in story.tasks if task.added_at <= instant]
    levels = ranks([(task.code, code) for task in told for code in task.needs])
    rows = [task_row(ground, task, instant, levels.get(task.code, 0)) for task in told]
    Task.objects.bulk_create(rows)
    ground.tasks = {row.code: row for row in rows}
    lay_around(ground, told, instant)
    audit.record_past(sorted(acts(ground, told, instant), key=lambda act: act[0]))
    return len(rows)


def task_row(ground, task, instant, rank):
    state, progress, _block = plan.state_on(task, instant)
    life, people = task.life, ground.people
    reached = [when for when, *_rest in steps(task) if when <= instant]
    handed_in = state in ("review", "done")
    row = Task(
        summit=ground.summit,
        public_id=lasting_id("task", task.code),
        code=task.code,
        title=text(task.title),
        description=text(task.description),
        deliverable=text(task.deliverable),
        commission=ground.commissions[task.commission],
        ministry=ground.ministries[task.ministry],
        axis=ground.axes[task.axis],
        owner=people.get(task.owner),
        start_offset=task.start_offset,
        due_offset=task.due_offset,
        date_fixed=task.date_fixed,
        progress=100 if handed_in else progress,
        cost_estimate=task.cost,
        state=state,
        submitted_by=people.get(life.submitted_by) if handed_in else None,
        validated_by=people[life.validated_by] if state == "done" else None,
        done_at=life.done_at if state == "done" else None,
        rank=rank,
        revision=len(reached) + 1,
        created_at=task.added_at,
        updated_at=max(reached, default=task.added_at),
    )
    row.fill_keys()
    return row


def lay_around(ground, told, instant):
    rows, summit = ground.tasks, ground.summit
    Support.objects.bulk_create(
        Support(summit=summit, task=rows[task.code], ministry=ground.ministries[code])
        for task in told
        for code in task.supporting
    )
    Dependency.objects.bulk_create(
        Dependency(summit=summit, task=rows[task.code], needs=rows[code])
        for task in told
        for code in task.needs
        if code in rows
    )
    BlockingPoint.objects.bulk_create(
        point_row(ground, task, number, block, instant)
        for task in told
        for number, block in enumerate(task.life.blocks)
        if block.start <= instant
    )


def point_row(ground, task, number, block, instant):
    lifted = block.end if block.end and block.end <= instant else None
    writer = author(ground, task)
    return BlockingPoint(
        summit=ground.summit,
        public_id=lasting_id("block", f"{task.code}:{number}"),
        task=ground.tasks[task.code],
        what=block.what["fr"],
        must_act=ground.bodies[block.must_act],
        must_act_text=block.must_act_text["fr"],
        since=block.since,
        stated_by=writer,
        level=block.level,
        lifted_at=lifted,
        lifted_by=writer if lifted else None,
    )


def author(ground, task):
    """Who tells of a task: its owner, else the commission's rapporteur."""
    return ground.people.get(task.owner) or ground.commissions[task.commission].rapporteur


def steps(task):
    """``(when, verb, state after)`` of a task's life in order of time."""
    life = task.life
    found = [
        (life.started_at, "start", "doing"),
        (life.submitted_at, "submit", "review"),
        (life.done_at, "validate", "done"),
    ]
    for block in life.blocks:
        found += [(block.start, "block", "blocked"), (block.end, "unblock", "doing")]
    return sorted((step for step in found if step[0]), key=lambda step: step[0])


def acts(ground, told, instant):
    """The register's entries for what happened by ``instant``."""
    for task in told:
        row, was = ground.tasks[task.code], "todo"
        by = author(ground, task)
        yield task.added_at, row, "create", ground.people["coordinator"], {"code": [None, task.code]}
        for when, verb, state in steps(task):
            if when <= instant:
                actor = ground.people.get(task.life.validated_by) if verb == "validate" else by
                yield when, row, verb, actor or by, {"state": [was, state]}
                was = state
        before = 0
        for when, percent in task.life.progress:
            if when <= instant and percent != before:
                yield when, row, "progress", by, {"progress": [before, percent]}
                before = percent


def lay_comments(ground, story, instant):
    told = [
        row for row in story.comments if plan.moment(row["at"]) <= instant and row["task"] in ground.tasks
    ]
    Comment.objects.bulk_create(
        Comment(
            summit=ground.summit,
            public_id=lasting_id("comment", f"{row['task']}:{row['at']}"),
            task=ground.tasks[row["task"]],
            author=ground.people[row["author"]],
            text=row["text"],
            written_at=plan.moment(row["at"]),
        )
        for row in told
    )
    return len(told)
