"""The machine-readable lines of passports and identity cards (ICAO Doc 9303, parts 3 to 6)."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _
from django_countries import countries

WEIGHTS = (7, 3, 1)
VALUES = {sign: value for value, sign in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}
# Width and number of lines: identity card, travel card, passport.
SHAPES = {(30, 3): "TD1", (36, 2): "TD2", (44, 2): "TD3"}
LETTER = re.compile("[A-Z]")
GUARDED = ("number", "birth_date", "expires_on", "personal_number", "composite")
# Codes of the lines that ISO 3166 writes otherwise; a code that names no state gives no country.
ISSUERS = {"D": "DE", "GBD": "GB", "GBN": "GB", "GBO": "GB", "GBP": "GB", "GBS": "GB"}
WRITTEN = {"DE": "D"}
# Letters that accents leave whole or that the standard writes with two (Doc 9303-3, section 6).
LATIN = str.maketrans(
    {"Ä": "AE", "Ö": "OE", "Ü": "UE", "Å": "AA", "Ø": "OE", "Æ": "AE", "Œ": "OE", "ß": "SS", "Þ": "TH",
     "Ð": "D", "Đ": "D", "Ł": "L", "Ħ": "H", "ı": "I", "Ɲ": "N", "Ŋ": "N", "Ɓ": "B", "Ɗ": "D", "Ɛ": "E", "Ɔ": "O"}
)  # fmt: skip
KEPT_YEARS = (10, 50)  # a document expired at most so many years ago and is valid for at most so many


class NotMrz(ValueError):
    """These are not the lines of a passport or an identity card; the argument is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Mrz:
    """What the lines say. Names are capitals without accents; a date that cannot be one is None.

    ``issuer`` and ``nationality`` are two-letter codes, empty for organisations and stateless persons.
    ``sex`` is "F", "M", "X" or empty. ``checks`` says of each check digit whether it fits. ``letters`` names
    the fields with a letter among their digits, as when O is read for 0: nothing is put right here.
    ``cut`` is true when the line was too short for the name.
    """

    document_type: str
    issuer: str
    surname: str
    given_names: str
    number: str
    nationality: str
    birth_date: dt.date | None
    sex: str
    expires_on: dt.date | None
    personal_number: str
    checks: dict[str, bool] = field(hash=False)
    letters: tuple[str, ...] = ()
    cut: bool = False


def wrong(mrz: Mrz) -> list[str]:
    """The fields whose check digit does not fit; "composite" is the one over all of them."""
    return [name for name in GUARDED if not mrz.checks.get(name, True)]


def check_digit(text: str) -> str:
    return str(sum(VALUES[sign] * WEIGHTS[at % 3] for at, sign in enumerate(text)) % 10)


def read(text: str, *, today: dt.date) -> Mrz:
    """The lines as typed, pasted or sent by a reader, with or without line ends.

    Spaces and case do not matter. Nobody is born after ``today``. Raises ``NotMrz``.
    """
    shape, lines = _lines(text)
    if lines[0].startswith("V"):
        raise NotMrz(_("These are the lines of a visa. Read the passport or the identity card."))
    parts = _parts_of_card(lines) if shape == "TD1" else _parts_of_page(lines)
    surname, _sep, given = parts["names"].partition("<<")
    dates = {name: parts[name] for name in ("birth_date", "expires_on")}
    return Mrz(
        document_type=_words(lines[0][:2]),
        issuer=_country(lines[0][2:5]),
        surname=_words(surname),
        given_names=_words(given),
        number=_words(parts["number"]),
        nationality=_country(parts["nationality"]),
        birth_date=_born(parts["birth_date"], today),
        sex=parts["sex"] if parts["sex"] in "FMX" else "",
        expires_on=_expiry(parts["expires_on"], today),
        personal_number=_words(parts["personal_number"]),
        checks=parts["checks"],
        letters=tuple(name for name, digits in dates.items() if LETTER.search(digits)),
        cut=not parts["names"].endswith("<"),
    )


def _lines(text):
    """``(shape, lines)``; a word processor may have made one sign of two fillers."""
    for filler in ("<", "<<"):
        cleaned = text.upper().replace("«", filler).replace("‹", "<")
        rows = ["".join(c for c in row if _is_sign(c)) for row in re.split(r"[\r\n]+", cleaned)]
        if found := _shaped([row for row in rows if row]):
            shape, lines = found
            if strange := sorted({sign for line in lines for sign in line} - set(VALUES)):
                raise NotMrz(
                    _("“%(sign)s” does not belong in the machine-readable lines.") % {"sign": strange[0]}
                )
            if lines[0][0] in "ACIPV":
                return shape, lines
    raise NotMrz(_("These are not the machine-readable lines: two lines of 44 or 36 signs, or three of 30."))


def _is_sign(char):
    """Neither a space nor what a reader sends around the lines."""
    return unicodedata.category(char)[0] not in "ZC"


def _shaped(rows):
    """The lines cut to their width, or None. Fillers after the name may be miscounted: no check digit guards them."""
    for (width, count), shape in SHAPES.items():
        names = count - 1 if shape == "TD1" else 0
        if len(rows) == count and all(len(row) == width for at, row in enumerate(rows) if at != names):
            name = rows[names].rstrip("<").ljust(width, "<")
            return (shape, [*rows[:names], name, *rows[names + 1 :]]) if len(name) == width else None
    joined = "".join(rows)
    for (width, count), shape in SHAPES.items():
        if len(joined) == width * count:
            return shape, [joined[at : at + width] for at in range(0, len(joined), width)]
    return None


def _parts_of_page(lines):
    """Two lines: passports and travel cards; a passport guards its personal number with a digit of its own."""
    first, second = lines
    passport = len(second) == 44
    if passport:
        number, digit, personal = second[0:9], second[9], second[28:42]
    else:
        number, digit, personal = _whole_number(second[0:9], second[9], second[28:35])
    checks = {
        "number": _fits(number, digit),
        "birth_date": _fits_date(second[13:19], second[19]),
        "expires_on": _fits_date(second[21:27], second[27]),
    }
    if passport:
        empty = not personal.strip("<") and second[42] == "<"
        checks["personal_number"] = empty or _fits(personal, second[42])
    checks["composite"] = _fits(second[0:10] + second[13:20] + second[21:-1], second[-1])
    return {
        "names": first[5:], "number": number, "nationality": second[10:13], "birth_date": second[13:19],
        "sex": second[20], "expires_on": second[21:27], "personal_number": personal, "checks": checks,
    }  # fmt: skip


def _parts_of_card(lines):
    """Three lines: identity cards."""
    first, second, names = lines
    number, digit, personal = _whole_number(first[5:14], first[14], first[15:30])
    over_all = first[5:30] + second[0:7] + second[8:15] + second[18:29]
    checks = {
        "number": _fits(number, digit),
        "birth_date": _fits_date(second[0:6], second[6]),
        "expires_on": _fits_date(second[8:14], second[14]),
        "composite": _fits(over_all, second[29]),
    }
    return {
        "names": names, "number": number, "nationality": second[15:18], "birth_date": second[0:6],
        "sex": second[7], "expires_on": second[8:14], "personal_number": personal, "checks": checks,
    }  # fmt: skip


def _whole_number(number, digit, optional):
    """``(number, its check digit, optional data)``; a card writes the end of a long number into the optional data."""
    rest, _filler, after = optional.partition("<")
    if digit == "<" and len(rest) > 1:
        return number + rest[:-1], rest[-1], after
    return number, digit, optional


def _fits(text, digit):
    return check_digit(text) == digit


def _fits_date(text, digit):
    """Two letters O for 0 can leave the sum as it was."""
    return _fits(text, digit) and not LETTER.search(text)


def _words(text):
    return " ".join(text.replace("<", " ").split())


def _country(text):
    code = text.replace("<", "")
    return ISSUERS.get(code) or (countries.alpha2(code) if len(code) == 3 else "")


def _dates(digits, centuries):
    """The dates that six digits may mean; none for an unknown day or a date that does not exist."""
    if not re.fullmatch("[0-9]{6}", digits):
        return
    year, month, day = (int(digits[at : at + 2]) for at in (0, 2, 4))
    for century in centuries:
        try:
            yield dt.date(century + year, month, day)
        except ValueError:
            continue


def _born(digits, today):
    this = today.year // 100 * 100
    return next((date for date in _dates(digits, (this, this - 100)) if date <= today), None)


def _expiry(digits, today):
    this, (before, after) = today.year // 100 * 100, KEPT_YEARS
    years = range(today.year - before, today.year + after + 1)
    return next((d for d in _dates(digits, (this - 100, this, this + 100)) if d.year in years), None)


def latin(text: str) -> str:
    """``text`` in the letters of the lines: accents and apostrophes go, hyphens and spaces are fillers."""
    text = text.upper().translate(LATIN)
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[^A-Z0-9]+", "<", re.sub("['’ʼ`]", "", plain)).strip("<")


def td3(
    *,
    issuer: str,
    surname: str,
    given_names: str = "",
    number: str,
    birth_date: dt.date,
    expires_on: dt.date,
    nationality: str = "",
    sex: str = "",
    personal_number: str = "",
    document_type: str = "P",
) -> str:
    """The two lines of a passport, for samples. Countries by two letters, or by three as the lines write them."""
    names = f"{latin(surname)}<<{latin(given_names)}" if given_names else latin(surname)
    holder = _written(nationality or issuer)
    first = f"{document_type:<<2}{_written(issuer):<<3}{names[:39]:<<39}"
    paper, personal = f"{latin(number)[:9]:<<9}", f"{latin(personal_number)[:14]:<<14}"
    born, until = f"{birth_date:%y%m%d}", f"{expires_on:%y%m%d}"
    head = paper + check_digit(paper)
    dates = born + check_digit(born), until + check_digit(until) + personal + check_digit(personal)
    composite = check_digit(head + dates[0] + dates[1])
    return f"{first}\n{head}{holder:<<3}{dates[0]}{sex or '<'}{dates[1]}{composite}"


def _written(code):
    return WRITTEN.get(code) or (countries.alpha3(code) if len(code) == 2 else code)
