"""In which encoding a text file was written: told by evidence, or asked, never guessed silently.

UTF-8 and UTF-16 prove themselves. The one-byte encodings do not: the same bytes make words
in one and rubbish in another, so each candidate is read and its words are judged. A candidate
is taken only where its words are good and clearly better than every different reading.
"""

import codecs
import unicodedata
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

ASKED = {
    "utf-8": _("UTF-8 (Unicode)"),
    "cp1252": _("Western Europe (Windows-1252)"),
    "cp1256": _("Arabic (Windows-1256)"),
    "mac_roman": _("Western Europe (Macintosh)"),
    "cp850": _("Western Europe (DOS)"),
    "iso8859_6": _("Arabic (ISO 8859-6)"),
    "utf-16": _("UTF-16 (Unicode)"),
}
ONE_BYTE = ("cp1252", "cp1256", "mac_roman", "cp850", "iso8859_6")
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
GOOD, LEAD = 0.7, 0.2
# One or two words prove little: they must be beyond doubt.
FEW, GOOD_OF_FEW, LEAD_OF_FEW = 3, 0.9, 0.5
EVIDENCE = 20_000  # words that are judged
_PARTED = bytes(c if c >= 128 or chr(c).isalpha() else 32 for c in range(256))

USUAL = {**dict.fromkeys("éèêàçôîûùâëïœ", 1.0), **dict.fromkeys("ÉÀÇŒñãáíóúüöäß", 0.9)}
OTHER_LATIN = 0.6  # any other letter of Western Europe: possible, less usual
WESTERN = set("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿŒœŸ")
BEFORE_WORDS = "«“„‹‘\u00a0\u200e\u200f"
AFTER_WORDS = "»”›’…°ªº²³€™®،؛؟\u00a0\u200e\u200f"
BETWEEN_WORDS = set(BEFORE_WORDS + AFTER_WORDS + "–—•·§©№¼½¾±")
PERSIAN = set("پچژگکی")


def told(content: bytes) -> tuple[str | None, list[str]]:
    """``(encoding, [])`` where the bytes tell it, else ``(None, candidates)`` with the likeliest first."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return (encoding, []) if decodes(content, encoding) else (None, _readable(content))
    if wide := _without_mark(content):
        return wide, []
    if decodes(content, "utf-8"):
        return "utf-8", []
    return _judged(content)


def decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _readable(content):
    return [encoding for encoding in ASKED if decodes(content, encoding)]


def _without_mark(content):
    """UTF-16 without its mark: a zero in every second byte of digits, separators and Latin letters."""
    sample = content[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) <= len(sample) // 20 or min(even, odd) * 20 >= max(even, odd):
        return None
    encoding = "utf-16-be" if even > odd else "utf-16-le"
    return encoding if decodes(content, encoding) else None


def _judged(content):
    words = _foreign_words(content)
    readings = {e: [w.decode(e) for w in words] for e in ONE_BYTE if decodes(b" ".join(words), e)}
    marks = {e: [plausibility(word) for word in read] for e, read in readings.items()}
    ranked = sorted(marks, key=lambda e: (-_mean(marks[e]), ONE_BYTE.index(e)))
    if not ranked:
        return None, []
    best = ranked[0]
    good, lead = (GOOD_OF_FEW, LEAD_OF_FEW) if len(words) < FEW else (GOOD, LEAD)
    if _mean(marks[best]) >= good and all(_leads(best, e, readings, marks, lead) for e in ranked[1:]):
        return best, []
    return None, ranked


def _foreign_words(content):
    """Different words with a byte beyond ASCII: what lies between spaces, digits and ASCII punctuation."""
    pieces = content.translate(_PARTED).split(b" ")
    return list(dict.fromkeys(piece for piece in pieces if not piece.isascii()))[:EVIDENCE]


def _mean(marks):
    return sum(marks) / len(marks)


def _leads(best, rival, readings, marks, wanted):
    """Whether ``best`` is clearly better in the words that the two read differently."""
    rows = zip(readings[best], readings[rival], marks[best], marks[rival], strict=True)
    leads = [ours - theirs for word, other, ours, theirs in rows if word != other]
    return not leads or _mean(leads) >= wanted


def plausibility(word: str) -> float:
    """How much a run of letters beyond ASCII looks written by people, from 0 to 1."""
    return _word(word) if any(c.isalpha() for c in word) else _alone(word)


def _alone(word):
    return 0.8 if set(word) <= BETWEEN_WORDS else 0.1


def _word(word):
    stripped = word.lstrip(BEFORE_WORDS).rstrip(AFTER_WORDS)
    pieces = [piece for piece in stripped.replace("’", " ").replace("‘", " ").split() if not piece.isascii()]
    return min((_piece(piece) for piece in pieces), default=0.9)


def _piece(piece):
    arabic = ["\u0600" <= c <= "\u06ff" for c in piece]
    if any(arabic):
        return _arabic(piece) if all(arabic) else 0.0
    foreign = [c for c in piece if not c.isascii()]
    if not all(c in WESTERN for c in foreign):
        return 0.0
    if any(a.islower() and b.isupper() and not (a + b).isascii() for a, b in pairwise(piece)):
        return 0.0  # a capital inside a small word: the wrong table
    if any(not (a + b + c).isascii() and all(x in WESTERN for x in (a, b, c)) for a, b, c in _triples(piece)):
        return 0.0  # no Western language puts three such letters in a row
    plain = [c for c in piece if c.isascii() and c.isalpha()]
    if len(plain) > 1 and all(c.isupper() for c in plain) and any(c.islower() for c in foreign):
        return 0.2  # “KABORâ”: a small accented letter among capitals
    if len(foreign) * 2 > len(piece) and len(piece) > 2:
        return 0.3
    return min(USUAL.get(c, OTHER_LATIN) for c in foreign)


def _triples(piece):
    return zip(piece, piece[1:], piece[2:], strict=False)


def _arabic(piece):
    if any(unicodedata.category(c) == "Cn" for c in piece):
        return 0.0
    if "ى" in piece[:-1] or "ة" in piece[:-1] or piece.startswith(("ء", "ئ", "ؤ")):
        return 0.2  # letters that end a word inside one: the wrong Arabic table
    if set(piece) & PERSIAN:
        return 0.5
    return 1.0 if len(piece) > 1 else 0.7
