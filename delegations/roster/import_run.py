"""A whole file at once, without staged rows: read, judged and written in one transaction, as commands want it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import transaction

from delegations.roster.delegation import Delegation
from delegations.roster.import_judging import Judge
from delegations.roster.import_lines import Line, LineReader
from delegations.roster.import_places import Places
from delegations.roster.import_writing import Writer
from summit import audit, clock
from summit.imports import batches, kind_named
from summit.imports.bulk import Beside, send, unswept
from summit.imports.models import ImportBatch, ImportRow

AT_ONCE = 1000  # the server begins with the first and ends with the last, while nothing else is done
Verdict = ImportRow.Verdict


@dataclass
class Report:
    """What became of a file. ``lines`` holds the rows that wait: refused, or perhaps known already."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: list[Line] = field(default_factory=list)
    held: list[Line] = field(default_factory=list)
    places: list = field(default_factory=list)


@dataclass(frozen=True)
class Source:
    """A table with its columns found: ``records`` begin with the row after the headings."""

    records: Sequence[Sequence[Any]]
    header_row: int
    mapping: Mapping[str, int]
    filename: str = ""

    def filled(self) -> Iterator[tuple[int, Sequence[Any]]]:
        """The rows below the headings with their numbers in the sheet, without the empty ones."""
        below = enumerate(self.records[self.header_row :], start=self.header_row + 1)
        return ((number, record) for number, record in below if record)


@transaction.atomic
def run(
    source: Source,
    summit: Any,
    *,
    by: Any,
    chosen: Delegation | None = None,
    create: bool = False,
    dry: bool = False,
) -> Report:
    """Judge every row and write those that are right; with ``dry`` nothing is written."""
    places = Places(summit, chosen=chosen, create=create)
    reader = LineReader(summit, source.mapping, places, clock.today(summit))
    judge, report = Judge(summit, reader), Report()
    known: list[Line] = []
    with unswept(), Beside() as beside:
        writer = Writer(summit, by=by, note=source.filename, expected=len(source.records))
        rows = source.filled()
        while some := list(islice(rows, AT_ONCE)):
            lines = [reader.read(number, record) for number, record in some]
            judge.judge(lines)
            sort_out(lines, report)
            known += [line for line in lines if line.verdict == Verdict.CHANGED]
            if new := [] if dry else [line for line in lines if line.verdict == Verdict.NEW]:
                beside.run(send, writer.packed(new))
    if not dry:
        writer.write(known)
        trace(source, summit, report, by)
    report.places = [place for place in places if place.taken]
    return report


def sort_out(lines: Sequence[Line], report: Report) -> None:
    for line in lines:
        report.rows += 1
        if line.verdict == Verdict.REFUSED:
            report.refused.append(line)
        elif line.verdict == Verdict.HELD:
            report.held.append(line)
        else:
            report.created += line.verdict == Verdict.NEW
            report.updated += line.verdict == Verdict.CHANGED
            report.unchanged += line.verdict == Verdict.UNCHANGED
            line.place.taken += 1


def trace(source: Source, summit: Any, report: Report, by: Any) -> ImportBatch:
    """The file in the list of imports, without its rows, and in the register of acts."""
    batch = batches.new_batch(kind_named("people"), source.filename, by, summit)
    batch.state, batch.applied_at = ImportBatch.State.APPLIED, clock.now()
    batch.total = batch.checked = report.rows
    batch.header_row, batch.mapping = source.header_row, dict(source.mapping)
    applied = report.created + report.updated + report.unchanged
    batch.counts = {"applied": applied, "refused": len(report.refused), "held": len(report.held)}
    batch.save()
    written = {"created": [0, report.created], "updated": [0, report.updated]}
    audit.record(batch, "apply", by=by, note=batch.filename, changes=written)
    return batch
