"""Loading the Bamako demo as it stood at 11:20 of one day, in one transaction."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from summit import audit, clock
from summit.accounts.models import User
from summit.audit.models import Entry
from summit.demo import emptying, ground, meeting_rows, plan, register_rows, task_rows
from summit.event.models import Summit

CODE = "AES-COL2-2025"
LOADED = "load the demo"
# What the slices of other apps add to the demo, in the order in which they registered: ``lay(ground, story, instant)``.
LAYERS: list[Callable[..., None]] = []


def layer(lay):
    """Register a layer of the demo."""
    LAYERS.append(lay)
    return lay


class RealSummit(Exception):
    """The database holds a summit that is not the demo's."""


class OutsideStory(Exception):
    """The demo tells 28 November to 24 December 2025; ``first`` and ``last`` are those days."""

    first, last = plan.FIRST_DAY, plan.LAST_DAY


def load(day: dt.date | None = None) -> dict:
    """Bring the database to the demo's ``day`` and set the clock; returns what is there.

    The same day a second time keeps what people have done and sets the clock back; another
    day begins anew. Raises ``RealSummit`` and ``OutsideStory``, and then nothing is written.
    """
    day = day or plan.OPENING_DAY
    if not plan.FIRST_DAY <= day <= plan.LAST_DAY:
        raise OutsideStory
    if Summit.objects.exclude(code=CODE).exists():
        raise RealSummit
    loaded = loaded_day()
    with transaction.atomic():
        if loaded and loaded != day.isoformat():
            emptying.empty_tables()
            loaded = None
        clock.set_demo_clock(plan.at(day))
        if not loaded:
            write(day)
    return {"day": day.isoformat(), "kept": bool(loaded), **plan.figures(day)}


def loaded_day() -> str | None:
    return Entry.objects.filter(verb=LOADED).values_list("note", flat=True).first()


def write(day: dt.date) -> None:
    story, instant = plan.load(), plan.at(day)
    laid = ground.lay(story.frame)
    task_rows.lay(laid, story, instant)
    task_rows.lay_comments(laid, story, instant)
    meeting_rows.lay(laid, story, instant)
    register_rows.lay(laid, story, instant)
    for lay in LAYERS:
        lay(laid, story, instant)
    audit.record(laid.summit, LOADED, by=User.objects.system(), note=day.isoformat())
