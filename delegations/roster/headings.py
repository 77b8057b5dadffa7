"""The columns of a list of people, and what a heading means among the others of its row.

Names are those of the form of a line; ``title:fr`` is one language of a text in several, ``title`` a text in
the language of its letters. Nothing is required here: a name may come whole or in parts.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from delegations.roster.heading_words import WORDS
from summit.imports import ImportField
from summit.imports.headers import IN_BRACKETS, spellings
from summit.text import fold

# name: (label, kind of cell)
COLUMNS = {
    "reference": (_("Reference"), "text"),
    "delegation": (_("Delegation"), "reference"),
    "country": (_("Country"), "text"),
    "surname": (_("Surname"), "text"),
    "given_names": (_("Given names"), "text"),
    "full_name": (_("Full name"), "text"),
    "arabic_name": (_("Name in Arabic"), "text"),
    "print_name": (_("Name to print"), "text"),
    "title": (_("Form of address"), "text"),
    "spoken_title": (_("Form of address in speech"), "text"),
    "function": (_("Function"), "text"),
    "title_source": (_("Source of the form of address"), "text"),
    "is_head": (_("Head of delegation"), "bool"),
    "category": (_("Category"), "choice"),
    "rank_class": (_("Rank"), "choice"),
    "rank_date": (_("Rank since"), "date"),
    "rank_basis": (_("Rank counted from"), "choice"),
    "sex": (_("Sex"), "choice"),
    "birth_date": (_("Date of birth"), "date"),
    "birth_place": (_("Place of birth"), "text"),
    "nationality": (_("Nationality"), "text"),
    "document_type": (_("Type of document"), "choice"),
    "document_number": (_("Document number"), "text"),
    "document_issuer": (_("Issued by"), "text"),
    "document_issued_on": (_("Issued on"), "date"),
    "document_expires_on": (_("Valid until"), "date"),
    "email": (_("E-mail"), "text"),
    "phone": (_("Phone"), "text"),
    "languages": (_("Languages"), "text"),
    "wishes": (_("Wishes"), "text"),
    "paid_by": (_("Paid by"), "choice"),
    "remarks": (_("Remarks"), "text"),
}
IN_LANGUAGES = {"title", "spoken_title", "function"}
# How a heading names the language of its column: “Fonction (anglais)”, “Function in English”, “الوظيفة بالعربية”.
LANGUAGES = {
    "fr": {"fr": "français", "en": "French", "ar": "الفرنسية"},
    "ar": {"fr": "arabe", "en": "Arabic", "ar": "العربية"},
    "en": {"fr": "anglais", "en": "English", "ar": "الإنجليزية"},
}
IN_A_LANGUAGE = {"fr": "{} en {}", "en": "{} in {}", "ar": "{} ب{}"}


def _headings():
    """Headings by field and language, as ``heading_words`` lists them."""
    found: dict[str, dict[str, list[str]]] = {}
    for line in WORDS.split("\n"):
        if line and not line.startswith(" "):
            words = found[line] = {}
        elif line:
            lang, colon, rest = line.strip().partition(": ")
            if colon and lang in LANGUAGES:
                said_in = words[lang] = []
            said_in += [word.strip() for word in (rest if colon else line).split(";") if word.strip()]
    return found


def _fields():
    for name, headings in _headings().items():
        label, kind = COLUMNS[name]
        if name in IN_LANGUAGES:
            for lang in LANGUAGES:
                names = {
                    said_in: _in_one_language(words, said_in, lang) for said_in, words in headings.items()
                }
                yield ImportField(f"{name}:{lang}", format_lazy("{} {}", label, lang.upper()), names)
        yield ImportField(name, label, headings, kind=kind)


def _in_one_language(headings, said_in, lang):
    language = LANGUAGES[lang][said_in]
    spelt = [f"{heading} {lang.upper()}" for heading in headings]
    spelt += [f"{heading} ({language})" for heading in headings]
    return spelt + [IN_A_LANGUAGE[said_in].format(heading, language) for heading in headings]


FIELDS: tuple[ImportField, ...] = tuple(_fields())

BETWEEN_LANGUAGES = re.compile(r"[/|\n]|\s[-–]\s")


def _folded(text):
    return frozenset(fold(heading) for heading in text.split("; "))


# Headings that say less than others do: they give way to a clearer column of the same row.
WEAK = {
    "surname": _folded("Nom; Noms; Name; Names"),
    "function": _folded("Qualité; Capacity; Role; الصفة"),
    "title": _folded("Titre; Titres; Title; Titles"),
    "delegation": _folded("Organisation; Organization; المنظمة"),
    "document_number": _folded("Passeport; Passport; جواز السفر"),
    "birth_date": _folded("Naissance; Born"),
    "phone": _folded("Contact; Contacts"),
}
FIRST_OR_WHOLE = _folded("الاسم")
SURNAME_OR_TITLE = _folded("اللقب")
ARABIC = re.compile("[\u0600-\u06ff]")


def settle(headings: Sequence[str], mapping: Mapping[str, int]) -> dict[str, int]:
    """``mapping`` (column by field, from ``summit.imports.headers``) as all headings of the row together mean it.

    “Nom” and “Name” are the surname beside a column of given names and the whole name without one.
    “Title” is the function of lists that have no other column for it, and the form of address of those
    that have. A country stands for the delegation where none is named. Other fields stay as they are.
    """
    said = [_parts(heading) for heading in headings]
    columns = _in_several_languages(said, dict(mapping))
    for name in WEAK:
        _clearer(name, said, columns)
    _settle_arabic_names(headings, said, columns)
    _settle_names(said, columns)
    if _says("title", WEAK["title"], said, columns) and not _has("function", columns):
        columns["function"] = columns.pop("title")
    weak_place = "delegation" not in columns or _says("delegation", WEAK["delegation"], said, columns)
    if "country" in columns and weak_place:
        columns["delegation"] = columns.pop("country")
    return columns


@cache
def _known():
    return {field.name: spellings(field) for field in FIELDS}


def _parts(heading):
    """The folded parts of a heading: “Nom / Name” has two. What stands in brackets says nothing here."""
    parts = (fold(part) for part in BETWEEN_LANGUAGES.split(IN_BRACKETS.sub(" ", heading)))
    return tuple(part for part in parts if part)


def _says(name, words, said, columns):
    parts = said[columns[name]] if name in columns else ()
    return bool(parts) and words.issuperset(parts)


def _has(name, columns):
    """Whether the field has a column, be it for one language."""
    return any(column.partition(":")[0] == name for column in columns)


def _free(said, columns):
    taken = set(columns.values())
    return [at for at, parts in enumerate(said) if parts and at not in taken]


def _in_several_languages(said, columns):
    """“Fonction / Function / الوظيفة”: a column whose heading names one field in each part."""
    for at in _free(said, columns):
        fields = [
            name for name, known in _known().items() if len(said[at]) > 1 and known.issuperset(said[at])
        ]
        if fields and fields[0] not in columns:
            columns[fields[0]] = at
    return columns


def _clearer(name, said, columns):
    """Give the field the column that names it clearly, where it had one that does not."""
    if _says(name, WEAK[name], said, columns):
        clear = _known()[name] - WEAK[name]
        columns[name] = next((at for at in _free(said, columns) if clear.issuperset(said[at])), columns[name])


def _settle_arabic_names(headings, said, columns):
    """“الاسم” beside Latin names is the name in Arabic, beside “اللقب” the first name; “اللقب” alone is a title."""
    latin = any(
        not ARABIC.search(headings[columns[name]]) for name in ("surname", "given_names") if name in columns
    )
    if _says("full_name", FIRST_OR_WHOLE, said, columns):
        if latin and "arabic_name" not in columns:
            columns["arabic_name"] = columns.pop("full_name")
        elif "surname" in columns and "given_names" not in columns:
            columns["given_names"] = columns.pop("full_name")
    alone = "given_names" not in columns and "full_name" in columns and not _has("title", columns)
    if alone and _says("surname", SURNAME_OR_TITLE, said, columns):
        columns["title"] = columns.pop("surname")


def _settle_names(said, columns):
    """“Name” is the surname, the given names or all of them, as the other columns leave it."""
    if _says("surname", WEAK["surname"], said, columns):
        if "given_names" not in columns and "full_name" not in columns:
            columns["full_name"] = columns.pop("surname")
    elif "surname" in columns:
        names = [at for at in _free(said, columns) if WEAK["surname"].issuperset(said[at])]
        missing = [name for name in ("given_names", "full_name") if name not in columns]
        columns.update(zip(missing, names, strict=False))
