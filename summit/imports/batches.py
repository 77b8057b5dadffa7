"""The life of a batch: a file comes in, its columns are found, its rows checked and corrected."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count, F
from django.db.models.functions import Greatest
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django_tasks import task

from summit import audit, writing
from summit.imports import containers, headers, reading, remembering, staging
from summit.imports.cells import words_of
from summit.imports.checking import CHUNK, FILE, check_whole, examiner, verdict_of
from summit.imports.kinds import key_of
from summit.imports.models import ImportBatch, ImportRow
from summit.imports.refusals import NotReady, Refused
from summit.imports.staging import store

State = ImportBatch.State
STAGED_AT_ONCE = 1000
CHECKED_AT_ONCE = 3000  # rows; about two seconds

logger = logging.getLogger(__name__)


def open_batch(
    kind, content: bytes, *, filename: str, by, summit, encoding: str = "", sheet: str = "", **about
) -> ImportBatch:
    """Read a file and stage its rows, columns matched as far as they are known.

    ``about`` is what the kind's own form says of the file: its ``options`` and its ``sender``.
    Raises ``Refused``, ``AskEncoding`` or ``AskSheet``; nothing is kept then.
    """
    table = reading.read(content, sheet=sheet, encoding=encoding)
    batch = new_batch(kind, filename, by, summit, **about)
    batch.save()
    return stage(batch, table)


def hold(kind, content: bytes, *, filename: str, by, summit, **about) -> ImportBatch:
    """Keep a file whose encoding or sheet must be asked. Raises ``Refused`` for what is no table at all."""
    containers.container_of(content)
    batch = new_batch(kind, filename, by, summit, **about)
    batch.content = content
    batch.save()
    return batch


def new_batch(kind, filename, by, summit, *, options: dict | None = None, sender: str = "") -> ImportBatch:
    """A batch that is not stored yet."""
    name = filename.replace("\0", "").rsplit("/", 1)[-1].rsplit("\\", 1)[-1]
    return ImportBatch(
        summit=summit,
        kind_name=kind.name,
        filename=name[:255],
        created_by=by,
        language=get_language() or "fr",
        options=options or {},
        sender=(sender or by.get_username())[:60],
    )


def read_held(batch, *, encoding: str = "", sheet: str = "") -> ImportBatch:
    """Stage a held file after its question was answered. Raises as ``open_batch``."""
    if batch.content is None:
        raise Refused("gone", _("The file was not kept. Send it again."))
    return stage(batch, reading.read(bytes(batch.content), sheet=sheet, encoding=encoding))


def stage(batch, table) -> ImportBatch:
    """Store the raw rows in chunks; what a crash left is replaced. The held file is dropped at the end."""
    batch.rows.all().delete()
    batch.sheet, batch.encoding = table.sheet[:255], table.encoding
    batch.header_row, batch.mapping = headers.recognise(
        table.records, batch.spec.fields, remembered=remembering.recalled(batch), settle=batch.spec.settle
    )
    numbered = enumerate(table.records, start=1)
    filled = ((n, record) for n, record in numbered if any(cell not in ("", None) for cell in record))
    while rows := list(islice(filled, STAGED_AT_ONCE)):
        staging.add(batch, rows)
    batch.content, batch.state = None, State.MATCHING
    batch.total = batch.data_rows.count()
    batch.save()
    return batch


def match_columns(batch, *, header_row: int, mapping: dict[str, int]) -> None:
    """Take the person's word for which column is which. Raises ``NotReady`` where a wanted column lacks."""
    if found := lacking(batch, mapping):
        raise _lacking(found)
    batch.header_row, batch.mapping = header_row, mapping
    batch.total = batch.data_rows.count()
    moved = ImportBatch.objects.filter(
        pk=batch.pk, state__in=[State.MATCHING, State.READY, State.CHECKING]
    ).update(header_row=header_row, mapping=mapping, total=batch.total, state=State.MATCHING)
    if not moved:
        raise closed(batch)
    batch.state = State.MATCHING


def lacking(batch, mapping: dict[str, int]) -> list:
    """Fields that must have a column and have none."""
    found = headers.missing(mapping, batch.spec.fields)
    return [*found, *(batch.spec.lacking(batch, mapping) if batch.spec.lacking else ())]


def _lacking(fields) -> NotReady:
    names = writing.listed(field.label for field in fields)
    return NotReady(_("Choose a column for: %(names)s.") % {"names": names})


def check(batch, *, by, progress: Callable[[int, int], Any] | None = None) -> ImportBatch:
    """Judge every row, chunk by chunk; safe to run again after a stop. Raises ``NotReady``."""
    _set_checking(batch, language=get_language() or "fr")
    judge, done = examiner(batch, by=by), 0
    for rows in chunks(batch):
        judge.check(rows)
        with transaction.atomic():
            done += len(rows)
            # Where two check the same file, the one that is further says how far it is, and the other ends with it.
            waiting = ImportBatch.objects.filter(pk=batch.pk, state=State.CHECKING)
            if not waiting.update(checked=Greatest(F("checked"), done)):
                break
            store(rows)
        if progress:
            progress(done, batch.total)
    else:
        settle(batch)
        ImportBatch.objects.filter(pk=batch.pk, state=State.CHECKING).update(state=State.READY)
    batch.refresh_from_db()
    return batch


def _set_checking(batch, **values) -> None:
    """The first thing of every check. Raises ``NotReady`` where a column lacks or the batch is closed."""
    if found := lacking(batch, batch.mapping):
        raise _lacking(found)
    known = ImportBatch.objects.filter(pk=batch.pk, state__in=[State.MATCHING, State.CHECKING, State.READY])
    if not known.update(state=State.CHECKING, checked=0, **values):
        raise closed(batch)


def chunks(batch) -> Iterator[list[ImportRow]]:
    """The data rows in the file's order, by keyset, so that a long file is never held whole."""
    after = batch.header_row
    while rows := list(batch.rows.filter(number__gt=after).order_by("number")[:CHUNK]):
        yield rows
        after = rows[-1].number


def settle(batch) -> None:
    """Judge the file as a whole, unless its judge has done so, and count its rows by verdict."""
    if batch.spec.judge:
        recount(batch)
        return
    rows = list(batch.data_rows.defer("raw", "corrected"))
    changed = check_whole(batch.spec, rows, batch.summit)
    with transaction.atomic():
        if changed:
            ImportRow.objects.bulk_update(changed, ["errors", "verdict"], batch_size=CHUNK)
        recount(batch)


def recount(batch) -> None:
    found = batch.data_rows.values("verdict", "is_applied").annotate(rows=Count("pk"))
    batch.counts = Counter()
    for group in found:
        batch.counts["applied" if group["is_applied"] else group["verdict"]] += group["rows"]
    ImportBatch.objects.filter(pk=batch.pk).update(counts=batch.counts)


def correct(batch, number: int, field, text: str, *, by) -> ImportRow:
    """Put ``text`` in the place of one cell and judge again. Raises ``NotReady``."""
    with transaction.atomic():
        row = _locked_row(batch, number)
        key, of_file = key_of(row.key), [error for error in row.errors if error["scope"] == FILE]
        row.corrected = row.corrected | {field.name: text.replace("\0", "")}
        row.is_corrected = True
        examiner(batch, by=by, rows=[row]).check([row])
        alone = batch.spec.check_all is None and key_of(row.key) == key and not batch.spec.judge
        if alone:  # no other row is touched, so the whole file need not be looked through
            row.errors = row.errors + of_file
            row.verdict = verdict_of(row)
        store([row], ["corrected", "is_corrected", *ImportRow.JUDGED])
        recount(batch) if alone else settle(batch)
    row.refresh_from_db()
    return row


def leave_out(batch, number: int, *, by, skipped: bool = True) -> ImportRow:
    """Leave a row out of the import, or take it back in. Raises ``NotReady``."""
    with transaction.atomic():
        row = _locked_row(batch, number)
        row.is_skipped = skipped
        if skipped:
            row.verdict = ImportRow.Verdict.SKIPPED
        else:
            examiner(batch, by=by, rows=[row]).check([row])
        store([row], ["is_skipped", *ImportRow.JUDGED])
        settle(batch)
    row.refresh_from_db()
    return row


def answer(batch, number: int, said: str, *, by) -> ImportRow:
    """Whether a row that resembles somebody is ``another``, or ``same:`` as one of its matches. Raises ``NotReady``."""
    with transaction.atomic():
        row = _locked_row(batch, number)
        if said not in row.open_answers:
            raise NotReady(_("This answer is not open any more."))
        row.answer = said
        examiner(batch, by=by, rows=[row]).check([row])
        store([row], ["answer", *ImportRow.JUDGED])
        settle(batch)
    row.refresh_from_db()
    return row


def correct_all(batch, field, was: str, now: str, *, by) -> int:
    """Put ``now`` in every refused row whose cell of ``field`` says ``was``; how many. Raises ``NotReady``."""
    with transaction.atomic():
        held_open(batch)
        refused = batch.data_rows.filter(verdict=ImportRow.Verdict.REFUSED, is_applied=False)
        rows = [row for row in refused if words_of(row.cell(field, batch.mapping)) == words_of(was)]
        for row in rows:
            row.corrected = row.corrected | {field.name: now.replace("\0", "")}
            row.is_corrected = True
        for start in range(0, len(rows), CHUNK):
            some = rows[start : start + CHUNK]
            examiner(batch, by=by, rows=some).check(some)
            store(some, ["corrected", "is_corrected", *ImportRow.JUDGED])
        settle(batch)
    return len(rows)


def _locked_row(batch, number):
    """The row, with the batch held so that no apply runs meanwhile."""
    held_open(batch)
    row = batch.rows.filter(number=number, is_applied=False).first()
    if row is None:
        raise closed(batch)
    return row


def closed(batch) -> NotReady:
    """Why nothing can be done with a batch now."""
    if ImportBatch.objects.filter(pk=batch.pk, state=State.APPLYING).exists():
        return NotReady(_("This file is being taken over."))
    return NotReady(_("This import is already closed."))


def held_open(batch) -> None:
    """Keep the batch as it is until this transaction ends. Raises ``NotReady`` where it is closed."""
    if not ImportBatch.objects.select_for_update().filter(pk=batch.pk, state=State.READY).exists():
        raise closed(batch)


@transaction.atomic
def abandon(batch, *, by) -> None:
    """Give the file up: its rows are deleted, the batch stays as a trace. Raises ``NotReady``."""
    given_up = ImportBatch.objects.filter(pk=batch.pk).exclude(
        state__in=[State.APPLYING, State.APPLIED, State.ABANDONED]
    )
    if not given_up.update(state=State.ABANDONED, content=None):
        raise closed(batch)
    batch.rows.all().delete()
    audit.record(batch, "abandon", by=by)


def begin_check(batch, *, by) -> None:
    """Check now where it takes a moment, else in the background, as the page then shows. Raises ``NotReady``."""
    if batch.total <= CHECKED_AT_ONCE:
        check(batch, by=by)
        return
    with transaction.atomic():
        _set_checking(batch)
        job = check_later.enqueue(batch=batch.public_id, by=by.public_id, lang=get_language() or "fr")
        ImportBatch.objects.filter(pk=batch.pk).update(job=str(job.id))


@task()
def check_later(batch: str, by: str, lang: str) -> None:
    """The background's half of ``begin_check``; safe to run twice, silent where nobody waits for it any more."""
    found = ImportBatch.objects.select_related("summit").get(public_id=batch)
    if found.state != State.CHECKING:
        return
    user = get_user_model().objects.get(public_id=by).at(found.summit)
    with override(lang):
        try:
            check(found, by=user)
        except NotReady:
            logger.info("import %s was closed before its check", batch)
