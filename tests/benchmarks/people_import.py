"""Rows a second of the import of people, from the file to the commit, against its limit:

    .venv/bin/python tests/pgtemp.py --durable .venv/bin/python -m tests.benchmarks.people_import [--rows 20000]

Validation, matching and the search for doubles are in it. Prints one JSON object. Without
DATABASE_URL it fills a SQLite file that it throws away; the limit is PostgreSQL's.
"""

import argparse
import contextlib
import json
import os
import resource
import shutil
import sys
import tempfile
import time
from io import StringIO
from pathlib import Path

from tests.benchmarks import readiness

ROWS_A_SECOND, MEGABYTES = 7_000, 500
HEAD = (
    "Délégation", "Nom", "Prénoms", "Nom en arabe", "Sexe", "Date de naissance", "Nationalité", "Fonction", "N° de passeport",
    "Date d’expiration", "Courriel", "Téléphone",
)  # fmt: skip
FIELDS = (
    "", "surname", "given_names", "arabic_name", "sex", "birth_date", "nationality", "function:fr", "document_number",
    "document_expires_on", "email", "phone",
)  # fmt: skip
TWICE = 100  # every so many rows one comes again in another spelling


def main() -> int:
    parser = argparse.ArgumentParser(description="Speed and memory of the import of people.")
    parser.add_argument("--rows", type=int, default=20_000, help="rows of the file (default 20000)")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="summit-benchmark-"))
    try:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'benchmark.sqlite3'}")
        readiness.set_up()
        print(json.dumps(measured(folder / "people.xlsx", options.rows), indent=1))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def make_file(path: Path, count: int) -> None:
    """A workbook of invented people; some stand in it twice, spelt otherwise."""
    import xlsxwriter

    from delegations.roster.import_places import Place, names_of_country
    from delegations.roster.inventing import COUNTRIES, Inventor

    places = [Place(code, names_of_country(code), code) for code in COUNTRIES[:20]]
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for column, heading in enumerate(HEAD):
            sheet.write_string(0, column, heading)
        last: dict = {}
        for line in Inventor(1, places).people(count):
            said = line.values
            if last and line.number % TWICE == 0:
                said = said | {name: last[name] for name in ("given_names", "birth_date", "sex")}
                said["surname"] = last["surname"].replace("ou", "u") + "e"
            cells = [line.place.names["fr"], *(said.get(name, "") for name in FIELDS[1:])]
            for column, value in enumerate(cells):
                text = value if isinstance(value, str) else value.strftime("%d/%m/%Y")
                sheet.write_string(line.number, column, text)
            last = said


def measured(path: Path, count: int) -> dict:
    from django.core.management import call_command
    from django.db import connection

    from delegations.roster.models import Person
    from tests import factories

    factories.make_summit("PEOPLE")
    make_file(path, count)
    out = StringIO()
    began, busy = time.perf_counter(), time.process_time()
    with contextlib.redirect_stderr(StringIO()):
        call_command(
            "import_people", str(path), "--create-delegations", "--json", stdout=out, skip_checks=True
        )
    seconds, cpu = time.perf_counter() - began, time.process_time() - busy
    result = json.loads(out.getvalue())
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    stored = Person.objects.count()
    if stored != result["created"] or result["rejected"]:
        sys.exit(f"{stored} people stand where {result['created']} were to; {result['rejected'][:3]}")
    return {
        "engine": connection.vendor,
        "rows": count,
        "created": result["created"],
        "held": len(result["duplicates"]),
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "rows_a_second": round(count / seconds),
        "limit_rows_a_second": ROWS_A_SECOND,
        "ratio": round(ROWS_A_SECOND * seconds / count, 2),
        "memory_mb": round(megabytes),
        "memory_ratio": round(megabytes / MEGABYTES, 2),
    }


if __name__ == "__main__":
    sys.exit(main())
