"""Whether two records may be one person, and where to look for such pairs.

Names weigh by their sounds in both scripts, dates of birth and documents confirm or contradict them.
Nothing here decides: somebody looks at every pair.
"""

import datetime as dt
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from delegations.roster.sounds import INITIAL, bones, is_arabic, word_likeness, words

EXACT = 95  # one person, unless somebody made a mistake
LIKELY = 80  # worth a person's look
WORDS_READ = 5  # longer names add nothing but work
LONG = 4  # consonants of a surname of which one may be wrong

REASONS = {
    "same_document": _("Same document"),
    "same_name_birth": _("Same name and same date of birth"),
    "same_name": _("Same name"),
    "name_order": _("Same name in another order"),
    "spelling": _("Same name in another spelling"),
    "script": _("Same name in the other script"),
    "part_of_name": _("One name holds the other"),
    "initials": _("Same surname, and the initials fit"),
    "birth_swapped": _("Same name, day and month of birth exchanged"),
    "birth_other": _("Same name, other date of birth"),
    "different": _("Different names"),
}
AND_BIRTH = {
    "name_order": _("Same name in another order, same date of birth"),
    "spelling": _("Same name in another spelling, same date of birth"),
    "script": _("Same name in the other script, same date of birth"),
    "part_of_name": _("One name holds the other, same date of birth"),
    "initials": _("Same surname, the initials fit, same date of birth"),
}

# Likeness of two whole names.
ANOTHER_ORDER = 0.985
ANOTHER_SPACING = 0.97
WORD_MORE = 0.05
OTHER_SURNAME = 0.1
ONE_WORD_ALONE = 0.85
ALIKE = 0.9  # from here on two names are called one
NAMED_ALIKE = 0.7  # and below this, different
# What else is known: a score is the first number plus the second times the likeness of the names.
SAME_BIRTH, NO_BIRTH, SWAPPED_BIRTH, OTHER_BIRTH = (25, 75), (0, 88), (10, 78), (0, 60)
SAME_DOCUMENT = (90, 10)
OTHER_DOCUMENT, OTHER_SEX = 6, 10
NOBODY: frozenset[str] = frozenset()


class Reading(NamedTuple):
    """The words of a name by script; ``surname`` holds those that are known to be of the surname."""

    latin: tuple[str, ...]
    surname: frozenset[str]
    arabic: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells people apart. ``document`` is a digest of the number, or empty; what is unknown is neutral."""

    surname: str = ""
    given: str = ""
    arabic_name: str = ""
    birth_date: dt.date | None = None
    document: Hashable = ""
    sex: str = ""
    reading: Reading = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        surname, given, arabic = words(self.surname), words(self.given), words(self.arabic_name)
        latin = surname + given
        if is_arabic(self.surname + self.given):
            arabic = arabic or tuple(word for word in given + surname if is_arabic(word))
            latin = tuple(word for word in latin if not is_arabic(word))
        reading = Reading(latin[:WORDS_READ], frozenset(surname), arabic[:WORDS_READ])
        object.__setattr__(self, "reading", reading)


class Likeness(NamedTuple):
    """``score`` from 0 to 100; ``reason`` is a code of ``REASONS``."""

    score: int
    reason: str
    same_birth: bool = False

    @property
    def words(self):
        """The reason in the reader's language."""
        return (AND_BIRTH if self.same_birth else REASONS).get(self.reason) or REASONS[self.reason]


def score(a: Identity, b: Identity) -> Likeness:
    """How much speaks for one person; the order of the two does not matter."""
    return _score(a, b, _names(a.reading, b.reading))


def _score(a, b, names):
    alike, reason = names
    (least, by_name), birth_reason = _births(a.birth_date, b.birth_date)
    same_birth = a.birth_date is not None and a.birth_date == b.birth_date
    if a.document and a.document == b.document:
        least, by_name = SAME_DOCUMENT
        return Likeness(round(least + by_name * alike), "same_document", same_birth)
    if birth_reason and alike >= ALIKE:
        reason = birth_reason
    elif same_birth and reason == "same_name":
        reason = "same_name_birth"
    if a.document and b.document:
        least -= OTHER_DOCUMENT
    if a.sex and b.sex and a.sex != b.sex:
        least -= OTHER_SEX
    return Likeness(max(0, round(least + by_name * alike)), reason, same_birth)


def most(a: Identity, b: Identity) -> int:
    """The score that the two could reach at most: what the dates alone leave open."""
    same_document = a.document and a.document == b.document
    return sum(SAME_DOCUMENT if same_document else _births(a.birth_date, b.birth_date)[0])


def _births(one, other):
    """``(weights, the reason where the dates speak against one person)``."""
    if one is None or other is None:
        return NO_BIRTH, ""
    if one == other:
        return SAME_BIRTH, ""
    if one.year == other.year and (one.month, one.day) == (other.day, other.month):
        return SWAPPED_BIRTH, "birth_swapped"
    return OTHER_BIRTH, "birth_other"


def _names(a, b):
    """``(likeness from 0 to 1, reason)`` of two names, in the script that serves them best."""
    found = []
    if a.latin and b.latin:
        found.append(_one_script(a.latin, b.latin, a.surname, b.surname))
    if a.arabic and b.arabic:
        found.append(_one_script(a.arabic, b.arabic, NOBODY, NOBODY))
    if not found and a.latin and b.arabic:
        found.append((_matched(a.latin, b.arabic)[0], "script"))
    if not found and a.arabic and b.latin:
        found.append((_matched(a.arabic, b.latin)[0], "script"))
    alike, reason = max(found, default=(0.0, ""))
    return alike, reason if alike >= NAMED_ALIKE else "different"


def _one_script(a, b, a_surname, b_surname):
    if a == b and a_surname == b_surname:
        return (1.0 if len(a) > 1 else ONE_WORD_ALONE), "same_name"
    if len(a) == len(b) > 1 and sorted(a) == sorted(b):
        return ANOTHER_ORDER, "name_order"
    if len(a) != len(b) and "".join(a) == "".join(b):
        return ANOTHER_SPACING, "spelling"
    alike, pairs, left = _matched(a, b)
    surname = a_surname if len(a) > len(b) else b_surname
    if left and surname and surname <= set(left):
        alike -= OTHER_SURNAME
    if any(len(x) == 1 or len(y) == 1 for x, y in pairs):
        return alike, "initials"
    return alike, "spelling" if len(a) == len(b) else "part_of_name"


def _matched(a, b):
    """``(likeness, pairs, words left)``: each word of the shorter name with its nearest in the longer.

    The words that fit least count as much as all of them together: one equal surname makes no likeness.
    """
    if (len(a), a) > (len(b), b):
        a, b = b, a
    free, open_, pairs, values = list(b), [], [], []
    for word in a:
        if word in free:
            free.remove(word)
            pairs.append((word, word))
            values.append(1.0 if len(word) > 1 else INITIAL)
        else:
            open_.append(word)
    while open_:
        value, x, y = max([(word_likeness(x, y), x, y) for x in open_ for y in free])
        open_.remove(x)
        free.remove(y)
        pairs.append((x, y))
        values.append(value)
    alike = (sum(values) / len(values) + min(values)) / 2 - WORD_MORE * (len(b) - len(a))
    return (alike if len(a) > 1 else alike * ONE_WORD_ALONE), pairs, free


def block_keys(identity: Identity) -> set[str]:
    """Short texts of which two records that may be one person share at least one.

    Two words of the name together, one word with the date of birth, the document: never a word alone,
    so that a frequent surname makes no large block. They hold personal data.
    """
    keys = {f"d:{identity.document}"} if identity.document else set()
    born = identity.birth_date
    if born:  # day and month may have been exchanged
        day, month = sorted((born.day, born.month))
        date = f"{born.year}-{day}-{month}"
    for form in (identity.reading.latin, identity.reading.arabic):
        consonants = sorted(bones(word) for word in form if len(word) > 1)
        keys.update(f"n:{one} {other}" for one, other in combinations(consonants, 2))
        if born:
            keys.update(f"b:{date} {one}" for one in consonants)
    if any(len(word) == 1 for word in identity.reading.latin):  # “M. Diarra” written twice
        keys.add("i:" + " ".join(sorted(identity.reading.latin)))
    return keys | _other_spellings(identity.reading)


def _other_spellings(reading):
    """The keys that other hands would make: given names in one word, a long surname with a consonant lost."""
    surname = [bones(word) for word in reading.latin if word in reading.surname]
    given = [bones(word) for word in reading.latin if word not in reading.surname and len(word) > 1]
    pairs = [("".join(given), "".join(surname))] if len(reading.latin) > 2 and given and surname else []
    for word in surname:
        if len(word) >= LONG:
            shorter = {word[:at] + word[at + 1 :] for at in range(len(word))}
            pairs += [(one, other) for one in shorter for other in given]
    return {f"n:{min(pair)} {max(pair)}" for pair in pairs}


class Known:
    """Records by their block keys: ``alike`` compares one with those only that share a key.

    Who asks and adds the same record makes its keys once and hands them to both.
    """

    def __init__(self, records: Iterable[tuple[Any, Identity]] = ()):
        self.records: list[tuple[Any, Identity]] = []
        self.blocks: dict[str, list[int]] = {}
        self.compared: dict[Reading, dict] = {}  # frequent names meet often
        for ref, identity in records:
            self.add(ref, identity)

    def add(self, ref: Any, identity: Identity, *, keys: set[str] | None = None) -> None:
        for key in keys or block_keys(identity):
            self.blocks.setdefault(key, []).append(len(self.records))
        self.records.append((ref, identity))

    def alike(
        self, identity: Identity, *, keys: set[str] | None = None, at_least: int = LIKELY
    ) -> list[tuple[Any, Likeness]]:
        """``(ref, likeness)`` of the records that score ``at_least``, the likest first."""
        names, found = self.compared.setdefault(identity.reading, {}), []
        near = {at for key in keys or block_keys(identity) for at in self.blocks.get(key, ())}
        for at in sorted(near):
            ref, other = self.records[at]
            if most(identity, other) < at_least:
                continue
            if other.reading not in names:
                names[other.reading] = _names(identity.reading, other.reading)
            likeness = _score(identity, other, names[other.reading])
            if likeness.score >= at_least:
                found.append((ref, likeness))
        return sorted(found, key=lambda pair: -pair[1].score)
