"""Server time of the pages that count or list the whole plan, against their limits:

    .venv/bin/python -m tests.benchmarks.readiness [--runs 20]

Prints one JSON object. Without DATABASE_URL it fills a SQLite file that it throws away.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

WARM_UP = 3
READINESS, FEW, MANY = 5_000, 1_000, 20_000
# Milliseconds of server time: readiness by the brief of the plan, list and search by the design's budgets.
LIMITS = {"readiness": 200, "list": 33, "search": 20}


def main() -> int:
    return run("Server time of readiness, task list and search.", measured)


def run(about: str, measure: Callable[[int], dict]) -> int:
    """Print what ``measure(runs)`` finds, on a SQLite file that is thrown away unless DATABASE_URL names a database."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--runs", type=int, default=20, help="timed requests a page (default 20)")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="summit-benchmark-"))
    try:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'benchmark.sqlite3'}")
        set_up()
        print(json.dumps(measure(options.runs), indent=1))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def set_up() -> None:
    from tests import environment

    environment.set_up()
    from django.conf import settings
    from django.core.management import call_command
    from django.template import engines

    engines["django"].engine.string_if_invalid = ""  # the suite's guard is not what is measured
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = False
    call_command("migrate", run_syncdb=True, verbosity=0, interactive=False)
    from summit.event.models import Summit

    if Summit.objects.exists():
        sys.exit("This database holds a summit: the benchmark wants an empty one.")


def measured(runs: int) -> dict:
    from django.db import connection

    from tests.benchmarks.plans import make_plan

    people = {count: make_plan(count) for count in (FEW, READINESS, MANY)}
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    pages = [
        ("readiness", READINESS, "/readiness/"),
        ("list", FEW, "/tasks/"),
        ("list", MANY, "/tasks/"),
        ("list", MANY, "/tasks/?state=late&sort=-due"),
        ("search", MANY, "/search/?q=eclairage+1204"),
    ]
    results = [timed(work, count, url, people[count], runs) for work, count, url in pages]
    few, many = (one["ms"] for one in results[1:3])
    return {
        "engine": connection.vendor,
        "runs": runs,
        "pages": results,
        "list_20000_to_1000": round(many / few, 2),
    }


def timed(work: str, rows: int, url: str, person, runs: int) -> dict:
    """Median, slowest and number of queries of one page, asked for by ``person``."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(raise_request_exception=True)
    client.force_login(person)
    answer = client.get(url)
    if answer.status_code != 200:
        sys.exit(f"{url} answers {answer.status_code}")
    for _each in range(WARM_UP):
        client.get(url)
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    queries = len(asked)
    taken, busy = [], []
    for _each in range(runs):
        began, at_work = time.perf_counter(), time.process_time()
        client.get(url)
        taken.append((time.perf_counter() - began) * 1000)
        busy.append((time.process_time() - at_work) * 1000)
    median = statistics.median(taken)
    return {
        "work": work,
        "tasks": rows,
        "url": url,
        "ms": round(median, 1),
        "cpu_ms": round(statistics.median(busy), 1),
        "slowest_ms": round(max(taken), 1),
        "limit_ms": LIMITS[work],
        "ratio": round(median / LIMITS[work], 2),
        "queries": queries,
    }


if __name__ == "__main__":
    sys.exit(main())
