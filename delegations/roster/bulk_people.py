"""New people, lines and papers in bulk: from plain values straight to the tables, audited in the same statements."""

import json
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Max
from i18nfield.strings import LazyI18nString

from delegations.roster.import_lines import Line
from delegations.roster.membership import Document, Membership
from delegations.roster.person import Person
from delegations.roster.person_snapshot import DOCUMENT, MEMBERSHIP, PERSON
from delegations.roster.reference import Category, RankClass
from summit import clock
from summit.audit.models import Entry
from summit.imports.bulk import Load, Table, public_ids, send
from summit.secrecy.keys import encrypt
from summit.text import fold, sort_key

I18N = ("title", "spoken_title", "function")
LANGUAGES = tuple(code for code, _label in settings.LANGUAGES)
SPELT = {name: [f"{name}:{language}" for language in LANGUAGES] for name in I18N}
RELATED = {"category": "category_id", "rank_class": "rank_class_id"}
EMPTY: dict[str, Any] = {
    "birth_date": None,
    "rank_date": None,
    "issued_on": None,
    "expires_on": None,
    "is_head": False,
}
PAPER = {name: column for name, column in DOCUMENT.items() if name not in ("document_number", "mrz")}
SORT_KEY = Person._meta.get_field("sort_key").max_length


class NewPeople:
    """Writes people of one summit; ``note`` is the file's name in the register of acts.

    ``expected`` is how many there may be: their keys are drawn together.
    """

    def __init__(self, summit: Any, *, by: Any, note: str, verb: str = "import", expected: int = 0):
        self.summit, self.by, self.note, self.verb = summit, by, note, verb
        self.codes = {
            "category": dict(Category.objects.of(summit).values_list("code", "pk")),
            "rank_class": dict(RankClass.objects.of(summit).values_list("code", "pk")),
        }
        orders = Membership.objects.of(summit).values_list("delegation").annotate(last=Max("list_order"))
        self.orders: Counter = Counter(dict(orders.order_by()))
        self.texts: dict[Any, str] = {}
        self.named: dict[Any, str] = {}
        self.tables: dict[Any, Table] = {}
        self.expected, self.keys = expected, deque[int]()

    def write(self, lines: Sequence[Line]) -> None:
        """Insert the people, memberships and papers of ``lines``; sets their ``person_pk`` and public ids.

        A line with a ``twin`` or a ``known`` person gives these a membership more.
        """
        send(self.packed(lines))

    def packed(self, lines: Sequence[Line]) -> list[Load]:
        """What ``write`` inserts, ready to be sent in this order. Sets keys and public ids."""
        own = [line for line in lines if line.known is None and line.twin is None]
        people = self._people(own)
        for line in lines:
            if line.person_pk is None:
                one = line.known or line.twin
                line.person_pk = one.pk if line.known else one.person_pk
                line.public_id, line.sort_key = one.public_id, one.sort_key
        papers = self._papers([line for line in own if line.values.get("document_number")])
        return [people, self._members(lines), papers, self._register(own)]

    # --- the tables ------------------------------------------------------------------------------

    def _people(self, lines):
        names = self._used(lines, PERSON)
        keys = ("id", "public_id", "search_text", "sort_key")
        table = self._table(Person, (*keys, *names))
        if len(self.keys) < len(lines):
            self.keys.extend(table.keys(max(self.expected, len(lines)) - len(self.keys)))
        for line, public_id in zip(lines, public_ids(len(lines)), strict=True):
            line.person_pk, line.public_id = self.keys.popleft(), public_id
        self.expected -= len(lines)
        read = self._reader(names)
        return table.packed((*self._keys(line), *read(line.values)) for line in lines)

    @staticmethod
    def _keys(line):
        said = line.values
        surname, given = said.get("surname", ""), said.get("given_names", "")
        arabic, printed = said.get("arabic_name", ""), said.get("print_name", "")
        key = line.sort_key or sort_key(f"{surname} {given}")
        # A key without digits is the folded name: it need not be folded again.
        name = key if key.replace(" ", "").isalpha() else fold(f"{surname} {given}")
        text = f"{name} {fold(f'{arabic} {printed}')}".strip()
        line.sort_key = (key or sort_key(arabic))[:SORT_KEY]
        return line.person_pk, line.public_id, text, line.sort_key

    def _members(self, lines):
        names = self._used(lines, MEMBERSHIP)
        columns = [RELATED.get(name, name) for name in names]
        fixed = ("public_id", "person_id", "delegation_id", "list_order", "sort_key")
        table = self._table(Membership, (*fixed, *columns))
        read = self._reader(names)

        def row(line, public_id):
            place = line.place.pk
            self.orders[place] += 1
            return (
                public_id,
                line.person_pk,
                place,
                self.orders[place],
                line.sort_key,
                *read(line.values),
            )

        return table.packed(row(*pair) for pair in zip(lines, public_ids(len(lines)), strict=True))

    def _papers(self, lines):
        names = [name for name in PAPER if any(name in line.values for line in lines)]
        columns = [PAPER[name] for name in names]
        table = self._table(Document, ("public_id", "person_id", "number", "number_key", *columns))
        return table.packed(
            (
                public_id,
                line.person_pk,
                encrypt(line.values["document_number"]),
                line.traits.digests[0],
                *(line.values.get(name) or self._empty_paper(PAPER[name]) for name in names),
            )
            for line, public_id in zip(lines, public_ids(len(lines)), strict=True)
        )

    @staticmethod
    def _empty_paper(column):
        return Document.Kind.PASSPORT.value if column == "document_type" else EMPTY.get(column, "")

    def _register(self, lines):
        """One entry for each new person; of personal fields it keeps the names."""
        user = self.by if isinstance(self.by, get_user_model()) else None
        table = self._table(
            Entry,
            ("object_id", "object_label", "changes"),
            at=clock.now(),
            actor_id=user.pk if user else None,
            actor_label=user.get_username() if user else "",
            verb=self.verb,
            kind=Person._meta.label_lower,
            note=self.note,
        )
        return table.packed((line.public_id, f"person {line.public_id}", self._named(line)) for line in lines)

    def _table(self, model, names, **fixed):
        """The table for these columns, made once: all rows of a file came in together."""
        if (model, names) not in self.tables:
            self.tables[model, names] = Table(model, names, summit_id=self.summit.pk, **fixed)
        return self.tables[model, names]

    def _named(self, line):
        key = (line.place.code, *line.values)
        if key not in self.named:
            names = dict.fromkeys(name.partition(":")[0] for name in line.values)
            self.named[key] = json.dumps({"delegation": [None, line.place.code]} | names)
        return self.named[key]

    # --- values ----------------------------------------------------------------------------------

    @staticmethod
    def _used(lines: Iterable[Line], names: Iterable[str]) -> list[str]:
        """Those of ``names`` that some line says something of: the others keep their defaults."""
        said = {name.partition(":")[0] for name in set().union(*(line.values for line in lines))}
        return [name for name in names if name in said]

    def _reader(self, names: Sequence[str]) -> Callable[[dict[str, Any]], list]:
        """What makes the cells of ``names`` from a line's values."""
        spec = [(name, EMPTY.get(name, ""), self._made(name)) for name in names]
        return lambda said: [make(said) if make else said.get(name, empty) for name, empty, make in spec]

    def _made(self, name):
        if name in I18N:
            return partial(self._in_languages, name)
        if name in RELATED:
            codes = self.codes[name]
            return lambda said: codes.get(said.get(name))
        return None

    def _in_languages(self, name, said):
        key = tuple([said.get(column, "") for column in SPELT[name]])
        if key not in self.texts:
            texts = {language: text for language, text in zip(LANGUAGES, key, strict=True) if text}
            column = Person._meta.get_field("title")
            self.texts[key] = column.get_prep_value(LazyI18nString(texts)) if texts else ""
        return self.texts[key]
