"""A process that is killed in the middle of writing leaves nothing: the transaction is the only door."""

import os
import signal
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from delegations.roster.models import Document, Membership, Person
from summit.audit.models import Entry
from tests.delegations import making
from tests.delegations.roster.importing import HEAD, person_row
from tests.summit.imports.making import csv_of

# Writes the people, then says so and waits for its end before the memberships are written.
SCRIPT = """
import sys, time
import django
django.setup()
from django.core.management import call_command
from delegations.roster.models import Membership
from summit.imports.bulk import Load

send = Load.send

def stopped(self):
    if self.table.model is Membership:
        print("people are written", flush=True)
        time.sleep(60)
    send(self)

Load.send = stopped
call_command("import_people", sys.argv[1], "--json", skip_checks=True)
"""


def address():
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    server = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(server._replace(path=f"/{settings['NAME']}"))


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_nothing_is_written(tmp_path):
    making.make_delegation("BFA", country="BF")
    entries = Entry.objects.count()
    path = tmp_path / "liste.csv"
    path.write_bytes(csv_of([HEAD, *(person_row(n) for n in range(60))]))
    environment = os.environ | {
        "DATABASE_URL": address(),
        "DJANGO_SETTINGS_MODULE": "summit.settings",
        "PYTHONPATH": os.pathsep.join(part for part in sys.path if part),
    }
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", SCRIPT, str(path)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout.readline() == "people are written\n"
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    assert [model.objects.count() for model in (Person, Membership, Document)] == [0, 0, 0]
    assert Entry.objects.count() == entries
