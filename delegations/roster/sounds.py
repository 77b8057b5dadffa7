"""How names sound: one name spelt in French, English or Arabic letters brought close to itself."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from summit.text import fold

# Caches hold single words, never whole names.
WORDS_KEPT = 2**16
ARABIC = re.compile(r"[\u0600-\u06ff]")


def _all(text):
    return frozenset(text.split())


# Servant of ..., father of ...: one name in two words, often written as one.
SERVANT = _all("abd abdel abdul abdoul abdal abdil عبد")
FATHER = _all("abou abu abo aboul ابو ابي")
OF_RELIGION = _all("eddine edine dine eddin uddin oudine addin ddine الدين")
ARTICLES = _all("al el ul ar as er es ad ed an en at et ال")
PARTICLES = ARTICLES | _all(
    "ben bin ibn bint mint ould wuld uld ag walet de du des da dos do di del la le von van der den nee epouse "
    "بن ابن بنت منت ولد اغ ال"
)
NASAL = re.compile(r"n [dgjktz]|m [bp]")  # “N Diaye”, “M Baye”
ALLAH = _all("ah lah a aye ay ai lahi ahi laye lai")

ARABIC_SOUNDS = dict(
    zip("ابپتثجچحخدذرزژسشصضطظغفڤقكگڨلمنهوي", "abptsjxhkddrzjsxsdtzgfvkkgglmnhui", strict=True)
)
# In this order; a capital stands for a sound that later lines leave alone.
LATIN_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"x", "ks"), (r"ph", "f"), (r"sch|sh|(?<=t)ch|ch", "X"), (r"kh|ck|q(?:u(?=[aeiou]))?", "k"), (r"gh", "G"),
        (r"dh", "d"), (r"th(?=[iey])|tth", "t"), (r"th", "s"), (r"gu(?=[eiy])", "G"), (r"d[jg](?=[aeiouy])|dj", "j"),
        (r"gn(?=[aeiouy])", "n"), (r"g(?=[eiy])", "j"), (r"c(?=[eiy])", "s"), (r"c", "k"),
        (r"ou(?=[aeiouy])", "w"), (r"ou|oo|o", "u"), (r"ee|y", "i"), (r"w(?![aeiou])", "u"),
        (r"(.)\1+", r"\1"), (r"\Ah(?=[aeiouw])|h\Z", ""), (r"(?<=\w{4}n)e\Z", ""),
    )
]  # fmt: skip
CONSONANTS = str.maketrans("gpvx", "kbfs", "aeiouw")
NEAR_CONSONANTS = str.maketrans("gpvx", "kbfs", "aeiou")
VOWELS_ONLY = "-"

# Likeness of two words of a name: 1 is the same word.
SAME_SOUND = 0.97
SAME_CONSONANTS = 0.35  # of what vowels leave open, other vowels forgive so much
OTHER_CONSONANTS = 0.92
OTHER_FIRST_SOUND = 0.85
ONE_SLIP = 0.9  # one wrong letter in a word of seven or more
INITIAL = 0.85
OTHER_SCRIPT = 0.95
LOST_VOWEL = 0.05
# Which Latin sounds a written Arabic vowel may stand for; a last ى is spoken a.
FITTING = {"a": "aew", "i": "iea", "u": "uw"}


def words(text: str) -> tuple[str, ...]:
    """The folded words of a name that tell people apart: compounds in one, articles and “ould” or “de” gone."""
    parts = fold(text).split() if text else []
    if len(parts) < 2:  # most fields, and the import of 20,000 people waits for this
        return tuple(parts)
    found: list[str] = []
    at = 0
    while at < len(parts):
        length = _compound(parts[at : at + 3])
        word = "".join(part for part in parts[at : at + length] if length == 1 or part not in ARTICLES)
        if word in OF_RELIGION and found:
            found[-1] += word.removeprefix("ال")
        else:
            found.append(word)
        at += length
    telling = [word for word in found if word not in PARTICLES]
    return tuple(telling or found)


def _compound(parts):
    """How many of these words are one name."""
    first, following = parts[0], parts[1:]
    if not following:
        return 1
    if first in SERVANT | FATHER:
        return 3 if following[0] in ARTICLES and len(following) > 1 else 2
    return 2 if NASAL.match(f"{first} {following[0]}") else 1


def is_arabic(word: str) -> bool:
    return ARABIC.search(word) is not None


@lru_cache(WORDS_KEPT)
def sound(word: str) -> str:
    """A folded word as it is spoken, roughly: “Cheick” and “Sheikh”, “Wattara” and “Ouattara” are one.

    Arabic keeps its written vowels only.
    """
    if is_arabic(word):
        text = "".join(ARABIC_SOUNDS.get(letter, "") for letter in _without_article(word))
        return re.sub(r"\Ah(?=.)|(?<=.)h\Z", "", text)
    text = _without_article(word)
    for pattern, spoken in LATIN_SOUNDS:
        text = pattern.sub(spoken, text)
    return text.lower()


def _without_article(word):
    """“Abdel-Kader”, “Abdoulkader” and “عبد القادر” as the servant of the same name; “Alhassane” as Hassane, “Aboubacar” as Boubacar."""
    if word.startswith("عبدال"):
        return "عبد" + word.removeprefix("عبدال")
    if word.startswith("ال") and len(word) > 4:
        return word[2:]
    if found := re.match(r"abd[aeiou]*(l?)(.+)", word):
        if found[1] and found[2] in ALLAH:
            return "abdlah"
        return f"abd{found[2]}" if len(found[2]) > 2 else word
    return re.sub(r"\A[ae]l(?=h[aeiou])|\Aa(?=bou?ba[ck])", "", word)


@lru_cache(WORDS_KEPT)
def bones(word: str) -> str:
    """The consonants of one word, the same in both scripts: MHMD of “Mohamed”, “Muhammad” and “محمد”."""
    return sound(word).translate(CONSONANTS).upper() or VOWELS_ONLY


def skeleton(name: str) -> str:
    """The consonants of a name: ``MHMD BDRHMN`` of “Mohamed Abderrahmane” and of “محمد عبد الرحمن”."""
    return " ".join(bones(word) for word in words(name))


def word_likeness(one: str, other: str) -> float:
    """Of two words of names, from 0 to 1."""
    if one == other:
        return 1.0 if len(one) > 1 else INITIAL
    return _likeness(one, other) if one < other else _likeness(other, one)


@lru_cache(WORDS_KEPT)
def _likeness(one, other):
    if is_arabic(one) != is_arabic(other):
        return _across(one, other) if is_arabic(one) else _across(other, one)
    x, y = sound(one), sound(other)
    if min(len(one), len(other)) == 1:
        return INITIAL if x[:1] == y[:1] else 0.0
    if x == y:
        return SAME_SOUND
    near = OSA.normalized_similarity(x, y)
    if _consonants(x) == _consonants(y):
        return near + (1 - near) * SAME_CONSONANTS
    if x[:1] != y[:1]:
        return near * OTHER_FIRST_SOUND
    if min(len(x), len(y)) >= 7 and OSA.distance(x, y, score_cutoff=1) == 1:
        return ONE_SLIP
    return near * OTHER_CONSONANTS


def _consonants(spoken):
    """Without vowels, near letters in one; w stays, which tells Diarra from Diawara."""
    return spoken.translate(NEAR_CONSONANTS)


def _across(arabic, latin):
    """Arabic writes consonants and long vowels: what it writes must stand in the Latin word at the same place."""
    one, other = bones(arabic), bones(latin)
    if one != other:
        return OSA.normalized_similarity(one, other) * OTHER_CONSONANTS * (len(one) > 2)
    first, *inner = zip(_vowels(arabic), _vowels(latin), strict=True)
    lost = bool(first[0] and not first[1])  # at the beginning an alef carries any vowel
    for at, (written, spoken) in enumerate(inner):
        lost += sum(1 for vowel in set(written) if not set(FITTING[vowel]) & set(spoken))
        lost += bool(at and "u" in spoken and "u" not in written)
    return max(0.0, OTHER_SCRIPT - LOST_VOWEL * lost)


def _vowels(word):
    """The vowels before, between and after the consonants."""
    return re.split("[^aeiuw]", sound(word))
