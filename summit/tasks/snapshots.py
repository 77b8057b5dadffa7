"""Readiness figures frozen at a moment, so that later pages can say what has changed since."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from summit import clock
from summit.base import Public, ScopedQuerySet, SummitRow
from summit.constraints import AppendOnly


class Snapshot(SummitRow, Public):
    """The readiness of one moment, taken at a meeting (``label`` is its code, ``CP-01``)."""

    label = models.CharField(_("taken at"), max_length=40)
    taken_at = models.DateTimeField(_("taken"), default=clock.now)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()
    view_right = "summit.view_readiness"

    class Meta:
        verbose_name = _("frozen readiness")
        verbose_name_plural = _("frozen readiness")
        ordering = ["-taken_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["summit", "label"], name="snapshot_once_a_meeting"),
            AppendOnly(name="snapshot_append_only"),
        ]

    def __str__(self):
        return self.label


class SnapshotLine(SummitRow):
    """The figures of one ministry, commission and axis in a snapshot; sums are made when read."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="lines")
    ministry = models.ForeignKey("summit.Ministry", models.PROTECT, related_name="+")
    commission = models.ForeignKey("summit.Commission", models.PROTECT, related_name="+")
    axis = models.ForeignKey("summit.Axis", models.PROTECT, related_name="+")
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField()
    doing = models.PositiveIntegerField()
    review = models.PositiveIntegerField()
    late = models.PositiveIntegerField()
    blocked = models.PositiveIntegerField()
    unowned = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("line of frozen readiness")
        verbose_name_plural = _("lines of frozen readiness")
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "ministry", "commission", "axis"], name="snapshot_line_once"
            ),
            AppendOnly(name="snapshot_line_append_only"),
        ]

    def __str__(self):
        return f"{self.snapshot} {self.ministry_id}"
