"""How dates, hours, numbers and sizes are written in each language of the product.

The formats stand here and not in the catalogues: they belong to the language, and a missing
translation must not show an English month in a French line.
"""

import datetime
import re
from zoneinfo import ZoneInfo

from django.utils import dateformat, timezone
from django.utils.translation import get_language

NARROW = "\u202f"  # narrow no-break space: between groups of three digits
NB = "\u00a0"

# Letter of the days counted from the summit: J-18, D-18, ي-18.
DAY_LETTER = {"fr": "J", "en": "D", "ar": "ي"}

FORMATS = {
    "fr": {
        "short": f"D\\.{NB}j{NB}N",
        "date": f"j{NB}N",
        "long": f"l j{NB}F",
        "comma": ", ",
        "colon": f"{NB}: ",
    },
    "en": {"short": f"D{NB}j{NB}N", "date": f"j{NB}N", "long": f"l j{NB}F", "comma": ", ", "colon": ": "},
    "ar": {"short": f"l j{NB}F", "date": f"j{NB}F", "long": f"l j{NB}F", "comma": "، ", "colon": ": "},
}


def language() -> str:
    """The active language as one that has formats here; French where there is none."""
    code = (get_language() or "fr").split("-")[0]
    return code if code in FORMATS else "fr"


def comma() -> str:
    """The sign between the parts of a list, with its space."""
    return FORMATS[language()]["comma"]


def colon() -> str:
    """The colon with the spaces that the language wants around it."""
    return FORMATS[language()]["colon"]


def listed(parts) -> str:
    """``Protocole, Presse``: the parts that say something, one after the other."""
    return comma().join(said for said in map(str, parts) if said)


def one_stop(text: str) -> str:
    """A sentence that ends in an abbreviation (``déc.``, ``Tidiani M.``) has one point, not two."""
    return re.sub(r"(?<!\.)\.((?:</bdi>)?)\.(?!\.)", r".\1", text)


def in_zone(moment: datetime.datetime, summit=None) -> datetime.datetime:
    """The moment on the clocks of the summit, or of the active zone."""
    if timezone.is_naive(moment):
        return moment
    zone = getattr(summit, "zone", None)
    return timezone.localtime(moment, ZoneInfo(str(zone)) if zone else None)


def as_date(value) -> datetime.date:
    return in_zone(value).date() if isinstance(value, datetime.datetime) else value


def write(day: datetime.date, style: str) -> str:
    code = language()
    words = dateformat.format(day, FORMATS[code][style])
    if code == "fr" and day.day == 1:
        return words.replace(f"1{NB}", f"1er{NB}", 1)
    # The AP style of English months ends in a point, which is not wanted after four letters or fewer.
    return words.replace(".", "") if code == "en" else words


def short_date(value) -> str:
    """``22 déc.``"""
    return write(as_date(value), "date")


def short_day(value) -> str:
    """``lun. 22 déc.``"""
    return write(as_date(value), "short")


def long_date(value) -> str:
    """``samedi 20 décembre``"""
    return write(as_date(value), "long")


def hour(value) -> str:
    """``10:38``, the same digits in every language."""
    return f"{value.hour:02d}:{value.minute:02d}"


def short_time(value, summit=None) -> str:
    """``lun. 22 déc., 10:38`` in the summit's zone."""
    local = in_zone(value, summit)
    return write(local.date(), "short") + comma() + hour(local)


def jday(number: int) -> str:
    """``J-18``, ``J0``, ``J+1``."""
    sign = "0" if number == 0 else f"{number:+d}"
    return f"{DAY_LETTER[language()]}{sign}"


def day_label(day, summit=None) -> str:
    """``J-2, samedi 20 décembre``; without a summit the date alone."""
    if summit is None:
        return long_date(day)
    return jday(summit.day_number(as_date(day))) + comma() + long_date(day)


def number(value, decimals: int | None = None) -> str:
    """Groups of three with a narrow space, Western digits everywhere; a comma before decimals but in English."""
    text = f"{value:,.{decimals}f}" if decimals is not None else f"{value:,}"
    whole, _point, rest = text.partition(".")
    mark = "." if language() == "en" else ","
    return whole.replace(",", NARROW) + (mark + rest if rest else "")


def money(amount, currency: str = "") -> str:
    """``1 250 000 XOF``: cents only where there are any."""
    decimals = 0 if amount == int(amount) else 2
    return f"{number(amount, decimals)}{NB}{currency}".rstrip(NB)


def size(count: int) -> str:
    """Bytes as a reader says them: ``12 ko``, ``1,4 Mo``."""
    units = {"fr": ("o", "ko", "Mo", "Go"), "en": ("B", "KB", "MB", "GB"), "ar": ("B", "KB", "MB", "GB")}[
        language()
    ]
    value, step = float(count), 0
    while value >= 1000 and step < 3:
        value, step = value / 1000, step + 1
    return f"{number(value, 1 if value < 10 and step > 1 else 0)}{NB}{units[step]}"
