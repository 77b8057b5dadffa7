"""People in the import of the ground floor: staged rows in, verdicts out."""

from collections.abc import Sequence
from typing import Any

from delegations.roster import person_snapshot
from delegations.roster.delegation import Delegation
from delegations.roster.import_judging import Judge
from delegations.roster.import_lines import Line, LineReader
from delegations.roster.import_places import Places
from delegations.roster.import_writing import Writer
from summit import clock, writing
from summit.imports.applying import Outcome
from summit.imports.models import ImportBatch, ImportRow


class BatchJudge:
    """Judges staged rows of one batch; with ``rows`` only these few will come."""

    def __init__(self, batch: Any, by: Any, rows: Sequence[Any] | None = None):
        summit, options = batch.summit, batch.options
        chosen = Delegation.objects.of(summit).filter(public_id=options.get("delegation") or "").first()
        places = Places(summit, chosen=chosen, create=bool(options.get("create")))
        self.batch, self.whole, self.places = batch, rows is None, places
        self.reader = LineReader(summit, batch.mapping, places, clock.today(summit))
        near = None if rows is None else [line for line in map(self._line, rows) if not line.errors]
        self.judge = Judge(summit, self.reader, near)
        self.made: dict[str, None] = {}

    def _line(self, row) -> Line:
        return self.reader.read(row.number, row.raw, row.corrected, row)

    def check(self, rows: Sequence[Any]) -> list[Line]:
        """Judge the next rows of the file; what was left out or taken over already is passed by."""
        lines = [self._line(row) for row in rows if not row.is_skipped and not row.is_applied]
        self._bring_twins(rows)
        self.judge.judge(lines, {line.number: line.row.answer for line in lines if line.row.answer})
        for line in lines:
            settle(line)
        if self.whole:
            self._say_what_is_made(lines)
        return lines

    def _say_what_is_made(self, lines):
        """The preview names the delegations that the file brings with it."""
        for line in lines:
            if line.verdict == ImportRow.Verdict.NEW and line.place.pk is None:
                self.made.setdefault(line.place.code)
        made = writing.listed(self.made)
        if self.batch.options.get("made", "") != made:
            self.batch.options["made"] = made
            ImportBatch.objects.filter(pk=self.batch.pk).update(options=self.batch.options)

    def _bring_twins(self, rows):
        """Earlier rows that an answer names, where they are not among those judged so far."""
        numbers = {row.answer.removeprefix("same:") for row in rows if row.answer.startswith("same:")}
        wanted = {int(number) for number in numbers if number.isdigit()} - self.judge.lines.keys()
        here = {row.number for row in rows}
        if wanted - here:
            batch = rows[0].batch
            for row in batch.rows.filter(number__in=wanted - here):
                line = self._line(row)
                line.verdict = row.verdict
                line.known = self.judge.people.by_reference.get(row.target)
                self.judge.lines[row.number] = line


def settle(line: Line) -> None:
    """Put what was found into the staged row."""
    row, known = line.row, line.known
    row.verdict, row.errors, row.changes = line.verdict, line.errors, line.changes
    row.title, row.key = line.title, line.values.get("reference", "")
    row.target = known.public_id if known else ""
    row.matches = [described(match) for match in line.matches]
    row.cleaned = {name: person_snapshot.plain(value) for name, value in line.values.items()}
    if line.place:
        row.cleaned["delegation"] = line.place.code
    if line.guess:
        row.cleaned["guess"] = {"sure": line.guess.sure, "why": line.guess.why}


def described(match) -> dict[str, Any]:
    """A likeness as a staged row keeps it."""
    return {
        "target": match.person.public_id if match.person else "",
        "row": match.line.number if match.line else None,
        "score": match.likeness.score,
        "reason": match.likeness.reason,
        "same_birth": match.likeness.same_birth,
    }


def write(batch: Any, drafts: Sequence[Line], by: Any) -> Outcome:
    """Write judged lines; the caller holds the transaction. Raises ``Overtaken``."""
    writer = Writer(batch.summit, by=by, note=batch.filename, expected=len(drafts))
    writer.write(drafts)
    for line in drafts:
        line.row.target = line.public_id
    return Outcome(writer.created, writer.updated, writer.unchanged)
