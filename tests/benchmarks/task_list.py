"""Processor time of the task list for who sees the whole plan and for a ministry's focal point, and of its search:

    .venv/bin/python -m tests.benchmarks.task_list [--runs 20]

Prints one JSON object. Without DATABASE_URL it fills a SQLite file that it throws away.
"""

import sys

from tests.benchmarks import readiness

FEW, MANY = 1_000, 20_000
# Milliseconds of processor time on a page, by the design's budgets.
LIMITS = {"list": 33, "search": 20}
GROWTH = 1.3  # the list of 20,000 to that of 1,000
QUERIES = 8


def main() -> int:
    readiness.LIMITS.update(LIMITS)
    return readiness.run("Processor time of the task list and of its search.", measured)


def people_of(count: int) -> dict:
    """A summit with ``count`` tasks; returns who looks at its list, by duty."""
    from summit.accounts.models import Ministry
    from tests import factories
    from tests.benchmarks.plans import make_plan

    coordinator = make_plan(count)
    ministry = Ministry.objects.of(coordinator.summit).first()
    focal = factories.make_person(f"focal-{count}", "focal", "plan", ministry=ministry)
    print(f"{count} tasks stand", file=sys.stderr)
    return {"coordinator": coordinator, "focal": focal}


def measured(runs: int) -> dict:
    from django.db import connection

    people = {count: people_of(count) for count in (FEW, MANY)}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    pages, growth = [], {}
    for who in ("coordinator", "focal"):
        few, many = (page("list", count, "/tasks/", people, who, runs) for count in (FEW, MANY))
        late = page("list", MANY, "/tasks/?state=late&sort=-due", people, who, runs)
        pages += [few, many, late]
        times = many["cpu_ms"] / few["cpu_ms"]
        growth[who] = {"times": round(times, 2), "limit": GROWTH, "ratio": round(times / GROWTH, 2)}
    found = "/search/?q=eclairage+1204"
    pages += [page("search", MANY, found, people, who, runs) for who in ("coordinator", "focal")]
    most = max(one["queries"] for one in pages if one["work"] == "list")
    return {
        "engine": connection.vendor,
        "runs": runs,
        "pages": pages,
        "list_20000_to_1000": growth,
        "queries": {"most": most, "limit": QUERIES, "ratio": round(most / QUERIES, 2)},
    }


def page(work: str, count: int, url: str, people: dict, who: str, runs: int) -> dict:
    """One page's figures; the ratio is of processor time, which other work on the machine does not lengthen."""
    found = readiness.timed(work, count, url, people[count][who], runs)
    return {"who": who} | found | {"ratio": round(found["cpu_ms"] / found["limit_ms"], 2)}


if __name__ == "__main__":
    sys.exit(main())
