"""Which country a cell means: its names in French, English and Arabic, nationalities and codes.

A slip of the pen is never resolved silently: it gives candidates, and somebody decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from django.conf import settings
from django.utils import translation
from django_countries import countries
from rapidfuzz import fuzz, process

from delegations.roster.country_words import WORDS
from summit.text import fold

SHOWN = 5  # candidates
NEAR = 75  # of 100: below this a word is not a slip of another
SHORT = 4  # letters: fewer look like too many others


def _all(text):
    return frozenset(fold(text).split())


# Words that tell no country from another, and words that only say what kind of state it is.
SMALL = _all("l d le la les the of de du des et and e")
OF_STATES = _all(
    "republic republique rep kingdom royaume state states etat etats union united unis unie federation federal "
    "federale federated federes federative confederation commonwealth principality principaute sultanate sultanat "
    "emirate emirat duchy grand duche islamic islamique arab arabe democratic democratique people peoples populaire "
    "socialist socialiste cooperative plurinational bolivarian bolivarienne hashemite hachemite oriental orientale "
    "جمهورية الجمهورية مملكة المملكة دولة سلطنة إمارة اتحاد الاتحاد الاتحادية الإسلامية العربية الشعبية "
    "الديمقراطية الديموقراطية الاشتراكية المتحدة الهاشمية"
)
ELIDED = re.compile(r"(?<!\w)[dDlL]['’ʼ`´](?=\w)")
PARTS = re.compile(r"[/|()\[\];\n]|\s[-–]\s")
ARTICLE = re.compile(r"\bال(?=\w{2})")


@dataclass(frozen=True, slots=True)
class Resolved:
    """``code`` is set only where one country is meant for certain; ``candidates`` are codes, the likest first.

    ``exact`` says that the text is a known word, be it of several countries as “Congo” is.
    """

    code: str | None
    candidates: tuple[str, ...] = ()
    exact: bool = False


@lru_cache(4096)
def resolve(text: str) -> Resolved:
    """The country of a name, a nationality or a code of ISO or of the Olympic Committee."""
    if found := _known(text):
        return Resolved(found[0] if len(found) == 1 else None, found, exact=True)
    parts = [_known(part) for part in PARTS.split(text) if fold(part)]
    if len(parts) > 1 and all(part == parts[0] and len(part) == 1 for part in parts):
        return Resolved(parts[0][0], parts[0], exact=True)  # “Mali / مالي”, “Mali (ML)”
    return Resolved(None, _candidates(text, parts))


def _known(text):
    """The countries of which ``text`` is a name; several for “Congo”, none for what nobody calls so."""
    if code := _by_iso(text):
        return (code,)
    words = _words(text)
    spellings = (_key(words), _key(_words(text.replace(".", ""))), _key(_telling(words)))
    return next((_names()[key] for key in spellings if key in _names()), ())


def _by_iso(text):
    written = text.strip().upper()
    return countries.alpha2(written) if written in _iso() else ""


def _words(text):
    return [word for word in fold(ELIDED.sub(" ", text)).split() if word not in SMALL]


def _telling(words):
    """“République islamique de Mauritanie” without what it has in common with other states."""
    return [word for word in words if word not in OF_STATES]


def _key(words):
    """Words in any order: “Corée du Sud”, “Korea, South”. Arabic articles come and go."""
    return " ".join(sorted(ARTICLE.sub("", word) for word in words))


@cache
def _iso():
    return {*dict(countries), *(countries.alpha3(code) for code in dict(countries))}


@cache
def _names():
    """Codes by key. What is left of a long official name counts where no name is written so."""
    found: dict[str, tuple[str, ...]] = {}
    short: dict[str, tuple[str, ...]] = {}
    for code, name in [*_official_names(), *_olympic_codes(), *_usual_words()]:
        words = _words(name)
        for table, key in ((found, _key(words)), (short, _key(_telling(words)))):
            if key and code not in table.get(key, ()):
                table[key] = (*table.get(key, ()), code)
    return short | found


def _official_names():
    for lang, _name in settings.LANGUAGES:
        with translation.override(lang):
            yield from ((code, str(name)) for code, name in countries)


def _olympic_codes():
    """Where ISO gives them to nobody else: BRN is Brunei, not Bahrain."""
    for code in dict(countries):
        if (olympic := countries.ioc_code(code)) and olympic not in _iso():
            yield code, olympic


def _usual_words() -> Iterator[tuple[str, str]]:
    for line in WORDS.strip().splitlines():
        code, _colon, words = line.partition(":")
        for word in words.split(","):
            base, slash, ending = word.strip().partition("/")
            yield code, base
            if slash:
                yield code, base + ending


def _candidates(text, parts):
    """Countries named in a part or a word of the text, then those whose names look like it."""
    words = _words(text)
    named = [code for part in parts for code in part]
    named += [code for word in words for code in _names().get(_key([word]), ())]
    key = _key(_telling(words))
    if len(key) < SHORT:
        return tuple(dict.fromkeys(named))[:SHOWN]
    near = process.extract(key, _names().keys(), scorer=fuzz.ratio, limit=4 * SHOWN, score_cutoff=NEAR)
    looking = [code for name, _likeness, _at in near for code in _names()[name]]
    return tuple(dict.fromkeys([*named, *looking]))[:SHOWN]
