"""What is stored of the people whom a file speaks of, and what the file would change of it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django_countries import countries

from delegations.roster import person_snapshot
from delegations.roster.import_lines import Line, lines_of, text_of
from delegations.roster.import_places import texts
from delegations.roster.matching import digests_of
from delegations.roster.membership import Document, Membership
from delegations.roster.person import Person

PERSON = frozenset(person_snapshot.PERSON)
MEMBERSHIP = frozenset(person_snapshot.MEMBERSHIP)
PAPER = {
    name: column for name, column in person_snapshot.DOCUMENT.items() if name not in person_snapshot.SECRET
}


class Plan:
    """What one line writes over what is stored: values by column of the person, the line and the paper.

    ``member`` and ``paper`` are None where a new one is made.
    """

    __slots__ = ("member", "of_member", "of_paper", "of_person", "paper", "person")

    def __init__(self, person: Person, member: Membership | None, paper: Document | None):
        self.person, self.member, self.paper = person, member, paper
        self.of_person: dict[str, Any] = {}
        self.of_member: dict[str, Any] = {}
        self.of_paper: dict[str, Any] = {}

    def says_the_same(self, other: "Plan") -> bool:
        """Whether both write the same of the person and the paper."""
        return self.of_person == other.of_person and self.of_paper == other.of_paper


class StoredLines:
    """Stored people with their memberships and papers, read for many lines at once: three queries."""

    def __init__(self, lines: Iterable[Line]):
        keys = {line.known.pk for line in lines}
        self.people = Person.objects.in_bulk(keys)
        self.members: dict[tuple[int, int], Membership] = {}
        for member in (
            Membership.objects.live().filter(person__in=keys).select_related("category", "rank_class")
        ):
            self.members[member.person_id, member.delegation_id] = member
        self.papers: dict[int, list[Document]] = defaultdict(list)
        for paper in Document.objects.filter(person__in=keys).defer("number", "mrz").order_by("pk"):
            self.papers[paper.person_id].append(paper)

    def plan(self, line: Line) -> Plan:
        """What ``line`` changes; sets its ``changes``."""
        person = self.people[line.known.pk]
        member = self.members.get((person.pk, line.place.pk)) if line.place.pk else None
        number = line.values.get("document_number", "")
        paper = self._paper(person.pk, number)
        plan = Plan(person, member, paper)
        if member is None:
            line.changes.append({"field": "delegation", "was": "", "now": line.place.code})
        for name, value in line.values.items():
            base, _colon, language = name.partition(":")
            if base in PERSON:
                self._note(line, plan.of_person, person, name, base, language, value)
            elif base in MEMBERSHIP:
                self._note(line, plan.of_member, member, name, base, language, value)
            elif name in PAPER and (paper or number):
                self._note(line, plan.of_paper, paper, name, PAPER[name], "", value)
        if number and paper is None:
            plan.of_paper["number"] = number
            line.changes.append(
                {"field": "document_number", "was": "", "now": person_snapshot.masked(number)}
            )
        return plan

    def _paper(self, person, number):
        """The paper of this number; without a number the one that was entered last."""
        held = self.papers[person]
        if not number:
            return held[-1] if held else None
        digests = set(digests_of(number))
        return next((paper for paper in held if paper.number_key in digests), None)

    @staticmethod
    def _note(line, found, stored, name, column, language, value):
        """Keep a value that differs; a new row takes all of them, but only what stood otherwise is a change."""
        was = getattr(stored, column, None) if stored is not None else None
        if language:
            said = texts(was)
            was = said.get(language, "")
            if text_of(was) == value:
                return
            found[column] = found.get(column, said) | {language: value}
        else:
            was = person_snapshot.plain(was)
            if same(was, value):
                return
            found[column] = value
        line.changes.append({"field": name, "was": shown(name, was), "now": shown(name, value)})


def same(was: Any, value: Any) -> bool:
    """Whether a stored value and one of the file mean the same; how it is spaced does not count."""
    if isinstance(was, bool) or isinstance(value, bool):
        return bool(was) is bool(value)
    plain = person_snapshot.plain(value)
    if isinstance(was, str) and isinstance(plain, str):
        return was == plain or text_of(was) == plain or lines_of(was) == plain
    return was == plain


def shown(name: str, value: Any) -> str:
    """A value in one line of text, as a reader says it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    plain = person_snapshot.plain(value)
    if name in person_snapshot.COUNTRIES and plain:
        return str(countries.name(plain) or plain)
    return str(plain)
