"""What becomes of each row, and why: first row by row, then over the whole file.

The number of queries does not grow with the rows: one for each field of related rows, and
for each chunk of ``CHUNK`` rows one for the stored rows of the same keys and one for each
many-to-many field of theirs.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from summit.imports import cells
from summit.imports.choices import Choices
from summit.imports.kinds import key_of, text_in
from summit.imports.models import ImportRow
from summit.imports.refusals import CellError
from summit.imports.rowforms import RowForms
from summit.imports.values import same, shown

CHUNK = 500
ROW, FILE = "row", "file"
Verdict = ImportRow.Verdict
# How the form's data writes what a cell says, where nothing else must be known for it.
WRITTEN = {
    "text": cells.text_of,
    "date": lambda value: cells.date(value).isoformat(),
    "int": lambda value: str(cells.whole(value)),
    "decimal": lambda value: format(cells.decimal(value), "f"),
    "percent": lambda value: str(cells.percent(value)),
    "bool": cells.truth,
}


@dataclass
class Draft:
    """A row under examination: the data for its form, then the bound form itself."""

    row: ImportRow
    data: dict[str, Any] = field(default_factory=dict)
    errors: list[dict] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    form: Any = None

    @property
    def instance(self):
        return self.form.instance

    def refuse(self, name, code, message, scope=ROW):
        if not any(e["field"] == name and e["message"] == str(message) for e in self.errors):
            self.errors.append({"field": name, "code": code, "message": str(message), "scope": scope})


def examiner(batch, *, by, rows: Sequence[ImportRow] | None = None) -> Any:
    """Who judges the rows of a batch: the kind's own judge, else the page's form row by row."""
    kind = batch.spec
    return kind.judge(batch, by, rows) if kind.judge else Checker(batch, by=by)


class Checker:
    """Examines rows of one batch; keeps what was read for all of them."""

    def __init__(self, batch, *, by):
        self.batch, self.kind, self.summit = batch, batch.spec, batch.summit
        self.forms = RowForms(self.kind, summit=batch.summit, by=by)
        self.choices = {
            f.name: Choices(self.forms.fields[f.name]) for f in self.kind.fields if f.kind == "choice"
        }
        self.by = by

    def check(self, rows: Sequence[ImportRow]) -> list[Draft]:
        """Judge ``rows`` one by one and set their fields; nothing is saved."""
        drafts = [self._draft(row) for row in rows if not row.is_skipped and not row.is_applied]
        present = self.kind.find(self.summit, {d.row.key for d in drafts if d.row.key})
        for draft in drafts:
            self._judge(draft, present.get(key_of(draft.row.key)) if draft.row.key else None)
        return drafts

    # --- cells to form data ----------------------------------------------------------------------

    def _draft(self, row):
        draft = Draft(row)
        for column in self._columns(row):
            value = row.cell(column, self.batch.mapping)
            if cells.is_blank(value):
                self._leave_blank(draft, column)
                continue
            try:
                draft.data[column.name] = self._parsed(column, value)
            except CellError as error:
                draft.refuse(column.name, error.code, error.message)
        row.key = cells.text_of(draft.data.get(self.kind.key) or "").strip()[:300]
        row.cleaned = {f.name: draft.data[f.name] for f in self._columns(row) if f.name in draft.data}
        return draft

    def _columns(self, row):
        """Fields with a column, and those that somebody filled in by hand."""
        return [f for f in self.kind.fields if f.name in self.batch.mapping or f.name in row.corrected]

    def _leave_blank(self, draft, column):
        base, _colon, lang = column.name.partition(":")
        if column.required:
            draft.refuse(column.name, "required", _missing(column))
        elif lang:
            draft.data[column.name] = ""
        else:
            draft.data[column.name] = self.forms.blank.get(base, "")

    def _parsed(self, column, value):
        """A cell as the form's data. Raises ``CellError``."""
        if column.kind in WRITTEN:
            return WRITTEN[column.kind](value)
        if column.kind == "day":
            return str(cells.day_number(value, self.summit))
        if column.kind == "choice":
            return self.choices[column.name].resolve(cells.text_of(value))
        references = self.forms.references.get(column.name)
        if column.kind == "reference":
            return references.resolve(cells.text_of(value))
        entries = cells.several(value)
        return [references.resolve(text) for text in entries] if references else ", ".join(entries)

    # --- the form's word -------------------------------------------------------------------------

    def _judge(self, draft, stored):
        row, columns = draft.row, self._columns(draft.row)
        instance = stored or self.kind.new_instance(self.summit, self.by)
        if stored is not None:
            draft.before = {f.name: f.present(stored) for f in columns}
        draft.form = self.forms.bound(self._form_data(draft), instance)
        self._take_errors(draft)
        row.target = getattr(stored, "public_id", "") or ""
        row.changes = [] if stored is None or draft.errors else self._changes(draft, columns)
        draft.changed = {change["field"] for change in row.changes}
        row.title = self._title(draft)
        row.errors = draft.errors
        row.verdict = verdict_of(row)

    def _form_data(self, draft):
        """Fields named ``name:fr`` fill one language of a field in several."""
        data = {}
        for name, value in draft.data.items():
            base, _colon, lang = name.partition(":")
            data[base + self.forms.suffix(base, lang) if lang else name] = value
        return data

    def _take_errors(self, draft):
        ours = {f.name.partition(":")[0]: f for f in reversed(self._columns(draft.row))}
        seen = {e["field"].partition(":")[0] for e in draft.errors}
        for name, errors in draft.form.errors.as_data().items():
            if name in seen:
                continue  # the cell has already said what is wrong with it
            column = ours.get(name) or self.kind.field(name)
            for error in errors:
                lacking = column is not None and error.code == "required"
                message = _missing(column) if lacking else " ".join(error.messages)
                draft.refuse(column.name if column else "", error.code or "invalid", message)

    def _changes(self, draft, columns):
        changes = []
        for column in columns:
            was, now = draft.before[column.name], after(draft.form, column)
            if not same(as_list(column, was), as_list(column, now)):
                changes.append({"field": column.name, "was": shown(was), "now": shown(now)})
        return changes

    def _title(self, draft):
        """How the preview names a row: its key and its first text."""
        texts = [f for f in self.kind.fields if f.kind == "text" and f.name != self.kind.key]
        words = (cells.text_of(draft.data.get(f.name, "")) for f in texts)
        return next((w.strip()[:300] for w in words if w.strip()), draft.row.key)


def _missing(column):
    return _("“%(label)s” is missing.") % {"label": column.label}


def after(form, column):
    """The value that the form would write for a column."""
    base, _colon, lang = column.name.partition(":")
    value = form.cleaned_data.get(base)
    return text_in(value, lang) if lang else value


def as_list(column, value):
    """A list that a form keeps as text, as a list again: its order and separators do not count."""
    return cells.several(value) if column.kind == "list" and isinstance(value, str) else value


def verdict_of(row):
    if row.is_skipped:
        return Verdict.SKIPPED
    if row.errors:
        return Verdict.DUPLICATE if all(e["code"] == "duplicate" for e in row.errors) else Verdict.REFUSED
    if not row.target:
        return Verdict.NEW
    return Verdict.CHANGED if row.changes else Verdict.UNCHANGED


def check_whole(kind, rows, summit):
    """Errors that only the whole file shows: the same key twice, and what the kind looks for itself.

    Sets ``errors`` and ``verdict`` of ``rows``; returns those that it changed.
    """
    found = defaultdict(list)
    taking_part = [row for row in rows if not row.is_skipped and not row.is_applied]
    first: dict[str, int] = {}
    for row in taking_part:
        if row.key and (number := first.setdefault(key_of(row.key), row.number)) != row.number:
            found[row.number].append((kind.key, "duplicate", twice(row.key, number), number))
    for number, name, message in kind.check_all(taking_part, summit) if kind.check_all else ():
        found[number].append((name, "file", message, None))
    return [row for row in taking_part if _settle(row, found[row.number])]


def twice(key, number):
    return _("“%(key)s” already stands in row %(row)s.") % {"key": key, "row": number}


def _settle(row, found):
    """Replace a row's errors of the whole file; whether that changed anything."""
    before = row.errors, row.verdict
    of_row = [e for e in row.errors if e["scope"] == ROW]
    of_file = [
        {"field": name, "code": code, "message": str(message), "scope": FILE, "row": other}
        for name, code, message, other in found
    ]
    row.errors = of_row + of_file
    row.verdict = verdict_of(row)
    return before != (row.errors, row.verdict)
