"""What becomes of each row of a list of people: one pass in the file's order, set-wise in the database.

A row that is right is matched with the people of the summit and with the earlier rows. The number
of queries does not grow with the rows of a chunk.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from delegations.roster import import_rules
from delegations.roster.import_lines import Line, LineReader
from delegations.roster.import_stored import StoredLines
from delegations.roster.likeness import Identity, score
from delegations.roster.matching import SHOWN, Match, People, Traits, digests_of, keys_of, name_key
from delegations.roster.membership import Membership
from summit.imports.models import ImportRow
from summit.text import sort_key

Verdict = ImportRow.Verdict
SAME, ANOTHER = ImportRow.SAME, ImportRow.ANOTHER
GOOD = (Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED)


class Judge:
    """Judges the lines of one file; keeps what it has seen of it.

    ``near`` are lines that alone will be judged: the database is then asked for likely people only.
    """

    def __init__(self, summit: Any, reader: LineReader, near: Sequence[Line] | None = None):
        self.summit, self.reader, self.places = summit, reader, reader.places
        self.people = People(summit, [traits_of(line) for line in near] if near is not None else None)
        self.lines: dict[int, Line] = {}
        self.taken: dict[int, Line] = {}  # by the key of the stored person
        self.heads = heads(summit)

    def judge(self, lines: Sequence[Line], answers: dict[int, str] | None = None) -> None:
        """Set the verdicts of the next lines of the file. ``answers`` by number: somebody's word on a likeness."""
        said = answers or {}
        for line in lines:
            self.lines[line.number] = line
            if line.errors:
                line.verdict = Verdict.REFUSED
            else:
                line.traits = line.traits or traits_of(line)
                self._match(line, said.get(line.number, ""))
        known = [line for line in lines if line.known and not line.verdict]
        stored = StoredLines(known) if known else None
        for line in lines:
            if not line.verdict:
                self._decide(line, stored)

    # --- who is it -------------------------------------------------------------------------------

    def _match(self, line, answer):
        traits = line.traits
        if traits.reference:
            line.known = self.people.by_reference.get(traits.reference)
            if line.known is None:
                line.refuse("reference", "unknown_reference", _("Nobody here has this reference."))
                line.verdict = Verdict.REFUSED
                return
        elif answer.startswith(SAME):
            self._answered(line, answer.removeprefix(SAME))
        elif answer != ANOTHER:
            self._find(line)
        self._remember(line)

    def _find(self, line):
        sure = self.people.surely(line.traits)
        if len(sure) == 1:
            line.known = sure[0]
            return
        line.matches = self.people.perhaps(line.traits)
        if len(sure) > 1:  # nothing tells these apart: somebody must
            mine = line.traits.identity
            alike = [(one, score(self.people.identity(one, line.traits), mine)) for one in sure]
            line.matches = [Match(one, None, like) for one, like in alike[:SHOWN]]
        if line.matches:
            line.verdict = Verdict.HELD

    def _answered(self, line, who):
        """``who`` is a stored person's public id, or the number of an earlier row."""
        line.known = self.people.by_reference.get(who)
        if line.known is None and who.isdigit():
            line.twin = self.lines.get(int(who))
        twin = line.twin
        if twin is not None and twin.known:
            line.known, line.twin = twin.known, None
        elif twin is not None and twin.place is line.place:
            line.verdict = Verdict.SKIPPED  # the earlier row stands for both
        elif line.known is None and (twin is None or twin.verdict in {Verdict.REFUSED, Verdict.HELD}):
            line.twin = None
            self._find(line)

    def _remember(self, line):
        """Rows that may go in are what later rows are compared with."""
        if line.known is not None:
            first = self.taken.setdefault(line.known.pk, line)
            line.twin = first if first is not line else None
            return
        if line.verdict != Verdict.SKIPPED:
            self.people.add(line.traits)

    # --- what becomes of it ----------------------------------------------------------------------

    def _decide(self, line, stored):
        if line.known is None:
            line.verdict = Verdict.NEW
        else:
            line.plan = stored.plan(line)
            line.verdict = Verdict.CHANGED if line.changes else Verdict.UNCHANGED
            if self._said_twice(line):
                return
        if line.verdict == Verdict.UNCHANGED:
            return
        if line.place.frozen:
            sentence = _("The list of %(code)s is frozen. Ask for a change of it.") % {
                "code": line.place.code
            }
            line.refuse("delegation", "frozen", sentence)
        elif line.values.get("is_head"):
            self._one_head(line)
        if line.errors:
            line.verdict = Verdict.REFUSED

    def _said_twice(self, line):
        """Two rows for one stored person are held, unless they say the same of it or nothing new."""
        first = line.twin
        if first is None or (line.verdict == first.verdict == Verdict.UNCHANGED):
            return False
        if first.place is not line.place and first.plan.says_the_same(line.plan):
            if first.verdict == Verdict.CHANGED:
                line.plan.of_person, line.plan.of_paper = {}, {}  # written with the first row
            return False
        like = score(first.traits.identity, line.traits.identity)
        line.matches, line.verdict, line.changes = [Match(None, first.traits, like)], Verdict.HELD, []
        return True

    def _one_head(self, line):
        head = self.heads.get(line.place.pk) if line.place.pk else self.heads.get(line.place.code)
        mine = ("stored", line.known.pk) if line.known else ("line", line.number)
        if head is None:
            self.heads[line.place.pk or line.place.code] = mine
        elif head != mine:
            line.refuse(*import_rules.second_head())


def heads(summit) -> dict[Any, tuple[str, int]]:
    found = Membership.objects.of(summit).live().filter(is_head=True)
    return {place: ("stored", person) for place, person in found.values_list("delegation_id", "person_id")}


def traits_of(line: Line) -> Traits:
    """What tells the person of a line apart."""
    said = line.values
    number = said.get("document_number", "")
    digests = digests_of(number) if number else ()
    identity = Identity(
        said.get("surname", ""),
        said.get("given_names", ""),
        said.get("arabic_name", ""),
        said.get("birth_date"),
        digests[0] if digests else "",
        said.get("sex", ""),
    )
    line.sort_key = sort_key(f"{identity.surname} {identity.given}")
    place = line.place.pk or line.place.code if line.place else None
    keys = () if said.get("reference") else keys_of(identity)
    return Traits(
        name_key(line.sort_key), identity, digests, place, said.get("reference", ""), line.number, keys
    )
