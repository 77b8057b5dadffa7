"""The one source of "now" for the rules of the domain; a demonstration may shift it."""

import datetime as dt
import time
import zoneinfo
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

REMEMBERED_SECONDS = 2  # how long a process may lag behind a change of the shift

_seen: dict[str, Any] = {"at": None, "offset": dt.timedelta(), "ready": False}


class ClockShift(models.Model):
    """How far the demonstration's clock is from the real one; at most one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    offset = models.DurationField(_("offset"), default=dt.timedelta)

    class Meta:
        verbose_name = _("clock of the demonstration")
        verbose_name_plural = _("clocks of the demonstration")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="clock_shift_is_single")]

    def __str__(self):
        return str(self.offset)


class NotADemo(RuntimeError):
    """The clock was to be moved outside a demonstration."""


def real_now() -> dt.datetime:
    """The real time in UTC, for sessions, links, leases and seals: never shifted."""
    return timezone.now()


def now() -> dt.datetime:
    """The time in UTC by which the domain's rules go."""
    return real_now() + _offset() if settings.DEMO else real_now()


def today(summit: Any = None) -> dt.date:
    """The date in the zone of ``summit``, or of the installation."""
    zone = zoneinfo.ZoneInfo(str(summit.zone)) if summit is not None else timezone.get_default_timezone()
    return now().astimezone(zone).date()


def set_demo_clock(moment: dt.datetime | None) -> None:
    """Let it be ``moment`` (aware) now, or the real time again with ``None``.

    Other processes follow within two seconds. Raises ``NotADemo`` outside ``DEMO``.
    """
    if not settings.DEMO:
        raise NotADemo
    offset = moment - real_now() if moment is not None else dt.timedelta()
    ClockShift.objects.update_or_create(pk=1, defaults={"offset": offset})
    _seen["at"] = None


def _offset():
    if _seen["at"] is None or time.monotonic() - _seen["at"] > REMEMBERED_SECONDS:
        _seen["offset"] = _stored() or dt.timedelta()
        _seen["at"] = time.monotonic()
    return _seen["offset"]


def _stored():
    """The shift in the database; none before its table is there, for checks run before the first migration."""
    if not _seen["ready"]:
        _seen["ready"] = ClockShift._meta.db_table in connection.introspection.table_names()
    return ClockShift.objects.values_list("offset", flat=True).first() if _seen["ready"] else None
