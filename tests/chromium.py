"""Debian's Chromium, driven by Playwright: one browser for the session, one clean page for a test."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.gate import CHROMIUM


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, and Django would take every query for one made inside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def live_server(django_db_setup, live_server):
    """The server after the database: begun before it, it would hand one connection to all its threads."""
    return live_server


@pytest.fixture
def page(chromium: Browser, live_server) -> Iterator[Page]:
    """A page in a context of its own whose addresses begin at the test server."""
    context = chromium.new_context(base_url=live_server.url, locale="fr-FR")
    yield context.new_page()
    context.close()
