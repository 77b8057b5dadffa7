"""Letters folded for search, matching and sorting, so that both engines agree."""

import re
import secrets
import unicodedata

from django.db import models

APOSTROPHES = frozenset("'’‘‛`´ʼʻʹʽʾʿˈ′＇՚ߴߵ\u02bb\u05f3")
# What decomposition leaves whole: Latin letters of French, Bambara and Fulfulde, Arabic letter variants.
LETTERS = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
    "ɛ": "e", "ɔ": "o", "ɲ": "ny", "ŋ": "ng", "ɓ": "b", "ɗ": "d", "ɖ": "d", "ƴ": "y", "ɣ": "g", "ǝ": "e", "ə": "e",
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ک": "ك", "ء": "", "ـ": "",
}  # fmt: skip
# Punctuation, symbols, spaces and control characters part words.
PARTING = ("P", "S", "Z", "Cc")
ID_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # without 0 o, 1 i l, which are read and typed wrongly
ID_LENGTH = 12
DIGITS = re.compile(r"\d+")


class _Folding(dict):
    """A translation table that works out each character once."""

    def __missing__(self, code):
        self[code] = folded = "".join(_letter(c) for c in _parts(chr(code)))
        return folded


def _parts(char):
    if char in APOSTROPHES:  # before decomposition, which turns some of them into a space and an accent
        return ""
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())


def _letter(char):
    if char in LETTERS:
        return LETTERS[char]
    if char in APOSTROPHES:
        return ""
    kind = unicodedata.category(char)
    if kind == "Nd":
        return str(unicodedata.digit(char))
    if kind.startswith(PARTING):
        return " "
    if kind.startswith(("M", "C")):  # accents, tashkeel, marks of direction and joining
        return ""
    return char


_FOLDED = _Folding()


def fold(text: str) -> str:
    """``text`` as it is compared: one space between words, no accents, case or apostrophes.

    Arabic loses tashkeel and tatweel and has one alef, ya and ha; every digit is Western;
    punctuation becomes a space. Folding twice changes nothing.
    """
    return " ".join(text.translate(_FOLDED).split())


def search_words(query: str) -> list[str]:
    """The folded words of a query, each once; a record matches when it holds all of them."""
    return list(dict.fromkeys(fold(query).split()))


def sort_key(text: str) -> str:
    """A key whose plain byte order is the reader's order; CP-2 comes before CP-10."""
    return DIGITS.sub(lambda found: found[0].zfill(8), fold(text))


def new_public_id() -> str:
    """Twelve random characters that are hard to misread (59 bits)."""
    return "".join(secrets.choice(ID_ALPHABET) for _ in range(ID_LENGTH))


class SortKeyField(models.CharField):
    """A stored ``sort_key()``, compared byte by byte on every engine.

    A database's own collation would order the same rows differently on each machine, and
    keyset paging would then skip some.
    """

    def __init__(self, *args, max_length=200, editable=False, **kwargs):
        super().__init__(*args, max_length=max_length, editable=editable, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.setdefault("editable", self.editable)
        return name, path, args, kwargs

    def db_parameters(self, connection):
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


def wordings(text) -> list[str]:
    """What a text in several languages says in each of them."""
    texts = getattr(text, "data", text)
    return [word for word in (texts.values() if isinstance(texts, dict) else [texts]) if word]
