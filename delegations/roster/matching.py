"""Who of a file is known already: surely, perhaps, or not at all.

Surely is a person found by our reference, by the number of a paper, by the same name and day of
birth, or by the same name on the same list, where nothing else speaks against it. Perhaps is
whoever ``likeness`` finds alike: somebody looks at them. A later row of a file is compared with
the earlier ones in the same way, but never taken for one of them without a person's word.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Q

from delegations.roster.likeness import EXACT, LIKELY, Identity, Likeness, block_keys, score
from delegations.roster.membership import Document, Membership
from delegations.roster.person import Person
from delegations.roster.sounds import bones
from summit.secrecy import blind_index, blind_indexes

PURPOSE = Document._meta.get_field("number_key").purpose
SHOWN = 3  # likenesses that somebody is asked about
FEW = 20  # lines for which the database is asked for likely people instead of all of them


class Stored(NamedTuple):
    """What tells a stored person apart."""

    pk: int
    public_id: str
    surname: str
    given: str
    arabic: str
    born: dt.date | None
    sex: str
    sort_key: str


class Match(NamedTuple):
    """Somebody whom a row resembles: a stored person, or an earlier row of the file."""

    person: Stored | None
    line: Any
    likeness: Likeness


@dataclass(slots=True)
class Traits:
    """What tells the person of one row apart. ``name`` is free of accents, case and order."""

    name: str
    identity: Identity
    digests: Sequence[str] = ()
    place: int | None = None
    reference: str = ""
    number: int = 0
    keys: Sequence[str] = ()


def name_key(sorted_name: str) -> str:
    """The words of a folded name in one order: “Moussa Diarra” and “DIARRA Moussa” are one."""
    return " ".join(sorted(sorted_name.split()))


def digests_of(number: str) -> list[str]:
    """The digests under which a paper of this number may be stored, the newest key first."""
    return blind_indexes(number, PURPOSE) if number else []


def digest_of(number: str) -> str:
    return blind_index(number, PURPOSE) or ""


class People:
    """The people of a summit, and the rows of a file as they come."""

    def __init__(self, summit: Any, near: Iterable[Traits] | None = None):
        self.stored: dict[int, Stored] = {}
        self.by_reference: dict[str, Stored] = {}
        self.by_name: dict[str, list[Stored]] = defaultdict(list)
        self.by_document: dict[str, set[int]] = defaultdict(set)
        self.papers: dict[int, set[str]] = defaultdict(set)
        self.lists: dict[int, set[int]] = defaultdict(set)
        self.rows_by_name: dict[str, list[Traits]] = defaultdict(list)
        self.rows_by_document: dict[str, list[Traits]] = defaultdict(list)
        self.rows, self._alike = Sounds(), None
        people = Person.objects.of(summit).active()
        if near is not None:
            people = people.filter(_perhaps(list(near)))
        self._load(people, summit, whole=near is None)

    def _load(self, people, summit, *, whole):
        columns = (
            "pk",
            "public_id",
            "surname",
            "given_names",
            "arabic_name",
            "birth_date",
            "sex",
            "sort_key",
        )
        for row in people.values_list(*columns).iterator(chunk_size=5000):
            stored = Stored(*row)
            self.stored[stored.pk] = self.by_reference[stored.public_id] = stored
            self.by_name[name_key(stored.sort_key)].append(stored)
        some = {} if whole else {"person__in": list(self.stored)}
        documents = Document.objects.of(summit).filter(number_key__isnull=False, **some)
        for person, digest in documents.values_list("person_id", "number_key").iterator(chunk_size=5000):
            self.by_document[digest].add(person)
            self.papers[person].add(digest)
        members = Membership.objects.of(summit).live().filter(**some)
        for person, delegation in members.values_list("person_id", "delegation_id").iterator(chunk_size=5000):
            self.lists[person].add(delegation)

    # --- stored people ---------------------------------------------------------------------------

    def surely(self, traits: Traits) -> list[Stored]:
        """The stored people who are this one; more than one where it cannot be told which."""
        if not self.stored:
            return []
        if found := self._by_paper(traits):
            return found
        same = [one for one in self.by_name.get(traits.name, ()) if not self._other_paper(one, traits)]
        born = traits.identity.birth_date
        if born and (found := [one for one in same if one.born == born]):
            return found
        there = [one for one in same if traits.place in self.lists.get(one.pk, ())]
        return [one for one in there if not (born and one.born and one.born != born)]

    def _by_paper(self, traits):
        holders = {pk for digest in traits.digests for pk in self.by_document.get(digest, ())}
        found = [self.stored[pk] for pk in holders if pk in self.stored]
        return [one for one in found if score(self.identity(one, traits), traits.identity).score >= EXACT]

    def _other_paper(self, stored, traits):
        held = self.papers.get(stored.pk)
        return bool(traits.digests and held and not held.intersection(traits.digests))

    def identity(self, stored: Stored, traits: Traits | None = None) -> Identity:
        """A stored person for comparison; of several papers the one that the row shows as well."""
        held = self.papers.get(stored.pk, set())
        same = held.intersection(traits.digests) if traits else None
        document = traits.identity.document if same and traits else next(iter(held), "")
        return Identity(stored.surname, stored.given, stored.arabic, stored.born, document, stored.sex)

    @property
    def alike(self) -> "Sounds":
        """All stored people by their sounds; made when the first stranger comes."""
        if self._alike is None:
            self._alike = Sounds()
            for one in self.stored.values():
                identity = self.identity(one)
                self._alike.add(one, identity, keys_of(identity))
        return self._alike

    def perhaps(self, traits: Traits) -> list[Match]:
        """Those who resemble the row, the likest first: stored people before rows of the file."""
        found = [Match(one, None, like) for one, like in self._stored_alike(traits)]
        found += [Match(None, other, like) for other, like in self._rows_alike(traits)]
        return sorted(found, key=lambda match: -match.likeness.score)[:SHOWN]

    def _stored_alike(self, traits):
        if not self.stored:
            return []
        found = dict(self.alike.find(traits.identity, traits.keys))
        holders = {pk for digest in traits.digests for pk in self.by_document.get(digest, ())}
        for one in (self.stored[pk] for pk in holders if pk in self.stored):
            found[one] = score(self.identity(one, traits), traits.identity)
        return list(found.items())

    # --- rows of the file ------------------------------------------------------------------------

    def _rows_alike(self, traits):
        alike = self.rows.find(traits.identity, traits.keys)
        found = {id(other): (other, like) for other, like in alike}
        for other in self.rows_by_name.get(traits.name, ()):  # one name alone shares no sounds with itself
            if id(other) not in found and self._same_row(traits, other):
                found[id(other)] = (other, score(other.identity, traits.identity))
        return list(found.values())

    @staticmethod
    def _same_row(one, other):
        born, other_born = one.identity.birth_date, other.identity.birth_date
        if one.digests and other.digests and not set(one.digests) & set(other.digests):
            return False
        return born == other_born and (born is not None or one.place == other.place)

    def add(self, traits: Traits) -> None:
        """Remember a row: later ones are compared with it."""
        self.rows_by_name[traits.name].append(traits)
        self.rows.add(traits, traits.identity, traits.keys)


class Sounds:
    """Records by the sounds of their names.

    Two dates of birth that are neither equal nor exchanged leave no likeness worth a look, so a
    record with a date meets those of its date and those without one: frequent names stay cheap.
    The keys by name alone of a record with a date are made when the first without one comes.
    """

    def __init__(self):
        self.records: list[tuple[Any, Identity]] = []
        self.blocks: dict[Any, list[int]] = {}
        self.undated: dict[Any, list[int]] = {}
        self.dated: dict[Any, list[int]] = {}
        self.late: list[int] = []  # records with a date whose names nobody asked for yet

    def add(self, ref: Any, identity: Identity, keys: Iterable[Any]) -> None:
        at = len(self.records)
        self.records.append((ref, identity))
        if identity.birth_date is not None:
            self.late.append(at)
            put(self.blocks, keys, at)
        else:
            put(self.undated, keys, at)

    def find(self, identity: Identity, keys: Iterable[Any]) -> list[tuple[Any, Likeness]]:
        """``(ref, likeness)`` of those worth a look."""
        if identity.birth_date is not None:
            found = {at for key in keys for at in self.blocks.get(key, ())}
            if self.undated:
                found |= {at for key in block_keys(identity) for at in self.undated.get(key, ())}
        else:
            self._make_up()
            found = {at for key in keys for at in (*self.undated.get(key, ()), *self.dated.get(key, ()))}
        return self._alike(identity, sorted(found)) if found else []

    def _make_up(self):
        for at in self.late:
            put(self.dated, block_keys(self.records[at][1]), at)
        self.late.clear()

    def _alike(self, identity, found):
        known: dict[Any, Likeness] = {}
        alike = []
        for ref, other in (self.records[at] for at in found):
            # Without a date only this tells one bearer of a name from another.
            key = (other.reading, other.sex, other.document) if identity.birth_date is None else id(other)
            if key not in known:
                known[key] = score(identity, other)
            if known[key].score >= LIKELY:
                alike.append((ref, known[key]))
        return alike


def put(table: dict[Any, list[int]], keys: Iterable[Any], at: int) -> None:
    for key in keys:
        if key in table:
            table[key].append(at)
        else:
            table[key] = [at]


def keys_of(identity: Identity) -> Sequence[Any]:
    """Under which keys a record finds its doubles: with a date of birth by it, else by the names alone.

    The day and the month may have been exchanged.
    """
    born = identity.birth_date
    if born is None:
        return tuple(block_keys(identity))
    reading = identity.reading
    low, high = sorted((born.day, born.month))
    date = born.year * 1000 + low * 40 + high
    keys: list[Any] = [(date, bones(word)) for word in {*reading.latin, *reading.arabic} if len(word) > 1]
    if identity.document:
        keys.append(identity.document)
    return keys


def _perhaps(lines: Sequence[Traits]) -> Q:
    """Stored people whom one of these few rows may be: a word of the name, the birth or the paper in common."""
    found = Q(public_id__in=[one.reference for one in lines if one.reference])
    found |= Q(birth_date__in=[one.identity.birth_date for one in lines if one.identity.birth_date])
    papers = Document.objects.filter(number_key__in=[digest for one in lines for digest in one.digests])
    found |= Q(pk__in=papers.values("person"))
    longest = {word for one in lines for word in sorted(one.name.split(), key=len)[-2:] if len(word) > 2}
    return reduce(or_, (Q(search_text__contains=word) for word in longest), found)
