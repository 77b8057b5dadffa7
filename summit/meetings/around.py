"""What hangs on a decision: the ministries that help, the tasks that carry it out, the proofs."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from summit import audit, clock
from summit.base import Public, SummitRow
from summit.meetings.decisions import Decision


class DecisionSupport(SummitRow):
    """A ministry that helps to carry out a decision and therefore sees it."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="supports")
    ministry = models.ForeignKey("summit.Ministry", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("support of a decision")
        verbose_name_plural = _("supports of decisions")
        constraints = [models.UniqueConstraint(fields=["decision", "ministry"], name="decision_support_once")]

    def __str__(self):
        return f"{self.ministry}"


class DecisionTask(SummitRow):
    """A task that carries out a decision; read from both sides."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="task_links")
    task = models.ForeignKey("summit.Task", models.CASCADE, related_name="decision_links")

    class Meta:
        verbose_name = _("task of a decision")
        verbose_name_plural = _("tasks of decisions")
        constraints = [models.UniqueConstraint(fields=["decision", "task"], name="decision_task_once")]

    def __str__(self):
        return f"{self.decision.code} → {self.task.code}"


class DecisionProof(SummitRow, Public):
    """A file that proves the execution; private to those who see the decision."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="proofs")
    file = models.ForeignKey("summit.StoredFile", models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("proof of a decision")
        verbose_name_plural = _("proofs of decisions")
        ordering = ["-added_at", "-pk"]

    def __str__(self):
        return str(self.file)

    @classmethod
    def attach(cls, decision, file, *, by):
        """Tie a stored file to a decision, in the caller's transaction."""
        proof = cls.objects.create(summit_id=decision.summit_id, decision=decision, file=file, added_by=by)
        audit.record(decision, "attach", by=by, changes={"proof": [None, str(file)]})
        return proof
