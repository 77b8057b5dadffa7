"""Files of people and what becomes of them, by the page's way and by the command's."""

import io
import json

from django.core.management import call_command

from delegations.roster import import_run
from delegations.roster.import_fields import FIELDS, settle
from summit.imports import batches, headers, kind_named
from tests.summit.imports.making import csv_of

HEAD = [
    "Délégation", "Nom", "Prénoms", "Sexe", "Date de naissance", "Nationalité", "Fonction", "N° de passeport",
    "Valable jusqu’au", "Courriel",
]  # fmt: skip


def person_row(number=1, **cells):
    """A row that is right and like no other."""
    row = {
        "Délégation": "BFA",
        "Nom": SURNAMES[number % len(SURNAMES)],
        "Prénoms": GIVEN[number // len(SURNAMES) % len(GIVEN)],
        "Sexe": "F" if number % 2 else "M",
        "Date de naissance": f"{number % 28 + 1:02d}/{number % 12 + 1:02d}/{1950 + number % 50}",
        "Nationalité": "Burkina Faso",
        "Fonction": "Conseiller",
        "N° de passeport": f"DEMO-{number:06d}",
        "Valable jusqu’au": "31/12/2030",
        "Courriel": f"personne{number}@example.org",
    }
    return [{**row, **cells}[name] for name in HEAD]


SURNAMES = ["Kaboré-Démo", "Sanouvi", "Belemtoua", "Zongodi", "Tapsoukou", "Wedrasso", "Nikiédo", "Barrouma"]
GIVEN = [
    "Awa",
    "Issouf",
    "Mariétou",
    "Yacoubou",
    "Fatoumatine",
    "Seydina",
    "Rokiatine",
    "Hamadoune",
    "Salifou",
]


def rows_of(*rows):
    return [HEAD, *rows]


def batch_of(rows, by, *, content=None, filename="liste.csv", **about):
    """A batch of people, checked as the page does."""
    kind = kind_named("people")
    batch = batches.open_batch(
        kind, content or csv_of(rows), filename=filename, by=by, summit=by.summit, **about
    )
    return batches.check(batch, by=by)


def run(rows, by, **options):
    """The command's way: judged and written at once."""
    records = [[*row] for row in rows]
    row, mapping = headers.recognise(records, FIELDS, settle=settle)
    return import_run.run(import_run.Source(records, row, mapping, "liste.csv"), by.summit, by=by, **options)


def command(*arguments, **options):
    """The JSON that ``import_people`` prints."""
    out = io.StringIO()
    call_command("import_people", *map(str, arguments), "--json", stdout=out, stderr=io.StringIO(), **options)
    return json.loads(out.getvalue())
