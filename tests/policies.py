"""Opening addresses as every persona: the rows of ``policies.csv`` and what the product answers to them."""

import csv
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import ClientHandler
from django.urls import URLResolver, get_resolver, reverse

from summit import lastseen, urls
from tests.world import PERSONAE

HANDLER = ClientHandler(enforce_csrf_checks=False)  # one for all, whose middleware is loaded once
TABLE = Path(__file__).with_name("policies.csv")


@dataclass(frozen=True)
class Line:
    """One address and method with the status that each persona is to get.

    ``at`` names the parts of the address: ``public_id=@task step=block`` takes the public_id
    of the world's row ``task`` and the word ``block``.
    """

    name: str
    method: str
    at: str
    expected: dict[str, int]

    def __str__(self) -> str:
        return f"{self.method} {self.name} {self.at}".strip()

    def url(self, rows) -> str:
        parts = dict(part.split("=", 1) for part in self.at.split())
        return reverse(self.name, kwargs={name: part(rows, value) for name, value in parts.items()})


def part(rows, value: str) -> str:
    if not value.startswith("@"):
        return value
    row = rows[value[1:]]
    return row if isinstance(row, str) else row.public_id  # a secret is a word, not a row


def lines() -> list[Line]:
    with TABLE.open(newline="") as file:
        return [
            Line(row["name"], row["method"], row["at"] or "", {who: int(row[who]) for who in PERSONAE})
            for row in csv.DictReader(file)
        ]


def named_urls(
    resolver: URLResolver | None = None, spaces: tuple[str, ...] = (), route: str = ""
) -> Iterator[tuple[str, str]]:
    """Every named address of the product with its whole route, namespaces before a colon."""
    for pattern in (resolver or get_resolver()).url_patterns:
        whole = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from named_urls(pattern, inner, whole)
        elif pattern.name:
            yield ":".join([*spaces, pattern.name]), whole


@pytest.fixture
def bare_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused requests are answered without the frame around the sentence, which is most of their work."""
    for status in (400, 403, 404):

        def refuse(request, exception=None, status=status):
            return HttpResponse(f"refused: {status}", status=status)

        monkeypatch.setattr(urls, f"handler{status}", refuse)


class Visit:
    """A persona's browser that leaves nothing behind: each request is undone when it is answered."""

    def __init__(self, user) -> None:
        self.cookies = None
        if user is not None:
            client = Client()
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
            session = client.session
            session[lastseen.MARK] = int(time.time())  # or each request would write it, and undo it
            session["account_authentication_methods_user"] = str(user.pk)
            session["account_authentication_methods"] = [
                {"method": "password", "at": time.time(), "reauthenticated": True}
            ]
            session.save()  # or the pages of the second factor would all ask for the password again
            self.cookies = client.cookies

    def send(self, url: str, data: dict):
        """Post a form and let stand what it writes."""
        response = self.client().post(url, data)
        response.body = b"".join(response) if response.streaming else response.content
        return response

    def client(self) -> Client:
        client = Client()
        client.handler = HANDLER
        if self.cookies is not None:
            client.cookies = self.cookies.copy()
        return client

    def open(self, method: str, url: str, **headers):
        client = self.client()
        sent = (
            {"csrfmiddlewaretoken": "empty"} if method == "POST" else {}
        )  # what any form sends, and nothing else
        with transaction.atomic():
            response = getattr(client, method.lower())(url, sent, **headers)
            response.body = b"".join(response) if response.streaming else response.content
            transaction.set_rollback(True)
        return response
