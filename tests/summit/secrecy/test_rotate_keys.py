"""The command that renews what is encrypted: every model, the old key no longer needed, the act in the register."""

import io
import json

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.core.management.base import CommandError

from summit import audit, secrecy
from summit.secrecy.rotation import BATCH
from tests.testapp.models import Dossier

NUMBER = "DEMO-000123"


@pytest.fixture
def dossier(summit):
    return Dossier.objects.create(summit=summit, name="Awa", passport=NUMBER, health={"diet": "none"})


def run(**options):
    """The JSON that the command prints, and what it told meanwhile."""
    out, told = io.StringIO(), io.StringIO()
    call_command("rotate_keys", as_json=True, stdout=out, stderr=told, **options)
    return json.loads(out.getvalue()), told.getvalue()


def with_new_keys(settings):
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]
    settings.INDEX_KEYS = [Fernet.generate_key().decode(), *settings.INDEX_KEYS]


def test_its_keys_are_promised_and_every_encrypted_model_is_named(dossier):
    found, told = run()
    assert list(found) == ["by", "models", "rows"]
    assert list(found["models"]) == [model._meta.label for model in secrecy.rotating_models()]
    assert (found["by"], found["models"]["testapp.Dossier"], found["rows"]) == ("system", 1, 1)
    assert "testapp.Dossier: 1" in told


def test_the_old_keys_may_go_afterwards(dossier, settings):
    with_new_keys(settings)
    run()
    settings.FIELD_KEYS, settings.INDEX_KEYS = settings.FIELD_KEYS[:1], settings.INDEX_KEYS[:1]
    found = Dossier.objects.get(passport_key__matches=NUMBER)
    assert (found.passport, found.health) == (NUMBER, {"diet": "none"})


def test_more_rows_than_one_batch_are_all_written(summit, settings):
    Dossier.objects.bulk_create(Dossier(summit=summit, passport=f"DEMO-{n}") for n in range(BATCH + 1))
    with_new_keys(settings)
    assert run()[0]["models"]["testapp.Dossier"] == BATCH + 1
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]
    assert {row.passport for row in Dossier.objects.all()} == {f"DEMO-{n}" for n in range(BATCH + 1)}


def test_each_summit_s_register_says_who_did_it(dossier, other_summit, coordinator):
    run(by="coordinator")
    entries = [audit.history(summit).get() for summit in (dossier.summit, other_summit)]
    assert [(entry.verb, entry.actor, entry.changes) for entry in entries] == [
        ("rotate_keys", coordinator, {"rows": [None, 1]})
    ] * 2


def test_what_no_key_reads_is_refused_and_stays(dossier, settings, capsys):
    good = settings.FIELD_KEYS
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(CommandError) as refused:
        call_command("rotate_keys", "--json", "--lang", "en")
    assert refused.value.returncode == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["error"], "testapp.Dossier" in said["message"]) == ("unreadable", True)
    settings.FIELD_KEYS = good
    assert Dossier.objects.get().passport == NUMBER
    assert audit.history(dossier.summit).count() == 0


def test_it_can_be_read(dossier, capsys):
    call_command("rotate_keys", lang="en")
    assert capsys.readouterr().out == "1 row stands under the newest keys: the older ones may go.\n"
