"""What the preview page shows of a batch: the answer first, then the rows by what becomes of them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from summit import writing
from summit.imports.cells import column_letter, text_of
from summit.imports.checking import FILE, examiner, twice
from summit.imports.models import ImportRow
from summit.imports.spellings import spellings

Verdict = ImportRow.Verdict
ORDER = (
    Verdict.REFUSED, Verdict.DUPLICATE, Verdict.HELD, Verdict.CHANGED, Verdict.NEW, Verdict.UNCHANGED, Verdict.SKIPPED,
)  # fmt: skip
WAITING = (Verdict.REFUSED, Verdict.DUPLICATE, Verdict.HELD)
AT_ONCE = {Verdict.HELD: 30}  # side by side each takes a panel
FOUND = ("verdict", "matches", "changes", "target")  # what the whole file had a part in
PER_PAGE = 200
GLIMPSE = {
    Verdict.CHANGED: 8,
    Verdict.SKIPPED: 8,
}  # rows on the page of everything; the others only by number


@dataclass(frozen=True)
class Wrong:
    """One error with the cell to mend; without ``name`` it concerns the row as a whole."""

    name: str
    cell: str
    label: Any
    value: str
    message: str


@dataclass
class Section:
    verdict: str
    rows: list
    count: int
    url: str
    next_url: str = ""

    @property
    def label(self):
        return Verdict(self.verdict).label

    @property
    def note(self):
        return NOTES[self.verdict](self.count) % {"count": self.count}

    @property
    def has_more(self):
        return self.count > len(self.rows)


NOTES = {
    Verdict.REFUSED: lambda n: ngettext(
        "%(count)d row. Correct it here: it is checked again at once.",
        "%(count)d rows. Correct them here: each is checked again at once.",
        n,
    ),
    Verdict.DUPLICATE: lambda n: ngettext(
        "%(count)d row stands twice. Leave one out.", "%(count)d rows stand twice. Leave one of each out.", n
    ),
    Verdict.HELD: lambda n: ngettext(
        "%(count)d row. The same person or another?", "%(count)d rows. The same person or another?", n
    ),
    Verdict.CHANGED: lambda n: ngettext("%(count)d row", "%(count)d rows", n),
    Verdict.NEW: lambda n: ngettext("%(count)d row", "%(count)d rows", n),
    Verdict.UNCHANGED: lambda n: ngettext(
        "%(count)d row, already up to date", "%(count)d rows, already up to date", n
    ),
    Verdict.SKIPPED: lambda n: ngettext(
        "%(count)d row will not be taken", "%(count)d rows will not be taken", n
    ),
}


def context(batch, *, by, show: str = "", after: int = 0) -> dict[str, Any]:
    """All that the preview shows; ``show`` is one verdict or nothing, ``after`` the last row of the page before."""
    shown = [Verdict(show)] if show in Verdict.values else ORDER
    # Rows that were corrected or answered stay where they were.
    filled = [v for v in shown if batch.counts.get(v) or v in {Verdict.REFUSED, Verdict.HELD}]
    sections = [_section(batch, verdict, bool(show), after) for verdict in filled]
    return {
        "batch": batch,
        "kind": batch.spec,
        "counts": dict.fromkeys([*Verdict.values, "applied"], 0) | batch.counts,
        "waiting": sum(batch.counts.get(v, 0) for v in WAITING),
        "refused": sum(batch.counts.get(v, 0) for v in (Verdict.REFUSED, Verdict.DUPLICATE)),
        "good": good_words(batch.counts),
        "wrong": wrong_words(batch.counts),
        "total": ngettext("%(count)d row", "%(count)d rows", batch.total) % {"count": batch.total},
        "sections": [_worded(batch, s, by) for s in sections if s.rows or s.count],
        "tabs": [
            _tab(batch, verdict, show) for verdict in ORDER if batch.counts.get(verdict) or verdict == show
        ],
        "show": show,
        "spellings": spellings(batch) if batch.counts.get(Verdict.REFUSED) and not show else [],
        "unread": unread(batch),
        "taken": taken_words(batch),
    }


def taken_words(batch) -> str:
    """What became of the rows that went in; nothing where none did. Exact: counted from the rows."""
    if not batch.counts.get("applied"):
        return ""
    rows = batch.data_rows.filter(is_applied=True).order_by().values_list("verdict").annotate(Count("pk"))
    found = dict(rows)
    return written_words(found.get(Verdict.NEW, 0), found.get(Verdict.CHANGED, 0))


def written_words(created: int, updated: int) -> str:
    added = ngettext("%(count)d row added", "%(count)d rows added", created) % {"count": created}
    changed = ngettext("%(count)d row changed", "%(count)d rows changed", updated) % {"count": updated}
    return _("%(created)s, %(updated)s.") % {"created": added, "updated": changed}


def unread(batch) -> str:
    """Headings of the file whose columns are not taken over, in one line."""
    row = batch.rows.filter(number=batch.header_row).first()
    taken = set(batch.mapping.values())
    cells = [text_of(cell).strip() for at, cell in enumerate(row.raw) if at not in taken] if row else []
    return writing.listed(cells)


def _address(batch, **query):
    address = reverse("import-batch", args=[batch.public_id])
    return address + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")


def _tab(batch, verdict, show):
    url = _address(batch, show=verdict.value)
    return {
        "label": verdict.label,
        "count": batch.counts.get(verdict, 0),
        "url": url,
        "current": verdict == show,
    }


def _section(batch, verdict, alone, after):
    chosen = Q(verdict=verdict)
    if verdict == Verdict.HELD:  # so does one that was answered
        chosen |= ~Q(answer="") & Q(
            verdict__in=[Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED, Verdict.SKIPPED]
        )
    if verdict == Verdict.REFUSED:  # a corrected row stays where the hand is until the file is taken over
        chosen |= Q(is_corrected=True, verdict__in=[Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED])
    rows = batch.data_rows.filter(chosen, is_applied=False, number__gt=after)
    limit = AT_ONCE.get(verdict, PER_PAGE) if alone or verdict in WAITING else GLIMPSE.get(verdict, 0)
    found = list(rows.order_by("number")[: limit + 1])
    section = Section(
        verdict, found[:limit], batch.counts.get(verdict, 0), _address(batch, show=verdict.value)
    )
    if len(found) > limit and (alone or verdict in WAITING):
        section.next_url = _address(batch, show=verdict.value, after=found[limit - 1].number)
    return section


def _worded(batch, section, by):
    """Rows of a section with their errors in the reader's language and their changes by label."""
    reader = get_language()
    if section.verdict in WAITING and reader != batch.language and section.rows:
        _reword(batch, section.rows, by)
    if section.verdict == Verdict.HELD and batch.spec.sides and section.rows:
        batch.spec.sides(batch, section.rows, by)
    labels = {field.name: field.label for field in batch.spec.fields}
    for row in section.rows:
        row.remark = batch.spec.remark(row) if batch.spec.remark else ""
        row.wrong = wrong_cells(batch, row)
        still = {cell.name for cell in row.wrong}
        row.mended = [mended(batch, row, name) for name in row.corrected if name not in still]
        row.shown_changes = [change | {"label": labels.get(change["field"], "")} for change in row.changes]
    return section


def _reword(batch, rows, by):
    """Errors were worded for who sent the file; another reader gets them in theirs. Nothing is saved."""
    kept = {row.number: [e for e in row.errors if e["scope"] == FILE] for row in rows}
    found = {row.number: {name: getattr(row, name) for name in FOUND} for row in rows}
    examiner(batch, by=by, rows=rows).check(rows)
    for row in rows:
        for name, value in found[row.number].items():
            setattr(row, name, value)
        for error in kept[row.number]:
            said = twice(row.key, error["row"]) if error["code"] == "duplicate" else error["message"]
            row.errors.append(error | {"message": said})


def wrong_cells(batch, row) -> list[Wrong]:
    """The errors of a row, one entry for each cell, in the order in which they were found."""
    said: dict[str, list[str]] = {}
    for error in row.errors:
        said.setdefault(error["field"], []).append(error["message"])
    return [_wrong(batch, row, name, " ".join(messages)) for name, messages in said.items()]


def _wrong(batch, row, name, message):
    field = batch.spec.field(name)
    if field is None:
        return Wrong("", str(row.number), "", row.title, message)
    value = text_of(row.cell(field, batch.mapping))
    return Wrong(name, cell_name(batch, row, field), field.label, value, message)


def mended(batch, row, name) -> Wrong:
    """A cell that was corrected and is right now."""
    field = batch.spec.field(name)
    return Wrong(name, cell_name(batch, row, field), field.label, row.corrected[name], "")


def cell_name(batch, row, field) -> str:
    """The cell as the sheet names it, for instance F17; the row alone where the file has no such column."""
    index = batch.mapping.get(field.name)
    return f"{column_letter(index)}{row.number}" if index is not None else str(row.number)


def good_words(counts) -> str:
    words = [
        (Verdict.NEW, lambda n: ngettext("%(count)d new", "%(count)d new", n)),
        (Verdict.CHANGED, lambda n: ngettext("%(count)d changed", "%(count)d changed", n)),
        (Verdict.UNCHANGED, lambda n: ngettext("%(count)d unchanged", "%(count)d unchanged", n)),
        (Verdict.SKIPPED, lambda n: ngettext("%(count)d left out", "%(count)d left out", n)),
        ("applied", lambda n: ngettext("%(count)d taken over", "%(count)d taken over", n)),
    ]
    return writing.listed(_counted(counts, words))


def wrong_words(counts) -> str:
    words = [
        (Verdict.REFUSED, lambda n: ngettext("%(count)d refused", "%(count)d refused", n)),
        (
            Verdict.DUPLICATE,
            lambda n: ngettext("%(count)d twice in the file", "%(count)d twice in the file", n),
        ),
        (Verdict.HELD, lambda n: ngettext("%(count)d perhaps known", "%(count)d perhaps known", n)),
    ]
    *others, last = _counted(counts, words) or [""]
    return (
        _("%(first)s and %(second)s") % {"first": writing.listed(others), "second": last} if others else last
    )


def _counted(counts, words):
    found = [text(counts[v]) % {"count": counts[v]} for v, text in words if counts.get(v)]
    return [words.replace(" ", writing.NB, 1) for words in found]  # the number stays with its word
