"""The cells of one row as plain values, with everything that is wrong with them.

One ``LineReader`` serves a whole file: what a column says again and again is understood once.
"""

import contextlib
import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django_countries import countries

from delegations.roster import country_names, import_rules, naming
from delegations.roster.import_fields import CELLS, FIELD, FIELDS, I18N, IGNORED
from delegations.roster.import_places import Ambiguous, Place, Places, language_of
from delegations.roster.import_words import Words
from delegations.roster.matching import Traits
from summit.imports import cells
from summit.imports.refusals import CellError

MARKS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")
ARABIC = re.compile("[\u0600-\u06ff]")
ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
DAY_FIRST = re.compile(r"(\d\d)[-/.](\d\d)[-/.](\d{4})", re.ASCII)
NOTHING: frozenset[str] = frozenset()
LINES = {"remarks", "wishes"}  # texts that keep their line ends
# What few people share: nothing is gained by remembering it.
SINGLE = {"reference", "surname", "given_names", "full_name", "arabic_name", "print_name", "document_number", "email", "phone", "remarks"}  # fmt: skip


@dataclass(slots=True, eq=False)
class Line:
    """A row of the file under examination. ``number`` is the sheet's own, ``values`` are plain.

    ``guess`` says how a full name was parted, ``known`` is the stored person, ``twin`` an earlier
    line of the file for whose person this one stands as well.
    """

    number: int
    row: Any = None
    values: dict[str, Any] = field(default_factory=dict)
    errors: list[dict] = field(default_factory=list)
    place: Place | None = None
    guess: naming.SplitName | None = None
    traits: Traits | None = None
    known: Any = None
    twin: Any = None
    matches: list = field(default_factory=list)
    changes: list[dict] = field(default_factory=list)
    plan: Any = None
    verdict: str = ""
    person_pk: int | None = None
    public_id: str = ""
    sort_key: str = ""

    def refuse(self, name: str, code: str, message: str | Promise, **more: Any) -> None:
        self.errors.append({"field": name, "code": code, "message": str(message), "scope": "row"} | more)

    @property
    def title(self) -> str:
        said = self.values
        latin = f"{said.get('given_names', '')} {said.get('surname', '').upper()}".strip()
        return (said.get("print_name") or latin or said.get("arabic_name", ""))[:300]


def text_of(value: Any) -> str:
    """A cell in one line: no marks of direction, single spaces, letters composed."""
    text = " ".join((value if value.__class__ is str else cells.text_of(value)).split())
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", MARKS.sub("", text)).strip()


def lines_of(value: Any) -> str:
    return cells.text_of(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def day_of(value: Any) -> dt.date:
    """A day, in the spelling of the reader of workbooks or in any other. Raises ``CellError``."""
    if value.__class__ is str and len(value) == 10:
        with contextlib.suppress(ValueError):
            if found := DAY_FIRST.fullmatch(value):
                return dt.date(int(found[3]), int(found[2]), int(found[1]))
            if ISO.fullmatch(value):
                return dt.date.fromisoformat(value)
    return cells.date(value)


def country_of(value: Any) -> str:
    """The two letters of a country. Raises ``CellError`` with ``ambiguous`` or ``unknown_country``."""
    text = text_of(value)
    found = country_names.resolve(text)
    if found.code:
        return found.code
    choices = [(code, str(countries.name(code))) for code in found.candidates]
    if found.exact:
        raise Ambiguous(text, choices)
    sentence = _("“%(text)s” is not known as a country.") % {"text": text}
    if choices:
        sentence += " " + _("Did you mean “%(name)s”?") % {"name": choices[0][1]}
    raise CellError("unknown_country", sentence)


class LineReader:
    """Makes lines of the rows of one file. ``mapping`` gives the column of each field."""

    def __init__(self, summit: Any, mapping: Mapping[str, int], places: Places, today: Any):
        self.summit, self.places, self.today = summit, places, today
        self.mapping = {name: at for name, at in mapping.items() if name in FIELD and name not in IGNORED}
        self.words = Words(summit)
        self.parsers = {one.name: self._parser(one.name) for one in FIELDS}
        self.columns = [(name, index, self.parsers[name]) for name, index in self.mapping.items()]
        self.languages_of: dict[str, str] = {}

    def _parser(self, name) -> Callable[[Any], Any]:
        if name == "delegation":
            return lambda value: self.places.of(text_of(value))
        by_kind = {"date": day_of, "bool": cells.truth, "country": country_of}
        known = self.words.of(name)
        parse = (lambda value: known(text_of(value))) if known else by_kind.get(CELLS.get(name, ""))
        if parse is None:
            return self._text(name)
        return remembered(parse)

    @staticmethod
    def _text(name):
        clean, limit = (lines_of if name in LINES else text_of), import_rules.limit_of(name)

        def parse(value):
            text = clean(value)
            if (limit and len(text) > limit) or name == "email" or "\0" in text:
                for _name, code, message in import_rules.text(name, text):
                    raise CellError(code, message)
            return text

        return parse if name in SINGLE else remembered(parse)

    def read(
        self, number: int, record: Sequence[Any], corrected: Mapping[str, Any] | None = None, row: Any = None
    ) -> Line:
        """The line of one row; what somebody corrected stands before the cell."""
        line, width, columns = Line(number, row), len(record), self.columns
        values = line.values
        if corrected:
            columns = [column for column in columns if column[0] not in corrected]
            self._correct(line, corrected)
        for name, index, parse in columns:
            if index < width and (value := record[index]) != "" and value is not None:
                try:
                    found = parse(value)
                except CellError as fault:
                    self._refuse(line, name, value, fault)
                else:
                    if found != "":
                        values[name] = found
        self._complete(line)
        return line

    def _correct(self, line, corrected):
        for name, value in corrected.items():
            if name in self.parsers and not cells.is_blank(value):
                try:
                    line.values[name] = self.parsers[name](value)
                except CellError as fault:
                    self._refuse(line, name, value, fault)

    @staticmethod
    def _refuse(line, name, value, fault):
        more: dict[str, Any] = {}
        if isinstance(fault, Ambiguous):
            more = {"text": text_of(value), "choices": fault.choices}
        elif fault.code.startswith("unknown_"):
            more = {"text": text_of(value)}
        line.refuse(name, fault.code, fault.message, **more)

    # --- the row as a whole ----------------------------------------------------------------------

    def _complete(self, line):
        values, wrong = line.values, {error["field"] for error in line.errors} if line.errors else NOTHING
        line.place = values.pop("delegation", None)
        if line.place is None and "delegation" not in wrong:
            line.place = self.places.chosen
            if line.place is None:
                line.refuse("delegation", "required", _("Say which delegation this person belongs to."))
        self._name(line, wrong)
        self._in_languages(values)
        for fault in import_rules.days(values, self.today):
            line.refuse(*fault)
        for fault in import_rules.paper(
            values, has_number=bool(values.get("reference")) or "document_number" in wrong
        ):
            line.refuse(*fault)

    def _name(self, line, wrong):
        values = line.values
        whole = values.pop("full_name", "")
        if whole and not values.get("surname"):
            line.guess = found = naming.split_full_name(whole)
            values["surname"] = found.surname
            values.setdefault("given_names", found.given)
            if ARABIC.search(whole):
                values.setdefault("arabic_name", f"{found.given} {found.surname}".strip())
            if found.title and not any(name.startswith("title:") for name in values):
                values[f"title:{language_of(found.title)}"] = found.title
        if not values.get("surname") and values.get("arabic_name"):
            found = naming.split_full_name(values["arabic_name"])
            values["surname"], values["given_names"] = found.surname, values.get("given_names") or found.given
        if not values.get("surname") and not wrong & {"surname", "full_name", "arabic_name"}:
            field = "surname" if "surname" in self.mapping or "full_name" not in self.mapping else "full_name"
            line.refuse(field, "required", _("“%(label)s” is missing.") % {"label": FIELD[field].label})

    @staticmethod
    def _in_languages(values):
        """A text without its language is of the language whose letters it has."""
        for name in I18N:
            if (text := values.pop(name, "")) and f"{name}:{(language := language_of(text))}" not in values:
                values[f"{name}:{language}"] = text


def remembered(parse: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """``parse`` that understands the same text once; a refusal is remembered too."""
    known: dict[Any, Any] = {}
    refused: dict[Any, CellError] = {}

    def read(value):
        key = value if value.__class__ is str else (value.__class__, value)
        if (found := known.get(key)) is not None:
            return found
        if key in refused:
            raise refused[key]
        try:
            found = known[key] = parse(value)
        except CellError as fault:
            refused[key] = fault
            raise
        return found

    return read
