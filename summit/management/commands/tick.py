"""The heartbeat of an installation."""

import signal
import threading

from django.db import OperationalError, close_old_connections, connection
from django.utils.translation import gettext as _

from summit import jobs
from summit.audit import sealing
from summit.management.base import JsonCommand

EVERY_SECONDS = 5


class Command(JsonCommand):
    help = (
        "Run due duties, give back jobs of dead workers and seal the audit (safe to run twice and at once)."
    )
    takes_summit = False  # duties look after every summit
    requires_system_checks = []  # the start has checked; a round must be quick and owes nothing to the pages

    def arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help=f"every {EVERY_SECONDS} s until SIGTERM")

    def act(self, *, loop, **options):
        if not loop:
            return tick()
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        rounds = 0
        while not stop.is_set():
            self._survive()
            rounds += 1
            stop.wait(EVERY_SECONDS)
        return {"rounds": rounds}

    def _survive(self):
        """One round; a database that is away for a moment is waited for, not died of."""
        close_old_connections()
        try:
            tick()
        except OperationalError as reason:
            self.tell(reason)
            connection.close()

    def sentence(self, result):
        if "rounds" in result:
            return _("Stopped after %(rounds)d rounds.") % result
        return _("%(duties)d duties run, %(requeued)d jobs given back, %(sealed)d entries sealed.") % {
            **result,
            "duties": len(result["duties"]),
        }

    def failed(self, result):
        return "failed" in result.get("duties", {}).values()


def tick():
    """One round: ``{"duties": {name: "done" or "failed"}, "requeued": n, "abandoned": n, "sealed": n}``.

    The audit comes last, so that what the duties did is sealed in the same round.
    """
    return {**jobs.requeue_expired(), "duties": jobs.run_due(), "sealed": sealing.seal_all()}
