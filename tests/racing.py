"""Many at once: threads with a database connection each."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from tests.environment import ON_POSTGRES

needs_postgresql = pytest.mark.skipif(not ON_POSTGRES, reason="SQLite has no TRUNCATE to refuse")


def race(*acts: Callable[[], Any], refusals: tuple[type[Exception], ...]) -> list[str]:
    """Run the acts at the same moment; returns ``"done"`` or the refusal's name for each, sorted."""
    start, outcomes = threading.Barrier(len(acts)), []

    def run(act):
        start.wait()
        try:
            act()
            outcomes.append("done")
        except refusals as refusal:
            outcomes.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)
