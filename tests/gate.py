"""The second half of a full run: the suite once more on PostgreSQL, beside the first half.

Each test that asks a database anything runs on both engines, but for the walks: opening hundreds of addresses takes
up to half a minute, so a full run takes each walk in one of its halves. The second half starts when collection is
done and the test that stands for it is among the chosen ones; that test, the last to run, waits for it and shows its
output if it failed.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from tests import environment

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = Path("/usr/bin/chromium")
SECOND_HALF = "test_suite_passes_on_postgresql"
MINUTES = 25
IS_SECOND_HALF = "SUMMIT_SECOND_HALF"  # set in the environment of the second half
SQLITE_WALKS = 10  # the first half takes every tenth: it drives Chromium as well
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}
running: dict[str, tuple[subprocess.Popen, Path]] = {}


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Generator[None]:
    for item in items:
        if "/tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            if reason := why_no_browser():
                item.add_marker(pytest.mark.skip(reason=reason))
    yield  # -k and -m choose, and the order is shuffled
    items.sort(key=lambda item: item.name == SECOND_HALF)  # stable: only the waiting test moves, to the end
    left = left_to_the_other_half(items)
    config.hook.pytest_deselected(items=list(left))
    items[:] = [item for item in items if item not in left]


def left_to_the_other_half(items: list[pytest.Item]) -> set[pytest.Item]:
    """Of a full run: the walks of the other half, and in the second half what asks no database anything."""
    second = IS_SECOND_HALF in os.environ
    if not second and not (second_half_wanted() and any(item.name == SECOND_HALF for item in items)):
        return set()
    walks = sorted((item for item in items if item.get_closest_marker("walk")), key=lambda item: item.nodeid)
    of_first = set(walks[::SQLITE_WALKS])
    return of_first | {item for item in items if not asks_database(item)} if second else set(walks) - of_first


def asks_database(item: pytest.Item) -> bool:
    names = getattr(item, "fixturenames", ())
    return bool(item.get_closest_marker("django_db")) or not DATABASE_FIXTURES.isdisjoint(names)


def second_half_wanted() -> bool:
    """Not where the run has been given a database: it is itself the second half, or somebody's choice."""
    return not environment.DATABASE_URL and os.name != "nt"


def why_no_browser() -> str:
    """Why browser tests cannot run here, or nothing. In CI that is a failure, not a reason."""
    if environment.ON_POSTGRES:
        return "browser tests run on SQLite only"
    if CHROMIUM.exists():
        return ""
    if os.environ.get("CI"):
        pytest.exit(f"CI needs Chromium for the browser tests: {CHROMIUM} is not there.", returncode=1)
    return f"{CHROMIUM} is not there (apt-get install chromium)"


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    chosen = second_half_wanted() and any(item.name == SECOND_HALF for item in session.items)
    if (
        chosen
        and not session.testsfailed
        and not session.config.option.collectonly
        and not hasattr(session.config, "workerinput")
    ):
        start()


def start() -> None:
    log = Path(tempfile.mkstemp(prefix="summit-postgresql-", suffix=".log")[1])
    command = [
        sys.executable,
        "tests/pgtemp.py",
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
    ]
    command += ["-m", "not browser and not gate"]
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    env[IS_SECOND_HALF] = "yes"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=output, stderr=subprocess.STDOUT)
    running["postgresql"] = (process, log)


def wait() -> tuple[int, str]:
    """The exit code and the output of the second half."""
    process, log = running["postgresql"]
    code = process.wait(MINUTES * 60)
    return code, log.read_text(errors="replace")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if "postgresql" in running:
        lines = running["postgresql"][1].read_text(errors="replace").strip().splitlines()
        terminalreporter.write_line(f"on PostgreSQL: {lines[-1] if lines else 'nothing was run'}")


def pytest_unconfigure() -> None:
    if "postgresql" in running:
        process, log = running.pop("postgresql")
        if process.poll() is None:
            process.terminate()
            process.wait(60)
        log.unlink(missing_ok=True)
