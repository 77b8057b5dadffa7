"""Names as lists write them: forms of address, given names, surname, and back again."""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from summit.imports.cells import DIRECTION_MARKS
from summit.text import fold


def _folded(text):
    return frozenset(fold(phrase) for phrase in text.split(","))


# What may stand before a name. Ranks are written whole, with the abbreviations that notes verbales use.
TITLES = _folded(
    "M, Mr, Mme, Mlle, Monsieur, Madame, Mademoiselle, Mrs, Ms, Miss, Mx, Sir, Dr, Docteur, Doctor, Pr, Prof, "
    "Professeur, Professor, Me, Maître, Hon, Honorable, Honourable, The Honourable, The Hon, Amb, Ambassadeur, "
    "Ambassadrice, L'Ambassadeur, Ambassador, S.E., S.E.M., S.E.Mme, S.E. M, S.E. Mme, SE, SEM, S.Exc, HE, H.E., "
    "Son Excellence, Son Exc, His Excellency, Her Excellency, S.M., Sa Majesté, H.M., S.A.R., H.R.H., "
    "Gén, Gal, Gen, Général, General, Général de brigade, Général de division, Général de corps d'armée, "
    "Général d'armée, Général-major, Gén de brigade, Gén de division, Gén de corps d'armée, Gén d'armée, "
    "Brigadier General, Brig Gen, Major General, Maj Gen, Lieutenant General, Lt Gen, Amiral, Admiral, "
    "Vice-amiral, Contre-amiral, Col, Colonel, Colonel-major, Col-major, Col maj, Lt-col, Lieutenant-colonel, Cdt, "
    "Commandant, Chef de bataillon, Chef d'escadron, Maj, Major, Cne, Cpt, Capt, Capitaine, Captain, Lt, Lieutenant, "
    "Sous-lieutenant, S/Lt, Adj, Adjudant, Adjudant-chef, Sgt, Sergent, Sergent-chef, Sergeant, Commissaire, "
    "Commissaire divisionnaire, Contrôleur général, Inspecteur général, "
    "السيد, السيدة, الآنسة, معالي, سعادة, فخامة, دولة, سمو, جلالة, صاحب السمو, صاحب السعادة, صاحبة السعادة, "
    "صاحب المعالي, صاحبة المعالي, صاحب الفخامة, صاحب الجلالة, د, أ.د, الدكتور, الدكتورة, دكتور, دكتورة, الأستاذ, "
    "الأستاذة, البروفيسور, السفير, السفيرة, الجنرال, الفريق, الفريق أول, اللواء, العميد, العقيد, المقدم, الرائد, "
    "النقيب, الملازم"
)
TITLE_WORDS = max(len(title.split()) for title in TITLES)
ALSO_NAMES = {"se", "sem", "he", "gal"}  # forms of address only in capitals or with a full stop
AFTER_NAMES = _folded("PhD, Ph.D, MD, Jr, Sr, Esq, MBA, MSc, CBE, OBE")
# A surname begins at these: surely at the words for son and daughter, perhaps at the others.
PATRONYMIC = _folded("ould, wuld, mint, ag, walet, ben, bin, bint, ibn, ولد, منت, أغ, بن, ابن, بنت, آل")
JOINING = _folded("née, nee, épouse, épse, ép, veuve, vve")
LOWERED = _folded("de, du, des, da, dos, das, do, di, del, la, le, von, van, der, den, zu, ten, ter, e, y")
PARTICLES = PATRONYMIC | JOINING | LOWERED | _folded("el, al, ed, es, ez, et")
NASAL = re.compile(r"[Nn] [DdGgJjKkTtZz]|[Mm] [BbPp]")  # “N Diaye”, “M Baye” without their apostrophe
# Two words are one name: servant of ..., father of ..., and what follows "light of the religion".
BEFORE_NAMES = _folded("abd, abdel, abdul, abdoul, abdal, abdoul, abou, abu, abo, oum, عبد, أبو, أبي, أم")
AFTER_HALVES = _folded("eddine, edine, dine, eddin, uddin, الدين")
ARTICLES = _folded("al, el, ul, ar, as, er, es")

GLUED_TITLE = re.compile(r"(?<=\w\.)(?=[^\W\d_]{2})")
LOOSE_APOSTROPHE = re.compile(r"(?<!\w)(\w['’ʼ])\s+(?=\w)")
INITIALS = re.compile(r"(?:[^\W\d_]\.-?)*[^\W\d_]\.?\Z")
BEFORE_CAPITALS = re.compile(r"\A(?:Mc|Mac|\w['’ʼ])")
ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")

WHY = {
    "capitals": _("The surname stands in capitals."),
    "comma": _("The surname stands before the comma."),
    "particle": _("The surname begins with a particle."),
    "initials": _("The given names are initials."),
    "several": _("Capitals or commas stand in several places."),
    "order": _("The last word was taken for the surname."),
    "single": _("There is one name only."),
    "empty": _("There is no name."),
}


@dataclass(frozen=True, slots=True)
class SplitName:
    """A full name in parts, spelt as it was. ``why`` is a code of ``WHY``; somebody looks at what is not ``sure``."""

    surname: str
    given: str
    sure: bool
    why: str
    title: str = ""


def split_full_name(text: str) -> SplitName:
    """The parts of a name in one cell: “S.E.M. Moussa DIARRA”, “Diarra, Moussa”, “محمد ولد أحمد”. Never raises."""
    title, words = _title_and_words(_clean(text))
    while len(words) > 2 and fold(words[-1]) in AFTER_NAMES:
        title, words = f"{title} {words[-1]}", words[:-1]
    before, comma, after = (part.strip() for part in " ".join(words).replace("،", ",").partition(","))
    if comma and before and after:
        found = _at_comma(before, after)
    else:
        found = _of_words([word.strip(",") for word in words if word.strip(",")])
    surname, given, sure, why, *more = found
    return SplitName(surname, given, sure, why, " ".join(" ".join([title, *more]).split()))


def _clean(text):
    text = unicodedata.normalize("NFC", str(text or "")).translate(DIRECTION_MARKS)
    text = " ".join(text.replace("\u00ad", "").split())
    return LOOSE_APOSTROPHE.sub(r"\1", GLUED_TITLE.sub(" ", text)).strip(' ,،;:"“”«»-–')


def _title_and_words(text):
    """``(forms of address, the words after them)``; one word is left in any case."""
    words, titles = text.split(), []
    while length := _title_length(words):
        titles += words[:length]
        words = words[length:]
    return " ".join(titles), words


def _title_length(words):
    for length in range(min(TITLE_WORDS + 1, len(words) - 1), 0, -1):
        start = 1 if length > 1 and fold(words[0]) in {"le", "la"} else 0
        said = words[start:length]
        folded = fold(" ".join(said))
        if folded in TITLES and (folded not in ALSO_NAMES or said[0].isupper() or said[0].endswith(".")):
            return length
    return 0


def _at_comma(before, after):
    """Surname first, unless a function follows the whole name: “Moussa DIARRA, Ministre”."""
    if len({_in_capitals(word) for word in before.split() if not _is_particle(word)}) == 2:
        surname, given, *_rest = _of_words(before.split())
        return surname, given, False, "several"
    title, words = _title_and_words(after)
    given, comma, _rest = " ".join(words).partition(",")
    return (before, given.strip(), not comma, "several" if comma else "comma", title)


def _of_words(words):
    if len(words) < 2:
        return " ".join(words), "", False, "single" if words else "empty"
    names = [word for word in words if not _is_particle(word)]
    capitals = [_in_capitals(word) for word in names]
    if any(capitals) and not all(capitals):
        return _by_capitals(words)
    units = _joined(words)
    if (at := _first_particle(units)) is not None:
        sure = fold(units[at]) in PATRONYMIC - {"ben"} and not ARABIC.search(units[at])
        return " ".join(units[at:]), " ".join(units[:at]), sure, "particle"
    given = units[:-1]
    if given and all(INITIALS.match(word) for word in given):
        return units[-1], " ".join(given), True, "initials"
    return units[-1], " ".join(given), False, "order" if given else "single"


def _is_particle(word, following=""):
    """“de”, “Ould”, “née”; “E.” and “M” are initials unless a word that begins with N or M was parted."""
    folded = fold(word)
    initial = folded not in JOINING and (word.endswith(".") or (len(word) == 1 and word.isupper()))
    return bool((folded in PARTICLES and not initial) or NASAL.fullmatch(f"{word} {following[:1]}"))


def _in_capitals(word):
    """Two letters or more, all capitals; “N'DIAYE” and “McDONALD” are, the initials “A.B.” are not."""
    core = BEFORE_CAPITALS.sub("", word)
    letters = [c for c in core if c.isalpha()]
    return len(letters) > 1 and core.isupper() and not INITIALS.match(word)


def _by_capitals(words):
    """The words in capitals with the particles before them; sure where they stand together at one end."""
    mine = [_in_capitals(word) for word in words]
    for at in reversed(range(len(words) - 1)):
        mine[at] = mine[at] or (mine[at + 1] and _is_particle(words[at], words[at + 1]))
    surname = " ".join(word for word, own in zip(words, mine, strict=True) if own)
    given = " ".join(word for word, own in zip(words, mine, strict=True) if not own)
    together = " ".join(words) in {f"{surname} {given}", f"{given} {surname}"}
    return surname, given, together, "capitals" if together else "several"


def _joined(words):
    """Words with those that belong to them: “Abdoul Karim”, “Abd al-Rahman”, “نور الدين”."""
    units, at = [], 0
    while at < len(words):
        length = 1
        if fold(words[at]) in BEFORE_NAMES and len(words) - at > 1:
            length = 3 if fold(words[at + 1]) in ARTICLES and len(words) - at > 2 else 2
        units.append(" ".join(words[at : at + length]))
        if len(units) > 1 and fold(units[-1]) in AFTER_HALVES:
            units[-2:] = [" ".join(units[-2:])]
        at += length
    return units if len(units) > 1 else [" ".join(words[:-1]), words[-1]]


def _first_particle(units):
    """Where a surname of several words begins; a particle at either end is a name of its own."""
    inner = range(1, len(units) - 1)
    family = [at for at in inner if fold(units[at]) == fold("آل")]
    sons = [at for at in inner if fold(units[at]) in PATRONYMIC]
    others = [at for at in inner if _is_particle(units[at], units[at + 1])]
    return next(iter(family or sons or others), None)


def on_list(given: str, surname: str) -> str:
    """``Moussa DIARRA``: accents stay, “de” and “d'” stay small where they were, Arabic is left alone."""
    return " ".join(filter(None, [*given.split(), *map(_raised, surname.split())]))


def _raised(word):
    if word.islower() and fold(word) in LOWERED | JOINING:
        return word
    if word[1:2] in {"'", "’", "ʼ"} and word[0] in "dl":
        return word[:2] + word[2:].upper()
    return word.upper()


def print_name(given: str, surname: str, *, title: str = "", limit: int | None = None) -> str:
    """The name for a badge or a plate of ``limit`` characters: given names become initials, then the form of
    address goes, then the given names. A surname is never cut, so the answer may still be too long."""
    first, *others = given.split() or [""]
    short = " ".join(filter(None, [first, *map(_initial, others)]))
    tries = [(title, given), (title, short), (title, " ".join(map(_initial, given.split()))), ("", short)]
    tries += [("", " ".join(map(_initial, given.split()))), ("", "")]
    names = [" ".join([*title.split(), on_list(given, surname)]).strip() for title, given in tries]
    fitting = (name for name in names if limit is None or len(name) <= limit)
    return next((name for name in fitting if name), on_list("", surname) or names[0])


def _initial(word):
    if ARABIC.search(word) or not word[0].isalpha():
        return word
    return "-".join(f"{part[0]}." for part in word.split("-") if part)


def proper_case(text: str) -> str:
    """“MOUSSA ALI” of a passport's lines as “Moussa Ali”; a text with small letters is left as it is."""
    if text != text.upper():
        return text
    words = [
        word.lower()
        if fold(word) in LOWERED and len(word) > 1
        else re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)
        for word in text.split()
    ]
    return " ".join(words)
