"""Every summit keeps somebody who coordinates it."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager

from django.db import transaction

from summit import clock, rights
from summit.accounts.duties import Duty
from summit.event.models import Summit


class LastCoordinator(Exception):
    """The act would leave a summit without anybody who coordinates it; nothing was written."""

    def __init__(self, summit):
        super().__init__(f"{summit.code} would have no coordinator")
        self.summit = summit


@contextmanager
def coordinated(summits: Iterable[Summit]) -> Generator[None]:
    """Undo what happens inside when one of ``summits`` loses its last coordinator by it.

    Each summit's row is held until the end, so of two coordinators who remove each other the
    second one sees what the first has done. Looked at are today and the summit's last day: a
    duty that is given an end counts as lost from then on. Raises ``LastCoordinator``.
    """
    wanted = sorted({summit.pk for summit in summits})
    with transaction.atomic():
        held = list(Summit.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk"))
        covered = [
            (summit, day) for summit in held for day in days_of(summit) if has_coordinator(summit, day)
        ]
        yield
        for summit, day in covered:
            if not has_coordinator(summit, day):
                raise LastCoordinator(summit)


def days_of(summit):
    today = clock.today(summit)
    return {today, max(today, summit.ends_on)}


def has_coordinator(summit, day):
    duties = Duty.objects.of(summit).in_force(day)
    return duties.filter(role=rights.COORDINATOR, user__is_active=True).exists()
