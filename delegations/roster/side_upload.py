"""A list that the delegation's side uploads: each row becomes a line of the draft, or says what is wrong with it.

Rows are read as the import of people reads them. They are compared with the delegation's own list
and draft only, by name and day of birth: of nobody else the side learns anything.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from delegations.roster import entering, headings, import_lines, side_drafting
from delegations.roster.change_lines import named
from delegations.roster.import_places import Places
from delegations.roster.matching import name_key
from delegations.roster.person_snapshot import FIELDS, plain
from delegations.roster.side_drafting import ADD, CHANGE
from delegations.roster.side_forms import SideLineForm
from summit import clock
from summit.imports import headers, reading
from summit.imports.refusals import AskEncoding, AskSheet, Refused
from summit.text import sort_key

MOST_ROWS = 500
READ = {name for name, _model, _column in FIELDS} - {*SideLineForm.NOT_FOR_THE_SIDE, "mrz"} | {"full_name"}
NAMES = ("surname", "full_name", "arabic_name")


class Unreadable(Exception):
    """The file cannot be taken as a list; the text says what to do."""


@dataclass
class Refusal:
    """A row that stays outside, by the number that it has in the sheet."""

    number: int
    who: str
    sentences: list[str]


@dataclass
class Outcome:
    """What became of the rows."""

    new: int = 0
    changed: int = 0
    same: int = 0
    refused: list[Refusal] = field(default_factory=list)


def lines_of(content: bytes, delegation) -> list:
    """The rows of a file, read cell by cell. Raises ``Unreadable``."""
    table = table_of(content)
    head, mapping = headers.recognise(table.records, headings.FIELDS, settle=headings.settle)
    wanted = {name: column for name, column in mapping.items() if name.partition(":")[0] in READ}
    if not any(name in wanted for name in NAMES):
        raise Unreadable(_("No column of names was found. Use the headings of the empty sheet."))
    reader = import_lines.LineReader(
        delegation.summit,
        wanted,
        Places(delegation.summit, chosen=delegation),
        clock.today(delegation.summit),
    )
    rows = [
        (number, record) for number, record in enumerate(table.records, start=1) if number > head and record
    ]
    if len(rows) > MOST_ROWS:
        raise Unreadable(_("The list has more than %(count)d rows. Send it in parts.") % {"count": MOST_ROWS})
    return [reader.read(number, record) for number, record in rows]


def table_of(content):
    try:
        return reading.read(content)
    except Refused as refused:
        raise Unreadable(str(refused.message)) from refused
    except AskSheet as asked:
        sentence = _("This workbook has several sheets. Keep the one with the list and send it again.")
        raise Unreadable(sentence) from asked
    except AskEncoding as asked:
        sentence = _(
            "The letters of this file cannot be told for sure. Save it as an Excel workbook and send that."
        )
        raise Unreadable(sentence) from asked


def values_of(line) -> dict[str, Any]:
    """What a row says, in the shape of a line's form; texts in several languages by language."""
    found: dict[str, Any] = {}
    for name, value in line.values.items():
        base, colon, language = name.partition(":")
        if colon:
            found[base] = found.get(base, {}) | {language: value}
        else:
            found[name] = plain(value)
    return found


# -- whose row it is -----------------------------------------------------------------------


class Own:
    """The people of the delegation's list and draft, by the words of their names."""

    def __init__(self, visit):
        self.known: dict[str, list] = {}
        rows = visit.delegation.memberships.live()
        members = rows.select_related("person", "category", "rank_class", "delegation")
        for row in members.prefetch_related("person__documents"):
            self._know(row, entering.snapshot(row))
        draft = side_drafting.begin(visit)
        self.lines = {line.membership_id: line for line in side_drafting.lines_of(draft)}
        for line in draft.lines.filter(action=ADD):
            self._know(line, line.after)
        self.heads = {row.pk for row in members if row.is_head}
        self.heads |= {line.pk for line in draft.lines.filter(action=ADD) if line.after.get("is_head")}

    def _know(self, row, values):
        self.known.setdefault(key_of(values), []).append((row, values.get("birth_date", "")))

    def find(self, values) -> list:
        """The members and draft lines that this row may speak of."""
        born = values.get("birth_date", "")
        same = self.known.get(key_of(values), [])
        return [row for row, other in same if not (born and other and born != other)]

    def add(self, row, values):
        self._know(row, values)


def key_of(values) -> str:
    return name_key(sort_key(f"{values.get('given_names', '')} {values.get('surname', '')}"))


# -- into the draft ------------------------------------------------------------------------


@transaction.atomic
def take_in(visit, content: bytes, *, reason="") -> Outcome:
    """Write the rows that are right into the draft. Raises ``Unreadable`` and ``NotNow``."""
    lines, outcome, own = lines_of(content, visit.delegation), Outcome(), Own(visit)
    for line in lines:
        values = values_of(line)
        sentences = faults_of(line, own, values) or against(own, values)
        if sentences:
            outcome.refused.append(Refusal(line.number, named(values), sentences))
            continue
        kind = write(visit, own, values, reason)
        setattr(outcome, kind, getattr(outcome, kind) + 1)
    return outcome


def faults_of(line, own, values) -> list[str]:
    """What is wrong with the cells of a row; a paper whose number is stored needs none in the sheet."""
    kept = any(has_number(row) for row in own.find(values))
    missing = {("document_number", "required")} if kept else set()
    return [error["message"] for error in line.errors if (error["field"], error["code"]) not in missing]


def has_number(row) -> bool:
    """Whether the number of a paper is stored, with the person or in the line of the draft."""
    if hasattr(row, "action"):
        return bool(row.after.get("document_number"))
    return any(paper.number for paper in row.person.documents.all())


def against(own, values) -> list[str]:
    """What only the whole list shows to be wrong with a row."""
    found = own.find(values)
    if len(found) > 1:
        return [_("Several people of this name stand on your list. Change them one by one.")]
    if values.get("is_head") and own.heads - {row.pk for row in found}:
        return [_("The delegation already has a head.")]
    return []


def write(visit, own, values, reason) -> str:
    """Put one row into the draft; says what became of it: ``new``, ``changed`` or ``same``."""
    found = next(iter(own.find(values)), None)
    if found is None:
        line = side_drafting.put(visit, ADD, after=values, reason=reason)
        own.add(line, values)
        if values.get("is_head"):
            own.heads.add(line.pk)
        return "new"
    if hasattr(found, "action"):  # a line of the draft that adds somebody
        if not entering.described(found.after, values):
            return "same"
        side_drafting.put(visit, ADD, line=found, after=found.after | values, reason=reason or found.reason)
        return "changed"
    before, draft = entering.snapshot(found), own.lines.get(found.pk)
    after = before | (draft.after if draft and draft.action == CHANGE else {}) | values
    if not entering.described(before, after):
        return "same"
    side_drafting.put(visit, CHANGE, membership=found, before=before, after=after, reason=reason)
    return "changed"
