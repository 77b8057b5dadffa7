"""Duties that come round: registered by slices at load, run by ``tick``, each by one process at a time."""

import datetime as dt
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import F, Q

from summit import clock

logger = logging.getLogger(__name__)
DUTIES: dict[str, "Duty"] = {}


@dataclass(frozen=True)
class Duty:
    """``run`` every ``seconds``; a process that dies in it holds the others up for ``lease_seconds``."""

    name: str
    seconds: int
    run: Callable[[], Any]
    lease_seconds: int


def periodic(*, seconds: int, name: str, lease_seconds: int = 300) -> Callable:
    """Have the decorated function called every ``seconds`` by one process. It takes no argument.

    ``lease_seconds`` must exceed the longest run. Raises ``ValueError`` where the name is taken.
    """

    def decorate(function):
        if name in DUTIES:
            raise ValueError(f"the duty {name} is registered twice")
        DUTIES[name] = Duty(name, seconds, function, lease_seconds)
        return function

    return decorate


def run_due() -> dict[str, str]:
    """Run what is due and free; returns ``{name: "done" or "failed"}``.

    A duty that fails is logged and comes round again; it does not keep the others from running.
    """
    _make_rows()
    return {duty.name: _run(duty, holder) for duty in list(DUTIES.values()) if (holder := _claim(duty))}


def _rows():
    return apps.get_model("summit.PeriodicRun").objects


def _make_rows():
    known = set(_rows().values_list("name", flat=True))
    if missing := [name for name in DUTIES if name not in known]:
        _rows().bulk_create([_rows().model(name=name) for name in missing], ignore_conflicts=True)


def _claim(duty):
    """The UPDATE is the lock: of two processes one changes the row, and gets the holder's token."""
    now, holder = clock.real_now(), secrets.token_hex(16)
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    due = Q(last_started=None) | Q(last_started__lte=now - dt.timedelta(seconds=duty.seconds))
    leased_until = now + dt.timedelta(seconds=duty.lease_seconds)
    taken = _rows().filter(free, due, name=duty.name)
    return holder if taken.update(holder=holder, leased_until=leased_until, last_started=now) else ""


def _run(duty, holder):
    mine = _rows().filter(name=duty.name, holder=holder)
    try:
        duty.run()
    except Exception:  # one slice's mistake must not stop the duties of all others
        logger.exception("duty %s failed", duty.name)
        mine.update(leased_until=None, failures=F("failures") + 1)
        return "failed"
    mine.update(leased_until=None, last_finished=clock.real_now(), failures=0)
    return "done"
