"""An hour as people type and say it, read without guessing."""

import datetime as dt
import re
import zoneinfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from summit import writing
from summit.imports.cells import latin

WRITE = _("Write the hour as 10:38, with the day before it where another day is meant: 23/12 07:30.")
NO_HOUR = _("There is no such hour. The day ends at 23:59.")
NO_DAY = _("There is no such day.")
SKIPPED = _("The clocks skip this hour on that day.")

HOUR = re.compile(r"(\d{1,2}) ?[:hHس] ?(\d{2})?|(\d{1,2})(\d{2})")
DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?|(\d{4})-(\d{1,2})-(\d{1,2})")


def read_moment(text: str, *, day: dt.date, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    """``10:38``, ``1038``, ``10h38`` or ``23/12 07:30`` on the clocks of ``zone``, as an aware moment.

    Digits of any script are read. An hour alone belongs to ``day``, whatever the time is now; a date
    without its year is the one nearest to ``day``. Raises ``ValidationError`` with the sentence for the
    reader.
    """
    words = latin(text).replace(",", " ").replace("،", " ").split()
    date = None
    if len(words) > 1 and DAY.fullmatch(words[0]):
        date, words = words[0], words[1:]
    hour = HOUR.fullmatch(" ".join(words))
    if hour is None:
        raise ValidationError(WRITE, code="bad_time")
    local = dt.datetime.combine(read_day(date, near=day) if date else day, read_hour(hour))
    return on_clocks(local, zone)


def read_hour(match) -> dt.time:
    hours, minutes = (match[1], match[2] or "00") if match[1] else (match[3], match[4])
    try:
        return dt.time(int(hours), int(minutes))
    except ValueError:
        raise ValidationError(NO_HOUR, code="no_hour") from None


def read_day(text: str, *, near: dt.date) -> dt.date:
    match = DAY.fullmatch(text)
    try:
        if match[4]:
            return dt.date(int(match[4]), int(match[5]), int(match[6]))
        if match[3]:
            return dt.date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        raise ValidationError(NO_DAY, code="no_day") from None
    years = (near.year - 1, near.year, near.year + 1)
    found = [day for year in years if (day := day_of(year, int(match[2]), int(match[1])))]
    if not found:
        raise ValidationError(NO_DAY, code="no_day")
    return min(found, key=lambda day: abs(day - near))


def day_of(year, month, day):
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def on_clocks(local: dt.datetime, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    """The moment at which the clocks show ``local``; the first of two where they are set back."""
    moment = local.replace(tzinfo=zone)
    if moment.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) != local:
        raise ValidationError(SKIPPED, code="skipped")
    return moment


def typed(moment: dt.datetime, *, day: dt.date, zone: zoneinfo.ZoneInfo) -> str:
    """The moment as ``read_moment`` reads it back: ``10:38``, or ``23/12 07:30`` on another day."""
    local = moment.astimezone(zone)
    hour = writing.hour(local)
    return hour if local.date() == day else f"{local:%d/%m} {hour}"
