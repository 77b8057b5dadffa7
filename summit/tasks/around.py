"""What hangs on a task: support, dependencies, blocking points, evidence and comments."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from summit import audit, clock
from summit.base import Public, ScopedQuerySet, SummitRow
from summit.constraints import Acyclic, CarriedRank
from summit.tasks.plan import Task


class Support(SummitRow):
    """A ministry that helps with a task and therefore sees it."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="supports")
    ministry = models.ForeignKey("summit.Ministry", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("support")
        verbose_name_plural = _("supports")
        constraints = [models.UniqueConstraint(fields=["task", "ministry"], name="support_once")]

    def __str__(self):
        return f"{self.ministry}"


class Dependency(SummitRow):
    """``task`` cannot end before ``needs`` has. The database refuses a cycle."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="dependencies")
    needs = models.ForeignKey(Task, models.CASCADE, related_name="dependents")
    task_rank = CarriedRank("task")
    needs_rank = CarriedRank("needs")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("dependency")
        verbose_name_plural = _("dependencies")
        constraints = [
            models.UniqueConstraint(
                fields=["task", "needs"],
                name="dependency_once",
                violation_error_message=_("This dependency is already there."),
            ),
            models.CheckConstraint(
                condition=~Q(task=F("needs")),
                name="task_does_not_need_itself",
                violation_error_message=_("A task cannot depend on itself."),
            ),
            Acyclic(source="task", target="needs", rank="rank", name="dependencies_without_cycle"),
        ]

    def __str__(self):
        return f"{self.task.code} ← {self.needs.code}"


class BlockingPoint(SummitRow, Public):
    """What stops a task, since when, and who must lift it.

    ``level`` says how far it has been escalated: 0 the ministry, 1 the commission's president,
    2 the steering committee.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="blocking_points")
    what = models.CharField(_("what blocks"), max_length=500)
    must_act = models.ForeignKey(
        "summit.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who must act"),
    )
    must_act_text = models.CharField(_("what they must do"), max_length=300, blank=True)
    since = models.DateTimeField(_("since"), default=clock.now)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("stated by"),
    )
    level = models.PositiveSmallIntegerField(_("escalation level"), default=0, editable=False)
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("lifted by"),
    )
    how = models.CharField(_("how it was lifted"), max_length=2000, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("blocking point")
        verbose_name_plural = _("blocking points")
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["task"],
                condition=Q(lifted_at__isnull=True),
                name="one_open_blocking_point",
                violation_error_message=_("This task is already blocked."),
            ),
            models.CheckConstraint(condition=Q(level__lte=2), name="blocking_point_level"),
        ]

    def __str__(self):
        return self.what


class Evidence(SummitRow, Public):
    """A file that proves progress or the end of a task; kept private to those who see the task."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="evidence")
    file = models.ForeignKey("summit.StoredFile", models.PROTECT, related_name="+")
    label = models.CharField(_("what it shows"), max_length=2000, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["-added_at"]

    def __str__(self):
        return self.label or str(self.file)

    @classmethod
    def attach(cls, task, file, *, by, label=""):
        """Tie a stored file to a task, in the caller's transaction."""
        proof = cls.objects.create(summit_id=task.summit_id, task=task, file=file, added_by=by, label=label)
        audit.record(task, "attach", by=by, changes={"evidence": [None, str(file)]})
        return proof


class Comment(SummitRow, Public):
    """A remark on a task, in the order of writing."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(_("comment"), max_length=4000)
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["written_at", "pk"]

    def __str__(self):
        return self.text[:60]
