"""What one cell says: days, numbers and lists in the spellings that offices use."""

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from summit.imports.refusals import CellError
from summit.text import fold

DIRECTION_MARKS = dict.fromkeys(
    map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
)
SPACES = re.compile(r"[\s\u00a0\u202f\u2009']+")
MONTHS = {
    fold(name): number
    for number, names in enumerate(
        (
            "janvier janv jan january يناير جانفي كانون_الثاني",
            "février févr fév fevrier february feb فبراير فيفري شباط",
            "mars march mar مارس آذار",
            "avril avr april apr أبريل إبريل أفريل نيسان",
            "mai may مايو ماي أيار",
            "juin june jun يونيو جوان حزيران",
            "juillet juil july jul يوليو يوليوز جويلية تموز",
            "août aout august aug أغسطس غشت أوت آب",
            "septembre sept september sep سبتمبر شتنبر أيلول",
            "octobre oct october أكتوبر تشرين_الأول",
            "novembre nov november نوفمبر نونبر تشرين_الثاني",
            "décembre déc decembre december dec ديسمبر دجنبر كانون_الأول",
        ),
        start=1,
    )
    for name in (spelling.replace("_", " ") for spelling in names.split())
}
SEPARATORS = re.compile(r"[,;،؛\n\r]+")
# Days that a spreadsheet counts from 30 December 1899: from 1954 to 2119, so that no year or code is taken for one.
SERIALS = range(20_000, 80_001)
COUNTED_FROM = dt.date(1899, 12, 30)
DAY_COUNT = re.compile(r"(?:j|d|t|ي)\s*([+\-]?)\s*(\d{1,4})\Z", re.IGNORECASE)
TRUE = {fold(w) for w in ("oui", "vrai", "o", "x", "yes", "y", "true", "1", "نعم", "صحيح", "✓", "✔")}
FALSE = {fold(w) for w in ("non", "faux", "n", "no", "false", "0", "لا", "خطأ", "-")} | {""}


def text_of(value: Any) -> str:
    """A cell as text, whole: nothing is trimmed, replaced or reordered."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    return repr(value) if isinstance(value, float) else str(value)


def is_blank(value: Any) -> bool:
    return not text_of(value).translate(DIRECTION_MARKS).strip()


def words_of(value: Any) -> list[str]:
    """The words of a cell, however they are spaced and composed."""
    return unicodedata.normalize("NFC", text_of(value).translate(DIRECTION_MARKS)).split()


def latin(value: Any) -> str:
    """Digits of any script as 0-9, without marks of direction and outer spaces; minus signs as a hyphen."""
    text = text_of(value).translate(DIRECTION_MARKS).strip()
    text = "".join(
        str(unicodedata.digit(c)) if c.isdigit() and unicodedata.category(c) == "Nd" else c for c in text
    )
    return text.replace("−", "-").replace("–", "-").replace("‑", "-")


def whole(value: Any) -> int:
    number = decimal(value, grouped=True)
    if number != number.to_integral_value():
        raise CellError("bad_number", _("Write a whole number."))
    return int(number)


def decimal(value: Any, *, grouped: bool = False) -> Decimal:
    """A number; with ``grouped``, one comma or point before three digits parts thousands."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(repr(value))
    text = SPACES.sub("", latin(value)).replace("٫", ".").replace("٬", "")
    if "," in text and "." in text:  # the last one is the decimal sign
        group, sign = (",", ".") if text.rindex(".") > text.rindex(",") else (".", ",")
        text = text.replace(group, "").replace(sign, ".")
    elif re.fullmatch(r"[+-]?\d{1,3}([.,])\d{3}(\1\d{3})*", text):
        if not grouped and len(re.findall(r"[.,]", text)) == 1:
            raise CellError(
                "unclear_number",
                _("Is this thousands or decimals? Write it without a separator or with two decimals."),
            )
        text = re.sub(r"[.,]", "", text)
    text = text.replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d{1,18}(\.\d{0,12})?|\.\d{1,12})(e[+-]?\d{1,2})?", text, re.IGNORECASE):
        raise CellError("bad_number", _("Write a number."))
    return Decimal(text)


def percent(value: Any) -> int:
    """40, "40 %" and a cell of 0.4 formatted as per cent are all 40."""
    text = latin(value)
    signed = text.endswith(("%", "٪"))
    number = decimal(text.rstrip("%٪ ") if signed else value, grouped=True)
    if not signed and isinstance(value, float) and 0 < number < 1:
        number *= 100
    elif not signed and number == 1:
        raise CellError("unclear_number", _("Write 1% or 100%: a bare 1 may mean either."))
    if number != number.to_integral_value():
        raise CellError("bad_number", _("Write a whole number of per cent."))
    return int(number)


def date(value: Any) -> dt.date:
    """ISO, day before month, months in words, or a spreadsheet's serial number."""
    if isinstance(value, bool):
        raise _no_date()
    text = latin(value)
    if re.fullmatch(r"\d{5}(\.\d+)?", text) and int(float(text)) in SERIALS:
        return COUNTED_FROM + dt.timedelta(days=int(float(text)))
    text = re.sub(r"[T\s]\d{1,2}[:h]\d{2}(:\d{2}(\.\d+)?)?Z?\Z", "", text)
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text):
        return _day(*found.groups())
    if found := re.fullmatch(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})", text):
        return _day(*reversed(found.groups()))
    return _in_words(text)


def _in_words(text):
    words = fold(text).split()
    words = [re.sub(r"\A(\d{1,2})(er|st|nd|rd|th)\Z", r"\1", word) for word in words]
    numbers = [word for word in words if word.isdigit()]
    for first in range(len(words)):
        for length in (2, 1):
            month = MONTHS.get(" ".join(words[first : first + length]))
            if month and len(numbers) == 2 and len(numbers[1]) in {2, 4}:
                return _day(numbers[1], month, numbers[0])
    raise _no_date()


def _day(year, month, day):
    year = int(year) + 2000 if len(str(year)) == 2 else int(year)
    try:
        return dt.date(year, int(month), int(day))
    except ValueError:
        raise CellError(
            "no_such_date", _("This date does not exist. Day comes before month: 31/12/2025.")
        ) from None


def _no_date():
    return CellError("bad_date", _("Write a date as 22/12/2025 or 2025-12-22."))


def day_number(value: Any, summit: Any) -> int:
    """A day as its distance from the summit's first: J-18, -18 or a date."""
    text = SPACES.sub("", latin(value))
    if re.fullmatch(r"[+-]?\d{1,4}", text):
        return int(text)
    if fold(text) in {"j", "d", "ي"}:
        return 0
    if found := DAY_COUNT.match(text):
        return -int(found[2]) if found[1] == "-" else int(found[2])
    return summit.day_number(date(value))


def truth(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = fold(latin(value))
    if word in TRUE or latin(value) in {"✓", "✔"}:
        return True
    if word in FALSE:
        return False
    raise CellError("bad_truth", _("Write yes or no."))


def several(value: Any) -> list[str]:
    """Entries parted by commas, semicolons or line ends, in their order, each once."""
    return list(dict.fromkeys(part.strip() for part in SEPARATORS.split(text_of(value)) if part.strip()))


def column_letter(index: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
