"""The real processes on a port of this machine, and browsers without script that ask them over HTTP.

Web, job worker and tick are those that the demo starts, with the settings of production behind a proxy.
"""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from summit import bootstrap
from tests.journeys.sent import Forms

LOOK_SECONDS = 1.0  # after so long a page that waits looks again by itself
IDLE_SECONDS = 1.0  # the server closes a connection on which nothing was asked for two
FORM = "application/x-www-form-urlencoded"
BAR = re.compile(r'<progress value="(\d+)" max="(\d+)"')


class Fault(Exception):
    """What did not go as it should; the run ends with it."""


def set_up(folder: Path) -> None:
    """The environment of an installation behind a proxy, its database and its files of style and script."""
    for name in ("DEBUG", "DEMO", "CSRF_TRUSTED_ORIGINS"):
        os.environ.pop(name, None)
    os.environ |= {
        **bootstrap.fresh_secrets(),
        "DOTENV": os.devnull,
        "DATABASE_URL": os.environ.get("DATABASE_URL") or f"sqlite:///{folder / 'benchmark.sqlite3'}",
        "EMAIL_URL": "dummymail://",
        "MEDIA_ROOT": str(folder / "media"),
        "ALLOWED_HOSTS": bootstrap.HOST,
        "BEHIND_PROXY": "true",
        "DJANGO_SETTINGS_MODULE": "summit.settings",
    }
    subprocess.run([sys.executable, bootstrap.MANAGE, "migrate", "--verbosity", "0"], check=True)
    bootstrap.collect()
    import django

    django.setup()
    from summit.event.models import Summit

    if Summit.objects.exists():
        sys.exit("This database holds a summit: the benchmark wants an empty one.")


@contextmanager
def served(log: Path) -> Generator[int]:
    """Web, worker and tick until the block ends, and the port; what they log goes to ``log``."""
    children: list[subprocess.Popen] = []
    with socket.socket() as free:
        free.bind((bootstrap.HOST, 0))
        port = free.getsockname()[1]
    with log.open("wb") as output:
        try:
            for command in bootstrap.processes(port).values():
                said = {"cwd": bootstrap.ROOT, "stdout": output, "stderr": output, "start_new_session": True}
                children.append(subprocess.Popen([sys.executable, *command], **said))
            until = time.monotonic() + 30
            while not answers(port):
                if time.monotonic() > until or any(child.poll() is not None for child in children):
                    raise Fault("The processes did not start.")
                time.sleep(0.2)
            yield port
        finally:
            bootstrap.end(children)


def answers(port: int) -> bool:
    try:
        return Browser(port).get("/readyz").status == http.client.OK
    except OSError:
        return False


class Page:
    """An answer, read to its end, and the address that gave it."""

    def __init__(self, path: str, answer: http.client.HTTPResponse):
        self.path, self.status, self.headers = path, answer.status, answer.headers
        self.text = answer.read().decode()

    def form(self, *, holding: str = "", action: str = "") -> tuple[str, dict[str, list[str]]]:
        """Where a form of the page goes, and what is in it: the one with a field of that name, or to that end."""
        found = [
            (where or self.path, data)
            for where, data in Forms(self.text).forms
            if (not holding or holding in data) and where.endswith(action)
        ]
        if len(found) != 1:
            raise Fault(f"{self.path} answers {self.status} with {len(found)} forms for {holding or action}")
        return found[0]


class Browser:
    """One connection that keeps its cookies, behind a proxy that ended TLS."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None):
        self.connection = http.client.HTTPConnection(bootstrap.HOST, port, timeout=120)
        self.last = 0.0
        self.site, self.cookies = f"https://{bootstrap.HOST}:{port}", cookies or {}

    def get(self, path: str, **headers: str) -> Page:
        return self.ask("GET", path, headers=headers)

    def send(self, form: tuple[str, dict[str, list[str]]], file: Path | None = None, **typed: str) -> Page:
        """Type into a form, send it and go where it leads."""
        path, data = form
        data = data | {name: [text] for name, text in typed.items()}
        body, kind = multipart(data, file) if file else (urlencode(data, doseq=True).encode(), FORM)
        answer = self.ask("POST", path, body, {"Content-Type": kind})
        if answer.status != http.client.FOUND:
            said = re.findall(r'class="[^"]*(?:err|alert)[^"]*"[^>]*>([^<]+)', answer.text)
            raise Fault(f"{path} answers {answer.status}: {said}")
        return self.get(answer.headers["Location"])

    def ask(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Page:
        sent = {"X-Forwarded-Proto": "https", "X-Forwarded-For": bootstrap.HOST, "Accept-Language": "fr"}
        sent |= {"Origin": self.site} if method == "POST" else {}
        sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if time.monotonic() - self.last > IDLE_SECONDS:
            self.connection.close()  # it opens again by itself
        self.connection.request(method, path, body or None, sent | (headers or {}))
        page = Page(path, self.connection.getresponse())
        self.last = time.monotonic()
        for line in page.headers.get_all("Set-Cookie", []):
            name, _equals, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return page

    def sign_in(self, username: str) -> "Browser":
        from tests.factories import PASSWORD

        form = self.get("/accounts/login/").form(holding="login")
        self.send(form, login=username, password=PASSWORD)
        return self

    def wait(self, page: Page) -> tuple[Page, list[int]]:
        """Look again as the page itself does until it gives way; the percentages that its bar showed."""
        shown: list[int] = []
        while 'hx-trigger="load delay:1s"' in page.text:
            shown += [round(100 * int(done) / int(total)) for done, total in BAR.findall(page.text)]
            address = page.path.partition("?")[0]
            time.sleep(LOOK_SECONDS)
            page = self.get(f"{address}?wait=1", **{"HX-Request": "true"})
        return (self.get(page.headers["HX-Redirect"]) if "HX-Redirect" in page.headers else page), shown


def multipart(data: dict[str, list[str]], file: Path) -> tuple[bytes, str]:
    mark = "a-line-that-stands-in-no-file"
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, values in data.items()
        for value in values
    ]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n'
    parts += [head.encode(), b"Content-Type: application/octet-stream\r\n\r\n", file.read_bytes(), b"\r\n"]
    return b"".join([*parts, f"--{mark}--\r\n".encode()]), f"multipart/form-data; boundary={mark}"
