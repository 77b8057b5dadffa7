"""`init_env` and `demo`: what must exist before Django can start. Standard library only.

`init_env` writes `.env` with fresh random secrets. `demo` does so with DEMO=true, brings the database up to date,
loads the invented summit and serves it: web, job worker and tick as three processes that live and end together.
"""

import argparse
import base64
import hashlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from importlib import metadata
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
MANAGE = str(ROOT / "manage.py")
HOST = "127.0.0.1"
PASSWORD = "summit-demo"  # noqa: S105 - printed for everybody; only accounts of invented people carry it
PERSONAS = {
    "coordinator": "Coordination of the steering committee",
    "authority": "Authority of the committee: validates and signs",
    "protocol": "Protocol (Foreign Affairs)",
    "accreditation": "Accreditation office",
    "press": "Press office (Communication)",
    "security": "Security",
    "lodging": "Accommodation",
    "transport": "Transport",
    "airport": "Airport cell",
    "foreign": "Ministry of Foreign Affairs",
    "defence": "Ministry of Defence",
    "interior": "Ministry of Territorial Administration",
    "communication": "Ministry of Communication",
    "liaison": "Liaison officer of a delegation",
    "gate": "Agent at a gate",
    "auditor": "Auditor: reads all, writes nothing",
}
PLACES = {
    "/": "desk",
    "/tasks/": "plan of the ministries",
    "/meetings/": "meetings of the steering committee",
    "/readiness/": "readiness",
    "/healthz": "health of the process",
}


class Refused(Exception):
    """The sentence that is printed before the command ends with 1."""


# --- .env ---
def dotenv() -> Path:
    return Path(os.environ.get("DOTENV") or ROOT / ".env")


def is_demo(path: Path) -> bool:
    """Whether this `.env` says DEMO=true; the settings believe nothing else."""
    if not path.is_file():
        return False
    lines = (line.split("=", 1) for line in path.read_text(encoding="utf-8").splitlines() if "=" in line)
    said = {name.strip(): value.strip().lower() for name, value in lines}
    return said.get("DEMO") in {"true", "1", "yes", "on"}


def fresh_secrets() -> dict[str, str]:
    """Random values of the right shape: text for Django, 32 bytes in URL-safe base64 for each ring of keys."""
    rings = ("FIELD_KEYS", "INDEX_KEYS", "BADGE_KEYS")
    keys = {name: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode() for name in rings}
    return {"SECRET_KEY": secrets.token_urlsafe(64), **keys}


def lend_secrets() -> None:
    """Throw-away secrets for a process that only prints help; what is set stays."""
    for name, value in {**fresh_secrets(), "EMAIL_URL": "dummymail://"}.items():
        if name not in os.environ and f"{name}_FILE" not in os.environ:
            os.environ[name] = value


def write_env(path: Path, *, demo: bool) -> None:
    """Write the file for its owner's eyes only. Raises FileExistsError rather than lose a key."""
    values = {
        **({"DEMO": "true"} if demo else {}),
        "DEBUG": "false",
        **fresh_secrets(),
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "EMAIL_URL": "consolemail://",
    }
    heading = "# Secrets of this installation. Keep a copy: without FIELD_KEYS what is encrypted cannot be read again."
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join([heading, *(f"{name}={value}" for name, value in values.items()), ""]))


# --- Commands ---
def knows(argv: Sequence[str]) -> bool:
    named = argv[2:3] if argv[1:2] == ["help"] else argv[1:2]
    return bool(named) and named[0] in COMMANDS


def asks_for_help(argv: Sequence[str]) -> bool:
    return argv[1:2] in ([], ["help"]) or "--help" in argv or "-h" in argv


def list_commands() -> None:
    """Django's list of commands cannot name these two."""
    print("[before Django]\n    demo\n    init_env", flush=True)


def main(argv: Sequence[str]) -> int:
    if argv[1] == "help":
        argv = [argv[0], argv[2], "--help"]
    command = COMMANDS[argv[1]]
    try:
        return command(f"{Path(argv[0]).name} {argv[1]}", argv[2:])
    except Refused as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


def init_env(program: str, arguments: Sequence[str]) -> int:
    about = "Write .env with fresh random secrets where there is none; an existing file is never touched."
    argparse.ArgumentParser(prog=program, description=about).parse_args(arguments)
    path = dotenv()
    try:
        write_env(path, demo=False)
    except FileExistsError:
        print(f"{path} exists already and was left as it is.")
    except OSError as reason:
        message = f"{path} cannot be written: {reason.strerror}."
        raise Refused(message) from reason
    else:
        print(f"Wrote {path} with fresh secrets. Set ALLOWED_HOSTS, DATABASE_URL and EMAIL_URL in it next.")
    return 0


def demo(program: str, arguments: Sequence[str]) -> int:
    about = "Load the Bamako demo and serve it. Safe to run twice; refuses a real summit's database."
    parser = argparse.ArgumentParser(prog=program, description=about)
    parser.add_argument("--no-serve", action="store_true", help="load and stop, serve nothing")
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="port on this machine (8000)")
    parser.add_argument("--day", type=_day, metavar="YYYY-MM-DD", help="what the demo takes for today")
    options = parser.parse_args(arguments)
    if not options.no_serve:
        _ask_for_port(options.port)
    path = dotenv()
    written = _demo_env(path)
    try:
        _load(options.day)
    except Refused:
        if written:  # a refused demo must not turn what is here into one
            path.unlink()
        raise
    _tell(options.port)
    return 0 if options.no_serve else serve(options.port)


COMMANDS: dict[str, Callable[[str, Sequence[str]], int]] = {"init_env": init_env, "demo": demo}


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        message = f"{value!r} is no date: write YYYY-MM-DD"
        raise argparse.ArgumentTypeError(message) from None


def _ask_for_port(port: int) -> None:
    with socket.socket() as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as reason:
            message = f"Port {port} is not free: end what uses it, or choose another with --port."
            raise Refused(message) from reason


def _demo_env(path: Path) -> bool:
    """See to the demo's `.env`; whether it was written just now."""
    if path.exists():
        if not is_demo(path):
            message = f"{path} lacks DEMO=true: the demo does not touch a real installation."
            raise Refused(message)
        return False
    try:
        write_env(path, demo=True)
    except OSError as reason:
        message = f"{path} cannot be written: {reason.strerror}."
        raise Refused(message) from reason
    print(f"Wrote {path} with DEMO=true and fresh secrets.", file=sys.stderr)
    return True


def _load(day: str | None) -> None:
    _manage("migrate", "--verbosity", "0")
    collect()
    _manage("demo_load", *(["--day", day] if day else []))


def _manage(*step: str, root: Path = ROOT) -> None:
    if code := subprocess.call([sys.executable, str(root / "manage.py"), *step]):
        message = f"The demo stopped at `{step[0]}` (exit {code}); the sentence above says why."
        raise Refused(message)


def collect(root: Path = ROOT) -> None:
    """`collectstatic`, unless what it reads is as it was the last time: compressing takes ten seconds."""
    mark, digest = root / "staticfiles" / ".collected", _static_digest(root)
    if mark.is_file() and mark.read_text(encoding="utf-8") == digest:
        return
    mark.unlink(missing_ok=True)  # a collection that is broken off is no collection
    _manage("collectstatic", "--noinput", "--verbosity", "0", root=root)
    mark.write_text(digest, encoding="utf-8")


def _static_digest(root: Path) -> str:
    """What `collectstatic` reads: our files by name, size and time, those of packages by their versions."""
    ours = [file for folder in root.glob("*/static") for file in folder.rglob("*") if file.is_file()]
    found = [(file, file.stat()) for file in [*sorted(ours), root / "summit" / "settings.py"]]
    lines = [f"{file.relative_to(root)} {stat.st_size} {stat.st_mtime_ns}" for file, stat in found]
    lines += sorted(f"{package.name} {package.version}" for package in metadata.distributions())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _tell(port: int) -> None:
    address = f"http://localhost:{port}"
    width = max(map(len, PERSONAS))
    print(f"\nSign in at {address}/accounts/login/ with one of these user names, password {PASSWORD}\n")
    print("\n".join(f"  {name:<{width}}  {office}" for name, office in PERSONAS.items()))
    print()
    print("\n".join(f"  {address}{path:<{width}}  {what}" for path, what in PLACES.items()), flush=True)


# --- Serving ---
def processes(port: int) -> dict[str, list[str]]:
    web = ["-m", "gunicorn", "summit.wsgi:application", "--bind", f"{HOST}:{port}"]
    web += ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--chdir", str(ROOT)]
    web += ["--log-level", "warning"]
    if os.name == "nt":  # gunicorn needs fork
        web = [MANAGE, "runserver", "--noreload", f"{HOST}:{port}"]
    return {"web": web, "worker": [MANAGE, "db_worker"], "tick": [MANAGE, "tick", "--loop"]}


def serve(port: int) -> int:
    """Run the three until a signal or until one of them ends; then end the others. 0 when asked to stop, else 1."""
    asked: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        asked.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    # In a session of their own Ctrl-C reaches us alone, and each child is told once.
    children: dict[str, subprocess.Popen] = {}
    ended: str | None = None
    try:
        for name, command in processes(port).items():
            children[name] = subprocess.Popen([sys.executable, *command], cwd=ROOT, start_new_session=True)
        while not asked and ended is None:
            time.sleep(0.2)
            ended = next((name for name, child in children.items() if child.poll() is not None), None)
    finally:
        end(list(children.values()))
    if ended is not None and not asked:
        code = children[ended].returncode
        print(f"The {ended} process ended with {code}; the others were stopped.", file=sys.stderr)
        return 1
    print("Stopped.", file=sys.stderr)
    return 0


def end(children: Sequence[subprocess.Popen], *, patience: float = 10) -> None:
    """Ask each child to end and wait; the deaf are killed when patience is over."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    until = time.monotonic() + patience
    for child in children:
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
