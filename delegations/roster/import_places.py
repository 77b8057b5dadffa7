"""Which delegation a cell of a file means. What may mean several is never guessed: somebody says which."""

import difflib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django_countries import countries

from delegations.roster import country_names
from delegations.roster.delegation import Delegation
from summit import writing
from summit.imports.refusals import CellError
from summit.text import fold

CODE_LENGTH = 20
NEAR = 0.8  # from here on a text is rather a slip of a known name than the name of another body
ARABIC = re.compile("[\u0600-\u06ff]")
SHORTEST_NAME = 5  # a text of fewer letters is a code that nobody knows, no name


class Ambiguous(CellError):
    """The cell may mean several; ``choices`` are ``(what to write instead, its name)``."""

    def __init__(self, text, choices):
        names = writing.listed(f"{name} ({code})" for code, name in choices)
        super().__init__("ambiguous", _("“%(text)s” may mean: %(names)s.") % {"text": text, "names": names})
        self.choices = choices


@dataclass(slots=True, eq=False)
class Place:
    """A delegation, stored or to be made with the file; ``taken`` counts the rows that go in."""

    code: str
    names: dict[str, str]
    country: str = ""
    pk: int | None = None
    frozen: bool = False
    taken: int = 0
    has_head: set[int] = field(default_factory=set)

    @property
    def name(self) -> str:
        language = translation.get_language() or settings.LANGUAGE_CODE
        return self.names.get(language) or next(iter(self.names.values()), self.code)


class Places:
    """The delegations of a summit by everything that names them.

    ``chosen`` is the one delegation that the sender named for the whole file; ``create`` allows
    those that are missing to be made.
    """

    def __init__(self, summit: Any, *, chosen: Delegation | None = None, create: bool = False):
        self.create, self.made = create, {}
        self.by_code: dict[str, Place] = {}
        self.by_name: dict[str, list[Place]] = defaultdict(list)
        self.by_country: dict[str, list[Place]] = defaultdict(list)
        for row in Delegation.objects.of(summit).for_list():
            self._know(row)
        self.chosen = self.by_code[fold(chosen.code)] if chosen else None
        self._read: dict[str, Place | CellError] = {}

    def _know(self, row):
        place = Place(row.code, texts(row.name), row.country, row.pk, row.is_frozen)
        self.by_code[fold(row.code)] = place
        own = row.organisation
        for text in {
            *place.names.values(),
            *texts(own.name).values(),
            *texts(own.short_name).values(),
            own.code,
        }:
            if (folded := fold(text)) and place not in self.by_name[folded]:
                self.by_name[folded].append(place)
        if row.country:
            self.by_country[row.country].append(place)

    def __iter__(self):
        return iter([*self.by_code.values()])

    def of(self, text: str) -> Place:
        """The delegation that a cell means. Raises ``CellError`` with ``ambiguous`` or ``unknown_delegation``."""
        if text not in self._read:
            try:
                self._read[text] = self._found(text)
            except CellError as fault:
                self._read[text] = fault
        found = self._read[text]
        if isinstance(found, CellError):
            raise found
        return found

    def _found(self, text):
        folded = fold(text)
        if place := self.by_code.get(folded):
            return self._as_chosen(place, text)
        country = country_names.resolve(text)
        named = self.by_name.get(folded, [])
        if country.code or len(country.candidates) < 2 or not country.exact:
            if len(named) == 1:
                return self._as_chosen(named[0], text)
            if country.code:
                return self._as_chosen(self._of_country(country.code, text), text)
        return self._unclear(text, folded, named, country)

    def _as_chosen(self, place, text):
        if self.chosen and place is not self.chosen:
            raise CellError(
                "other_delegation",
                _("“%(text)s” is not the delegation chosen for this file, %(code)s.")
                % {"text": text, "code": self.chosen.code},
            )
        return place

    def _of_country(self, code, text):
        there = self.by_country.get(code, [])
        if len(there) == 1:
            return there[0]
        if there:
            raise Ambiguous(text, [(one.code, one.name) for one in there])
        if self.chosen:
            return Place(code, {})  # of another country: refused by its name
        if not self.create:
            raise self._unknown(text)
        return self._make(countries.alpha3(code) or code, names_of_country(code), code)

    def _unclear(self, text, folded, named, country):
        if self.chosen and self._may_be_chosen(named, country):
            return self.chosen
        if named:
            raise Ambiguous(text, [(one.code, one.name) for one in named])
        if country.exact:
            raise Ambiguous(text, [self._choice(code) for code in country.candidates])
        if self.create and not country.candidates and len(folded) >= SHORTEST_NAME and not self._near(folded):
            return self._make(self._code_for(text), {language_of(text): text[:200]}, "")
        raise self._unknown(text, country.candidates)

    def _may_be_chosen(self, named, country):
        """What names nothing for certain is what the sender said of the whole file, unless it names others."""
        if named:
            return self.chosen in named
        return not country.exact or self.chosen.country in country.candidates

    def _choice(self, country):
        there = self.by_country.get(country, [])
        if len(there) == 1:
            return there[0].code, there[0].name
        return countries.alpha3(country) or country, str(countries.name(country))

    def _near(self, folded):
        known = {name: places[0] for name, places in self.by_name.items() if len(places) == 1} | self.by_code
        near = difflib.get_close_matches(folded, known, n=1, cutoff=NEAR)
        return known[near[0]] if near else None

    def _unknown(self, text, candidates=()):
        sentence = _("There is no delegation “%(text)s”.") % {"text": text}
        near = self._near(fold(text))
        names = [near.code] if near else [self._choice(code)[0] for code in candidates]
        if names:
            sentence += " " + _("Did you mean “%(name)s”?") % {"name": writing.listed(names)}
        return CellError("unknown_delegation", sentence)

    def _make(self, code, names, country):
        place = Place(code[:CODE_LENGTH], names, country)
        self.made[place.code] = place
        self.by_code[fold(place.code)] = place
        for name in names.values():
            self.by_name[fold(name)].append(place)
        if country:
            self.by_country[country].append(place)
        return place

    def _code_for(self, text):
        """The initials of a name of several words, else its beginning; a number where that is taken."""
        words = slugify(text).split("-")
        code = "".join(word[0] for word in words if len(word) > 2) if len(words) > 1 else words[0][:8]
        code = (code if len(code) > 1 else slugify(text)[:8] or "org").upper()
        taken = 1
        while fold(found := code if taken == 1 else f"{code}-{taken}") in self.by_code:
            taken += 1
        return found


def texts(value: Any) -> dict[str, str]:
    """A name in several languages as a dictionary."""
    data = getattr(value, "data", value)
    if isinstance(data, dict):
        return {language: text for language, text in data.items() if text}
    return {settings.LANGUAGE_CODE: str(data)} if data else {}


def language_of(text: str) -> str:
    """Arabic letters are Arabic; Latin ones count as the product's first language."""
    return "ar" if ARABIC.search(text) else settings.LANGUAGE_CODE


def names_of_country(code: str) -> dict[str, str]:
    found = {}
    for language, _label in settings.LANGUAGES:
        with translation.override(language):
            found[language] = str(countries.name(code))
    return found
