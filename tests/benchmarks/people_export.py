"""Rows a second of the list of people as a workbook, and the memory that it takes, against their limits:

    .venv/bin/python -m tests.benchmarks.people_export [--people 20000]

Prints one JSON object. Without DATABASE_URL it fills a SQLite file that it throws away.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
import tracemalloc
from io import StringIO
from pathlib import Path

from tests.benchmarks import readiness

ROWS_A_SECOND = 10_000
GROWTH = 1.2  # the peak of all rows to that of a tenth of them: constant memory


def main() -> int:
    parser = argparse.ArgumentParser(description="Speed and memory of the export of people.")
    parser.add_argument("--people", type=int, default=20_000, help="rows (default 20000)")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="summit-benchmark-"))
    try:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'benchmark.sqlite3'}")
        readiness.set_up()
        print(json.dumps(measured(options.people), indent=1))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def written(count: int) -> int:
    """Bytes of the workbook of the first ``count`` members."""
    from delegations.roster import import_columns
    from delegations.roster.membership import Membership
    from summit import exports

    members = Membership.objects.order_by("pk").filter(
        pk__lte=Membership.objects.order_by("pk")[count - 1].pk
    )
    with exports.xlsx(import_columns.columns(), import_columns.rows(members), title="People") as file:
        return file.seek(0, 2)


def measured(count: int) -> dict:
    from django.core.management import call_command
    from django.db import connection

    from tests import factories

    summit = factories.make_summit("PEOPLE")
    call_command(
        "make_people",
        str(count),
        "--delegations",
        "20",
        summit=summit.code,
        stdout=StringIO(),
        stderr=StringIO(),
    )
    written(count // 10)
    taken = []
    for _each in range(3):
        began, busy = time.perf_counter(), time.process_time()
        size = written(count)
        taken.append((time.perf_counter() - began, time.process_time() - busy))
    seconds, cpu = min(taken)
    few, many = peak(count // 10), peak(count)
    return {
        "engine": connection.vendor,
        "rows": count,
        "bytes": size,
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "rows_a_second": round(count / seconds),
        "limit_rows_a_second": ROWS_A_SECOND,
        "ratio": round(ROWS_A_SECOND * seconds / count, 2),
        "peak_mb": round(many / 2**20, 1),
        "memory_all_to_a_tenth": {
            "times": round(many / few, 2),
            "limit": GROWTH,
            "ratio": round(many / few / GROWTH, 2),
        },
    }


def peak(count: int) -> int:
    """Bytes that Python held at most while ``count`` rows were written."""
    tracemalloc.start()
    try:
        written(count)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


if __name__ == "__main__":
    sys.exit(main())
