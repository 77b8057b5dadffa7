"""A plan of any size for the benchmarks: one summit with its coordinator, bodies and tasks in every state."""

import random

from django.db import transaction

from summit import clock
from summit.tasks.models import BlockingPoint, Task
from summit.tasks.readiness import freezing
from tests import factories

MINISTRIES, COMMISSIONS, AXES = 6, 13, ("technical", "logistic", "security")
STATES = {"todo": 30, "doing": 25, "blocked": 3, "review": 5, "done": 35, "dropped": 2}  # per cent
WORDS = ("Éclairage", "Piste", "Hébergement", "Badges", "Cortège", "Traduction", "Escorte", "Salle")
AT_ONCE = 1000


def make_plan(count: int):
    """Fill a summit of its own with ``count`` tasks; returns its coordinator."""
    chance = random.Random(count)
    today = clock.today()
    summit = factories.make_summit(f"PLAN-{count}", starts_on=today, ends_on=today)
    coordinator = factories.make_person(f"coordinator-{count}", "coordinator", summit=summit)
    bodies = {
        "ministry": [factories.make_ministry(f"m{n}", summit=summit) for n in range(MINISTRIES)],
        "commission": [factories.make_commission(f"c{n}", summit=summit) for n in range(COMMISSIONS)],
        "axis": [factories.make_axis(code, summit=summit) for code in AXES],
        "owner": [factories.make_user(f"owner-{count}-{n}") for n in range(20)] + [None],
    }
    with transaction.atomic():
        tasks = [new_task(number, summit, bodies, coordinator, chance) for number in range(1, count + 1)]
        Task.objects.bulk_create(tasks, batch_size=AT_ONCE)
        BlockingPoint.objects.bulk_create(
            BlockingPoint(
                summit=summit,
                task=task,
                what="No pylons",
                must_act=chance.choice(bodies["ministry"]),
                stated_by=coordinator,
            )
            for task in tasks
            if task.state == "blocked"
        )
    freezing.freeze(summit, "CP-01", by=coordinator)
    return coordinator


def new_task(number, summit, bodies, coordinator, chance):
    state = chance.choices(list(STATES), weights=STATES.values())[0]
    start = chance.randint(-60, -1)
    done = {"validated_by": coordinator, "done_at": clock.now(), "progress": 100} if state == "done" else {}
    task = Task(
        summit=summit,
        code=f"T-{number:05d}",
        title=factories.named(f"{chance.choice(WORDS)} {number}"),
        start_offset=start,
        due_offset=start + chance.randint(1, 70),
        state=state,
        **{name: chance.choice(rows) for name, rows in bodies.items() if name != "owner" or state != "done"},
        **({"progress": chance.randrange(0, 100, 5)} | done),
    )
    task.fill_keys()
    return task
