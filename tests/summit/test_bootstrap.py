"""`init_env` and `demo`, run as a person runs them: in a process of their own, against a `.env` of their own."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from base64 import urlsafe_b64decode
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import IO, Any, cast

import pytest
from cryptography.fernet import Fernet

from summit import bootstrap

ROOT = Path(__file__).resolve().parent.parent.parent
WAIT_SECONDS = timedelta(seconds=20).total_seconds()


def manage(*arguments: str, path: Path, **env: str) -> subprocess.CompletedProcess:
    bare = {
        name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "SYSTEMROOT"}
    }
    command = [sys.executable, "manage.py", *arguments]
    env = {**bare, "DOTENV": str(path), **env}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def values(path: Path) -> dict[str, str]:
    lines = path.read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


@pytest.fixture
def dotenv(tmp_path: Path) -> Path:
    return tmp_path / "dotenv"


def test_init_env_writes_fresh_secrets_for_the_owner_alone(dotenv: Path, tmp_path: Path):
    assert manage("init_env", path=dotenv).returncode == 0
    assert manage("init_env", path=tmp_path / "other").returncode == 0
    first, second = values(dotenv), values(tmp_path / "other")
    assert stat.S_IMODE(dotenv.stat().st_mode) == 0o600
    assert "DEMO" not in first
    for name in ("SECRET_KEY", "FIELD_KEYS", "INDEX_KEYS", "BADGE_KEYS"):
        assert first[name] != second[name]
    assert len(first["SECRET_KEY"]) >= 50
    assert Fernet(first["FIELD_KEYS"])
    assert len(urlsafe_b64decode(first["INDEX_KEYS"])) == 32
    assert len(urlsafe_b64decode(first["BADGE_KEYS"])) == 32


def test_init_env_never_touches_a_file_that_is_there(dotenv: Path):
    dotenv.write_text("SECRET_KEY=precious\n")
    done = manage("init_env", path=dotenv)
    assert done.returncode == 0
    assert "was left as it is" in done.stdout
    assert dotenv.read_text() == "SECRET_KEY=precious\n"


def test_init_env_says_where_it_cannot_write(tmp_path: Path):
    done = manage("init_env", path=tmp_path / "missing" / "dotenv")
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--help"], "migrate"),
        ([], "migrate"),
        (["help"], "migrate"),
        (["demo", "--help"], "--no-serve"),
        (["help", "demo"], "--no-serve"),
        (["init_env", "--help"], "fresh random secrets"),
        (["migrate", "--help"], "--fake"),
    ],
)
def test_help_needs_no_settings(arguments: list[str], word: str, dotenv: Path):
    done = manage(*arguments, path=dotenv)
    assert word in done.stdout
    assert "Traceback" not in done.stderr
    assert not dotenv.exists()


def test_help_lists_init_env_and_demo(dotenv: Path):
    listed = manage("--help", path=dotenv).stdout.split()
    assert {"init_env", "demo"} <= set(listed)


def test_demo_refuses_a_real_installation(dotenv: Path):
    manage("init_env", path=dotenv)
    before = dotenv.read_text()
    done = manage("demo", "--no-serve", path=dotenv)
    assert done.returncode == 1
    assert "lacks DEMO=true" in done.stderr
    assert dotenv.read_text() == before


def test_demo_refuses_a_port_in_use_and_writes_nothing(dotenv: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = manage("demo", "--port", str(taken.getsockname()[1]), path=dotenv)
    assert done.returncode == 1
    assert "is not free" in done.stderr
    assert not dotenv.exists()


@pytest.mark.parametrize("day", ["22.12.2025", "2025-02-30", "tomorrow"])
def test_demo_takes_only_a_date(day: str, dotenv: Path):
    done = manage("demo", "--no-serve", "--day", day, path=dotenv)
    assert done.returncode == 2
    assert "YYYY-MM-DD" in done.stderr
    assert not dotenv.exists()


def test_demo_that_is_refused_leaves_no_env_behind(dotenv: Path):
    done = manage("demo", "--no-serve", path=dotenv, DATABASE_URL="sqlite:////proc/nowhere/summit.sqlite3")
    assert done.returncode == 1
    assert "The demo stopped at `migrate`" in done.stderr
    assert not dotenv.exists()


def test_demo_env_is_believed_only_when_it_says_so(dotenv: Path):
    assert not bootstrap.is_demo(dotenv)
    bootstrap.write_env(dotenv, demo=True)
    assert bootstrap.is_demo(dotenv)
    dotenv.write_text("DEBUG=true\nDEMO=false\n")
    assert not bootstrap.is_demo(dotenv)


COUNTING = """import pathlib, sys
root = pathlib.Path(__file__).parent
(root / "staticfiles").mkdir(exist_ok=True)
with (root / "calls").open("a") as calls:
    calls.write(" ".join(sys.argv[1:]) + chr(10))
sys.exit((root / "broken").exists())
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one static file, whose manage.py only notes what it is asked."""
    for name in ("summit/static/summit/frame.css", "summit/settings.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a{}")
    (tmp_path / "manage.py").write_text(COUNTING)
    return tmp_path


def collected(project: Path) -> int:
    bootstrap.collect(project)
    calls = (project / "calls").read_text().splitlines()
    assert set(calls) == {"collectstatic --noinput --verbosity 0"}
    return len(calls)


def test_static_files_are_collected_once(project: Path):
    assert [collected(project) for _each in range(3)] == [1, 1, 1]


def test_static_files_are_collected_again_when_one_has_changed(project: Path):
    sheet = project / "summit" / "static" / "summit" / "frame.css"
    assert collected(project) == 1
    sheet.write_text("b{}")  # as long as before: the time tells
    assert collected(project) == 2
    sheet.rename(sheet.with_name("page.css"))
    assert collected(project) == 3
    (project / "summit" / "settings.py").write_text("STORAGES = {}")
    assert collected(project) == 4


def test_static_files_are_collected_again_when_a_package_has_changed(
    project: Path, tmp_path_factory, monkeypatch
):
    assert collected(project) == 1
    package = tmp_path_factory.mktemp("site") / "invented-2.0.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: invented\nVersion: 2.0\n")
    monkeypatch.syspath_prepend(package.parent)
    assert collected(project) == 2
    assert collected(project) == 2


def test_static_files_that_are_gone_are_collected_again(project: Path):
    assert collected(project) == 1
    shutil.rmtree(project / "staticfiles")
    assert collected(project) == 2


def test_a_collection_that_failed_is_tried_again(project: Path):
    assert collected(project) == 1
    (project / "summit" / "settings.py").write_text("STORAGES = {}")
    (project / "broken").touch()
    with pytest.raises(bootstrap.Refused, match="stopped at `collectstatic`"):
        collected(project)
    (project / "broken").unlink()
    assert collected(project) == 3


def test_serving_ends_all_processes_when_asked():
    with serving({"web": SLEEPER, "worker": SLEEPER, "tick": SLEEPER}) as (server, told):
        children = [told(), told(), told()]
        server.send_signal(signal.SIGTERM)
        assert server.wait(WAIT_SECONDS) == 0
    assert not any(alive(child) for child in children)


def test_serving_ends_when_one_process_ends():
    short = ["-c", "import os, sys; os.write(1, b'0\\n'); sys.stdin.readline(); sys.exit(3)"]
    with serving({"web": SLEEPER, "worker": short}) as (server, told):
        children = {told(), told()} - {0}
        server.stdin.write("end\n")
        server.stdin.flush()
        assert server.wait(WAIT_SECONDS) == 1
    assert not any(alive(child) for child in children)


# One write each: the three share a pipe.
SLEEPER = ["-c", "import os, time; os.write(1, b'%d\\n' % os.getpid()); time.sleep(60)"]


@contextmanager
def serving(commands: dict[str, list[str]]) -> Generator[tuple[Any, Callable[[], int]]]:
    """`serve` with these commands in place of ours, and a reader of the process ids that they print."""
    code = f"from summit import bootstrap; bootstrap.processes = lambda port: {commands!r}; exit(bootstrap.serve(0))"
    command = [sys.executable, "-c", code]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        out = cast("IO[str]", server.stdout)
        try:
            yield server, lambda: int(out.readline())
        finally:
            server.terminate()


def alive(pid: int) -> bool:
    until = time.monotonic() + 2
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.05)
    return True
