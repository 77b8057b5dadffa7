"""The commands of the ground floor and what every command promises."""

import datetime as dt
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils.translation import get_language

from summit import audit
from summit.audit import sealing
from summit.audit.models import Entry
from summit.jobs import duties
from summit.management.base import JsonCommand, Refused, WrongUse
from tests.factories import make_summit
from tests.testapp.models import Dossier

ROOT = Path(__file__).parents[2]


def run(command, *arguments, **options):
    """The JSON that a command prints, and its exit code."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command(command, *arguments, as_json=True, stdout=out, stderr=err, **options)
    except CommandError as refusal:
        code = refusal.returncode
    except SystemExit as end:
        code = end.code
    return json.loads(out.getvalue()), code


class Sample(JsonCommand):
    writes = True

    def act(self, *, summit, by, **options):
        self.tell("working")
        if options["verbosity"] == 3:
            raise WrongUse("Say one thing or the other.")
        return {
            "summit": summit.code,
            "by": by.get_username(),
            "at_work_on": by.summit.code,
            "lang": get_language(),
        }

    def sentence(self, result):
        return f"{result['summit']} done."


class TestEveryCommand:
    def test_prints_one_json_object_and_nothing_else(self, summit, capsys):
        call_command(Sample(), as_json=True)
        out, err = capsys.readouterr()
        assert json.loads(out) == {"summit": "TEST", "by": "system", "at_work_on": "TEST", "lang": "fr"}
        assert err.strip() == "working"

    def test_says_a_sentence_without_json(self, summit, capsys):
        call_command(Sample())
        assert capsys.readouterr().out == "TEST done.\n"

    def test_works_in_the_name_language_and_summit_that_are_named(self, summit, other_summit, coordinator):
        found, code = run(Sample(), by="coordinator", lang="ar", summit="OTHER")
        assert (found, code) == (
            {"summit": "OTHER", "by": "coordinator", "at_work_on": "OTHER", "lang": "ar"},
            0,
        )

    def test_takes_the_summit_in_work_where_there_are_several(self, summit):
        make_summit("OLD", state="closed", starts_on=dt.date(2024, 7, 6), ends_on=dt.date(2024, 7, 6))
        assert run(Sample())[0]["summit"] == "TEST"

    @pytest.mark.parametrize(
        ("options", "error"), [({"summit": "NONE"}, "unknown_summit"), ({"by": "nobody"}, "unknown_user")]
    )
    def test_refuses_with_a_code_and_a_sentence(self, summit, options, error):
        found, code = run(Sample(), lang="en", **options)
        assert (found["error"], code) == (error, 1)
        assert found["message"].endswith(".")

    def test_needs_a_summit(self, db):
        assert run(Sample())[0]["error"] == "no_summit"

    def test_wrong_use_exits_two(self, summit):
        with pytest.raises(WrongUse) as found:
            call_command(Sample(), verbosity=3)
        assert found.value.returncode == 2

    def test_a_refusal_is_a_command_error(self):
        assert Refused("closed", "It is closed.").returncode == 1


class TestAuditVerify:
    def test_its_keys_are_promised_to_the_outside(self, summit):
        audit.record(summit, "open", by=None)
        found, code = run("audit_verify")
        assert (set(found), code) == (
            {"entries", "sealed", "unsealed", "oldest_unsealed_seconds", "broken"},
            0,
        )

    def test_a_broken_chain_exits_one(self, summit, monkeypatch):
        fault = {"number": 7, "entry": "abc", "reason": "content"}
        monkeypatch.setattr(sealing, "broken", lambda: iter([fault]))
        found, code = run("audit_verify")
        assert (found["broken"], code) == ([fault], 1)

    def test_it_can_be_read(self, summit, capsys):
        audit.record(summit, "open", by=None)
        sealing.seal()
        call_command("audit_verify", lang="en")
        assert "1 of 1 entries are sealed" in capsys.readouterr().out


class TestPurge:
    KEYS = {"summit", "at", "by", "dry_run", "erased", "rows", "digest"}

    def test_its_keys_are_promised_and_a_dry_run_writes_nothing(self, summit):
        Dossier.objects.create(summit=summit, passport="DEMO-1")
        with time_machine.travel(dt.datetime(2026, 6, 1, tzinfo=dt.UTC)):
            found, code = run("purge", dry_run=True)
        assert (set(found), code, found["rows"], found["dry_run"]) == (self.KEYS, 0, 1, True)
        assert set(found["erased"][0]) == {"model", "level", "fields", "due", "rows"}
        assert (Dossier.objects.get().passport, Entry.objects.count()) == ("DEMO-1", 0)

    def test_it_erases_once(self, summit, capsys):
        Dossier.objects.create(summit=summit, passport="DEMO-1")
        with time_machine.travel(dt.datetime(2026, 6, 1, tzinfo=dt.UTC)):
            assert [run("purge")[0]["rows"] for _ in range(2)] == [1, 0]
            call_command("purge", lang="en")
        assert Dossier.objects.get().passport == ""
        assert "0 rows of TEST erased" in capsys.readouterr().out


class TestTick:
    @pytest.fixture(autouse=True)
    def _no_duties(self, monkeypatch):
        monkeypatch.setattr(duties, "DUTIES", {})

    def test_one_round_seals_the_audit_and_says_so(self, summit):
        audit.record(summit, "open", by=None)
        assert run("tick") == ({"requeued": 0, "abandoned": 0, "duties": {}, "sealed": 1}, 0)
        assert run("tick")[0]["sealed"] == 0

    @pytest.mark.logs_errors
    def test_a_failed_duty_exits_one(self, db, monkeypatch):
        monkeypatch.setitem(duties.DUTIES, "broken", duties.Duty("broken", 60, lambda: 1 / 0, 300))
        found, code = run("tick")
        assert (found["duties"], code) == ({"broken": "failed"}, 1)

    def test_it_can_be_read(self, db, capsys):
        call_command("tick", lang="en")
        assert capsys.readouterr().out.startswith("0 duties run")

    def test_the_loop_ends_at_once_on_sigterm(self, tmp_path):
        """In a process of its own, on an empty database: a missing table is waited for, too."""
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}"}
        environment["DJANGO_SETTINGS_MODULE"] = settings.SETTINGS_MODULE
        process = subprocess.Popen(
            [sys.executable, "manage.py", "tick", "--loop", "--json"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stderr is not None
        while "no such table" not in process.stderr.readline():  # the first round has been tried
            assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        out, _err = process.communicate(timeout=20)
        assert process.returncode == 0
        assert json.loads(out) == {"rounds": 1}
