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
MEGABYTES = 16  # whatever the rows: the file spills to the disk after 4 MB, and 2,000 rows are held at a time
# The list that leaves the house; all columns of the import are measured beside it.
LIST = (
    "delegation", "surname", "given_names", "arabic_name", "function:fr", "category", "nationality", "birth_date", "email",
    "phone",
)  # fmt: skip


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


def written(count: int, only: tuple[str, ...] = ()) -> int:
    """Bytes of the workbook of the first ``count`` members."""
    from delegations.roster import import_columns
    from delegations.roster.membership import Membership
    from summit import exports

    in_order = Membership.objects.order_by("pk")
    rows = import_columns.rows(in_order.filter(pk__lte=in_order[count - 1].pk), only=only)
    with exports.xlsx(import_columns.columns(only=only), rows, title="People") as file:
        return file.seek(0, 2)


def measured(count: int) -> dict:
    from django.core.management import call_command
    from django.db import connection

    from tests import factories

    summit = factories.make_summit("PEOPLE")
    quiet = {"stdout": StringIO(), "stderr": StringIO()}
    call_command("make_people", str(count), "--delegations", "20", summit=summit.code, **quiet)
    many = peak(count) / 2**20
    alone = ceiling(count, LIST)
    return {
        "engine": connection.vendor,
        "rows": count,
        "list": timed(count, LIST),
        "everything": timed(count, ()),
        "xlsxwriter_alone_rows_a_second": alone,  # the cells of the list, ready in memory, in its constant memory
        "peak_mb": round(many, 1),
        "limit_mb": MEGABYTES,
        "memory_ratio": round(many / MEGABYTES, 2),
    }


def timed(count: int, only: tuple[str, ...]) -> dict:
    """The best of three."""
    written(count // 10, only)
    taken = []
    for _each in range(3):
        began, busy = time.perf_counter(), time.process_time()
        size = written(count, only)
        taken.append((time.perf_counter() - began, time.process_time() - busy))
    seconds, cpu = min(taken)
    return {
        "columns": len(only) or "all",
        "bytes": size,
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "rows_a_second": round(count / seconds),
        "limit_rows_a_second": ROWS_A_SECOND,
        "ratio": round(ROWS_A_SECOND * seconds / count, 2),
    }


def ceiling(count: int, only: tuple[str, ...]) -> int:
    """Rows a second of XlsxWriter alone: the same cells, read beforehand, each by its own call."""
    from delegations.roster import import_columns
    from delegations.roster.membership import Membership
    from summit.exports import sheets

    columns = import_columns.columns(only=only)
    found = import_columns.rows(Membership.objects.order_by("pk")[:count], only=only)
    ready = [[column.read(row) for column in columns] for row in found]
    with tempfile.TemporaryFile() as target:
        began = time.perf_counter()
        with sheets.workbook(target, constant_memory=True) as book:
            page, days = sheets.add_sheet(book, "People"), sheets.day_formats(book)
            for number, cells in enumerate(ready, start=1):
                for index, value in enumerate(cells):
                    sheets.write_cell(page, number, index, value, days)
        return round(len(ready) / (time.perf_counter() - began))


def peak(count: int) -> int:
    """Bytes that Python held at most while ``count`` rows were written with all their columns."""
    tracemalloc.start()
    try:
        written(count)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


if __name__ == "__main__":
    sys.exit(main())
