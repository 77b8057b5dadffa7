"""The Bamako demo in a real browser: every page that a test opens is watched while it is open."""

import datetime as dt
import sqlite3
from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page

from summit import clock
from summit.accounts.models import User
from summit.demo import loading, plan
from summit.demo.ground import PASSWORD


class Watch:
    """What a browser complained about: errors of scripts, refusals of the content policy, files not found."""

    def __init__(self) -> None:
        self.complaints: list[str] = []

    def follow(self, page: Page) -> Page:
        page.on(
            "console",
            lambda said: said.type == "error" and self.complaints.append(f"{page.url}: {said.text}"),
        )
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("requestfailed", lambda asked: self.complaints.append(f"{asked.url}: {asked.failure}"))
        return page


@pytest.fixture
def day() -> dt.date:
    """The day of the demo; a module that wants another says so. Then many tasks run and a meeting is ahead."""
    return dt.date(2025, 12, 10)


LOADED: dict[dt.date, bytes] = {}  # the database of a day: loading it takes seconds, copying it none


@pytest.fixture
def demo(transactional_db, settings, day) -> None:
    """The plan of Bamako as it stood that day at 11:20, with a clock of its own."""
    settings.DEMO = True
    connection.ensure_connection()
    if day not in LOADED:
        loading.load(day)
        content = bytearray(connection.connection.serialize())
        content[18:20] = b"\x01\x01"  # without the write-ahead log, which no database in memory has
        LOADED[day] = bytes(content)
        return
    copy = sqlite3.connect(":memory:")
    copy.deserialize(LOADED[day])
    copy.backup(connection.connection)
    copy.close()
    clock.set_demo_clock(plan.at(day))


@pytest.fixture
def watch() -> Iterator[Watch]:
    watch = Watch()
    yield watch
    # Leaving a page while it still asks for something is no fault; htmx says so too.
    left = ("ERR_ABORTED", "htmx:afterRequest", "htmx:sendAbort")
    assert [one for one in watch.complaints if not any(word in one for word in left)] == []


@pytest.fixture
def browse(chromium: Browser, live_server, client, demo, watch):
    """``browse("transport", "ar")``: a page of that person, signed in, in that language and watched."""
    contexts: list[BrowserContext] = []

    def opened(username: str = "", language: str = "fr", **options) -> Page:
        context = chromium.new_context(base_url=live_server.url, locale=language, **options)
        contexts.append(context)
        if username:
            User.objects.filter(username=username).update(language=language)
            client.force_login(User.objects.get(username=username))
            cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
            context.add_cookies([cookie])
        return watch.follow(context.new_page())

    yield opened
    for context in contexts:
        for page in context.pages:
            page.wait_for_load_state(
                "networkidle"
            )  # the server may not be at work when the tables are emptied
        context.close()


def sign_in(page: Page, username: str) -> None:
    """By the form, as everybody does."""
    page.goto("/accounts/login/")
    page.fill("[name=login]", username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def at_work(browse, username: str, language: str, **options) -> Page:
    """The page of somebody who has just signed in by the form, in that language."""
    User.objects.filter(username=username).update(language=language)
    page = browse(language=language, **options)
    sign_in(page, username)
    assert page.get_attribute("html", "lang") == language
    return page
