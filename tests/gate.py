"""The second half of a full run: the whole suite once more on PostgreSQL, beside the first half.

It starts when collection is done and the test that stands for it is among the chosen ones; that test, the last to
run, waits for it and shows its output if it failed.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests import environment

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = Path("/usr/bin/chromium")
SECOND_HALF = "test_suite_passes_on_postgresql"
MINUTES = 25
running: dict[str, tuple[subprocess.Popen, Path]] = {}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            if reason := why_no_browser():
                item.add_marker(pytest.mark.skip(reason=reason))
    items.sort(key=lambda item: item.name == SECOND_HALF)  # stable: only the waiting test moves, to the end


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
