"""The words of the product: complete in French and Arabic, compiled, and written as each language writes."""

import re
from collections import Counter
from functools import cache

import polib
import pytest

from tests import catalogues

TRANSLATED = ("fr", "ar")
PLACEHOLDER = re.compile(r"%\(\w+\)[-+ #0]*[\d.]*[a-z]")
TAG = re.compile(r"</?[a-z][^>]*>")
ARABIC_LETTER = re.compile(r"[\u0621-\u064a]")
LATIN_LETTER = re.compile(r"[A-Za-zÀ-ÿ]")
# Signs beside which French wants a no-break space: a plain space, or none at all, is a fault. So is the typist's apostrophe.
FRENCH_FAULTS = re.compile(r"'| [:;?!»%]|«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»|[\w)’][;?!]|[\w)]:(?=\s|$)")
# Signs and digits that Arabic writes otherwise, or that this product does not use.
ARABIC_FAULTS = re.compile(r"[ء-ي][,;?]|[٠-٩]|[ء-ي]\.{3}")
# Plural forms that stand for few numbers, which the words may say without a figure: none, one and two in Arabic.
SAID_IN_WORDS = {"fr": {0}, "ar": {0, 1, 2}}


@cache
def catalogue(language):
    return polib.pofile(str(catalogues.po_of(language)))


@cache
def used():
    return catalogues.used()


def entries(language):
    return [entry for entry in catalogue(language) if not entry.obsolete]


def forms(entry):
    """Each translation of the entry."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def bare(text):
    """The words without placeholders and tags."""
    return PLACEHOLDER.sub("", TAG.sub("", text))


def faults(language, found):
    """The translations of which ``found`` is true, with their sentence."""
    pairs = [(entry, text) for entry in entries(language) for text in forms(entry)]
    return [f"{entry.msgid!r} -> {text!r}" for entry, text in pairs if found(entry, text)]


def test_every_sentence_of_the_code_is_in_every_catalogue():
    said = {message[:2]: path for message, path in used().items()}
    for language in catalogues.LANGUAGES:
        known = {(entry.msgctxt, entry.msgid) for entry in entries(language)}
        missing = {message: path for message, path in said.items() if message not in known}
        assert missing == {}, "run makemessages and translate"
        assert known - set(said) == set(), "run makemessages --no-obsolete"


def test_a_sentence_has_one_plural():
    plurals = {}
    for context, one, many in used():
        if many:
            plurals.setdefault((context, one), set()).add(many)
    assert {key: found for key, found in plurals.items() if len(found) > 1} == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_untranslated_or_guessed(language):
    words = catalogue(language)
    assert [entry.msgid for entry in words.untranslated_entries()] == []
    assert [entry.msgid for entry in words.fuzzy_entries()] == []
    assert [entry.msgid for entry in words.obsolete_entries()] == []


def test_english_is_said_by_the_code_itself():
    assert catalogue("en").translated_entries() == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(language):
    compiled = catalogues.po_of(language).with_suffix(".mo")
    assert compiled.read_bytes() == catalogues.compiled(language), "run python tests/catalogues.py"


@pytest.mark.parametrize(("language", "number"), [("fr", 2), ("ar", 6), ("en", 2)])
def test_every_plural_form_is_there(language, number):
    assert f"nplurals={number};" in catalogue(language).metadata["Plural-Forms"]
    plural = [entry for entry in entries(language) if entry.msgid_plural]
    assert [entry.msgid for entry in plural if sorted(entry.msgstr_plural) != list(range(number))] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_placeholders_are_those_of_the_sentence(language):
    wrong = {entry.msgid: texts for entry in entries(language) if (texts := misplaced(language, entry))}
    assert wrong == {}


def misplaced(language, entry):
    """The translations of the entry whose placeholders differ from the sentence's; one may be said in words."""
    if not entry.msgid_plural:
        return [entry.msgstr] if placeholders(entry.msgid) != placeholders(entry.msgstr) else []
    wanted, wrong = placeholders(entry.msgid_plural), []
    for form, text in entry.msgstr_plural.items():
        left_out, added = wanted - placeholders(text), placeholders(text) - wanted
        if added or left_out.total() > (form in SAID_IN_WORDS[language]):
            wrong.append(text)
    return wrong


def placeholders(text):
    return Counter(PLACEHOLDER.findall(text))


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_bare_per_cent_sign_never_breaks_a_format(language):
    def broken(entry, text):
        return PLACEHOLDER.search(entry.msgid) and "%" in bare(text).replace("%%", "")

    assert faults(language, broken) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_tags_are_those_of_the_sentence(language):
    def other(entry, text):
        return sorted(TAG.findall(entry.msgid)) != sorted(TAG.findall(text))

    assert faults(language, other) == []


def test_french_is_set_as_french():
    def careless(entry, text):
        return FRENCH_FAULTS.search(PLACEHOLDER.sub("x", TAG.sub("", text)))

    assert faults("fr", careless) == []


def test_arabic_is_arabic():
    def foreign(entry, text):
        return LATIN_LETTER.search(bare(entry.msgid)) and not ARABIC_LETTER.search(text)

    assert faults("ar", foreign) == []
    assert faults("ar", lambda entry, text: ARABIC_FAULTS.search(text)) == []
