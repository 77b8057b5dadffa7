"""Writing a checked batch: one short transaction, and the database has the last word."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, models, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from summit import audit, clock
from summit.forms import readable
from summit.imports import batches, staging
from summit.imports.bulk import unswept
from summit.imports.checking import CHUNK, Draft, check_whole, examiner
from summit.imports.kinds import Saved
from summit.imports.models import ImportBatch, ImportRow
from summit.imports.refusals import NotReady, Overtaken

State = ImportBatch.State
Verdict = ImportRow.Verdict
GOOD = (Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED)
KEPT = {"id", "summit", "public_id", "created_at", "state"}  # never written by a change from a file


@dataclass(frozen=True)
class Outcome:
    created: int
    updated: int
    unchanged: int


def apply(batch, *, by, of=State.READY) -> Outcome:
    """Write what the preview promised, all of it or nothing.

    ``of`` is the state in which the batch waits for it. Raises ``NotReady`` with a sentence, and
    ``Overtaken`` where stored rows have changed since the preview: the file has then been checked again.
    """
    try:
        with unswept():
            # Nobody changes rows that are being taken over: they are read before others have to wait for us.
            rows = list(batch.data_rows) if of == State.APPLYING else None
            with transaction.atomic():
                return _apply(batch, by, of, rows)
    except IntegrityError as error:
        raise NotReady(
            _("Nothing was written. %(reason)s") % {"reason": sentence_of(error, batch.spec.model)}
        ) from None
    except Overtaken as reason:
        give_back(batch, str(reason))
        batches.check(batch, by=by)
        raise


def give_back(batch, failure: str) -> None:
    """A batch that was not taken over waits for the button again, and says why; any other is left alone."""
    waiting = ImportBatch.objects.filter(pk=batch.pk, state=State.APPLYING)
    waiting.update(state=State.READY, failure=failure[:500])


def _apply(batch, by, of, rows):
    # The conditional UPDATE is the lock: of two who press the button, one finds the batch closed.
    taken = ImportBatch.objects.filter(pk=batch.pk, state=of)
    if not taken.update(state=State.APPLIED, applied_at=clock.now(), failure=""):
        raise batches.closed(batch)
    waiting = batch.data_rows.filter(ImportRow.waiting()).count()
    if batch.spec.all_or_none and waiting:
        raise NotReady(_("Rows still wait for your answer: this file goes in whole or not at all."))
    drafts = _drafts_as_promised(batch, by, list(batch.data_rows) if rows is None else rows)
    if not any(d.row.verdict in {Verdict.NEW, Verdict.CHANGED} for d in drafts):
        raise NotReady(_("There is nothing to take over: every row is as it already stands."))
    outcome = (batch.spec.write or _write)(batch, drafts, by)
    staging.forget(batch, [draft.row for draft in drafts])
    if waiting:
        ImportBatch.objects.filter(pk=batch.pk).update(state=State.READY, applied_at=None)
    batches.recount(batch)
    written = {"created": [0, outcome.created], "updated": [0, outcome.updated]}
    audit.record(batch, "apply", by=by, note=batch.filename, changes=written)
    batch.refresh_from_db()
    return outcome


def _drafts_as_promised(batch, by, rows):
    """Every good row judged anew on locked rows; raises ``Overtaken`` where the preview said otherwise."""
    promised = {row.number: _promise(row) for row in rows}
    targets = [row.target for row in rows if row.target]
    manager = batch.spec.model._default_manager
    for start in range(0, len(targets), CHUNK):
        list(
            manager.select_for_update(of=("self",))
            .filter(public_id__in=targets[start : start + CHUNK])
            .values_list("pk")
        )
    judge, drafts = examiner(batch, by=by), []
    with translation.override(batch.language):  # promises were worded in it
        for start in range(0, len(rows), CHUNK):
            drafts += judge.check(rows[start : start + CHUNK])
        if not batch.spec.judge:
            check_whole(batch.spec, rows, batch.summit)
    if any(promised[row.number] != _promise(row) for row in rows if not row.is_applied):
        raise Overtaken(
            _(
                "Some of these rows have changed since this page was made. Look at it again before you confirm."
            )
        )
    return [draft for draft in drafts if draft.row.verdict in GOOD]


def _promise(row):
    return row.verdict, row.target, [(c["field"], c["was"], c["now"]) for c in row.changes]


def _write(batch, drafts: Sequence[Draft], by) -> Outcome:
    kind = batch.spec
    new = [d for d in drafts if d.row.verdict == Verdict.NEW]
    changed = [d for d in drafts if d.row.verdict == Verdict.CHANGED]
    for draft in (*new, *changed):
        if kind.prepare:
            kind.prepare(draft.instance, by)
    _create([d.instance for d in new], kind.model)
    _update([d.instance for d in changed], kind.model)
    _relate(new, changed, kind.model)
    saved = [Saved(d.row, d.instance, d.form.cleaned_data, True) for d in new]
    saved += [Saved(d.row, d.instance, d.form.cleaned_data, False) for d in changed]
    for draft, one in zip((*new, *changed), saved, strict=True):
        draft.row.target = draft.instance.public_id
        verb = "create" if one.created else "edit"
        audit.record(draft.instance, verb, by=by, changes=_changes(draft), note=batch.filename)
    if kind.then:
        kind.then(saved, by)
    return Outcome(len(new), len(changed), len(drafts) - len(new) - len(changed))


def _changes(draft):
    if draft.row.changes:
        return {c["field"]: [c["was"], c["now"]] for c in draft.row.changes}
    shown = {name: readable(getattr(draft.instance, name, None)) for name in draft.form.cleaned_data}
    plain = {f.name for f in draft.instance._meta.concrete_fields}
    return {name: [None, value] for name, value in shown.items() if name in plain and value != ""}


def _create(instances, model):
    if model._meta.parents:  # a row in two tables cannot go in by bulk_create
        for instance in instances:
            instance.save(force_insert=True)
        return
    model._default_manager.bulk_create(instances, batch_size=CHUNK)


def _update(instances, model):
    names = [f.name for f in model._meta.concrete_fields if not f.primary_key and f.name not in KEPT]
    now = clock.now()
    for instance in instances:
        if "revision" in names:
            instance.revision += 1
        if "updated_at" in names:
            instance.updated_at = now
    if model._meta.parents:  # as above
        for instance in instances:
            instance.save(force_update=True)
        return
    model._default_manager.bulk_update(instances, names, batch_size=100)


def _relate(new, changed, model):
    """Many-to-many rows, replaced where they changed."""
    for field in model._meta.many_to_many:
        # A table with facts of its own is written by the kind's ``then``.
        if not field.remote_field.through._meta.auto_created:
            continue
        touched = [d for d in changed if field.name in d.changed]
        through, mine, theirs = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
        links = [
            through(**{mine: d.instance.pk, theirs: row.pk})
            for d in (*new, *touched)
            for row in d.form.cleaned_data.get(field.name) or ()
        ]
        through._default_manager.filter(**{f"{mine}__in": [d.instance.pk for d in touched]}).delete()
        through._default_manager.bulk_create(links, batch_size=CHUNK)


def sentence_of(error: IntegrityError, model: type[models.Model]) -> str:
    """The sentence of the constraint that the database refused over, as the forms say it."""
    text = str(error)
    for constraint in (*model._meta.total_unique_constraints, *model._meta.constraints):
        columns = [model._meta.get_field(name).column for name in getattr(constraint, "fields", ())]
        spelt = ", ".join(f"{model._meta.db_table}.{column}" for column in columns)  # SQLite names columns
        if constraint.name in text or (spelt and spelt in text):
            return str(constraint.get_violation_error_message())
    return _("A row with the same mark has come in meanwhile.")
