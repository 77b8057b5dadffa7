"""Lint, types, templates, migrations, deployment, catalogues, locks, and the run on PostgreSQL."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from summit import bootstrap
from tests import gate

pytestmark = pytest.mark.gate

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CODE = ["manage.py", "summit", "delegations", "venues", "tests"]
CATALOGUES = sorted(ROOT.glob("summit/locale/*/LC_MESSAGES/*.po"))


def succeed(*command: str | Path, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"{command[0]}:\n{done.stdout[-8000:]}{done.stderr[-4000:]}", pytrace=False)
    return done.stdout + done.stderr


def production(tmp_path: Path) -> dict[str, str]:
    ours = {"DEBUG", "DEMO", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE"}
    return {name: value for name, value in os.environ.items() if name not in ours} | {
        **bootstrap.fresh_secrets(),
        "DOTENV": os.devnull,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'summit.sqlite3'}",
        "EMAIL_URL": "smtp+tls://user:password@localhost:587",
        "ALLOWED_HOSTS": "summit.example",
        "PYTHONWARNINGS": "error",
    }


def test_code_is_linted():
    succeed(BIN / "ruff", "check", *CODE)


def test_code_is_formatted():
    succeed(BIN / "ruff", "format", "--check", *CODE)


def test_types_hold():
    succeed(BIN / "ty", "check", "--python", sys.executable)


def test_templates_are_linted():
    succeed(BIN / "djlint", "templates", "--lint", "--quiet")


def test_no_migration_is_missing(tmp_path):
    succeed(sys.executable, "manage.py", "makemigrations", "--check", "--dry-run", env=production(tmp_path))


def test_deployment_check_is_silent(tmp_path):
    said = succeed(sys.executable, "manage.py", "check", "--deploy", env=production(tmp_path))
    assert said.strip() == "System check identified no issues (0 silenced)."


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_catalogue_is_compiled_and_complete(path: Path):
    catalogue = polib.pofile(str(path))
    written = {(entry.msgctxt, entry.msgid): entry for entry in polib.mofile(str(path.with_suffix(".mo")))}
    wanted = catalogue.translated_entries()
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    if path.parts[-3] != "en":  # the sentences themselves are English
        assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert {(entry.msgctxt, entry.msgid) for entry in wanted} == set(written)
    for entry in wanted:
        compiled = written[entry.msgctxt, entry.msgid]
        assert (compiled.msgstr, compiled.msgstr_plural) == (entry.msgstr, entry.msgstr_plural)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_lock_is_hashed_and_names_no_host(name: str):
    lock = (ROOT / name).read_text()
    pinned = re.findall(r"^([a-z0-9][a-z0-9.-]*)==", lock, flags=re.MULTILINE)
    entries = re.split(r"\n(?=\S)", lock.strip())
    assert len(pinned) == len(entries)
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in lock


def test_development_lock_holds_the_runtime_lock():
    runtime, development = (
        (ROOT / name).read_text() for name in ("requirements.txt", "requirements-dev.txt")
    )
    pins = re.compile(r"^[a-z0-9][a-z0-9.-]*==\S+", flags=re.MULTILINE)
    assert set(pins.findall(runtime)) <= set(pins.findall(development))


@pytest.mark.parametrize("folder", ["summit/static/summit/vendor", "summit/fonts"])
def test_fetched_files_are_those_of_the_manifest(folder: str):
    manifest = json.loads((ROOT / folder / "VENDOR.json").read_text())
    assert manifest
    for name, entry in manifest.items():
        assert hashlib.sha256((ROOT / folder / name).read_bytes()).hexdigest() == entry["sha256"], name


@pytest.mark.skipif(not gate.second_half_wanted(), reason="this run is already on a database of its own")
def test_suite_passes_on_postgresql():
    code, output = gate.wait()
    if code:
        pytest.fail(f"on PostgreSQL (exit {code}):\n{output[-20000:]}", pytrace=False)
    assert re.search(r"\b\d+ passed\b", output)
