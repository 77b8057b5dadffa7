"""Freezing the figures at a meeting, and reading them back."""

from django.db import IntegrityError, transaction
from django.db.models import Prefetch

from summit import audit, clock
from summit.tasks.models import Snapshot, SnapshotLine, Task
from summit.tasks.readiness.figures import Cell, Figures, cells


@transaction.atomic
def freeze(summit, label: str, *, by) -> Snapshot:
    """Keep the readiness of this moment under ``label``, the code of a meeting.

    A second call with the same label keeps the first figures and returns them: what was
    shown in the room does not change afterwards (unique in the database, never rewritten).
    """
    taken = Snapshot.objects.of(summit).filter(label=label)
    if present := taken.first():
        return present
    now = clock.now()
    try:
        with transaction.atomic():
            snapshot = Snapshot.objects.create(summit=summit, label=label, taken_by=by, taken_at=now)
    except IntegrityError:  # another froze it in the same moment
        return taken.get()
    parts = cells(Task.objects.of(summit), day=summit.day_number(now.astimezone(summit.tz).date()))
    SnapshotLine.objects.bulk_create(line(snapshot, cell) for cell in parts)
    audit.record(snapshot, "freeze", by=by)
    return snapshot


def line(snapshot, cell):
    return SnapshotLine(
        summit_id=snapshot.summit_id,
        snapshot=snapshot,
        ministry_id=cell.ministry,
        commission_id=cell.commission,
        axis_id=cell.axis,
        **cell.figures.as_dict(),
    )


def latest(summit, *, before=None) -> Snapshot | None:
    """The newest snapshot with its lines loaded, or None where no meeting was held yet."""
    taken = Snapshot.objects.of(summit)
    if before is not None:
        taken = taken.filter(taken_at__lt=before)
    return taken.prefetch_related(Prefetch("lines", SnapshotLine.objects.all())).first()


def thawed(snapshot: Snapshot) -> list[Cell]:
    """A snapshot's lines as cells, to be summed like living ones."""
    names = Figures().as_dict()
    return [
        Cell(
            row.ministry_id,
            row.commission_id,
            row.axis_id,
            Figures(**{name: getattr(row, name) for name in names}),
        )
        for row in snapshot.lines.all()
    ]
