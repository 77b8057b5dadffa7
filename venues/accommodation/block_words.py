"""Days and nights of a block in words and as they are typed."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

DAY = dt.timedelta(days=1)
LINE = re.compile(r"(?P<day>[\d/.\-]+)\s*[:=]\s*(?P<number>\d{1,5})\s*%?")


def days_left(day: dt.date, today: dt.date) -> str:
    """``in 3 days``, ``today``, ``past``."""
    left = (day - today).days
    if left > 0:
        return ngettext("in %(count)d day", "in %(count)d days", left) % {"count": left}
    return _("today") if left == 0 else _("past")


def read_day(text: str, near: dt.date) -> dt.date | None:
    """The day of ``22/12``, ``22/12/2025`` or ``2025-12-22``; without a year the one nearest to ``near``."""
    numbers = [int(part) for part in re.split(r"[/.\-]", text) if part]
    try:
        if len(numbers) == 3:
            year, month, day = numbers if numbers[0] > 31 else reversed(numbers)
            return dt.date(year, month, day)
        day, month = numbers
        years = (dt.date(near.year + shift, month, day) for shift in (-1, 0, 1))
        return min(years, key=lambda found: abs((found - near).days))
    except ValueError:
        return None


def read_lines(text: str, near: dt.date) -> tuple[dict[dt.date, int], list[str]]:
    """Days with their numbers, and the lines that are none: ``22/12: 10`` each, a day once."""
    found: dict[dt.date, int] = {}
    wrong = []
    for line in (part.strip() for part in re.split(r"[\n;]", text)):
        if not line:
            continue
        match = LINE.fullmatch(line)
        day = read_day(match["day"], near) if match else None
        if day is None or day in found:
            wrong.append(line)
        else:
            found[day] = int(match["number"])
    return found, wrong


def as_lines(numbers: Mapping[dt.date, int]) -> str:
    return "\n".join(f"{day:%d/%m/%Y}: {number}" for day, number in sorted(numbers.items()))


def runs(numbers: Mapping[dt.date, int]) -> str:
    """``21/12-23/12: 18, 24/12: 10``: the same in every language, as the history keeps it."""
    parts: list[list] = []
    for day, number in sorted(numbers.items()):
        if parts and parts[-1][2] == number and parts[-1][1] + DAY == day:
            parts[-1][1] = day
        else:
            parts.append([day, day, number])
    return ", ".join(
        f"{first:%d/%m}: {number}" if first == last else f"{first:%d/%m}-{last:%d/%m}: {number}"
        for first, last, number in parts
    )


def span(first: dt.date, last: dt.date) -> list[dt.date]:
    """Every day from ``first`` to ``last``, both included."""
    return [first + n * DAY for n in range((last - first).days + 1)]


def usual(numbers: Iterable[int]) -> int | None:
    """The number that stands most often; of equals the greatest."""
    counts = Counter(numbers)
    return max(counts, key=lambda number: (counts[number], number)) if counts else None
