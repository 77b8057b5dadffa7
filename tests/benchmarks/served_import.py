"""A long list of people goes in while an office works on: the real processes, asked over HTTP as browsers ask them.

    .venv/bin/python tests/pgtemp.py --durable .venv/bin/python -m tests.benchmarks.served_import
        [--rows 17000] [--delegations 200] [--pause 0.5]

Web, job worker and tick are those that the demo starts, with the settings of production behind a proxy. A protocol
officer signs in, sends a workbook and follows the pages to the result; a colleague asks for other pages on four
connections, with a pause after each answer. Prints one JSON object; exits 1 where something failed, where a sum does
not hold or where a bar went backwards. Without DATABASE_URL it fills a SQLite file that it throws away.
"""

import argparse
import http.client
import json
import re
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.served import Browser, Fault, served, set_up

CONNECTIONS, PAGES = 4, ("/", "/people/", "/arrivals/")
SETTLE_SECONDS, BEFORE_SECONDS = 5, 10
KNOWN = 20  # one row in so many is of somebody who stands on the list already, whose phone is new
TWICE = 100  # one in so many comes again, spelt otherwise
# Nobody knows the first heading: the page of the columns asks for it.
HEAD = (
    "Envoyé par", "Nom", "Prénoms", "Nom en arabe", "Sexe", "Date de naissance", "Nationalité", "Fonction", "N° de passeport",
    "Date d’expiration", "Courriel", "Téléphone",
)  # fmt: skip
FIELDS = (
    "", "surname", "given_names", "arabic_name", "sex", "birth_date", "nationality", "function:fr", "document_number",
    "document_expires_on", "email", "phone",
)  # fmt: skip
TAB = re.compile(r'show=(\w+)"[^>]*>[^<]*<span class="n">(\d+)</span>')


def main() -> int:
    parser = argparse.ArgumentParser(description="An import over HTTP while others work.")
    parser.add_argument("--rows", type=int, default=17_000, help="rows of the file (default 17000)")
    parser.add_argument("--delegations", type=int, default=200, help="lists that they go to (default 200)")
    parser.add_argument(
        "--pause", type=float, default=0.5, help="seconds between two pages of one connection"
    )
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="summit-benchmark-"))
    try:
        set_up(folder)
        file = prepared(folder, options.rows, options.delegations)
        with served(folder / "log") as port:
            result = measured(options, port, file)
        result["errors"] += (folder / "log").read_text().count('"level": "error"')
        result["faults"] = faults(result, options.rows)
        print(json.dumps(result, indent=1))
        return 1 if result["faults"] else 0
    except Fault as reason:
        print(reason, (folder / "log").read_text()[-3000:], sep="\n", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)


# --- The file ---
def prepared(folder: Path, rows: int, delegations: int) -> Path:
    """The summit with its delegations, two officers of protocol and a few people; the file that will be sent."""
    from django.core.management import call_command
    from django.db import connection

    from delegations.roster.import_places import Place, names_of_country
    from delegations.roster.inventing import COUNTRIES, Inventor
    from tests import factories
    from tests.delegations import making

    summit = factories.make_summit("PEOPLE")
    foreign = factories.make_ministry("foreign", summit=summit)
    for username in ("protocol", "colleague"):
        factories.make_person(username, "officer", "protocol", ministry=foreign, language="fr")
    places = []
    for number in range(delegations):
        # There are fewer countries than lists: the others are organisations, whose people come from anywhere.
        country = COUNTRIES[number] if number < len(COUNTRIES) else ""
        code = f"D{number + 1:03d}"
        making.make_delegation(code, summit=summit, country=country)
        home = country or COUNTRIES[number % len(COUNTRIES)]
        places.append(Place(code, names_of_country(home), home))
    lines, last = [], {}
    for line in Inventor(1, places).people(rows):
        said = line.values
        if last and line.number % TWICE == 0:
            said = said | {name: last[name] for name in ("given_names", "birth_date", "sex")}
            said["surname"] = last["surname"].replace("ou", "u") + "e"
        lines.append([line.place.code, *(said.get(name, "") for name in FIELDS[1:])])
        last = said
    known = [[*line[:-1], "+000 0"] for line in lines[::KNOWN]]
    write(folder / "known.xlsx", [("Délégation", *HEAD[1:]), *known])
    with (folder / "known.json").open("w") as out:
        call_command("import_people", str(folder / "known.xlsx"), "--json", stdout=out, stderr=out)
    write(folder / "people.xlsx", [HEAD, *lines])
    connection.close()
    return folder / "people.xlsx"


def write(path: Path, rows: Sequence[Sequence]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                text = value if isinstance(value, str) else value.strftime("%d/%m/%Y")
                sheet.write_string(number, column, text)


# --- What is measured ---
class Others:
    """A colleague at work: ``asked`` holds when each page was asked for, its seconds, its address, its status."""

    def __init__(self, port: int, pause: float):
        cookies = Browser(port).sign_in("colleague").cookies
        self.port, self.pause, self.stop = port, pause, threading.Event()
        self.asked: list[tuple[float, float, str, int]] = []
        self.threads = [
            threading.Thread(target=self.work, args=[dict(cookies), number]) for number in range(CONNECTIONS)
        ]

    def __enter__(self) -> "Others":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def work(self, cookies: dict[str, str], number: int) -> None:
        browser = Browser(self.port, cookies)
        self.stop.wait(self.pause * number / CONNECTIONS)
        while not self.stop.is_set():
            path, began = PAGES[number % len(PAGES)], time.perf_counter()
            try:
                status = browser.get(path).status
            except (OSError, http.client.HTTPException):
                status, browser = 0, Browser(self.port, cookies)
            self.asked.append((began, time.perf_counter() - began, path, status))
            number += 1
            self.stop.wait(self.pause)

    def between(self, since: float, until: float) -> dict:
        taken = [(1000 * seconds, path) for at, seconds, path, _status in self.asked if since <= at < until]
        times = sorted(ms for ms, _path in taken)
        if not times:
            return {"pages": 0}
        return {
            "pages": len(times),
            "p50_ms": round(statistics.median(times)),
            "p95_ms": round(times[int(0.95 * (len(times) - 1))]),
            "max_ms": round(times[-1]),
            "slowest": max(taken)[1],
        }

    @property
    def errors(self) -> int:
        return sum(status != http.client.OK for _at, _seconds, _path, status in self.asked)


def measured(options: argparse.Namespace, port: int, file: Path) -> dict:
    """Send the file and follow its pages while the colleague works; what both saw."""
    officer = Browser(port).sign_in("protocol")
    with Others(port, options.pause) as others:
        time.sleep(SETTLE_SECONDS)  # the first pages of a process read templates and catalogues
        quiet = time.perf_counter()
        time.sleep(BEFORE_SECONDS)
        began = time.perf_counter()
        page = officer.send(officer.get("/imports/new/people/").form(holding="delegation"), file)
        uploaded = time.perf_counter()
        page, shown = officer.wait(officer.send(page.form(holding="delegation"), delegation="0"))
        checked = time.perf_counter()
        promised = {name: int(count) for name, count in TAB.findall(page.text)}
        page, _bars = officer.wait(officer.send(page.form(action="/apply/")))
        applied = time.perf_counter()
    staging, applying = checked - began, applied - checked
    return {
        "engine": engine(),
        "rows": options.rows,
        "delegations": options.delegations,
        "upload_seconds": round(uploaded - began, 2),
        "staging_seconds": round(staging, 2),
        "applying_seconds": round(applying, 2),
        "rows_a_second": round(options.rows / (staging + applying)),
        "shown": [*shown, 100] if promised else shown,  # the bar ends where the preview takes its place
        "promised": promised,
        **stored(),
        "others": {
            "connections": CONNECTIONS,
            "pause_seconds": options.pause,
            "before": others.between(quiet, began),
            "staging": others.between(began, checked),
            "applying": others.between(checked, applied),
        },
        "errors": others.errors,
    }


def engine() -> str:
    from django.db import connection

    return connection.vendor


def stored() -> dict:
    """What the database holds afterwards, counted from the rows and from the people themselves."""
    from delegations.roster.models import Membership, Person
    from summit.imports.models import ImportBatch, ImportRow

    batch = ImportBatch.objects.latest("pk")
    rows = list(batch.data_rows.values_list("is_applied", "verdict"))
    verdicts = ImportRow.Verdict
    return {
        "created": rows.count((True, verdicts.NEW)),
        "updated": rows.count((True, verdicts.CHANGED)),
        "unchanged": rows.count((True, verdicts.UNCHANGED)),
        "held": rows.count((False, verdicts.HELD)),
        "refused": rows.count((False, verdicts.REFUSED)) + rows.count((False, verdicts.DUPLICATE)),
        "people": Person.objects.count(),
        "memberships": Membership.objects.count(),
    }


def faults(result: dict, rows: int) -> list[str]:
    """What does not hold, in words."""
    known = len(range(0, rows, KNOWN))
    created, updated = result["created"], result["updated"]
    parts = ("created", "updated", "unchanged", "held", "refused")
    checks = {
        "the bar went backwards": result["shown"] == sorted(result["shown"]),
        "the bar passed its end, or never came to it": max(result["shown"], default=0) == 100,
        "rows were lost or doubled": sum(result[part] for part in parts) == rows,
        "other rows went in than were promised": result["promised"].get("new", 0) == created
        and result["promised"].get("changed", 0) == updated,
        "the people are not those of the file": result["people"] == result["memberships"] == known + created,
        "somebody's page failed, or an error was logged": result["errors"] == 0,
    }
    return [said for said, holds in checks.items() if not holds]


if __name__ == "__main__":
    sys.exit(main())
