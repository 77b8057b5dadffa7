"""The start: what is missing or bad stops it with one sentence, and production is closed by default."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from summit import bootstrap

ROOT = Path(__file__).resolve().parent.parent.parent
SHOW = "import json; from django.conf import settings; print(json.dumps([getattr(settings, n) for n in {!r}], default=str))"


def good() -> dict[str, str]:
    bare = {
        name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "SYSTEMROOT"}
    }
    return {**bare, **bootstrap.fresh_secrets(), "EMAIL_URL": "consolemail://", "DOTENV": os.devnull}


def start(env: dict[str, str], *arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "manage.py", "check", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def read(env: dict[str, str], *names: str) -> list:
    env = {**env, "DJANGO_SETTINGS_MODULE": "summit.settings"}
    command = [sys.executable, "-c", SHOW.format(names)]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", ["SECRET_KEY", "FIELD_KEYS", "INDEX_KEYS", "BADGE_KEYS", "EMAIL_URL"])
@pytest.mark.parametrize("empty", [True, False])
def test_what_has_no_default_stops_the_start(name: str, empty: bool):
    env = good()
    del env[name]
    done = start(env | ({name: ""} if empty else {}))
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name} is not set.")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "flase"),
        ("DEMO", "perhaps"),
        ("DEMO", "true"),  # without the .env that `demo` wrote
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 60),
        ("FIELD_KEYS", "abc"),
        ("FIELD_KEYS", ","),
        ("INDEX_KEYS", "é" * 32),
        ("BADGE_KEYS", "AAAA,BBBB"),
        ("DATABASE_URL", "mysql://somebody:secret@host/summit"),
        ("DATABASE_URL", "rubbish"),
        ("DATABASE_URL", "postgres://somebody:secret@host"),
        ("EMAIL_URL", "pigeon://roof"),
        ("TIME_ZONE", "Mars/Olympus"),
        ("CSRF_TRUSTED_ORIGINS", "summit.example"),
        ("SECRET_KEY_FILE", "/nowhere/at/all"),
    ],
)
def test_bad_value_stops_the_start_with_a_sentence(name: str, value: str):
    done = start(good() | {name: value})
    assert done.returncode == 1
    assert done.stderr.startswith(name)
    assert done.stderr.count("\n") == 1
    assert "secret@" not in done.stderr


def test_refusal_is_an_object_for_those_who_ask_for_json():
    done = start(good() | {"DEBUG": "flase"}, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"] == "bad_settings"


def test_secrets_are_read_from_files(tmp_path: Path):
    env = good()
    wanted = []
    for name in ("SECRET_KEY", "FIELD_KEYS", "INDEX_KEYS", "BADGE_KEYS"):
        (tmp_path / name).write_text(env[name] + "\n")
        wanted.append(env[name] if name == "SECRET_KEY" else [env[name]])
        env[f"{name}_FILE"] = str(tmp_path / name)
        del env[name]
    assert read(env, "SECRET_KEY", "FIELD_KEYS", "INDEX_KEYS", "BADGE_KEYS") == wanted


def test_keys_are_lists_newest_first():
    old, new = (bootstrap.fresh_secrets()["FIELD_KEYS"] for _ in range(2))
    assert read(good() | {"FIELD_KEYS": f"{new}, {old}"}, "FIELD_KEYS") == [[new, old]]


def test_environment_wins_over_the_file(tmp_path: Path):
    path = tmp_path / "dotenv"
    bootstrap.write_env(path, demo=False)
    env = {"PATH": os.environ["PATH"], "DOTENV": str(path), "ALLOWED_HOSTS": "a.example, b.example"}
    assert read(env, "ALLOWED_HOSTS", "DEBUG") == [["a.example", "b.example"], False]


def test_production_is_closed_by_default():
    closed = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "HARDENED")
    opened = ("DEBUG", "DEMO", "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", "BEHIND_PROXY")
    assert read(good(), *closed, *opened) == [True] * 4 + [False] * 4


def test_demo_opens_what_plain_http_on_one_machine_needs(tmp_path: Path):
    path = tmp_path / "dotenv"
    bootstrap.write_env(path, demo=True)
    env = {"PATH": os.environ["PATH"], "DOTENV": str(path)}
    assert read(env, "DEMO", "DEBUG", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE") == [
        True,
        False,
        False,
        False,
    ]


def test_both_engines_are_set_up(tmp_path: Path):
    [sqlite] = read(good() | {"DATABASE_URL": f"sqlite:///{tmp_path}/a.sqlite3"}, "DATABASES")
    assert sqlite["default"]["NAME"] == f"{tmp_path}/a.sqlite3"
    assert sqlite["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    [postgres] = read(
        good() | {"DATABASE_URL": "postgres://summit@/summit?host=/run/postgresql"}, "DATABASES"
    )
    assert postgres["default"]["OPTIONS"]["host"] == "/run/postgresql"
    assert postgres["default"]["OPTIONS"]["pool"]["timeout"] == 5
    assert postgres["default"]["CONN_MAX_AGE"] == 0
